"""Text is cleaned in time that grows with its length, and loses nothing that a reader would see."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personacheck.text.clean import LONGEST, Cleaned, clean_column, clean_header, clean_text

PILES = ("\u0301\u0327", "\u0e38\u0e48\u0323", "ﾞ\u0301")


@pytest.mark.safety
@pytest.mark.parametrize("pile", PILES)
def test_accents_without_end_are_cut_before_they_are_sorted(pile: str) -> None:
    assert len(clean_text("a" + pile * 10_000 + "b")) <= 1 + 30 + 1


@given(st.text(st.sampled_from("aé " + "".join(PILES)), max_size=30))
def test_what_people_type_is_only_composed(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        ("R&amp;D", "R&D"),
        ("R&amp;amp;amp;D", "R&D"),
        ("R&amp;amp;amp;amp;D", "R&amp;D"),
        ("R&D; S&foo;", "R&D; S&foo;"),
    ],
)
def test_escapes_are_undone_three_times(escaped: str, text: str) -> None:
    assert clean_text(escaped) == text


@pytest.mark.parametrize(("length", "cut"), [(LONGEST - 1, ()), (LONGEST, ()), (LONGEST + 1, (1,))])
@pytest.mark.parametrize("letter", ["a", "é"])
def test_what_a_cell_can_hold_is_kept_whole(letter: str, length: int, cut: tuple[int, ...]) -> None:
    cleaned = clean_column(["CFO", letter * length], [1, 1])
    assert cleaned.cut == cut
    assert cleaned.texts == ["CFO", letter * min(length, LONGEST)]


def test_a_text_that_is_cut_ends_with_no_blank() -> None:
    assert clean_column(["a" * (LONGEST - 1) + " b"], [1]).texts == ["a" * (LONGEST - 1)]


def test_a_header_has_two_hundred_characters_at_most() -> None:
    assert clean_header("a" * 200) == "a" * 200
    assert clean_header("a" * 201) == "a" * 200
    assert clean_header(f"{'a ' * 100}b") == ("a " * 100)[:200]


def test_what_was_mended_is_counted_by_cell() -> None:
    texts = ["V\u200bP", "MÃ¼ller", "R&amp;D", '="0012"', "CFO"]
    assert clean_column(texts, [2, 3, 4, 5, 6]) == Cleaned(["VP", "MÃ¼ller", "R&D", "0012", "CFO"], 2, 3, 4, 5)
    assert clean_column(["R&amp;D", "'0012", "\x01"], [2, 3, 4]) == Cleaned(["R&D", "0012", ""], 4, 0, 2, 3)


@pytest.mark.parametrize("text", ["R&D; S", "don't", "a=b", "'Head' of IT"])
def test_signs_of_escapes_that_escape_nothing_stay(text: str) -> None:
    assert clean_column([text], [1]) == Cleaned([text])
