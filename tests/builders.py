"""Small hand-made tables for the tests of every room: name what matters, the rest has a plain default.

>>> people = contacts({"account_id": "a1", "title": "CFO"}, {"account_id": "a1", "side": "user"})
>>> found = matches(people, status=["uncovered", "covered"], persona=["", "ops"])
>>> whole = export(people)
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.cast import Cast, Evidence, Persona, Scope
from personacheck.model.export import Export, Origin, RowCount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AS_OF = date(2026, 9, 30)

CONTACT = {
    t.ACCOUNT_ID: "", t.ACCOUNT: "", t.NAME: "", t.EMAIL: "", t.TITLE: "", t.DEPARTMENT: "", t.LEVEL: "",
    t.BUYING_ROLE: "", t.CRM_PERSONA: "", t.IS_PRIMARY: False, t.POPULATION: "customer", t.EXCLUDED: "",
    t.MAILBOX: False, t.CHANNEL: "unknown", t.SIZE: "unknown", t.SIDE: "unknown", t.STAGE: "unknown",
    t.CREATED: pd.NaT, t.LAST_ACTIVITY: pd.NaT, t.OWNER_TEAM: "", t.COUNTRY: "", t.INDUSTRY: "",
}  # fmt: skip  # a table
ACCOUNT = {
    t.ACCOUNT: "", t.POPULATION: "customer", t.EXCLUDED: "", t.CHANNEL: "unknown", t.CHANNEL_INFERRED: False,
    t.SIZE: "unknown", t.STAGE: "unknown", t.EMPLOYEES: np.nan, t.REVENUE: np.nan, t.OWNER_TEAM: "", t.COUNTRY: "",
    t.INDUSTRY: "", t.SOLE_TRADER: False, t.PARTNER_STAFF: False, t.SIZE_FROM: "",
}  # fmt: skip  # a table
MATCH = {
    t.STATUS: "uncovered", t.ASSUMED: False, t.PERSONA: "", t.ALTERNATIVES: (), t.SOURCE: "none", t.SCORE: 0.0,
    t.REASON: "", t.FUNCTION: "", t.LEVEL: "professional", t.SIDE: "unknown", t.SIDE_INFERRED: False, t.LEANING: "",
    t.UNREAD: "", t.SPECIALTY: "",
}  # fmt: skip  # a table


def contacts(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """A contacts table; ``record_id`` is c0, c1 … and ``account`` "Company <account_id>" where not given."""
    named = [f"Company {row[t.ACCOUNT_ID]}" if row.get(t.ACCOUNT_ID) else "" for row in rows]
    full = [{t.RECORD_ID: f"c{n}", **CONTACT, t.ACCOUNT: named[n], **row} for n, row in enumerate(rows)]
    return _dates(pd.DataFrame(full, columns=[*t.CONTACT_COLUMNS, *_extra(rows, t.CONTACT_COLUMNS)]))


def accounts(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """An accounts table, indexed by ``account_id``, which each row must name."""
    full = [{**ACCOUNT, t.ACCOUNT: f"Company {row['account_id']}", **row} for row in rows]
    columns = [t.ACCOUNT_ID, *t.ACCOUNT_COLUMNS, *_extra(rows, (t.ACCOUNT_ID, *t.ACCOUNT_COLUMNS))]
    return pd.DataFrame(full, columns=columns).set_index(t.ACCOUNT_ID)


def accounts_of(people: pd.DataFrame) -> pd.DataFrame:
    """The accounts that contacts stand on, with the axis values, population and team of the first of them."""
    shared = [c for c in people.columns if (c in t.ACCOUNT_COLUMNS or c not in t.CONTACT_COLUMNS) and c != t.EXCLUDED]
    first = people[people[t.ACCOUNT_ID] != ""].groupby(t.ACCOUNT_ID)[shared].first()
    return accounts(*({t.ACCOUNT_ID: str(key), **row} for key, row in first.to_dict("index").items()))


def matches(people: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """Matches of contacts; a column is a list as long as the contacts, or one value for all."""
    size = len(people)
    cells = {
        name: list(columns[name]) if isinstance(columns.get(name), list) else [columns.get(name, MATCH[name])] * size
        for name in t.MATCH_COLUMNS
    }
    return pd.DataFrame(cells, index=people.index, columns=list(t.MATCH_COLUMNS))


def export(
    people: pd.DataFrame,
    firms: pd.DataFrame | None = None,
    *,
    customers_known: bool = True,
    currency: str | None = None,
) -> Export:
    """An export of these tables, as if read from one clean file."""
    reasons = people.loc[people[t.EXCLUDED] != "", t.EXCLUDED].value_counts().sort_index()
    count = RowCount(len(people), len(people))
    origin = Origin("contacts.csv", "csv", "utf-8", None, 1, "plain", "contacts", {"title": "Title"}, {}, (), count)
    firms = accounts_of(people) if firms is None else firms
    excluded = {str(reason): int(n) for reason, n in reasons.items()}
    return Export(people, firms, (origin,), customers_known, currency, excluded, (), "0" * 64)


def persona(persona_id: str, **fields: Any) -> Persona:
    """A persona with a name made of its id; fields as in ``model.cast``."""
    return Persona(id=persona_id, **{"name": persona_id.replace("-", " ").title(), **fields})


def cast(*personas: Persona, **fields: Any) -> Cast:
    """A cast of these personas."""
    return Cast(personas=personas, **{"name": "Test cast", "reviewed": AS_OF, **fields})


def scope(**axes: Sequence[str]) -> Scope:
    """A stated scope; without axes: everywhere."""
    return Scope(stated=True, axes={axis: tuple(values) for axis, values in axes.items()})


def evidence(**fields: Any) -> Evidence:
    """Six interviews of this year in two segments, unless told otherwise."""
    sound = {"interviews": 6, "sources": ("interview",), "last": AS_OF, "segments": ("direct/large", "indirect/small")}
    return Evidence(**{**sound, **fields})


def _extra(rows: Sequence[Mapping[str, Any]], known: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row if key not in known and key != t.ACCOUNT_ID))


def _dates(table: pd.DataFrame) -> pd.DataFrame:
    for column in (t.CREATED, t.LAST_ACTIVITY):
        table[column] = pd.to_datetime(table[column])
    return table
