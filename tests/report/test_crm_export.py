"""Import files for CRMs, held against what their import accepts."""

from __future__ import annotations

import csv
import inspect
import io
import re

import builders as b
import pytest

from personacheck.cli.exporting import SCORE_HELP, export
from personacheck.errors import CastError, ExportError, UsageError
from personacheck.report.crm_export import SCORE, WEAK, crm_export, write_crm

IT = b.persona("it", name="Ingrid", crm={"hubspot": {"hs_persona": "persona_1"}, "salesforce": {"Persona__c": "IT"}})
OPS = b.persona("ops", name="Olu", crm={"hubspot": {"hs_persona": "persona_2"}, "salesforce": {"Persona__c": "Ops"}})
CAST = b.cast(IT, OPS, file="cast.yaml")


def people(*rows):
    return b.contacts(*({"record_id": f"10{n}", **row} for n, row in enumerate(rows)))


def covered(folk, **columns):
    return b.matches(folk, **{"status": "covered", "persona": "it", "score": 0.95, **columns})


def test_only_record_id_and_property_are_written(tmp_path):
    folk = people({"name": "Xaver Quint", "email": "x@example.org", "account": "Quint Ltd"}, {})
    found = crm_export(b.export(folk), covered(folk, persona=["it", "ops"]), CAST, "hubspot")
    (path,) = write_crm(found, tmp_path / "hubspot.csv").paths
    assert path.read_text("utf-8") == "Record ID,hs_persona\n100,persona_1\n101,persona_2\n"


def test_a_file_without_changes_gives_way_to_the_next(tmp_path):
    folk = people({"persona": "it"})
    (path,) = write_crm(crm_export(b.export(folk), covered(folk), CAST, "hubspot"), tmp_path / "crm.csv").paths
    assert path.read_text("utf-8") == "Record ID,hs_persona\n"
    folk = people({})
    written = write_crm(crm_export(b.export(folk), covered(folk), CAST, "hubspot"), path)
    assert (written.paths, written.set_aside) == ((path,), {})


def test_unchanged_unsure_and_uncovered_ones_are_left_out():
    folk = people({"persona": "Persona_1"}, {"persona": "ingrid"}, {}, {}, {"excluded": "gone"}, {"persona": "Olu"})
    found = crm_export(
        b.export(folk),
        covered(folk, score=[0.9, 0.9, 0.5, 0.9, 0.9, 0.9], status=["covered"] * 3 + ["stretched"] + ["covered"] * 2),
        CAST,
        "hubspot",
    )
    assert (found.unchanged, found.below, found.strange) == (2, 1, 0)
    assert list(found.table["Record ID"]) == ["105"]


def test_the_score_is_the_users_to_set():
    folk = people({}, {})
    assert len(crm_export(b.export(folk), covered(folk, score=[0.5, 0.4]), CAST, "hubspot", score=0.5).table) == 1


@pytest.mark.parametrize("key", ["0035g00000AbCdE", "0035g00000AbCdEAAX"])
def test_salesforce_ids_keep_their_case(key, tmp_path):
    folk = people({"record_id": key})
    (path,) = write_crm(crm_export(b.export(folk), covered(folk), CAST, "salesforce"), tmp_path / "out.csv").paths
    (row,) = csv.DictReader(io.StringIO(path.read_text("utf-8")))
    assert row == {"Id": key, "Persona__c": "IT"}


def test_strange_ids_are_left_out_and_counted():
    folk = people({}, {"record_id": "=1+1"}, {"record_id": "contacts.csv:7"})
    found = crm_export(b.export(folk), covered(folk), CAST, "hubspot")
    assert found.strange == 2
    assert all(re.fullmatch("[0-9]+", key) for key in found.table["Record ID"])


def test_an_export_without_the_crms_ids_is_refused():
    folk = people({"record_id": "contacts.csv:2"})
    with pytest.raises(ExportError, match="no Salesforce record IDs"):
        crm_export(b.export(folk), covered(folk), CAST, "salesforce")


def test_personas_without_a_value_are_refused_all_at_once():
    folk = people({}, {})
    bare = b.cast(b.persona("a", place="line 3"), b.persona("b", place="line 9"), file="cast.yaml")
    with pytest.raises(CastError) as refusal:
        crm_export(b.export(folk), covered(folk, persona=["a", "b"]), bare, "hubspot")
    assert [problem.place for problem in refusal.value.problems] == ["line 3, persona a", "line 9, persona b"]


def test_a_persona_that_nobody_fits_needs_no_value():
    folk = people({})
    assert len(crm_export(b.export(folk), covered(folk), b.cast(IT, b.persona("z")), "hubspot").table) == 1


def test_a_property_that_one_persona_has_all_must_have():
    folk = people({}, {})
    rich = b.persona("ops", crm={"hubspot": {"hs_persona": "persona_2", "hs_buying_role": "USER"}})
    with pytest.raises(CastError, match="persona it: has no value for the property hs_buying_role"):
        crm_export(b.export(folk), covered(folk, persona=["it", "ops"]), b.cast(IT, rich), "hubspot")


def test_a_value_that_acts_is_refused():
    folk = people({})
    evil = b.persona("it", crm={"hubspot": {"hs_persona": "=HYPERLINK(1)"}})
    with pytest.raises(CastError, match="act as a formula"):
        crm_export(b.export(folk), covered(folk), b.cast(evil), "hubspot")


def test_unknown_crm_is_refused_by_name():
    folk = people({})
    with pytest.raises(UsageError, match=r"zork.*hubspot, salesforce"):
        crm_export(b.export(folk), covered(folk), CAST, "zork")


def test_who_is_left_out_is_said_in_words():
    folk = people({"persona": "Persona_1"}, {}, {}, {"record_id": "contacts.csv:7"})
    found = crm_export(b.export(folk), covered(folk, score=[0.9, 0.66, 0.9, 0.9]), CAST, "hubspot")
    assert found.left_out("hubspot", SCORE) == (
        "1 already has this persona in HubSpot",
        f"1 rests on weaker evidence, a score under 0.75: {WEAK}",
        "1 has no HubSpot record ID",
    )
    assert crm_export(b.export(folk[2:3]), covered(folk[2:3]), CAST, "hubspot").left_out("hubspot", SCORE) == ()


def test_the_command_line_has_the_same_mark():
    assert inspect.signature(export).parameters["score"].default == SCORE
    assert f"At {SCORE} " in SCORE_HELP
