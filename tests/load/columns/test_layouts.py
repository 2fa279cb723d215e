"""Headers -> fields: layouts of many CRMs and languages."""

from pathlib import Path

import pytest
from crm_files import raw
from ruamel.yaml import YAML

from personacheck.load.columns.source import understand
from personacheck.vocabulary.dialects import dialects, is_known_header
from personacheck.vocabulary.layouts import FIELDS, OBJECTS

CASES = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "crm_layouts.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_layout_is_read(case):
    table = raw(case["headers"], [[str(cell) for cell in row] for row in case.get("rows", ())])
    origin = understand(table, {}).origin
    assert origin.object == case["object"]
    assert origin.crm == case.get("crm", origin.crm)
    assert {field: origin.columns.get(field) for field in case["columns"]} == case["columns"]
    assert not set(case.get("without", ())) & set(origin.columns)
    assert set(origin.columns) <= set(FIELDS)


def test_every_crm_of_the_vocabulary_has_a_layout_here():
    assert {dialect.crm for dialect in dialects()} == {case["crm"] for case in CASES if "crm" in case}


def test_every_object_has_a_layout_here():
    assert set(OBJECTS) == {case["object"] for case in CASES}


@pytest.mark.parametrize("header", ["Job Title", "JOB_TITLE", "jobtitle", "Berufsbezeichnung", "役職", "Postal Code"])
def test_headers_are_known(header):
    assert is_known_header(header)


@pytest.mark.parametrize("text", ["Vice President of Sales", "Acme GmbH", "", "42", "Germany"])
def test_cells_are_not_taken_for_headers(text):
    assert not is_known_header(text)
