"""Every place that counts rows counts those of the headline, whether or not a field tells customers."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from report_text import told

from personacheck import pipeline
from personacheck.cli.summary import summary
from personacheck.model import tables as t
from personacheck.report import notebook, workbook
from personacheck.report.page.accounts import accounts
from personacheck.report.page.presence import presence
from personacheck.report.page.quality import quality
from personacheck.report.page.teams import teams
from personacheck.report.privacy import Privacy
from personacheck.review.snapshot import take
from personacheck.settings.settings import Settings

CAST = Path(__file__).parents[2] / "fixtures" / "cast.yaml"
HEADER = "Record ID,Full Name,Job Title,Email,Account Name,Account Type,Owner Team"
OURS = ("IT Director", "CFO", "Software Engineer", "Head of Marketing")
THEIRS = ("Account Executive", "Sales Manager", "HR Manager", "Legal Counsel", "CFO")
SETTINGS = Settings()


def lines(companies: int, titles: tuple[str, ...], kind: str, team: str):
    """One contact a title at each company of a kind."""
    for at in range(companies):
        for n, title in enumerate(titles):
            who = f"{team[0]}{at}-{n}"
            yield f"{who},Ann{who} Bo{who},{title},{who}@{team.lower()}{at}.example,{team} {at},{kind},{team}"


@pytest.fixture(scope="module", params=["", "Customer"], ids=["all", "customers"])
def assessed(request, tmp_path_factory):
    """Twelve companies, customers by name or not, beside eight partners with forty of their staff."""
    export = tmp_path_factory.mktemp("counted") / "export.csv"
    rows = [*lines(12, OURS, request.param, "North"), *lines(8, THEIRS, "Partner", "Resale")]
    export.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return pipeline.check([export], CAST, SETTINGS, as_of=date(2026, 9, 30), labels=None, tell=lambda _: None)


def sheet(assessed, name):
    """Rows of a sheet of the workbook below its head."""
    ((_, content),) = workbook.write(assessed, Privacy()).items()
    rows = [[*row] for row in openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(rows) if row[1] is not None)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def test_staff_of_partners_is_nobody_whom_the_headline_counts(assessed):
    headline = assessed.result.headline
    assert (headline.accounts.in_market, headline.contacts.in_market) == (12, 48)
    assert assessed.result.populations["partner"].contacts.in_market == 40
    assert int(assessed.counted.sum()) == 48
    assert len(assessed.counted_accounts) == 12


def test_the_report_counts_the_same(assessed):
    headline = assessed.result.headline
    (team,) = teams(assessed).rows
    assert (team.name, team.accounts, team.judged) == ("North", 12, headline.main_contacts.judged)
    assert team.missed == headline.main_contacts.uncovered + headline.main_contacts.stretched
    assert accounts(assessed, Privacy()).total == headline.accounts.uncovered + headline.accounts.stretched
    assert len(presence(assessed)) == 12
    told_rows = quality(assessed)
    assert told_rows.recorded[0] == "Channel is known for 0 of 12 accounts."
    assert [line.number for line in told_rows.contacts] == [88, 48, 40, 0]
    assert "Resale" not in told(assessed)


def test_the_workbook_and_a_notebook_count_the_same(assessed):
    assert [row["Accounts"] for row in sheet(assessed, "Teams")] == [12]
    assert len(sheet(assessed, "Who is missing")) == 12
    assert sum(row["Contacts"] for row in sheet(assessed, "Accounts")) == 88
    people = assessed.result.headline.contacts
    assert people.judged == 48
    assert f"{people.covered} of 48" in notebook.fragment(assessed)


def test_the_run_that_is_kept_counts_the_same(assessed):
    run = take(assessed, SETTINGS)
    assert run.basis.contacts == 48
    assert sum(run.mix.functions.values()) == 48


def test_words_say_whom_the_numbers_count(assessed):
    customers = assessed.result.run.population == t.Population.CUSTOMER
    says = "No field identifies customers, so all contacts but staff of partners are counted."
    about = {row["What"]: row["Value"] for row in sheet(assessed, "About")}
    assert (says in told(assessed), any(says in line for line in summary(assessed))) == (not customers, not customers)
    assert about["Headline counts"] == ("customers" if customers else "all contacts but staff of partners")
    note = "No field identifies customers, so all contacts except partner staff count as one population."
    assert (note in assessed.result.run.notes) == (not customers)
