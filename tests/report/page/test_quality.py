"""What the numbers rest on is told of those that the headline counts, and of nobody else."""

from dataclasses import replace

import builders as b
import pytest
import samples

from personacheck.report.page.accounts import accounts
from personacheck.report.page.quality import how_sizes, quality
from personacheck.report.privacy import Privacy

PEOPLE = b.contacts(
    {"account_id": "a0", "channel": "direct"},
    {"account_id": "a1"},
    {"account_id": "p0", "channel": "direct", "population": "prospect"},
    {"account_id": "a1", "excluded": "inactive"},
)
MATCHES = b.matches(
    PEOPLE, status=["covered", "unreadable", "unreadable", "excluded"], unread=["", "no-title", "vague", ""]
)


@pytest.mark.parametrize(("customers_known", "counted", "channel"), [(True, 2, "1 of 2"), (False, 3, "2 of 3")])
def test_customers_alone_are_counted_where_a_field_tells_them(customers_known, counted, channel):
    assessment = samples.counted(b.export(PEOPLE, customers_known=customers_known), MATCHES, samples.six(), findings=())
    assert assessment.counted.tolist() == [True, True, not customers_known, False]
    assert assessment.counted.sum() == counted
    assert quality(assessment).recorded[0] == f"Channel is known for {channel} accounts."


def test_why_contacts_are_unreadable_is_told_of_customers():
    assessment = samples.counted(b.export(PEOPLE), MATCHES, samples.six(), findings=())
    (line,) = [line for line in quality(assessment).contacts if line.label == "Customers"]
    assert line.remark == "of them unreadable: 1 no title, department or role"


def test_an_accounts_contacts_are_those_who_count():
    people = b.contacts(*({"account_id": "a0"} for _ in range(8)), {"account_id": "a0", "excluded": "inactive"})
    taken = b.matches(people, status=["uncovered"] * 7 + ["excluded"] * 2)  # the eighth fits a negative persona
    assessment = samples.counted(b.export(people), taken, samples.six(), findings=())
    (row,) = accounts(assessment, Privacy()).rows
    assert row.contacts == "7"


EMPLOYEES, TURNOVER = "employees (small is under 50, medium under 250)", "turnover (small is under 10, medium under 50)"


@pytest.mark.parametrize(
    ("read_from", "says"),
    [
        (["turnover", "turnover", ""], f"Read from {TURNOVER}."),
        (["tier", "tier", "tier", "employees"], f"Read from the tiers of the CRM for 75 % and {EMPLOYEES} for 25 %."),
        (["amount"], "Read from what accounts pay."),
        (["", ""], ""),
    ],
)
def test_sizes_are_told_with_what_they_were_read_from(read_from, says):
    firms = b.accounts(
        *(
            {"account_id": f"a{n}", "size_from": by, "size": "small" if by else "unknown"}
            for n, by in enumerate(read_from)
        ),
        {"account_id": "p", "size_from": "tier", "size": "small", "population": "prospect"},
    )
    people = b.contacts({"account_id": "a0"})
    whole = samples.counted(b.export(people, firms), b.matches(people), samples.six(), findings=())
    sized = replace(whole, sizes={"employees": (50, 250), "turnover": (10.0, 50.0)})
    assert how_sizes(sized).replace("\u00a0", " ") == says
