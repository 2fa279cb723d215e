"""What ``compare`` and ``suggest`` promise of a draft is what the next run with it shows."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import snapshots as s

from personacheck.cli.app import run
from personacheck.cli.improving import _covered
from personacheck.coverage.compare import Moved

AS_OF = ["--as-of", "2026-09-30"]
EXPORT = ["contacts.csv", "accounts.csv"]


@pytest.fixture(scope="module")
def drafted(root, tmp_path_factory):
    """The example's cast, the suggestions, and a draft with them pasted: each checked in a run of its own."""
    folder = tmp_path_factory.mktemp("what if")
    for name in (*EXPORT, "cast.yaml", "personacheck.toml"):
        shutil.copy(root / "fixtures" / name, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        lines: list[str] = []
        patch.setattr("personacheck.cli.improving.show", lambda line="", end="\n": lines.append(line + end))
        assert run(["suggest", *EXPORT, "--cast", "cast.yaml", *AS_OF]) == 0
        suggested = "".join(lines)
        personas = suggested.partition("personas:\n")[2]
        today = Path("cast.yaml").read_text(encoding="utf-8").rstrip("\n")
        Path("draft.yaml").write_text(f"{today}\n{personas}", encoding="utf-8")
        lines.clear()
        assert run(["compare", "cast.yaml", "draft.yaml", *EXPORT, *AS_OF]) == 0
        compared = "".join(lines)
        documents = []
        patch.setattr("personacheck.cli.improving.show_json", documents.append)
        assert run(["compare", "cast.yaml", "draft.yaml", *EXPORT, *AS_OF, "--json"]) == 0
        runs = {}
        for name in ("cast", "draft"):
            out = ["--out", name, "--format", "json", "--no-record", "-q"]
            assert run(["check", *EXPORT, "--cast", f"{name}.yaml", *AS_OF, *out]) == 0
            runs[name] = json.loads(Path(name, "result.json").read_text("utf-8"))
    return suggested, compared, documents[0][0], runs


def test_compare_promises_what_the_next_run_shows(drafted):
    *_, comparison, runs = drafted
    one_axis = {name: [s for s in result["segments"] if len(s["where"]) == 1] for name, result in runs.items()}
    for side, result in (("before", runs["cast"]), ("after", runs["draft"])):
        assert _numbers(comparison["whole"][side]) == _numbers(result["headline"])
        segments = {tuple(s["where"].items()): s for s in one_axis["cast" if side == "before" else "draft"]}
        assert len(comparison["segments"]) == len(segments) > 8
        for change in comparison["segments"]:
            told = segments[tuple(change["where"].items())]
            assert _numbers(change[side]) == _numbers(told)
            if change["revenue"] is not None:
                assert change[side]["revenue"]["covered"] == told["revenue"]["covered"]


def test_it_is_told_in_accounts_main_contacts_and_revenue(drafted):
    _, compared, comparison, runs = drafted
    before, after = (runs[name]["headline"]["accounts"]["covered"] for name in ("cast", "draft"))
    moved = comparison["whole"]["accounts"]
    assert after > before
    first, main, revenue, *rest = compared.splitlines()
    assert first.startswith(f"cast.yaml → draft.yaml: {before} → {after} of ")
    assert first.endswith(f" accounts, {moved['won']} won, {moved['lost']} lost")
    assert "main contacts" in main
    assert revenue.startswith("  revenue EUR ")
    assert any(line.startswith("  channel partner-sold: ") for line in rest)


def test_suggest_promises_what_a_run_with_its_personas_shows(drafted):
    suggested, compared, _, runs = drafted
    promises = [line.removeprefix("# With all of these: ") for line in suggested.splitlines() if line[:6] == "# With"]
    assert promises == [
        line.partition(": ")[2] if n == 0 else line[2:] for n, line in enumerate(compared.splitlines()[:3])
    ]
    figures = {persona["id"]: (persona["contacts"], persona["accounts"]) for persona in runs["draft"]["personas"]}
    pasted = re.findall(r"it covers (\d+) contacts at (\d+) accounts.*?- id: (\S+)", suggested, flags=re.DOTALL)
    assert len(pasted) > 3
    assert {name: figures[name] for *_, name in pasted} == {name: (int(c), int(a)) for c, a, name in pasted}


def _numbers(four):
    return {name: four[name] for name in ("accounts", "main_contacts", "contacts")}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((13, 32), (22, 31), "; 1 fewer can be judged"),
        ((1, 8), (2, 10), "; 2 more can be judged"),
        ((1, 8), (2, 8), ""),
    ],
)
def test_another_whole_is_told_beside_the_number(before, after, told):
    line = _covered(s.tally(*before), s.tally(*after), Moved(9, 0), "accounts")
    assert line.endswith(f"accounts, 9 won, 0 lost{told}")
