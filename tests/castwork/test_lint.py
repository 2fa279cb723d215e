"""What is wrong with a cast, as far as it shows without data."""

from __future__ import annotations

import pytest
from builders import AS_OF

from personacheck.castwork.lint import lint
from personacheck.errors import CastError
from personacheck.settings.settings import Settings


def linted(path, personas):
    path.write_text(f"version: 1\nname: Ours\npersonas:\n{personas}", encoding="utf-8")
    return lint(path, Settings(), as_of=AS_OF)


TWO = "  - {id: it, name: Ingrid, titles: [head of it]}\n  - {id: money, name: Moe, titles: [cfo]}\n"


def test_each_persona_is_read_back_and_says_where_it_ends(tmp_path):
    told = linted(tmp_path / "cast.yaml", TWO)
    one, other = told.sentences
    assert one.startswith("Ingrid fits ")
    assert other.startswith("Moe fits ")
    assert any(border.startswith("Moe matches, for example: cfo") for border in told.borders)


def test_what_is_wrong_with_several_personas_is_said_once(tmp_path):
    told = linted(tmp_path / "cast.yaml", TWO)
    assert sum(finding.code == "no-evidence" for finding in told.findings) == 2
    (line,) = [line for line in told.problems if line.startswith("no-evidence: ")]
    assert "Ingrid" in line
    assert "Moe" in line


def test_what_is_wrong_with_one_persona_names_no_other(tmp_path):
    told = linted(tmp_path / "cast.yaml", TWO.replace("titles: [cfo]", "titles: [cfo], evidence: {interviews: 6}"))
    (line,) = [line for line in told.problems if line.startswith("no-evidence: ")]
    assert "Moe" not in line


def test_a_cast_that_cannot_be_used(tmp_path):
    with pytest.raises(CastError):
        lint(tmp_path / "cast.yaml", Settings(), as_of=AS_OF)
