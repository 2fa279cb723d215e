"""Accounts whose main contacts no persona describes: by name or mark, what they pay, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from personacheck.model import tables as t
from personacheck.report.privacy import account_labels
from personacheck.report.wording import money
from personacheck.vocabulary.axes import value_label
from personacheck.vocabulary.roles import function_label

if TYPE_CHECKING:
    from collections.abc import Hashable

    from personacheck.model.assessment import Assessment
    from personacheck.model.few import Least
    from personacheck.report.privacy import Privacy

LISTED: Final = 50
OPEN: Final = 12
"""Rows that are shown at once; the rest folds."""
UNDESCRIBED: Final = (t.AccountStatus.STRETCHED.value, t.AccountStatus.UNCOVERED.value)
FLAGS: Final = {
    t.Flag.NO_BUYER.value: "no buyer known",
    t.Flag.NO_USER.value: "no user known",
    t.Flag.SINGLE_CONTACT.value: "single contact",
    t.Flag.BLIND.value: "only the partner is known",
    t.Flag.MAILBOX_ONLY.value: "mailbox only",
}


EVERY: Final = "Accounts are shown under pseudonyms; the workbook lists them beside their names."
TRADERS: Final = "Accounts named after a person are shown under a pseudonym, which the workbook lists."


class AccountRow(NamedTuple):
    """One account; its contacts in words, since their functions stand beside it."""

    name: str
    where: str
    status: str
    revenue: str
    contacts: str
    missing: str
    flags: str


class Accounts(NamedTuple):
    """The list, its length in full, what they pay together ("" where unknown), and who stands under a mark."""

    rows: tuple[AccountRow, ...]
    total: int
    paid: str
    has_revenue: bool
    marked: str

    @property
    def shown(self) -> tuple[AccountRow, ...]:
        """Rows shown at once."""
        return self.rows[:OPEN]

    @property
    def folded(self) -> tuple[AccountRow, ...]:
        """Rows that open."""
        return self.rows[OPEN:]


def accounts(assessment: Assessment, privacy: Privacy) -> Accounts:
    """Accounts without a covered main contact, by revenue and then by contacts; the first fifty."""
    table = undescribed(assessment)
    currency = assessment.export.currency
    labels = account_labels(table, names=privacy.account_names, sole_traders=False)
    paid = table[t.REVENUE].sum()
    first, least = table[:LISTED], assessment.result.least
    listed = zip(first.index, first.to_dict("records"), strict=True)
    rows = tuple(_row(str(labels[key]), row, currency, least) for key, row in listed)
    marked = "" if privacy.account_names else EVERY
    marked = marked or (TRADERS if bool(table[t.SOLE_TRADER].any()) else "")
    return Accounts(
        rows, len(table), money(paid, currency) if paid > 0 else "", bool(table[t.REVENUE].notna().any()), marked
    )


def undescribed(assessment: Assessment) -> pd.DataFrame:
    """Accounts of the headline whose main contacts no persona describes, with ``contacts``; largest first."""
    table = assessment.counted_accounts
    table = table[table[t.STATUS].isin(UNDESCRIBED)]
    per_account = assessment.export.contacts.loc[assessment.counted, t.ACCOUNT_ID].value_counts()
    sized = table.assign(contacts=table.index.map(per_account.to_dict()).fillna(0).astype(int))
    order = sized.reset_index(names=t.ACCOUNT_ID).sort_values(
        [t.REVENUE, "contacts", t.ACCOUNT_ID], ascending=[False, False, True], na_position="last"
    )
    ranked: pd.DataFrame = order.set_index(t.ACCOUNT_ID)
    return ranked


def _row(name: str, account: dict[Hashable, Any], currency: str | None, least: Least) -> AccountRow:
    contacts = int(account["contacts"])
    few = least.hides(contacts, 0)
    paid = account[t.REVENUE]
    axes = [value_label(axis, str(account[axis])) for axis in (t.CHANNEL, t.SIZE) if account[axis] != t.UNKNOWN]
    return AccountRow(
        name=name,
        where=", ".join(axes),
        status=str(account[t.STATUS]),
        revenue="" if pd.isna(paid) else money(paid, currency),
        contacts=least.words(None if few else contacts),
        missing=", ".join(function_label(function) for function in account[t.MISSING_FUNCTIONS]),
        flags=", ".join(FLAGS[flag] for flag in account[t.FLAGS] if not (few and flag == t.Flag.SINGLE_CONTACT)),
    )
