"""Accounts, Who is missing, Contacts and Unread titles: the team's lists."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.model import tables as t
from personacheck.report.page.axes import axes
from personacheck.report.page.presence import ONE_FOR_ALL, presence
from personacheck.report.privacy import account_ids, account_labels, account_mark
from personacheck.report.sheets.sheet import Column, Kind, Sheet, column, counts
from personacheck.report.wording import count
from personacheck.text.prose import sentence
from personacheck.vocabulary.axes import axis_label, value_label
from personacheck.vocabulary.roles import function_label, group_of_level, level_label, role

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from personacheck.model.assessment import Assessment
    from personacheck.report.privacy import Privacy

MOST: Final = 50_000
"""Contacts that the sheet holds; beyond them it is no longer a sheet that people work in."""


def accounts(assessment: Assessment, privacy: Privacy) -> Sheet:
    """Every account: status, flags, what is missing, and the mark that stands for it in the report."""
    table = assessment.accounts.sort_index()
    counting = assessment.matches[t.STATUS] != t.Status.EXCLUDED.value
    contacts_at = assessment.export.contacts.loc[counting, t.ACCOUNT_ID].value_counts()
    statuses = (t.Status.COVERED, t.Status.STRETCHED, t.Status.UNCOVERED, t.Status.UNREADABLE)
    revenue = [column("Revenue", numbers(table[t.REVENUE]), Kind.MONEY)] if table[t.REVENUE].notna().any() else []
    return Sheet(
        "Accounts",
        (
            column("Account id", list(account_ids(table, sole_traders=privacy.personal))),
            column("Account", list(account_labels(table, names=True, sole_traders=privacy.personal))),
            column("Mark", [account_mark(str(key)) for key in table.index]),
            column("Status", list(table[t.STATUS]), Kind.STATUS),
            column("Flags", [", ".join(flags) for flags in table[t.FLAGS]]),
            column("Functions missing", [_functions(missing) for missing in table[t.MISSING_FUNCTIONS]], Kind.LONG),
            *revenue,
            counts("Contacts", [int(contacts_at.get(key, 0)) for key in table.index]),
            counts("Main contacts", numbers(table[t.MAIN_CONTACTS])),
            *(counts(f"Of them {status}", numbers(table[status.value])) for status in statuses),
            column("Population", list(table[t.POPULATION])),
            *_axis_columns(table),
            *(_text(table, head, name) for head, name in _MORE.items() if name in table.columns),
        ),
        ("Status from the main contacts. The pseudonym stands for the account in a report without names.",),
    )


def missing(assessment: Assessment, privacy: Privacy) -> Sheet:
    """Accounts x personas: who is missing, and whom we know there instead."""
    accounts, table = assessment.counted_accounts, presence(assessment)
    names = {persona.id: persona.name for persona in assessment.cast.personas}
    nobody = (table == "nobody known").sum(axis=1)
    roles = _roles_there(assessment)
    return Sheet(
        "Who is missing",
        (
            column("Account", list(account_labels(accounts, names=True, sole_traders=privacy.personal))),
            column("Account id", list(account_ids(accounts, sole_traders=privacy.personal))),
            *_axis_columns(accounts),
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
    contacts = assessment.export.contacts.loc[mine, [t.ACCOUNT_ID]].join(assessment.matches[[t.FUNCTION, t.LEVEL]])
    contacts = contacts[contacts[t.FUNCTION] != ""].drop_duplicates().sort_values([t.ACCOUNT_ID, t.FUNCTION, t.LEVEL])
    roles_at: dict[str, list[str]] = {}
    pairs = [*zip(contacts[t.FUNCTION], contacts[t.LEVEL], strict=True)]
    words = {pair: role(pair[0], group_of_level().get(pair[1], pair[1]) or None) for pair in set(pairs)}
    for account, pair in zip(contacts[t.ACCOUNT_ID], pairs, strict=True):
        roles_at.setdefault(str(account), []).append(words[pair])
    return {account: sentence(", ".join(dict.fromkeys(roles))) for account, roles in roles_at.items()}


def contacts(assessment: Assessment, privacy: Privacy) -> Sheet:
    """Every contact that was loaded, up to ``MOST``."""
    export, matches = assessment.export, assessment.matches.head(MOST)
    contacts, total = export.contacts.head(MOST), len(export.contacts)
    labels = account_labels(export.accounts, names=True, sole_traders=privacy.personal)
    names = {persona.id: persona.name for persona in assessment.cast.personas}
    personal = (
        [column("Name", list(contacts[t.NAME])), column("E-mail", list(contacts[t.EMAIL]))] if privacy.personal else []
    )
    return Sheet(
        "Contacts (personal data)" if privacy.personal else "Contacts",
        (
            column("Record id", list(contacts[t.RECORD_ID])),
            *personal,
            column("Account", list(contacts[t.ACCOUNT_ID].map(labels).astype(object).fillna(contacts[t.ACCOUNT]))),
            column("Title", list(contacts[t.TITLE])),
            column("Persona", [names.get(key, key) for key in matches[t.PERSONA]]),
            column("Status", list(matches[t.STATUS]), Kind.STATUS),
            column("Assumed", ["assumed" if assumed else "" for assumed in matches[t.ASSUMED]]),
            column("Source", list(matches[t.SOURCE])),
            column("Score", numbers(matches[t.SCORE]), Kind.SCORE),
            column("Reason", list(matches[t.REASON])),
            column("Runner-up", [names.get(keys[0], keys[0]) if keys else "" for keys in matches[t.ALTERNATIVES]]),
            column("Leaning", [names.get(key, key) for key in matches[t.LEANING]]),
            column("Main contact", ["yes" if main else "" for main in assessment.main.head(MOST)]),
            column("Function", [function_label(key) if key else "" for key in matches[t.FUNCTION]]),
            column("Level", [level_label(level) for level in matches[t.LEVEL]]),
            *(column(sentence(axis_label(axis)), _axis(contacts, matches, axis)) for axis in axes(assessment.result)),
            column("Population", list(contacts[t.POPULATION])),
            column("Excluded because", list(contacts[t.EXCLUDED])),
        ),
        _intro(total, privacy),
    )


def _axis(contacts: pd.DataFrame, matches: pd.DataFrame, axis: str) -> list[str]:
    return _values(matches if axis in matches else contacts, axis)


def unread(assessment: Assessment) -> Sheet:
    """Titles that could not be read, by how many contacts hold them: words to learn."""
    everybody, matches = assessment.export.contacts, assessment.matches
    contacts = everybody[(matches[t.UNREAD] != "") & (everybody[t.EXCLUDED] == "") & (everybody[t.TITLE] != "")]
    table = contacts.assign(
        why=matches.loc[contacts.index, t.UNREAD], title=contacts[t.TITLE].str.split().str.join(" ").str.casefold()
    )
    grouped = table.groupby(["title", "why"], as_index=False).agg(
        contacts=(t.RECORD_ID, "size"), accounts=(t.ACCOUNT_ID, lambda ids: len({*ids} - {""}))
    )
    grouped = grouped.sort_values(["contacts", "accounts", "title"], ascending=[False, False, True])
    return Sheet(
        "Unread titles",
        (
            column("Title", list(grouped["title"])),
            column("Why", list(grouped["why"])),
            counts("Contacts", numbers(grouped["contacts"])),
            counts("Accounts", numbers(grouped["accounts"])),
        ),
        (
            "The work list: add these titles to a persona in cast.yaml, or have them corrected in the CRM.",
            "Upper and lower case are treated alike.",
        ),
    )


def numbers(series: pd.Series) -> list[object]:
    """Plain numbers, None for what is missing."""
    cells = series.astype(float).to_numpy()
    if np.isfinite(cells).all() and (cells == np.rint(cells)).all():
        return [*map(int, cells.tolist())]
    return [None if isnan(cell) else cell for cell in cells.tolist()]


_MORE: Final = {"Owning team": t.OWNER_TEAM, "Country": t.COUNTRY, "Industry": t.INDUSTRY}


def _intro(total: int, privacy: Privacy) -> tuple[str, ...]:
    lines = ["This sheet holds names and e-mail addresses: personal data."] if privacy.personal else []
    if total > MOST:
        lines.append(f"The first {count(MOST)} of {count(total)} contacts; contacts.csv holds all of them.")
    return (*lines, "One row per contact loaded. Score: how sure the match to some persona is.")


def _axis_columns(accounts: pd.DataFrame) -> Iterator[Column]:
    return (column(axis.capitalize(), _values(accounts, axis)) for axis in (t.CHANNEL, t.SIZE, t.STAGE))


def _values(table: pd.DataFrame, axis: str) -> list[str]:
    labels = {value: value_label(axis, value) for value in table[axis].unique()}
    return list(table[axis].map(labels))


def _text(table: pd.DataFrame, head: str, name: str) -> Column:
    return column(head, list(table[name]))


def _functions(missing: tuple[str, ...]) -> str:
    return ", ".join(function_label(function) for function in missing)
