"""``export``: what people reviewed goes to the CRM, and where to is said."""

from __future__ import annotations

from personacheck.cli.app import run

CSV = "Record ID,Last Name,Job Title,Associated Company IDs,Lead Status\n20051,Aal,Zookeeper,3001,\n"
CAST = (
    "version: 1\npersonas:\n  - {id: it, name: Ingrid, titles: [head of it], crm: {hubspot: {hs_persona: persona_1}}}\n"
)
LABELS = "record_id,title,persona,initials,date,draw\n20051,Zookeeper,it,JB,2026-09-01,\n"


def test_what_people_reviewed_is_exported(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name, text in (("contacts.csv", CSV), ("cast.yaml", CAST), ("labels.csv", LABELS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["export", "contacts.csv", "--cast", "cast.yaml", "--crm", "hubspot", "--as-of", "2026-09-30"]
    assert run([*command, "--out", "without.csv"]) == 0
    assert run([*command, "--labels", "labels.csv", "--out", "reviewed.csv"]) == 0
    heads = "Record ID,hs_persona\n"
    assert (tmp_path / "without.csv").read_text("utf-8") == heads
    assert (tmp_path / "reviewed.csv").read_text("utf-8") == f"{heads}20051,persona_1\n"
    told = [line for line in capsys.readouterr().err.splitlines() if "to update" in line]
    assert told == ["0 contacts to update: without.csv", "1 contact to update: reviewed.csv"]
