"""The word lists: faults are told all at once; what is shipped is sound."""

from __future__ import annotations

import pytest

from personacheck.errors import VocabularyError
from personacheck.match.title.reading import read
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.sections import NAMED
from personacheck.vocabulary.words import parse, vocabulary

FUNCTIONS = "hr: {label: HR, means: hires}\nrecruiting: {label: recruiting, means: hires, under: hr}"


def test_all_faults_are_told_at_once() -> None:
    roles = "roles: {hr boss: chief, hr: 'one, one', recruiting: 'two hr: > three'}"
    broken = f"{roles}\nfields: {{hr: a*b}}\ncolours: red\nheads: middle"
    with pytest.raises(VocabularyError) as told:
        parse({"functions": FUNCTIONS, "xx": broken})
    assert [problem.cause for problem in told.value.problems] == ["unknown key colours"]
    with pytest.raises(VocabularyError) as told:
        parse({"functions": FUNCTIONS, "xx": broken.replace("colours: red\n", "")})
    assert [problem.cause for problem in told.value.problems] == [
        "neither first nor last",
        "unknown function or level: boss",
        "said twice",
        "holds a key: it begins a line of its own",
        "* stands at the ends of a word only",
    ]


def test_a_function_that_is_not_there_is_told() -> None:
    with pytest.raises(VocabularyError, match=r"recruiting: unknown function hrr. Did you mean hr\?"):
        parse({"functions": FUNCTIONS.replace("under: hr", "under: hrr")})


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
    assert all(name in shipped.functions for function in shipped.functions.values() for name in function.under)


def test_every_specialty_has_words_in_english_and_german() -> None:
    shipped = vocabulary()
    for code in ("en", "de"):
        language = next(language for language in shipped.languages if language.code == code)
        named = {function for entry in language.entries for function in entry.functions}
        assert {name for name, function in shipped.functions.items() if function.under} - named == set()


def test_a_term_stands_once_in_a_language() -> None:
    said: dict[tuple[str, str, str], set[tuple[str, ...]]] = {}
    for language in vocabulary().languages:
        for entry in language.entries:
            if entry.functions:
                said.setdefault((language.code, entry.section, entry.term), set()).add(entry.functions)
    assert {place: functions for place, functions in said.items() if len(functions) > 1} == {}


def test_functions_that_the_code_names_are_there() -> None:
    assert set(NAMED) <= set(vocabulary().functions)


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
