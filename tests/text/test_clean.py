"""Text is cleaned in time that grows with its length, and loses nothing that a reader would see."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personacheck.text.clean import clean_text

PILES = ("\u0301\u0327", "\u0e38\u0e48\u0323", "ﾞ\u0301")


@pytest.mark.safety
@pytest.mark.parametrize("pile", PILES)
def test_accents_without_end_are_cut_before_they_are_sorted(pile: str) -> None:
    assert len(clean_text("a" + pile * 10_000 + "b")) <= 1 + 30 + 1


@given(st.text(st.sampled_from("aé " + "".join(PILES)), max_size=30))
def test_what_people_type_is_only_composed(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text).strip()
