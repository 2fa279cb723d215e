"""Who is missing: accounts x personas, with whom we know there instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.model import tables as t
from personacheck.report.page.presence import ONE_FOR_ALL, counted_accounts, presence
from personacheck.report.privacy import account_ids, account_labels
from personacheck.report.sheets.sheet import Kind, Sheet, column, counts
from personacheck.report.wording import value_label
from personacheck.vocabulary.roles import capital, group_of_level, role

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.report.privacy import Privacy


def missing(assessment: Assessment, privacy: Privacy) -> Sheet:
    """One row an account, one column a persona."""
    accounts, table = counted_accounts(assessment), presence(assessment)
    names = {persona.id: persona.name for persona in assessment.cast.personas}
    nobody = (table == "nobody known").sum(axis=1)
    roles = _roles_there(assessment)
    return Sheet(
        "Who is missing",
        (
            column("Account", list(account_labels(accounts, names=True, sole_traders=privacy.personal))),
            column("Account id", list(account_ids(accounts, sole_traders=privacy.personal))),
            *(
                column(axis.capitalize(), [value_label(axis, str(value)) for value in accounts[axis]])
                for axis in (t.CHANNEL, t.SIZE, t.STAGE)
            ),
            counts("Personas missing", [int(number) for number in nobody]),
            *(column(names[persona], list(table[persona]), Kind.STATUS) for persona in table.columns),
            column("Known there", [roles.get(str(key), "") for key in accounts.index], Kind.LONG),
        ),
        (
            "filled, assumed: somebody fits. outside scope: the role is there, the persona was researched for others.",
            "nobody known: the persona is a primary one, its scope includes the account, and no contact fits it. "
            f"Below {ONE_FOR_ALL} employees one person who fits is enough.",
        ),
    )


def _roles_there(assessment: Assessment) -> dict[str, str]:
    """Account id to the roles that are known there."""
    mine = assessment.matches[t.STATUS].isin([t.Status.COVERED, t.Status.STRETCHED, t.Status.UNCOVERED])
    people = assessment.export.contacts.loc[mine, [t.ACCOUNT_ID]].join(assessment.matches[[t.FUNCTION, t.LEVEL]])
    people = people[people[t.FUNCTION] != ""].drop_duplicates().sort_values([t.ACCOUNT_ID, t.FUNCTION, t.LEVEL])
    roles_at: dict[str, list[str]] = {}
    for account, function, level in people.itertuples(index=False):
        roles_at.setdefault(str(account), []).append(role(function, group_of_level().get(level, level) or None))
    return {account: capital(", ".join(dict.fromkeys(roles))) for account, roles in roles_at.items()}
