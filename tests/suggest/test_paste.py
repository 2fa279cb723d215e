from __future__ import annotations

from ruamel.yaml import YAML

from personacheck.cast.load import load_cast
from personacheck.model.result import Suggestion
from personacheck.suggest.paste import as_yaml


def candidate(name="Finance leads", **fields):
    plain = {
        "function": "finance",
        "level": "lead",
        "contacts": 64,
        "accounts": 41,
        "titles": ("CFO", "Head of Finance"),
        "rule": {"functions": ("finance",), "levels": ("vp", "lead"), "titles": ("controlling: all",)},
        "precision": 0.84,
        "recall": 0.4,
        "by_axis": {"channel": {"direct": 20, "indirect": 44}},
    }
    return Suggestion(name=name, **{**plain, **fields})


def test_it_says_what_it_is_and_what_it_rests_on():
    text = as_yaml([candidate()])
    assert "# Hypothesis: interview first. 64 uncovered contacts at 41 accounts." in text
    assert "# channel: sold direct 20, partner-sold 44" in text
    assert "precision 84 %, recall 40 %" in text


def test_it_can_be_pasted(tmp_path):
    path = tmp_path / "cast.yaml"
    path.write_text(f"version: 1\nname: Pasted\n{as_yaml([candidate(), candidate('Legal staff')])}", encoding="utf-8")
    cast = load_cast(path)
    assert cast.ids == ("finance-leads", "legal-staff")
    assert cast["finance-leads"].titles == ("controlling: all",)
    assert cast["finance-leads"].levels == ("vp", "lead")
    assert not cast["finance-leads"].scope.stated


def test_ids_are_free_and_well_formed():
    told = YAML(typ="safe").load(as_yaml([candidate(), candidate(), candidate("営業")], taken=["finance-leads"]))
    assert [one["id"] for one in told["personas"]] == ["finance-leads-2", "finance-leads-3", "candidate"]


def test_hostile_text_stays_text():
    told = YAML(typ="safe").load(as_yaml([candidate(titles=("- !!python/object: x", "yes", "# no"))]))
    assert told["personas"][0]["examples"] == ["- !!python/object: x", "yes", "# no"]


def test_no_candidate_no_text():
    assert as_yaml([]) == ""
