"""``segments.yaml``: a key that nothing reads is an error, and none is left out."""

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
        ("", "regions"),
        ("account_types", "custommer"),
        ("account_types", "customer, online"),
        ("stages", "post-sal, customer"),
        ("stages", "churned"),
        ("channels", "online"),
        ("buying_roles", "buyers"),
        ("sides", "industries"),
        ("labels", "region"),
    ],
)
def test_an_unknown_key_is_an_error(changed, place, key):
    with pytest.raises(VocabularyError, match=f"unknown key {key}"):
        changed(lambda data: (data[place] if place else data).update({key: {}}))


def test_a_missing_key_is_an_error(changed):
    with pytest.raises(VocabularyError, match="no key reasons"):
        changed(lambda data: data.pop("reasons"))
