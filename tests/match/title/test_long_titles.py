"""However long a title is, reading it takes a bounded number of steps, and what is not read is said."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import builders
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.match.matcher import Matcher
from personacheck.match.title.normalise import fold, within
from personacheck.match.title.reading import _words, read
from personacheck.model import tables as t

if TYPE_CHECKING:
    from types import FrameType

pytestmark = pytest.mark.safety

STEPS = 5_000_000
"""Steps of the interpreter in our code that one title may take, whatever it holds; "Head of IT" takes 10,000."""

PIECES = (
    "manager ", "of ", "head of ", "it ", "it/", "& ", "vertriebsleiter", "leiter", "a", "é", "銷售经理", "国际", "ſ",
    "ﷺ", "C.E.O.", "(m/w/d) ", "(", "- ", "—", "·", "'", "@", "\u0301\u0327", "ﾞ", "😀", "1", ".net ", "x" * 50,
    "ProjectManager",
)  # fmt: skip  # a table of pieces reads better in rows
long_titles = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), min_size=1, max_size=12).flatmap(
    lambda pieces: st.integers(1, 2_000).map(lambda times: "".join(pieces) * times)
)


def steps(title: str, matcher: Matcher) -> int:
    """Steps of the interpreter in our package to decide on the title: as many on every machine."""
    count = 0

    def line(_frame: FrameType, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "opcode"
        return line

    def call(frame: FrameType, _event: str, _arg: object) -> object:
        if "personacheck" not in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return line

    lexicon, speller = _words()
    for cached in (read, fold, speller.mended):
        cached.cache_clear()
    lexicon._looks.clear()
    lexicon._runs.clear()
    speller._short.clear()
    matcher.phrases._looks.clear()
    matcher._candidates._within.clear()
    before = sys.gettrace()
    sys.settrace(call)
    try:
        matcher.fits([title])
    finally:
        sys.settrace(before)
    return count


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    cast = builders.cast(
        builders.persona("sales", titles=("*leiter*", "sales manager")), builders.persona("it", functions=("it",))
    )
    made = Matcher.train(cast, rules_only=True)
    made.fits(["Head of IT"])  # the vocabulary is read once
    return made


@settings(deadline=None, max_examples=60)
@given(title=long_titles)
def test_a_title_takes_a_bounded_number_of_steps(title: str, matcher: Matcher) -> None:
    assert steps(title, matcher) < STEPS


@pytest.mark.parametrize("letter", ["x", "n", "é", "理"])
def test_one_word_of_many_letters_costs_no_more_than_one_of_a_few_hundred(letter: str, matcher: Matcher) -> None:
    steps("o" * 400, matcher)  # what is loaded once is not counted
    assert steps(letter * 32_000, matcher) == steps(letter * (t.LONGEST_TITLE + 1), matcher)


@given(word=st.sampled_from(["Sales Manager ", "Leiter IT ", "销售经理、"]), rest=st.text(min_size=300))
def test_what_stands_behind_is_not_read(word: str, rest: str) -> None:
    title = word * 40 + rest
    assert read(title) == read(within(title))
    assert len(within(title)) <= t.LONGEST_TITLE


def test_what_is_not_read_is_said(matcher: Matcher) -> None:
    titles = ["Sales Manager " + "x" * 8_000, "Sales Manager"]
    contacts = pd.DataFrame({t.TITLE: titles, t.DEPARTMENT: ["", "it " * 200]})
    reasons = list(matcher.match(contacts)[t.REASON])
    assert reasons == [
        "“Sales Manager” is one of its titles: Sales. Only the first 300 characters of its title are read.",
        "“Sales Manager” is one of its titles: Sales. Only the first 300 characters of its department are read.",
    ]
