"""Cells by column: the same rows as came in, whatever their lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from personacheck.load.read import columns
from personacheck.load.read.columns import Column, by_column

CELLS = st.sampled_from(["", "Ada", "ada", "Zoë", " "])
ROWS = st.lists(st.lists(CELLS, max_size=4), max_size=12)


@pytest.fixture(scope="module", autouse=True)
def _small_batches():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "HEAD", 2)
        patch.setattr(columns, "_BATCH", 3)
        yield


@given(ROWS)
def test_rows_come_out_as_they_went_in(rows):
    cells = by_column(rows)
    assert [cells.row(at) for at in range(len(cells))] == rows
    assert cells.head == rows[:2]
    assert cells.filled == any(map(any, rows))


@given(ROWS)
def test_what_no_first_row_is_wide_enough_for_stands_beyond(rows):
    cells = by_column(rows, whole=False)
    assert [cells.row(at) for at in range(len(cells))] == rows
    assert len(cells.columns) == max(map(len, rows[:2]), default=0)


@given(ROWS, st.integers(0, 5), st.integers(0, 12))
def test_a_part_is_of_the_rows_between(rows, begin, end):
    part = by_column(rows, whole=False).part(begin, end)
    assert [part.row(at) for at in range(len(part))] == rows[begin:end]


def test_a_row_is_put_in_place_of_a_longer_one():
    cells = by_column([["a", "b"], ["c", "d"], ["e", "f", "g"]], whole=False)
    cells.put(2, ["h"])
    assert [cells.row(at) for at in range(3)] == [["a", "b"], ["c", "d"], ["h"]]


def test_a_column_takes_more_texts_than_its_codes_had_bytes_for():
    column = Column(np.arange(100), ["", *(f"text {n}" for n in range(1, 100))])
    for row in range(100):
        column[row] = f"other {row}"
    assert list(column) == [f"other {row}" for row in range(100)]


def test_texts_that_become_equal_are_one():
    column = Column(np.array([0, 1, 2, 1], np.int32), ["", "Ada ", "Ada"]).with_texts(["", "Ada", "Ada"])
    assert (column.texts, column.codes.tolist()) == (["", "Ada"], [0, 1, 1, 1])


def test_only_what_is_held_is_a_category():
    column = Column(np.array([1, 2, 1], np.int32), ["", "Ada", "Bo"])
    held = column.held(np.array([True, False, True]))
    assert (list(held), list(held.cat.categories)) == (["Ada", "Ada"], ["Ada"])


def test_texts_that_hardly_repeat_are_held_as_they_are():
    column = Column(np.array([1, 2, 1], np.int32), ["", "Ada", "Bo"])
    held = column.held(np.array([True, True, True]))
    assert (list(held), held.dtype) == (["Ada", "Bo", "Ada"], object)
