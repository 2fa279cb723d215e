"""The guides to exports are true: each column that they name is read as the field beside it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from personacheck.load.exports import inspect_exports
from personacheck.settings.settings import Settings

GUIDES = Path(__file__).resolve().parents[1] / "docs" / "how-to"
CRMS = ("salesforce", "hubspot", "dynamics", "zoho", "pipedrive")
"""Pages, called as the dialects."""
OBJECTS = {
    "Contacts": "contacts", "People": "contacts", "Accounts": "accounts", "Companies": "accounts",
    "Organizations": "accounts", "Opportunities": "opportunities", "Deals": "opportunities",
}  # fmt: skip  # heading to what a file of it holds

VALUES = {
    "account_type": "Customer", "amount": "1200", "employees": "80", "email": "ada@mill.example", "title": "Head of IT",
    "created": "2026-01-31",
}  # fmt: skip  # as CRMs hold them: some columns are told by what they hold


def tables():
    for page in CRMS:
        for part in (GUIDES / f"{page}.md").read_text("utf-8").split("\n## ")[1:]:
            rows = re.findall(r"^\| `(.+)` \| `(\w+)` \|$", part, re.MULTILINE)
            yield pytest.param(page, OBJECTS[part.splitlines()[0]], dict(rows), id=f"{page}-{part.splitlines()[0]}")


@pytest.mark.parametrize(("page", "kind", "columns"), list(tables()))
def test_a_column_of_a_guide_is_read_as_it_says(page, kind, columns, tmp_path):
    file = tmp_path / "export.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([[*columns], [VALUES.get(field, "some words") for field in columns.values()]])
    (origin,) = inspect_exports([file], Settings())
    assert origin.object == kind
    assert origin.crm in {page, "plain"}  # a few common headers are nobody's own
    assert {header: field for field, header in origin.columns.items() if field in columns.values()} == columns


def test_the_overview_names_every_field_that_the_guides_do():
    overview = (GUIDES / "exports.md").read_text("utf-8")
    names = {"first_name", "last_name"}  # told as the name
    beside = {
        "persona",
        "opportunity",
        "close_date",
        "owner",
        "parent_account",
        "account_domain",
        "industry",
        "country",
    }
    fields = {field for parameter in tables() for field in parameter.values[2].values()} - names - beside
    assert not {field for field in fields if f"`{field}`" not in overview}
