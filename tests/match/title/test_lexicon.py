"""Terms hit what their notation says, and nothing else."""

from __future__ import annotations

import pytest

from personacheck.match.title.lexicon import Lexicon
from personacheck.match.title.normalise import tokens


def found(terms: list[str], title: str, endings: tuple[str, ...] = ()) -> list[str]:
    lexicon = Lexicon.of((term, term, endings) for term in terms)
    return sorted({hit.meaning for hit in lexicon.find(tokens(title))})


@pytest.mark.parametrize(
    ("term", "hits", "misses"),
    [
        ("sales", ["Sales", "SALES Manager"], ["Salesforce", "Presales"]),
        ("sales*", ["Salesforce", "Sales"], ["Presales"]),
        ("*sales", ["Presales"], ["Salesforce"]),
        ("*vertrieb*", ["Innenvertriebsleiter"], ["Treiben"]),
        ("account manag*", ["Key Account Management"], ["Manager of Accounts", "Account / Manager"]),
        ("chief * officer", ["Chief Happy Officer"], ["Chief Officer", "Chief Very Happy Officer"]),
        ("head of it", ["Head of the IT", "Head IT"], ["Head of Office IT"]),
        ("manager of", ["Manager of Sales"], ["Manager"]),
        ("geschäftsführer", ["Geschäftsführer", "Geschaeftsfuehrer", "GESCHÄFTSFÜHRER"], ["Geschäfte"]),
        ("*销售*", ["国际销售经理"], ["经理"]),
        ("c++", ["C++ Developer"], ["C Developer"]),
    ],
)
def test_the_notation(term: str, hits: list[str], misses: list[str]) -> None:
    assert [title for title in hits if found([term], title) != [term]] == []
    assert [title for title in misses if found([term], title)] == []


def test_endings_may_follow_long_words() -> None:
    assert found(["leiter", "it"], "Leiterinnen", ("in", "innen")) == ["leiter"]
    assert found(["it"], "its", ("s",)) == []


def test_a_phrase_never_crosses_a_cut() -> None:
    assert found(["sales director"], "Sales, Director") == []


def test_a_star_alone_adds_nothing() -> None:
    assert found(["*", ""], "anything") == []


def test_what_several_terms_mean_alike_is_found_once() -> None:
    lexicon = Lexicon.of([("manager", "lead", ("s",)), ("manager", "lead", ("in",)), ("it manager", "it", ())] * 2)
    hits = [(hit.meaning, hit.first, hit.last) for hit in lexicon.find(tokens("IT Manager"))]
    assert hits == [("it", 0, 1), ("lead", 1, 1)]
