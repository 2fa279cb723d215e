"""What is said of a broken cast: place, cause and next step of every fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from personacheck.cast.form import MOST
from personacheck.cast.load import load_cast
from personacheck.errors import CastError

CASES = YAML(typ="safe").load(Path(__file__).parents[1] / "cases" / "cast_faults.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_fault_is_told(case, tmp_path):
    path = tmp_path / "cast.yaml"
    path.write_text(case["cast"], encoding="utf-8")
    with pytest.raises(CastError) as caught:
        load_cast(path)
    told = [str(problem).removeprefix("cast.yaml").removeprefix(",").strip(": ") for problem in caught.value.problems]
    assert told == case["told"]


@pytest.mark.parametrize(("number", "told"), [(MOST, None), (MOST + 1, "more than 200 entries under personas")])
def test_a_cast_holds_so_many_personas_at_most(number, told, tmp_path):
    personas = "".join(f"  - {{id: p{n}, functions: [it]}}\n" for n in range(number))
    path = tmp_path / "cast.yaml"
    path.write_text(f"version: 1\nname: Many\npersonas:\n{personas}", encoding="utf-8")
    if told is None:
        assert len(load_cast(path).personas) == number
        return
    with pytest.raises(CastError) as caught:
        load_cast(path)
    assert [(problem.cause, problem.step) for problem in caught.value.problems] == [(told, "Remove some.")]
