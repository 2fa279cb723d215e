"""A title that is cut word by word has the same tokens as one that is cut as a whole."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from personacheck.match.title.normalise import JOINER, tokens
from personacheck.match.title.plain import plain_tokens
from personacheck.vocabulary.words import vocabulary

SHORT = sorted({word for language in vocabulary().languages for key in language.abbreviations for word in key.split()})
SMALL = sorted({word for language in vocabulary().languages for word in (*language.joiners, *language.fillers)})
WORDS = (
    "Head", "IT", "Sales", "sales", "ProjectManager", "ViceM", "KeyAccountManager", "AI", "ai", "E", "2", "Zorbling",
    "Ärztin", "für", "A\u0308rztin", "ﬁn", "经理", "ⓐ", "❶", "&",
    "R&D", "C++", "Sr.", "Director,", "-", "(CEO)", "owner's", "", "\t",
)  # fmt: skip  # a table of words reads better in rows
titles = st.lists(st.sampled_from([*SHORT, *SMALL, *WORDS]) | st.text("abC 1", max_size=4), max_size=6).map(" ".join)


@settings(max_examples=500, deadline=None)
@given(title=titles | titles.map(str.upper) | titles.map(str.title))
@example(title="and Sales and Marketing")
@example(title="Sales  Manager ")
@example(title="vice president")
@example(title="Head of IT " * 40)
def test_it_is_cut_as_any_title_is(title: str) -> None:
    assert plain_tokens(title) == tokens(title)


@pytest.mark.parametrize("key", [key for language in vocabulary().languages for key in language.abbreviations])
def test_an_abbreviation_of_several_words_is_seen(key: str) -> None:
    for title in (key, f"Head {key}", f"{key} Berlin", key.upper(), "".join(map(str.title, key.split()))):
        assert plain_tokens(title) == tokens(title)


def test_a_word_that_joins_begins_nothing() -> None:
    assert [token.text for token in plain_tokens("And Buyer and Planner")] == ["and", "buyer", JOINER, "planner"]
