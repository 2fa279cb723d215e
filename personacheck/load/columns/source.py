"""A table of text -> one source: whose export it is, its fields as columns, and how they were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import coded, constant, field, has_value, map_cells, one_line, recoded, truth
from personacheck.load.columns.damaged_ids import mend_ids
from personacheck.load.columns.end_customers import take_end_customers
from personacheck.load.columns.mapping import COLUMNS, map_columns
from personacheck.load.columns.meanings import stage_meaning
from personacheck.load.columns.primary_account import hold_primary
from personacheck.load.columns.readings import read_figures, read_flags, read_roles, take_size_words
from personacheck.load.columns.wide import wide_layout
from personacheck.load.dialect import recognise
from personacheck.model.export import Origin, RowCount
from personacheck.model.tables import Population
from personacheck.vocabulary.dialects import fold_header
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS, LEADS
from personacheck.vocabulary.people import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from personacheck.errors import Problem
    from personacheck.load.dialect import Recognised
    from personacheck.load.read.table import RawTable

FILE: Final = "file"
ROW: Final = "row"
"""Number of its row or line."""
TABLE: Final = "table"
"""The file, of further sheets ``file:sheet``: with the row it tells one row from all others."""
OBJECT: Final = "object"
STANDS_FOR: Final = {"channel": "account_type", "stage": "lead_status"}
"""Fields that are read from another's column where they have none of their own."""
TYPED: Final = frozenset({"account_type", "contact_type", "stage", "lead_status", "status"})
"""Fields whose values the settings may translate."""
LEADS_SHARE: Final = 0.5
"""Share of filled statuses that must be those of leads."""
SAMPLE: Final = 200
"""Record ids that are looked at to tell the CRM."""


@dataclass(frozen=True, eq=False)
class Source:
    """One file, understood.

    Attributes
    ----------
    recognised
        Whose export it is, and what its rows are.
    cells
        One column a field that the file has (``layouts.FIELDS``), cleaned text or codes of it (``cells.field`` gives
        texts), and ``file``, ``table``, ``row``, ``object``; index 0..m-1 as in ``RawTable.frame``.
    headers
        Field to the header that it is read from.
    """

    table: RawTable
    recognised: Recognised
    cells: pd.DataFrame
    headers: Mapping[str, str]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def crm(self) -> str:
        """Name of the dialect."""
        return self.recognised.crm

    @property
    def object(self) -> str:
        """Whose rows."""
        return self.recognised.object

    @property
    def of_contacts(self) -> bool:
        """Whether its rows are contacts, or leads, who become contacts."""
        return self.object in {CONTACTS, LEADS}

    @property
    def origin(self) -> Origin:
        """How the file was understood, for ``inspect`` and the report."""
        table = self.table
        stand_ins = {
            name: other for name, other in STANDS_FOR.items() if name not in self.headers and other in self.headers
        }
        read_from = {**{name: name for name in self.headers}, **stand_ins}
        return Origin(
            table.file, table.kind, table.encoding, table.sheet, table.header_row, self.crm, self.object,
            {name: self.headers[other] for name, other in sorted(read_from.items())},
            {name: self.fill(other) for name, other in sorted(read_from.items())},
            table.shown,
            RowCount(table.read, len(table.frame), dict(table.skipped), table.quarantined),
            (*table.notes, *self.notes),
        )  # fmt: skip  # fields in their order

    def fill(self, name: str) -> float:
        """Share of a field's cells that say something."""
        return round(float(map_cells(self.cells[name], has_value, "bool").mean()), 4) if len(self.cells) else 0.0


def understand(
    table: RawTable,
    wanted: Mapping[str, str],
    types: Mapping[str, Sequence[str]] | None = None,
    settings_table: str = f"[{COLUMNS}]",
) -> Source:
    """Tell the CRM and the object, map the columns, clean the cells, turn option codes into labels.

    Parameters
    ----------
    wanted, types
        From the settings: field to header; population or reason to the CRM's own words for it.
    settings_table
        Where the settings name columns, as a question says it.
    """
    recognised = recognise(table.headers, _ids(table))
    columns = map_columns(table, recognised, wanted, settings_table)
    cells = {name: one_line(table.frame[position]) for name, position in columns.fields.items()}
    headers = {name: table.headers[position] for name, position in columns.fields.items()}
    cells, several = hold_primary(cells, [one_line(table.frame[at]) for at in columns.others.get("account_id", ())])
    cells, headers = take_end_customers(cells, headers)
    for name, header in headers.items():
        cells[name] = _decode(cells[name], _labels(recognised, name, fold_header(header)))
    cells, headers = take_size_words(read_flags(cells, headers), headers)
    unit = "line" if table.kind == "csv" else "row"
    cells, figures = read_figures(cells, headers, table.row_numbers, unit)
    cells, addresses = read_roles(cells, headers, table.row_numbers, unit)
    cells, ids = mend_ids(cells, headers)
    _translate_types(cells, types or {})
    if "status" in cells and "lead_status" not in cells and _tells_leads(cells["status"]):
        cells["lead_status"], headers["lead_status"] = cells.pop("status"), headers.pop("status")
    ordered = dict(sorted(headers.items()))
    return Source(
        table,
        recognised,
        _placed(cells, table, recognised.object),
        ordered,
        (*columns.notes, *several, *figures, *addresses, *ids),
        (*wide_layout(table, recognised), *columns.problems),
    )


def _translate_types(cells: dict[str, pd.Series], types: Mapping[str, Sequence[str]]) -> None:
    """Put the meaning that the settings give to the CRM's own words in place of these."""
    translations = {fold_words(word): meaning for meaning, words in types.items() for word in words}
    for name in TYPED & set(cells) if translations else ():
        cells[name] = recoded(cells[name], lambda text: translations.get(fold_words(text), text))


def _placed(cells: Mapping[str, pd.Series], table: RawTable, what: str) -> pd.DataFrame:
    """Cells as they are held from now on, with what their rows are and where they stand."""
    index = table.frame.index
    columns = {name: coded(column) for name, column in cells.items()}
    columns |= {name: constant(text, index) for name, text in ((FILE, table.file), (TABLE, table.file), (OBJECT, what))}
    columns[ROW] = pd.Series(table.row_numbers.astype(np.int32, copy=False), index=index)
    return pd.DataFrame(columns, copy=False)


def _ids(table: RawTable) -> list[str]:
    position = next((n for n, header in enumerate(table.headers) if fold_header(header) == "id"), None)
    return [] if position is None else [str(text) for text in table.frame[position].head(SAMPLE)]


def _decode(cells: pd.Series, labels: Mapping[str, str]) -> pd.Series:
    return recoded(cells, lambda text: labels.get(text.removesuffix(".0"), text)) if labels else cells


def _tells_leads(status: pd.Series) -> bool:
    """Whether a status says how far a lead has come ("Working", "Qualified"), not whether a record is active."""
    filled = status[map_cells(status, has_value, "bool")]
    of_lead = map_cells(filled, lambda text: stage_meaning(text).population == Population.PROSPECT, "bool")
    return bool(len(filled)) and bool(of_lead.mean() > LEADS_SHARE)


def _labels(recognised: Recognised, name: str, folded: str) -> Mapping[str, str]:
    for _, layout in recognised.layouts:
        by_header = layout.codes.get(name, {})
        if by_header:
            return by_header.get(folded, by_header.get("*", {}))
    return {}


def split_person_accounts(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Accounts and contacts of a source of accounts: a Salesforce Person Account is an account and its only contact.

    Returns
    -------
    All rows as accounts; the rows of private persons, shaped as a contact file's, where the source has their titles.
    """
    if not {"person_account", "title"} <= set(cells):
        return cells, cells.iloc[:0]
    contacts = cells[map_cells(cells["person_account"], truth, "bool")]
    contact_ids = field(contacts, "contact_id")
    contacts = contacts.assign(
        name=field(contacts, "account"),
        account_id=field(contacts, "record_id"),
        record_id=contact_ids.where(contact_ids != "", field(contacts, "record_id")),
        object=constant(CONTACTS, contacts.index),
    )
    personal = ["contact_id", "title", "department", "email"]
    return cells.drop(columns=personal, errors="ignore"), contacts.drop(columns="contact_id", errors="ignore")


def split_companies(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Contacts and accounts of a source of contacts: Odoo keeps both in one table, told apart by a flag.

    Returns
    -------
    The contacts' rows; the companies' rows, shaped as an account file's.
    """
    if "is_company" not in cells:
        return cells, cells.iloc[:0]
    company = map_cells(cells["is_company"], truth, "bool")
    accounts = cells[company]
    names = field(accounts, "account")
    accounts = accounts.assign(
        account=field(accounts, "name").where(field(accounts, "name") != "", names),
        object=constant(ACCOUNTS, accounts.index),
    )
    return cells[~company], accounts.drop(columns=["name", "title", "email"], errors="ignore")
