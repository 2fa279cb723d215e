"""What the page says must hold beside what else it says: of few, of nobody, of a cast of many, of a run not kept."""

from __future__ import annotations

from dataclasses import replace

import builders as b
import pytest
import samples
from report_cases import CASES
from report_text import told

from personacheck.coverage.assess import assess
from personacheck.coverage.findings import lint
from personacheck.coverage.result import result
from personacheck.model.command_line import CommandLine
from personacheck.model.result import CurvePoint
from personacheck.report.page.axes import _weakest, counts
from personacheck.report.page.change import change
from personacheck.report.page.curve import curve
from personacheck.report.page.headline import headline, number
from personacheck.report.page.personas import PRINTED, personas
from personacheck.report.page.stages import LESSON, stages
from personacheck.settings.settings import Settings

NAMED = b.cast(b.persona("olu", name="Olu, head of IT"), b.persona("elin", name="Elin, energy manager"))
TWINS = b.cast(b.persona("olu", name="Head, IT"), b.persona("elin", name="Head, finance"))


def counted(statuses, cast=NAMED):
    """An assessment of contacts of these statuses, one an account, the fitting ones by the first persona."""
    people = b.contacts(*({"account_id": f"a{n}"} for n in range(len(statuses))))
    who = ["olu" if status == "covered" else "" for status in statuses]
    found = b.matches(people, status=list(statuses), persona=who, function="it", assumed=[bool(one) for one in who])
    return samples.counted(b.export(people), found, cast, gaps=())


def of_populations(**contacts):
    """The result over so many contacts of each population, one an account, half of whom fit."""
    populations = [population for population, number in contacts.items() for _ in range(number)]
    people = b.contacts(
        *({"account_id": f"a{n}", "population": name, "stage": "post-sale"} for n, name in enumerate(populations))
    )
    covered = [n % 2 == 0 for n in range(len(people))]
    found = b.matches(
        people, status=["covered" if fits else "uncovered" for fits in covered],
        persona=["olu" if fits else "" for fits in covered], function="it",
    )  # fmt: skip  # a row
    whole = b.export(people)
    assessed = assess(whole, found, NAMED, Settings(), b.AS_OF)
    return result(assessed, whole, found, cast=NAMED, settings=Settings(), as_of=b.AS_OF)


def test_contacts_of_nobody_known_are_told_where_they_are_the_most():
    end = "; 18 more contacts belong to no known customer"
    assert headline(of_populations(customer=2, unclassified=18), NAMED).endswith(end)
    assert "no known customer" not in headline(of_populations(customer=18, unclassified=18), NAMED)


def test_those_counted_separately_are_told_in_the_singular():
    assert "1 prospect (persona fit" in counts(of_populations(customer=5, prospect=1)).note


def test_a_persona_that_fits_nobody_does_no_work():
    alone = counted(["uncovered"] * 20, b.cast(b.persona("olu", name="Olu, head of IT")))
    assert "all the work" not in curve(alone).says
    assert personas(alone).claim == "No contact is covered."


def test_where_few_fit_nobody_says_that_none_is_covered():
    assert personas(counted(["covered", *["uncovered"] * 20])).claim == ""


@pytest.mark.parametrize(("prospects", "claimed"), [(1, False), (4, False), (5, True)])
def test_before_and_after_the_sale_are_compared_from_five_on(prospects, claimed):
    found = stages(of_populations(customer=20, prospect=prospects))
    assert bool(found.claim) == claimed
    assert (found.lesson == LESSON) == claimed


def test_a_run_that_is_not_kept_promises_nothing_of_the_next():
    alone = samples.assessment()
    assert change(alone).lines == (
        "Nothing to compare with yet. This run is not kept: add --history history.sqlite3, and the next one says what "
        "changed.",
    )


def test_personas_are_called_by_their_first_name_where_no_other_is():
    messages = [finding.message for finding in assessed(NAMED)]
    assert any("Olu " in message for message in messages)
    assert not any("head of IT" in message for message in messages)
    assert any("Head, IT" in finding.message for finding in assessed(TWINS))


def assessed(cast):
    return lint(cast, Settings(), b.AS_OF)


def test_print_shows_the_first_ten_of_a_cast_that_folds_and_says_where_the_rest_is():
    rows = personas(CASES["forty personas"]())
    assert rows.unprinted == len(rows.rows) - PRINTED
    assert f"{rows.unprinted} more personas, none with more contacts, are in the workbook." in told(
        CASES["forty personas"]()
    )
    assert personas(samples.assessment()).unprinted == 0


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_run_that_was_not_to_be_kept_asks_for_no_history(is_kept):
    run = replace(samples.assessment(), command_line=CommandLine(kept=is_kept))
    (line,) = change(run).lines
    assert ("--history" in line) == is_kept
    assert line.startswith("Nothing to compare with yet.")


def test_of_a_cast_without_a_persona_for_customers_no_number_is_told():
    whole = counted(["uncovered"] * 9, b.cast(b.persona("stu", name="Students", kind="negative")))
    assert number(whole.result, whole.cast) == "Nobody to judge"
    page = told(whole)
    assert "The cast has no persona for customers, so nobody can fit" in page
    assert "The cast has no persona for customers, so there is no curve to show." in page
    assert "fit nobody" not in page
    assert "they fit" not in page


def test_personas_that_fit_nobody_make_no_curve():
    whole = counted(["uncovered"] * 9)
    points = (CurvePoint(1, "olu", 0.0), CurvePoint(2, "elin", 0.0))
    nobody = curve(replace(whole, result=replace(whole.result, curve=points)))
    assert (nobody.points, nobody.says) == ((), "No persona fits anybody: how many are enough cannot be said yet.")


@pytest.mark.parametrize(
    ("shares", "whole", "claim"),
    [
        ([0.5, 0.3], 0.45, "The weakest cell: b, 1 of 2 fit."),
        ([0.5, 0.42], 0.45, ""),
        ([0.4, 0.4], 0.4, "All cells alike: 40 % fit."),
        ([0.4], 0.4, ""),
    ],
)
def test_a_weakest_cell_is_named_where_it_stands_out(shares, whole, claim):
    cells = [(share, name, "1 of 2") for share, name in zip(shares, "ab", strict=False)]
    assert _weakest(cells, whole).replace("\u00a0", " ") == claim
