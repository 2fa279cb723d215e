"""A canary in every cell: no refusal, no remark and no answer of ``inspect`` tells a name, an address or a number."""

from __future__ import annotations

import csv
import io
import re

import pytest
from crm_files import AS_OF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from personacheck.cli.app import app
from personacheck.errors import ExportError, LabelsError, PersonaCheckError
from personacheck.load.exports import load_export
from personacheck.settings.settings import Settings

pytestmark = pytest.mark.safety

HEADERS = [
    "First Name", "Last Name", "Email", "Title", "Account Name", "Phone", "Employees", "ARR", "Account Type",
    "Lead Status", "Owner", "Contact Role", "Account ID", "Contact ID", "Website", "Created Date", "Reference", "Notes",
]  # fmt: skip  # a list
CANARY = re.compile(r"canary|quetzal|0170 ?99|\+49", re.IGNORECASE)
KINDS = (
    "Canary{n} Quetzal",
    "canary{n}@quetzal{n}.example",
    "+49 170 99{n}",
    "Quetzal{n} (canary@quetzal.example)",
    '="Canary{n}"',
    "Canary{n} &amp; Quetzal",
)


@st.composite
def exports(draw):
    """An export with something wrong: no header, one half known, too many or few fields, footers, quotes, controls."""
    width = draw(st.integers(1, 9))
    chosen = draw(st.permutations(HEADERS))[:width]
    number = iter(range(1000, 9999))

    def canary(kinds=KINDS):
        return draw(st.sampled_from(kinds)).format(n=next(number))

    header = {
        "none": [], "whole": [chosen],
        "half": [[name if at % 2 else canary(KINDS[1:3]) for at, name in enumerate(chosen)]],
        "twice": [chosen, chosen], "same": [[chosen[0]] * width], "below": [[canary()], [], chosen],
    }[draw(st.sampled_from(["none", "whole", "half", "twice", "same", "below"]))]  # fmt: skip  # a kind a word
    rows = [
        [canary() for _ in range(max(1, width + draw(st.sampled_from([0, 0, 0, 1, -1]))))]
        for _ in range(draw(st.integers(0, 5)))
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=draw(st.sampled_from(",;\t"))).writerows([*header, *rows])
    spoilt = draw(
        st.sampled_from(
            ["", '"Canary Quetzal', "\x00", "Total,Canary Quetzal\n", "\ufffd", "Canary,Quetzal,Canary,Quetzal"]
        )
    )
    return out.getvalue() + spoilt


def said(path):
    """All that loading a file says: its refusal, or the remarks on it."""
    try:
        export = load_export([path], Settings(), as_of=AS_OF)
    except PersonaCheckError as refusal:
        return str(refusal)
    return "\n".join([*export.notes, *(note for origin in export.origins for note in origin.notes)])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=exports(), as_json=st.booleans())
def test_what_is_said_of_a_malformed_export_names_nobody(tmp_path, text, as_json):
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    told = CliRunner().invoke(app, ["inspect", str(path), *(["--json"] if as_json else [])])
    assert told.exception is None or isinstance(told.exception, PersonaCheckError), told.exception
    spoken = f"{told.output}\n{told.stderr}\n{told.exception}\n{said(path)}"
    assert not CANARY.search(spoken), spoken


@pytest.mark.parametrize(
    "first",
    [
        "Canary Quetzal,canary@quetzal.example,+49 170 991,Acme",
        "Canary,Quetzal,Sales,Customer,Berlin",
        "7,Canary,Quetzal,Head of IT,Manager",
        "Canary Quetzal",
    ],
)
def test_a_file_without_a_header_line_is_refused_without_its_first_row(tmp_path, root, first):
    path = tmp_path / "export.csv"
    path.write_text("\n".join([first] * 4), encoding="utf-8")
    for words in (["inspect", str(path)], ["check", str(path), "--cast", str(root / "fixtures" / "cast.yaml")]):
        told = CliRunner().invoke(app, words)
        assert not CANARY.search(f"{told.output}{told.stderr}{told.exception}"), told.output
        assert words[0] == "inspect" or isinstance(told.exception, ExportError)


def test_labels_that_are_an_export_are_refused_without_their_first_row(tmp_path, root):
    path = tmp_path / "labels.csv"
    path.write_text("Canary Quetzal,+49 170 991,Head of IT\n", encoding="utf-8")
    fixtures = root / "fixtures"
    told = CliRunner().invoke(
        app, ["check", str(fixtures / "contacts.csv"), "--cast", str(fixtures / "cast.yaml"), "--labels", str(path)]
    )
    assert isinstance(told.exception, LabelsError)
    assert not CANARY.search(f"{told.output}{told.stderr}{told.exception}")
