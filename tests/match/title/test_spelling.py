"""Words that are typed wrong, or written together: what is mended, and what is not."""

from __future__ import annotations

import pytest

from personacheck.match.title.normalise import tokens
from personacheck.match.title.spelling import Speller

WORDS = {"director": 1, "manager": 1, "engineer": 1, "development": 3, "developpement": 1, "tender": 1, "leiter": 2}
ALONE = {"manager": 1, "leiter": 2, "director": 1}
SPELLER = Speller(WORDS, ALONE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("director", ["director"]),
        ("driector", ["director"]),  # the second and the third letter
        ("direcotr", ["director"]),
        ("directro", ["director"]),  # the last two
        ("idrector", ["idrector"]),  # the first letter is hardly ever wrong
        ("enginer", ["engineer"]),
        ("leitr", ["leitr"]),  # too short to guess at
        ("letier", ["leiter"]),
        ("leter", ["leter"]),
        ("developmnt", ["development"]),
        ("developmennt", ["development"]),
        ("developpment", ["development"]),  # of the more languages
        ("edevelopment", ["edevelopment"]),
        ("zorbler", ["zorbler"]),
        ("d1rector", ["d1rector"]),
        ("tendermanager", ["tender", "manager"]),
        ("leiterdirector", ["leiterdirector"]),  # of two languages
        ("managerleiter", ["managerleiter"]),
    ],
)
def test_a_word_is_respelt_or_taken_apart(typed, meant):
    assert [*SPELLER.mended(typed, recognised=False)] == meant


def test_a_word_that_is_recognised_is_taken_apart_and_never_respelt():
    assert SPELLER.mended("tendermanager", recognised=True) == ("tender", "manager")
    assert SPELLER.mended("direcotr", recognised=True) == ("direcotr",)


def test_a_word_is_shown_as_it_was_typed():
    (token,) = tokens("Direcotr")
    (mended,) = SPELLER.mend(token, recognised=False)
    assert (mended.text, mended.shown) == ("director", "Direcotr")
