"""``segments.yaml``: types and stages are made of words that exist. All other keys are held to by ``test_shapes``."""

from __future__ import annotations

import copy

import pytest

from personacheck.errors import VocabularyError
from personacheck.vocabulary import axes
from personacheck.vocabulary.lists import read_words


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
    ],
)
def test_an_unknown_meaning_is_an_error(changed, place, key):
    with pytest.raises(VocabularyError, match=f"{place}: unknown key {key}"):
        changed(lambda data: data[place].update({key: {}}))
