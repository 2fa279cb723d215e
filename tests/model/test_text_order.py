"""Texts that sort as bytes."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from personacheck.model.text_order import SHORT, ranks, sortable

TEXTS = st.lists(st.text(st.characters(exclude_characters="\0"), max_size=SHORT + 2), max_size=12)


def held(texts: list[str]) -> np.ndarray:
    column = np.empty(len(texts), dtype=object)
    column[:] = texts
    return column


@given(TEXTS)
@example(["é", "z", "a", "", "Z"])
@example(["\uffff", "\U00010000"])  # UTF-16 would turn them round
def test_the_order_is_that_of_the_texts(texts):
    order = np.argsort(sortable(held(texts)), kind="stable").tolist()
    assert order == sorted(range(len(texts)), key=texts.__getitem__)


@given(TEXTS)
def test_ranks_are_places_among_the_distinct_ones(texts):
    places = {text: place for place, text in enumerate(sorted(set(texts)))}
    assert ranks(held(texts)).tolist() == [places[text] for text in texts]


def test_one_long_text_makes_no_wide_table():
    assert sortable(held(["a", "b" * 10_000])).dtype == object
