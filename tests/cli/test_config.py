"""``config show``: each value, and where it comes from."""

from __future__ import annotations

import json
from pathlib import Path

from personacheck.cli.app import run


def shown(capsys, *arguments):
    assert run(["config", "show", *arguments]) == 0
    return capsys.readouterr().out


def test_default_file_environment_and_option(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("personacheck.toml").write_text(
        'purpose = "retention"\n[accounts]\nmain_contacts = 3\n[axes.region]\ncolumn = "Region"\n', encoding="utf-8"
    )
    monkeypatch.setenv("PERSONACHECK_PRIVACY_MIN_CONTACTS", "7")
    lines = shown(capsys, "--sheet", "Contacts").splitlines()
    assert lines[0] == "settings file: personacheck.toml"
    assert 'purpose = "retention"  (personacheck.toml)' in lines
    assert "accounts.main_contacts = 3  (personacheck.toml)" in lines
    assert "accounts.active_months = 18  (default)" in lines
    assert "privacy.min_contacts = 7  (PERSONACHECK_PRIVACY_MIN_CONTACTS)" in lines
    assert 'export.sheet = ["Contacts"]  (option)' in lines
    assert "export.encoding = not set  (default)" in lines
    assert next(line for line in lines if line.startswith("axes = ")).endswith("(personacheck.toml)")


def test_every_setting_is_shown_once(tmp_path, monkeypatch, capsys):
    from personacheck.settings.sections import Section
    from personacheck.settings.settings import Settings

    monkeypatch.chdir(tmp_path)
    rows = json.loads(shown(capsys, "--json"))
    keys = [
        f"{name}.{key}" if isinstance(field.default, Section) else name
        for name, field in Settings.model_fields.items()
        for key in (type(field.default).model_fields if isinstance(field.default, Section) else [""])
    ]
    assert [row["key"] for row in rows] == keys
    assert {row["source"] for row in rows} == {"default"}
    assert shown(capsys).startswith("settings file: none\n")
