"""Files of a CRM export -> one Export: contacts and accounts, each with a population and one value on each axis."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from personacheck.errors import ExportError, Problem
from personacheck.load import axes
from personacheck.load.accounts import FIRM, TOLD, add_firms, build_firms
from personacheck.load.contacts import DUPLICATE, build_people, find_duplicates, merge_duplicates, stack
from personacheck.load.deals import WON, add_roles, mark_primary, read_deals, tell_accounts
from personacheck.load.excluded import exclude_firms, exclude_own, exclude_people
from personacheck.load.files import read_table
from personacheck.load.join import join, join_note
from personacheck.load.money import revenue
from personacheck.load.notices import notice_export, notice_file, notice_lock
from personacheck.load.populations import (
    CUSTOMER,
    PARTNER,
    UNCLASSIFIED,
    classify_firms,
    classify_people,
    own_domains,
    partner_domains,
)
from personacheck.load.refusals import refuse
from personacheck.load.shape import shape
from personacheck.load.source import Source, split_companies, understand
from personacheck.load.wanted import carry, columns_wanted, note_missing
from personacheck.model import tables as t
from personacheck.model.export import Export
from personacheck.vocabulary.dialects import is_known_header
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACT_ROLES, OPPORTUNITIES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from personacheck.model.export import Origin
    from personacheck.settings import Settings


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows of all files by what they are, and remarks."""

    people: pd.DataFrame
    firms: pd.DataFrame
    deals: pd.DataFrame
    notes: tuple[str, ...]


def inspect_exports(paths: Sequence[Path], settings: Settings) -> tuple[Origin, ...]:
    """How each file is understood; answers also where ``load_export`` refuses what was understood.

    The first file's notes end with the hit rate of each join.

    Raises
    ------
    ExportError
        A file cannot be read at all; all such files at once.
    """
    sources = _read(paths, settings)
    joins = _join(sources, ()).notes if len(sources) > 1 else ()
    origins = [_origin(source, refused=True) for source in sources]
    return (replace(origins[0], notes=(*origins[0].notes, *joins)), *origins[1:])


def load_export(paths: Sequence[Path], settings: Settings, *, as_of: date, headers: Collection[str] = ()) -> Export:
    """Read the files, join them, and tell of each contact whether and where it counts.

    Parameters
    ----------
    as_of
        The day of the assessment.
    headers
        Columns that the cast asks for (``where``): they arrive on contacts as ``where:<Header>``.

    Raises
    ------
    ExportError
        A file cannot be read, a column cannot be told, no file holds contacts with a title, or currencies are mixed.
    SettingsError
        The settings name a field or a column that does not exist.
    """
    sources = _read(paths, settings)
    refuse(sources, settings)
    rows = _join(sources, columns_wanted(settings, headers))
    people, firms, known, told = _classify(rows, settings)
    paid = revenue(firms, people, rows.deals[rows.deals[WON]], settings)
    firms, sized = _place(firms, people, paid.by_account, settings)
    shaped = shape(people, firms, tuple(headers), settings.axes)
    seen = people.assign(**{name: shaped.contacts[name] for name in (t.CREATED, t.MAILBOX, t.BUYING_ROLE)})
    reasons = shaped.contacts.loc[shaped.contacts[t.EXCLUDED] != "", t.EXCLUDED].value_counts().sort_index()
    return Export(
        contacts=shaped.contacts,
        accounts=shaped.accounts,
        origins=tuple(_origin(source) for source in sources),
        customers_known=known,
        currency=paid.currency if len(paid.by_account) else None,
        excluded={str(reason): int(count) for reason, count in reasons.items()},
        notes=(
            *rows.notes,
            *note_missing(headers, sources),
            *told,
            *paid.notes,
            *sized,
            *shaped.notes,
            *notice_export(seen, firms, as_of),
        ),
        digest=hashlib.sha256("".join(sorted(source.table.digest for source in sources)).encode()).hexdigest(),
    )


def _read(paths: Sequence[Path], settings: Settings) -> list[Source]:
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            table = read_table(
                path, sheet=settings.export.sheet, encoding=settings.export.encoding, known=is_known_header
            )
        except ExportError as error:
            problems += error.problems
        else:
            source = understand(table, settings.export.columns, settings.export.types)
            sources.append(replace(source, notes=(*source.notes, *notice_file(source), *notice_lock(path))))
    if problems:
        raise ExportError(*problems)
    return sources


def _origin(source: Source, *, refused: bool = False) -> Origin:
    origin = source.origin
    asked = tuple(f"to settle: {problem}" for problem in source.problems) if refused else ()
    return replace(origin, notes=(*origin.notes, *asked))


def _join(sources: Sequence[Source], wanted: Sequence[str]) -> _Rows:
    """Stack the files by what they hold, and give each contact and deal its account."""
    persons: list[pd.DataFrame] = []
    companies: list[pd.DataFrame] = []
    deals: list[pd.DataFrame] = []
    roles: list[pd.DataFrame] = []
    for source in sources:
        cells = carry(source, wanted)
        if source.persons:
            own, firms_too = split_companies(cells)
            persons.append(own)
            companies.append(firms_too)
        else:
            {ACCOUNTS: companies, OPPORTUNITIES: deals, CONTACT_ROLES: roles}[source.object].append(cells)
    firms, people, notes = build_firms(companies), build_people(persons), []
    found = join(people, firms)
    if len(firms) and len(people):
        notes.append(join_note(found, len(people), "contacts"))
    people[FIRM] = found.account
    firms = add_firms(firms, people, TOLD)
    won = read_deals(stack(deals))
    placed = join(won, firms)
    won[FIRM] = placed.account
    if deals:
        notes.append(join_note(placed, len(won), "opportunities"))
        firms = add_firms(firms, won)
    people[DUPLICATE] = find_duplicates(people, people[FIRM])
    people, hits = add_roles(merge_duplicates(people), roles)
    people = mark_primary(people, firms)
    if roles:
        notes.append(f"{hits:,} of {sum(len(rows) for rows in roles):,} contact roles found their contact")
    return _Rows(people, tell_accounts(firms, won), won, tuple(notes))


def _classify(rows: _Rows, settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame, bool, list[str]]:
    """Population and reason of each account and contact; whether customers are known; remarks."""
    people, firms = rows.people, rows.firms
    own = own_domains(people, firms, settings.export.own_domains)
    partners = partner_domains(firms, people, settings.export.partner_domains) - own
    firms = classify_firms(firms, people, partners)
    people = people.assign(**{t.POPULATION: classify_people(people, firms, partners)})
    known = bool((firms[t.POPULATION] == CUSTOMER).any() or (people[t.POPULATION] == CUSTOMER).any())
    if not known:
        for table in (people, firms):
            table[t.POPULATION] = table[t.POPULATION].where(table[t.POPULATION] == PARTNER, UNCLASSIFIED)
    firms[t.EXCLUDED] = exclude_firms(firms, own)
    people[t.EXCLUDED] = exclude_people(people, firms[t.EXCLUDED], own)
    firms[t.EXCLUDED] = exclude_own(firms, people)
    found = own - {domain.casefold() for domain in settings.export.own_domains}
    notes = ["no field tells customers apart: all contacts are one population"] if not known else []
    if found and (people[t.EXCLUDED] == "own staff").any():
        notes.append(f"own staff is told by the owners' e-mail domains too ({', '.join(sorted(found))})")
    return people, firms, known, notes


def _place(
    firms: pd.DataFrame, people: pd.DataFrame, paid: pd.Series, settings: Settings
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Firms with one value on each axis, employees and revenue."""
    channel, inferred = axes.channel(firms)
    size, employees, notes = axes.size(firms, paid, settings.size)
    placed = firms.assign(
        **{
            t.CHANNEL: channel,
            t.CHANNEL_INFERRED: inferred,
            t.SIZE: size,
            t.EMPLOYEES: employees,
            t.STAGE: axes.firm_stage(firms, people),
            t.REVENUE: paid.reindex(firms.index).astype("float64"),
        }
    )
    return placed, notes
