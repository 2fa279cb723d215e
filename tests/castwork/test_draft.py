"""A first cast from an export: a persona for each role that enough people hold, or why there is none."""

from __future__ import annotations

import csv

import pytest
from builders import AS_OF

from personacheck.castwork.draft import draft
from personacheck.errors import ExportError
from personacheck.settings.settings import Settings

ROLES = {"CFO": 9, "Accountant": 8, "Head of IT": 7, "Network Administrator": 6, "Nurse": 4}


@pytest.fixture
def drafted(tmp_path):
    """Drafts from contacts with these titles, spread over seven accounts."""

    def made(titles, header="Job Title"):
        path = tmp_path / "contacts.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["Contact ID", "First Name", "Last Name", header, "Company"])
            rows.writerows([f"c-{n}", "Ada", f"Quell{n}", title, f"Firm {n % 7}"] for n, title in enumerate(titles))
        return draft([path], Settings(), as_of=AS_OF, tell=lambda _: None)

    return made


def test_a_persona_for_each_role_that_five_hold(drafted):
    cast = drafted([title for title, number in ROLES.items() for _ in range(number)]).draft.cast
    assert {persona.id: (persona.functions, persona.side, persona.examples) for persona in cast.personas} == {
        "finance-leads": (("finance",), "buyer", ("CFO",)),
        "accounting-staff": (("accounting",), "user", ("Accountant",)),
        "it-leads": (("it",), "buyer", ("Head of IT",)),
        "networks-staff": (("networks",), "user", ("Network Administrator",)),
    }
    assert all(persona.summary.startswith("Hypothesis: interview first.") for persona in cast.personas)


def test_eight_personas_at_most(drafted):
    titles = ["CFO", "CIO", "Head of Sales", "Head of Marketing", "Head of HR", "Head of Legal", "Head of Purchasing",
              "Head of Logistics", "Head of Quality", "Head of Production"]  # fmt: skip  # a list
    made = drafted([title for n, title in enumerate(titles) for _ in range(16 - n)])
    assert (len(made.draft.cast.personas), made.draft.left) == (8, 2)


def test_how_the_files_were_read_is_told_beside(drafted):
    assert [origin.file for origin in drafted(["CFO"] * 6).origins] == ["contacts.csv"]


@pytest.mark.parametrize(
    ("titles", "header", "cause", "step"),
    [
        ([], "Job Title", "no rows below the header", "Export it again"),
        (["CFO"] * 6, "Shoe size", "no column of job titles", ""),
        (["Manager"] * 20, "Job Title", "no job title of its 20 contacts can be read", "See which column is read"),
        (["CFO", "CIO", "Buyer"], "Job Title", "no role is held by five contacts at three accounts: 3 titles read",
         "Write a cast by hand: personacheck init"),
    ],
)  # fmt: skip  # a row a case
def test_what_cannot_be_drafted_from_is_said_plainly(drafted, titles, header, cause, step):
    with pytest.raises(ExportError) as refused:
        drafted(titles, header)
    (problem,) = refused.value.problems
    assert cause in problem.cause
    assert problem.step.startswith(step)


def test_where_not_all_contacts_count_it_is_said_of_whom_no_title_is_read(tmp_path):
    path = tmp_path / "contacts.csv"
    rows = [f"c-{n},Ada,Quell{n},Manager,Firm {n % 7},{'Customer' if n < 12 else 'Prospect'}" for n in range(20)]
    path.write_text("\n".join(["Contact ID,First Name,Last Name,Job Title,Company,Account Type", *rows]), "utf-8")
    with pytest.raises(ExportError, match=r"no job title of the 12 contacts that count \(of 20\) can be read"):
        draft([path], Settings(), as_of=AS_OF, tell=lambda _: None)


def test_of_people_without_a_company_no_role_is_drafted(tmp_path):
    path = tmp_path / "contacts.csv"
    rows = [f"c-{n},Ada,Quell{n},CFO" for n in range(20)]
    path.write_text("\n".join(["Contact ID,First Name,Last Name,Job Title", *rows]), "utf-8")
    with pytest.raises(ExportError, match="no contact names a company, and a role takes five contacts at three acc"):
        draft([path], Settings(), as_of=AS_OF, tell=lambda _: None)
