"""``segments.yaml``: types and stages are made of words that exist. All other keys are held to by ``test_shapes``."""

from __future__ import annotations

import copy

import pytest

from personacheck.errors import VocabularyError
from personacheck.load.classify import who_counts as who
from personacheck.load.classify.closed_leads import CLOSED
from personacheck.load.classify.populations import FORMER, VENDOR
from personacheck.vocabulary import axes
from personacheck.vocabulary.lists import read_words
from personacheck.vocabulary.shapes import REASONS


@pytest.fixture
def changed(monkeypatch):
    """Reads the tables as they would be after a change."""

    def read(change):
        data = copy.deepcopy(read_words(axes.FILE))
        change(data)
        monkeypatch.setattr(axes, "read_words", lambda name: data)
        return axes.segments.__wrapped__()

    return read


def test_the_shipped_tables_are_read(changed):
    assert changed(lambda data: None).channels["direct"] == "direct"


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("account_types", "custommer"),
        ("account_types", "customer, online"),
        ("stages", "post-sal, customer"),
        ("stages", "churned"),
        ("reasons", "churned"),
        ("reasons", "goen"),
    ],
)
def test_an_unknown_meaning_is_an_error(changed, place, key):
    with pytest.raises(VocabularyError, match=f"{place}: unknown key {key}"):
        changed(lambda data: data[place].update({key: ["a", "b"]}))


def test_a_reason_that_only_a_type_gives_is_read(changed):
    def change(data):
        data["account_types"]["university"] = ["Uni"]
        data["reasons"]["university"] = ["university", "universities"]

    tables = changed(change)
    assert tables.types["uni"].excluded == "university"
    assert tables.reasons["university"] == ("university", "universities")


def test_what_may_stand_is_told_once_and_so_that_keys_with_commas_can_be_told_apart(changed):
    with pytest.raises(VocabularyError) as refused:
        changed(lambda data: data["stages"].update({"zzz": ["a"]}))
    assert str(refused.value.problems[0]).endswith(
        "Use one of: pre-sale; onboarding; post-sale; renewal; pre-sale, customer … (34 in all)"
    )


def test_reasons_that_the_program_gives_are_those_it_may_be_told_of():
    given = {who.OWN, who.TEST, who.PRIVATE, who.GONE, who.INACTIVE, who.DELETED, who.REPEATED, who.CONVERTED}
    assert given | {CLOSED, VENDOR, FORMER} == {*REASONS}
    assert {*REASONS} <= {*axes.segments().reasons}
