"""Real layouts beside the checkout: the mapping of each, and the pairs that belong together."""

from pathlib import Path

import pytest
from crm_files import AS_OF, raw
from ruamel.yaml import YAML

from personacheck.errors import ExportError
from personacheck.load.columns.source import understand
from personacheck.load.exports import inspect_exports, load_export
from personacheck.settings.settings import Settings

pytestmark = pytest.mark.shared

LAYOUTS = YAML(typ="safe").load((Path(__file__).parents[1] / "cases" / "crm_shared.yaml").read_text(encoding="utf-8"))
REFUSED = {"outlook-02-de-headeronly.csv": "no rows"}
DECISIVE = {
    "title",
    "account_id",
    "employees",
    "channel",
    "buying_role",
    "stage",
    "amount",
    "level",
    "persona",
    "department",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_real_layout_is_read(shared, name):
    crm, thing, columns = LAYOUTS[name].values()
    [origin] = inspect_exports([shared / "data" / "crm" / name], Settings())
    assert (origin.crm, origin.object) == (crm, thing)
    assert {field: origin.columns.get(field) for field in columns} == columns
    assert set(origin.columns) & DECISIVE <= set(columns)
    assert origin.rows.read == origin.rows.loaded + sum(origin.rows.skipped.values()) + origin.rows.quarantined


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(shared, name):
    with pytest.raises(ExportError, match=REFUSED[name]):
        inspect_exports([shared / "data" / "crm" / name], Settings())


def test_every_real_layout_is_in_the_table(shared):
    assert {path.name for path in (shared / "data" / "crm").iterdir()} == {*LAYOUTS, *REFUSED}


def pair(shared: Path, *names: str):
    return load_export([shared / "data" / "crm" / name for name in names], Settings(), as_of=AS_OF)


def test_the_salesforce_pair_with_partners(shared):
    export = pair(shared, "salesforce-06-dataloader-contact.csv", "salesforce-07-dataloader-account.csv")
    assert (len(export.contacts), len(export.accounts)) == (1122, 250)
    assert export.accounts["population"].value_counts().to_dict() == {
        "partner": 124, "customer": 62, "prospect": 39, "unclassified": 25,
    }  # fmt: skip
    assert export.accounts["channel"].value_counts().to_dict() == {"unknown": 188, "indirect": 49, "direct": 13}
    assert (export.contacts["title"] == "").all()
    assert export.contacts["account_id"].isin(export.accounts.index).all()
    assert export.currency is None


def test_the_small_salesforce_pair(shared):
    export = pair(shared, "salesforce-08-contact.csv", "salesforce-09-account.csv")
    assert export.contacts["channel"].value_counts().to_dict() == {"direct": 13, "unknown": 7, "indirect": 5}
    assert export.customers_known


def test_the_dynamics_pair_joins_by_name(shared):
    export = pair(shared, "dynamics365-01-contact.csv", "dynamics365-02-account.csv")
    assert any("192 by name" in note for note in export.notes)
    assert export.contacts["side"].value_counts().to_dict() == {"unknown": 197, "buyer": 2}


def test_the_hubspot_pair_joins_by_domain(shared):
    export = pair(shared, "hubspot-01-contacts.csv", "hubspot-02-companies.csv")
    assert any("679 by domain" in note for note in export.notes)
    assert (export.contacts["account_id"] == "").sum() == 271


def test_the_zoho_pair_is_refused_for_want_of_titles(shared):
    with pytest.raises(ExportError, match="no column of job titles"):
        pair(shared, "zoho-01-contacts.csv", "zoho-02-accounts.csv")


def test_the_plain_pair_joins_by_id(shared):
    export = pair(shared, "generic-en-02-contacts.csv", "generic-en-03-accounts.csv")
    assert any("86 by id" in note for note in export.notes)
    assert export.accounts["size"].value_counts().to_dict() == {"small": 15, "medium": 15, "large": 15}


def test_german_outlook_headers_are_read_though_there_are_no_rows(shared):
    headers = (
        (shared / "data" / "crm" / "outlook-02-de-headeronly.csv").read_bytes().decode("cp1252").strip().split(",")
    )
    columns = understand(raw(headers), {}).headers
    assert (columns["title"], columns["account"], columns["salutation"]) == ("Position", "Firma", "Anrede")
    assert "partner" not in columns
