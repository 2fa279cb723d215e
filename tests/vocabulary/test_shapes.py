"""A key that nothing reads is refused in every file of words, with its place and what to do; so is a missing one."""

from __future__ import annotations

import copy
from dataclasses import fields

import pytest

from personacheck.errors import VocabularyError
from personacheck.vocabulary.lists import FOLDER, _yaml_files, checked, read_yaml
from personacheck.vocabulary.people import people
from personacheck.vocabulary.shapes import BACKGROUND, FUNCTION, LANGUAGE, Each, faults, file_faults
from personacheck.vocabulary.title_files import SHAPES
from personacheck.vocabulary.words import Function

LISTS = {name: read_yaml(name, file.read_text("utf-8")) for name, file in _yaml_files().items()}
TITLES = {
    entry.name: read_yaml(entry.name, entry.read_text("utf-8"))
    for entry in (FOLDER / "titles").iterdir()
    if entry.name.endswith(".yaml")
}


def faults_of(name, data):
    if name in TITLES:
        return [*faults(name, "", data, SHAPES.get(name.removesuffix(".yaml"), LANGUAGE))]
    return [*file_faults(name, data)]


@pytest.mark.parametrize("name", [*LISTS, *TITLES])
def test_what_is_shipped_is_sound(name):
    assert faults_of(name, {**LISTS, **TITLES}[name]) == []


@pytest.mark.parametrize("value", ["word", ["one", "two"], {"a": ["b"]}, None])
@pytest.mark.parametrize("name", [*LISTS, *TITLES])
def test_a_stray_key_is_refused_whatever_stands_below_it(name, value):
    data = copy.deepcopy({**LISTS, **TITLES}[name])
    (data[0] if isinstance(data, list) else data)["stray"] = value
    if name in {
        "imports.yaml",
        "other_files.yaml",
        "functions.yaml",
    }:  # names are free there
        assert {problem.place.split(", ")[0] for problem in faults_of(name, data)} == {"stray"}
        return
    (problem,) = faults_of(name, data)
    assert problem.file == name
    assert problem.cause == "unknown key stray"
    assert problem.step


@pytest.mark.parametrize(
    ("name", "keys", "told"),
    [
        ("roles.yaml", ["levls"], "roles.yaml: unknown key levls. Did you mean levels?"),
        (
            "roles.yaml",
            ["levels", "lead", "peple"],
            "roles.yaml, levels, lead: unknown key peple. Did you mean people?",
        ),
        ("imports.yaml", ["hubspot", "ids"], "imports.yaml, hubspot: unknown key ids. Did you mean id?"),
        ("numbers.yaml", ["months", "undecember"], "numbers.yaml, months: unknown key undecember. Use one of: 1, 2, 3"),
        (
            "crm/zoho.yaml",
            ["contacts", "fields", "titel"],
            "crm/zoho.yaml, contacts, fields: unknown key titel. Did",
        ),
        ("segments.yaml", ["labels", "region"], "segments.yaml, labels: unknown key region. Use one of: channel, size"),
    ],
)
def test_a_mistyped_key_is_told_with_its_place_and_the_one_that_is_meant(name, keys, told):
    data = copy.deepcopy(LISTS[name])
    table = data
    for key in keys[:-1]:
        table = table[key]
    table[keys[-1]] = ["words"]
    assert any(str(problem).startswith(told) for problem in file_faults(name, data))


def test_what_is_missing_and_what_is_misplaced_is_told_with_all_else():
    with pytest.raises(VocabularyError) as refused:
        checked({"roles.yaml": "levels: {lead: [a]}\nnobody: [b]\npeople: student", "imports.yaml": "- hubspot"})
    assert [str(problem) for problem in refused.value.problems] == [
        "roles.yaml, levels, lead: holds no keys. Write it as key: value.",
        "roles.yaml, nobody: is no word. Write it as key: word.",
        "roles.yaml, people: is no list of words. Write it as [one, two].",
        "roles.yaml: no key level_names. Add it.",
        "roles.yaml: no key places. Add it.",
        "roles.yaml: no key seldom. Add it.",
        "imports.yaml: holds no keys. Write it as key: value.",
    ]


@pytest.mark.parametrize(
    ("name", "keys", "value", "told"),
    [
        ("segments.yaml", ["reasons", "gone"], ["left"], "reasons, gone: is no pair of words. Write it as [of one"),
        ("segments.yaml", ["sizes", "smal"], ["S"], "sizes: unknown key smal. Did you mean small?"),
        ("segments.yaml", ["labels", "size", "smal"], "S", "labels, size: unknown key smal. Did you mean small?"),
        ("segments.yaml", ["sides", "default", "vp"], ["buyer"], "sides, default, vp: is no side. Use one of: buyer"),
        (
            "roles.yaml",
            ["levels", "leed"],
            {"levels": ["lead"], "people": "leads"},
            "levels: unknown key leed. Did you",
        ),
        (
            "roles.yaml",
            ["levels", "lead", "levels"],
            ["leed"],
            "levels, lead, levels: is no list of levels. Write some",
        ),
        ("people.yaml", ["name_marks", "gonne"], ["(x)"], "name_marks: unknown key gonne. Did you mean gone?"),
        ("people.yaml", ["leading_marks", "y"], "gonne", "leading_marks, y: is no reason. Use one of: own staff"),
        ("persona_tables.yaml", ["fields", "goal"], ["Aim"], "fields: unknown key goal. Did you mean goals?"),
        ("persona_tables.yaml", ["kind", "primry"], ["Main"], "kind: unknown key primry. Did you mean primary?"),
        ("numbers.yaml", ["factors", "k"], "x", "factors, k: is no number. Write it as key: 1000."),
    ],
)
def test_a_misplaced_word_or_key_is_refused_at_every_depth(name, keys, value, told):
    data = copy.deepcopy(LISTS[name])
    table = data
    for key in keys[:-1]:
        table = table[key]
    table[keys[-1]] = value
    (problem,) = file_faults(name, data)
    assert str(problem).startswith(f"{name}, {told}")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ({"letters": "äöü", "wieght": 9}, "unknown key wieght. Did you mean weight?"),
        ({"weight": 0.9}, "no key letters. Add it."),
        (["ä"], "is no word. Write it as key: word."),
    ],
)
def test_letters_have_a_weight_and_nothing_else(language, told):
    data = copy.deepcopy(LISTS["alphabets.yaml"])
    entry = next(entry for entry in data if "languages" in entry)
    entry["languages"] = {**entry["languages"], "german": language}  # an anchor: other entries share it
    (problem,) = file_faults("alphabets.yaml", data)
    assert str(problem) == f"alphabets.yaml, entry {data.index(entry) + 1}, languages, german: {told}"


@pytest.mark.parametrize("data", [{"encoding": "cp1252"}, None, "cp1252"])
def test_alphabets_that_are_no_list_are_refused(data):
    (problem,) = file_faults("alphabets.yaml", data)
    assert problem.cause == "holds no entries"


@pytest.mark.parametrize(
    ("name", "place", "text"),
    [
        ("segments.yaml", "sides, functions", ("\n    legal: {", "\n    leagl: {")),
        ("roles.yaml", "people", ("[attorneys", "[atorneys")),
    ],
)
def test_a_function_that_does_not_exist_is_refused(name, place, text):
    written = (FOLDER / name).read_text("utf-8")
    assert text[0] in written
    with pytest.raises(VocabularyError, match=f"{name}, {place}: unknown function a?l?e?a?t?"):
        checked({name: written.replace(*text)})


def test_a_side_that_does_not_exist_is_refused():
    data = copy.deepcopy(LISTS["segments.yaml"])
    data["sides"]["functions"]["legal"]["junior"] = "buyers"
    assert [problem.place for problem in file_faults("segments.yaml", data)] == ["sides, functions, legal, junior"]


def test_a_function_has_the_keys_of_its_class():
    assert {key.removesuffix("?") for key in FUNCTION} == {field.name for field in fields(Function)} - {"id"}
    assert {"functions": Each(FUNCTION), "background": BACKGROUND} == SHAPES


def test_null_is_a_word_for_nothing():
    """YAML reads it as no word at all, unless it is quoted."""
    assert "null" in people().no_value
    assert "null" in people().catch_all_accounts
