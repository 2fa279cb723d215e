"""What the flags leave open comes from the settings file and from what lies beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from personacheck.cli.options import Setup
from personacheck.errors import Problem, UsageError
from personacheck.settings.settings import Settings

FLAG, NAMED = Path("flag.yaml"), Settings(cast="cast.yaml", gates={"by-accounts": 50.0})


def test_the_cast_is_that_of_the_flag_else_of_the_settings(tmp_path):
    file = tmp_path / "personacheck.toml"
    assert [Setup(NAMED, file).cast(flag) for flag in (FLAG, None)] == [FLAG, tmp_path / "cast.yaml"]
    for setup in (Setup(NAMED, None), Setup(Settings(), file)):
        with pytest.raises(UsageError) as refused:
            setup.cast(None)
        step = "Add --cast cast.yaml, or create one: personacheck init"
        assert refused.value.problems == (Problem("", "--cast", "no cast given", step),)


def test_labels_and_history_are_those_of_the_flags_else_beside_the_settings(tmp_path):
    setup, labels = Setup(NAMED, tmp_path / "personacheck.toml"), tmp_path / "labels.csv"
    assert (setup.labels(FLAG), setup.labels(None)) == (FLAG, None)
    labels.write_text("", encoding="utf-8")
    assert setup.labels(None) == labels
    kept = tmp_path / ".personacheck" / "history.sqlite3"
    assert (setup.history(FLAG), setup.history(None)) == (FLAG, kept)
    alone = Setup(NAMED, None)
    assert (alone.labels(None), alone.history(None), alone.beside) == (None, None, ())
    beside = (setup.file, tmp_path / "cast.yaml", labels, tmp_path / "decisions.yaml", kept)
    assert setup.beside == beside


def test_gates_of_the_whole_say_nothing_of_a_part():
    assert Setup(NAMED, None).gates == {"by-accounts": 50.0}
    assert Setup(NAMED, None, apart=True).gates == {}
