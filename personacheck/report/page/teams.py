"""Owning teams: whose customers hold the contacts that no persona covers. Teams, never people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t
from personacheck.model.tally import share_of
from personacheck.report.wording import count, percent
from personacheck.text.prose import plural
from personacheck.vocabulary.roles import function_label

if TYPE_CHECKING:
    import pandas as pd

    from personacheck.model.assessment import Assessment
    from personacheck.model.few import Least

NOBODY: Final = "No team recorded"
FUNCTIONS: Final = 3
"""Functions named with a team, those most often missing."""
SHOWN: Final = 8


class TeamRow(NamedTuple):
    """Main contacts at the customers of one team. Shares of the team with most contacts missed (0..1) size the bar."""

    name: str
    accounts: int
    judged: int
    covered: int
    uncovered: int
    stretched: int
    by_uncovered: float
    by_stretched: float
    missing: str

    @property
    def missed(self) -> int:
        """Main contacts that no persona covers."""
        return self.uncovered + self.stretched

    @property
    def share(self) -> float:
        """Persona fit, 0..1."""
        return share_of(self.covered, self.judged) or 0.0


class Teams(NamedTuple):
    """Teams, those with most contacts missed first. ``small`` of them hold too few contacts to be told apart."""

    rows: tuple[TeamRow, ...]
    claim: str
    small: int

    @property
    def shown(self) -> tuple[TeamRow, ...]:
        """Rows of the report."""
        return self.rows[:SHOWN]

    @property
    def more(self) -> int:
        """Rows that only the workbook holds."""
        return len(self.rows[SHOWN:])


def teams(assessment: Assessment) -> Teams | None:
    """Main contacts of the headline by owning team; None where no team is recorded.

    A team of too few people (``model.few``) is only counted.
    """
    main = assessment.counted & assessment.main & t.is_judged(assessment.matches[t.STATUS])
    contacts = assessment.export.contacts.loc[main, [t.OWNER_TEAM, t.ACCOUNT_ID]]
    contacts = contacts.join(assessment.matches.loc[main, [t.STATUS, t.FUNCTION]])
    groups = contacts.groupby(t.OWNER_TEAM, sort=True)
    least = assessment.result.least
    large = [(str(name), rows) for name, rows in groups if name and not _is_small(rows, least)]
    if not large:
        return None
    if "" in groups.groups:
        large.append((NOBODY, groups.get_group("")))
    most = max(int(t.is_missed(rows[t.STATUS]).sum()) for _, rows in large)
    rows = sorted(
        (_row(name, contacts, most, least) for name, contacts in large),
        key=lambda row: (row.name == NOBODY, -row.missed),
    )
    small = sum(1 for name, contacts in groups if name and _is_small(contacts, least))
    return Teams(tuple(rows), _claim(rows, int(t.is_missed(contacts[t.STATUS]).sum())), small)


def _is_small(rows: pd.DataFrame, least: Least) -> bool:
    return least.hides(len(rows), rows.loc[rows[t.ACCOUNT_ID] != "", t.ACCOUNT_ID].nunique())


def _row(name: str, rows: pd.DataFrame, most: int, least: Least) -> TeamRow:
    by = {status: int((rows[t.STATUS] == status).sum()) for status in t.Status}
    missed = rows[t.is_missed(rows[t.STATUS]) & (rows[t.FUNCTION] != "")]
    functions = [f"{function_label(function)} ({number})" for function, number in _functions(missed, least)[:FUNCTIONS]]
    uncovered, stretched = by[t.Status.UNCOVERED], by[t.Status.STRETCHED]
    return TeamRow(
        name, rows[t.ACCOUNT_ID].nunique(), len(rows), by[t.Status.COVERED], uncovered, stretched,
        uncovered / most if most else 0.0, stretched / most if most else 0.0, ", ".join(functions),
    )  # fmt: skip  # a row


def _functions(missed: pd.DataFrame, least: Least) -> list[tuple[str, str]]:
    """Functions with their people in words, those of most first; those of too few by name."""
    accounts = missed[missed[t.ACCOUNT_ID] != ""].groupby(t.FUNCTION)[t.ACCOUNT_ID].nunique()
    sized = t.times(missed[t.FUNCTION]).items()
    shown = [(function, None if least.hides(n, int(accounts.get(function, 0))) else n) for function, n in sized]
    return [(function, least.words(n)) for function, n in sorted(shown, key=lambda item: (-(item[1] or 0), item[0]))]


def _claim(rows: list[TeamRow], missed: int) -> str:
    first = rows[0]
    if not missed or first.name == NOBODY:
        return ""
    return (
        f"Team “{first.name}” owns {count(first.missed)} of the {plural(missed, 'main contact')} that no persona "
        f"covers ({percent(first.missed / missed)}): they know whom to interview."
    )
