"""Settings by ``PERSONACHECK_SECTION_KEY``, over those of a file; and where each comes from."""

from __future__ import annotations

import pytest

from personacheck.errors import SettingsError
from personacheck.settings.file import in_force, load_settings


@pytest.mark.parametrize(
    ("written", "domains"),
    [
        ("acme.com", ["acme.com"]),
        ("acme.com,Acme.de", ["acme.com", "acme.de"]),
        ("acme.com, acme.de", ["acme.com", "acme.de"]),
    ],
)
def test_a_list_is_written_with_commas(written, domains):
    assert load_settings(None, {"PERSONACHECK_EXPORT_OWN_DOMAINS": written}).export.own_domains == domains


def test_a_text_with_a_comma_is_one_text():
    assert load_settings(None, {"PERSONACHECK_PURPOSE": "Onboarding, renewal"}).purpose == "Onboarding, renewal"
    assert load_settings(None, {"PERSONACHECK_EXPORT_ENCODING": "a,b"}).export.encoding == "a,b"


@pytest.mark.parametrize("separator", [";", "|"])
def test_another_separator_is_refused(separator):
    with pytest.raises(SettingsError, match=r"environment, export\.own_domains\.0: is not an e-mail domain"):
        load_settings(None, {"PERSONACHECK_EXPORT_OWN_DOMAINS": f"acme.com{separator}acme.de"})


@pytest.mark.parametrize("name", ["PERSONACHECK_EXPORT__CURRENCY", "PERSONACHECK_EXPORT_CURENCY"])
def test_a_key_that_does_not_exist_is_refused(name):
    with pytest.raises(SettingsError, match=r"unknown key\. Did you mean currency"):
        load_settings(None, {name: "EUR"})


@pytest.mark.parametrize("name", ["PERSONACHECK_COMPLETE", "OTHER_EXPORT_CURRENCY"])
def test_a_variable_of_something_else_is_left_alone(name):
    assert load_settings(None, {name: "EUR"}) == load_settings(None, {})


def test_the_environment_wins_key_by_key(tmp_path, monkeypatch):
    path = tmp_path / "personacheck.toml"
    path.write_text('[export]\ncurrency = "USD"\n[export.rates]\nEUR = 1.1\n[axes.region]\ncolumn = "A"\n', "utf-8")
    monkeypatch.setenv("PERSONACHECK_EXPORT_CURRENCY", "GBP")
    sources = {setting.key: setting.source for setting in in_force(path) if setting.source != "default"}
    assert sources == {
        "export.currency": "PERSONACHECK_EXPORT_CURRENCY",
        "export.rates": "personacheck.toml",
        "axes": "personacheck.toml",
    }
    assert (load_settings(path).export.currency, load_settings(path).export.rates) == ("GBP", {"EUR": 1.1})
