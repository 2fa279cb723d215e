"""Every script survives; what does not matter does not count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.match.title.normalise import JOINER, fold, tokens
from personacheck.match.title.reading import read


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LEITER VERTRIEB", "Leiter Vertrieb (m/w/d)"),
        ("Verkäufer", "Verkäufer/-in"),
        ("Berater", "Berater:in"),
        ("Berater", "Berater*innen"),
        ("Directeur", "Directeur (H/F)"),
        ("Sr. Consultant", "Senior Consultant"),
        ("Key-Account-Manager", "key account manager"),
        ("Geschäftsführer", "Geschäftsführer"),
        ("ＣＥＯ", "CEO"),
    ],
)
def test_what_does_not_matter_does_not_count(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("врач", "враг"),
        ("Старший инженер", "Старшии инженер"),
        ("がくせい", "かくせい"),
        ("प्रबंधक", "प्रबधक"),
        ("C++", "C#"),
        ("C++", "C"),
        (".NET", "NET"),
        ("R&D", "R"),
    ],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert words(one) != words(other)
    assert all(words(one))


def test_a_title_is_cut_where_another_role_begins() -> None:
    assert [token.part for token in tokens("Owner / Founder, Berlin (Board)")] == [0, 1, 2, 3]
    assert [token.text for token in tokens("Sales & Marketing")] == ["sales", JOINER, "marketing"]


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("Head of IT", "Head of~ IT"),
        ("Owner / Head", "Owner /Head"),
        ("Sales/Marketing", "Sales /Marketing"),
        ("Owner - Energy Trading", "Owner -Energy Trading"),
        ("Owner – Energy", "Owner -Energy"),
        ("Key-Account Manager", "Key Account Manager"),
        ("Head (Europe) IT", "Head (Europe) IT"),
        ("Head (Europe, Asia) IT", "Head (Europe) (Asia) IT"),
        ("Head [Europe / Asia], IT", "Head (Europe) /(Asia) IT"),
        ("Head (Europe", "Head (Europe)"),
        ("Head, IT (Board) - Energy", "Head IT (Board) -Energy"),
    ],
)
def test_each_word_knows_what_stands_before_it(title: str, marks: str) -> None:
    """Behind a slash, behind a spaced dash, in brackets; or is a filler."""
    shown = [
        f"{'/' * token.slashed}{'-' * token.dashed}{'(' * token.aside}{token.shown}{')' * token.aside}"
        f"{'~' * token.filler}"
        for token in tokens(title)
    ]
    assert " ".join(shown) == marks


def test_an_abbreviation_in_capitals_hits_capitals_only() -> None:
    assert words("AI Engineer")[0] == "artificial"
    assert "artificial" not in words("Addetto ai servizi")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_read_and_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    reading = read(text)
    assert len(reading.parts) <= max(len(reading.tokens), 1)
    assert reading == read(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "M"]), min_size=1, max_size=20))
def test_letters_of_every_script_survive(text: str) -> None:
    if any(letter.isalpha() for letter in text):
        assert words(text)
