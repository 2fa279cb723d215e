"""Whose language a cast's own titles are of, and how they may bend."""

from __future__ import annotations

import pytest

from personacheck.match.persona.own_words import languages_of


@pytest.mark.parametrize(
    ("titles", "languages"),
    [
        ((), ("en",)),
        (("zorbler",), ("en",)),
        (("einkäufer",), ("de",)),
        (("*einkäufer*",), ("de",)),
        (("technischer einkäufer",), ("de",)),
        (("zorbler einkäufer",), ("en",)),  # no language knows both words
        (("einkäufer zorbler",), ("en",)),
        (("buyer einkäufer",), ("en",)),
        (("leiter acheteur",), ("en",)),
        (("leiter acheteur", "acheteur"), ("fr",)),
        (("buyer", "einkäufer"), ("en", "de")),
        (("einkäufer", "buyer"), ("en", "de")),
        (("einkäufer", "leiter it", "acheteur"), ("de", "fr")),
        (("acheteur", "contrôleur acheteur", "einkäufer"), ("fr", "de")),  # more of them first
    ],
)
def test_as_few_languages_as_know_all_titles_that_some_language_knows(titles, languages):
    assert languages_of(titles) == languages
