"""Why this persona: of a title or of a contact, with labels where there are some."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import AS_OF

from personacheck.castwork.explain import explain, explain_contact
from personacheck.errors import CastError, UsageError
from personacheck.settings.settings import Settings

LABELS = "record_id,title,persona,initials,date,draw\n"


@pytest.fixture
def contacts(tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text("Contact ID,Last Name,Job Title\nc-1,Quell,Head of IT\nc-2,Quill,CFO\n", encoding="utf-8")
    return path


def test_a_title_by_the_rules(cast):
    told = explain("Head of IT", cast, Settings(), labels=None)
    assert (told.status, told.persona, told.source) == ("covered", "it", "rule")


def test_a_title_that_people_gave_to_another_persona(cast, tmp_path):
    labels = tmp_path / "labels.csv"
    labels.write_text(f"{LABELS}c-9,Head of IT,money,jb,2026-09-30,\n", encoding="utf-8")
    told = explain("Head of IT", cast, Settings(), labels=labels)
    assert (told.persona, told.source) == ("money", "review")


def test_a_title_that_people_disagree_on_goes_by_the_rules(cast, tmp_path):
    labels = tmp_path / "labels.csv"
    rows = "c-9,Head of IT,money,jb,2026-09-30,\nc-9,Head of IT,none,km,2026-09-30,\n"
    labels.write_text(LABELS + rows, encoding="utf-8")
    told = explain("Head of IT", cast, Settings(), labels=labels)
    assert (told.persona, told.source) == ("it", "rule")


def test_a_contact_by_its_id(cast, contacts):
    told = explain_contact("c-2", [contacts], cast, Settings(), as_of=AS_OF, labels=None)
    assert (told.title, told.persona) == ("CFO", "money")


def test_an_id_that_no_contact_has(cast, contacts):
    with pytest.raises(UsageError, match="no contact has that record id") as refused:
        explain_contact("c-3", [contacts], cast, Settings(), as_of=AS_OF, labels=None)
    (problem,) = refused.value.problems
    assert "personacheck match " in problem.step
    assert str(contacts) in problem.step


def test_a_cast_and_an_export_that_are_not_there_are_told_at_once(tmp_path):
    with pytest.raises(CastError) as refused:
        explain_contact("c", [tmp_path / "no.csv"], tmp_path / "no.yaml", Settings(), as_of=AS_OF, labels=None)
    assert [Path(problem.file).name for problem in refused.value.problems] == ["no.yaml", "no.csv"]
