"""The word lists: faults are told all at once; what is shipped is sound."""

from __future__ import annotations

import pytest

from personacheck.errors import VocabularyError
from personacheck.match.reading import read
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.words import parse, vocabulary

FUNCTIONS = "hr: {label: HR, means: hires}\nrecruiting: {label: recruiting, means: hires, under: hr}"


def test_all_faults_are_told_at_once() -> None:
    broken = "roles: {hr boss: chief, hr: 'one, one'}\nfields: {hr: a*b}\ncolours: red\nheads: middle"
    with pytest.raises(VocabularyError) as told:
        parse({"functions": FUNCTIONS, "xx": broken})
    causes = [problem.cause for problem in told.value.problems]
    assert causes == [
        "unknown section",
        "neither first nor last",
        "unknown function or level: boss",
        "said twice",
        "* stands at the ends of a word only",
    ]


def test_a_file_that_is_no_yaml_is_told() -> None:
    with pytest.raises(VocabularyError, match="not valid YAML"):
        parse({"functions": FUNCTIONS, "xx": "a: [b"})


def test_wider_functions_are_found() -> None:
    words = parse({"functions": FUNCTIONS})
    assert words.wider("recruiting") == ("recruiting", "hr")


def test_every_function_has_words_in_english_and_a_label() -> None:
    shipped = vocabulary()
    english = next(language for language in shipped.languages if language.code == "en")
    named = {function for entry in english.entries for function in entry.functions}
    assert named == set(shipped.functions)
    assert all(function.label and function.means for function in shipped.functions.values())
    assert all(function.under in shipped.functions for function in shipped.functions.values() if function.under)


def test_every_level_has_words_in_english() -> None:
    english = next(language for language in vocabulary().languages if language.code == "en")
    assert {entry.level for entry in english.entries if entry.level} == set(LEVELS)


def test_abbreviations_mean_the_same_in_every_language() -> None:
    said: dict[str, set[tuple[object, ...]]] = {}
    for language in vocabulary().languages:
        for key, value in language.abbreviations.items():
            reading = read(value)
            said.setdefault(key, set()).add((reading.functions, reading.level))
    assert {key: values for key, values in said.items() if len(values) > 1} == {}


def test_the_background_is_distinct() -> None:
    titles = vocabulary().background
    assert len(titles) > 300
    assert len(set(titles)) == len(titles)
