"""What the numbers rest on is told of those that the headline counts, and of nobody else."""

import builders as b
import pytest
import samples

from personacheck.report.page.accounts import accounts
from personacheck.report.page.quality import quality
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
