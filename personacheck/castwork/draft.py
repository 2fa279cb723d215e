"""A first cast, drafted from an export."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.coverage.assess import assess
from personacheck.errors import ExportError, Problem
from personacheck.load.exports import load_export
from personacheck.match.matched import match_under
from personacheck.model import tables as t
from personacheck.model.cast import Cast, Draft
from personacheck.model.command_line import CommandLine
from personacheck.model.export import ALL
from personacheck.suggest.draft import draft as drafted_from
from personacheck.text.prose import plural, spelled
from personacheck.vocabulary.layouts import CONTACTS, LEADS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from personacheck.model.export import Export, Origin
    from personacheck.model.few import Least
    from personacheck.pipeline import Tell
    from personacheck.settings.settings import Settings


@dataclass(frozen=True)
class Drafted:
    """A first cast drafted from an export, and how its files were understood."""

    draft: Draft
    origins: tuple[Origin, ...]


def draft(exports: Sequence[Path], settings: Settings, *, as_of: date, tell: Tell) -> Drafted:
    """Draft a cast from what is really there.

    Raises
    ------
    ExportError
        The export cannot be used, or holds no role of enough people.
    """
    tell("reading the export")
    export = load_export(exports, settings, as_of=as_of)
    nobody = Cast(())
    tell("reading the titles")
    matched = match_under(export, nobody, None)
    counted = assess(export, matched.matches, nobody, settings, as_of)
    contacts = counted.census.contacts
    drafted = drafted_from(contacts, counted.titles, settings.privacy, as_of)
    if not drafted.cast.personas:
        inspect = CommandLine(tuple(map(str, exports))).command("inspect")
        why = _no_customers(export, contacts, exports)
        why = why or _why_no_draft(contacts, len(export.contacts), settings.privacy.least, inspect)
        raise ExportError(Problem(exports[0].name, "", *why))
    return Drafted(drafted, export.origins)


def _no_customers(export: Export, contacts: pd.DataFrame, exports: Sequence[Path]) -> tuple[str, str] | None:
    """That nearly all contacts belong to no known customer, and the files of contacts alone; None where they do."""
    outside = int((export.contacts[t.POPULATION] == t.Population.UNCLASSIFIED.value).sum())
    people = {origin.file for origin in export.origins if origin.object in {CONTACTS, LEADS}}
    alone = [str(path) for path in exports if path.name in people]
    if export.population == ALL or outside <= len(contacts) or len(alone) == len(exports):
        return None
    cause = f"{outside:,} of {plural(len(export.contacts), 'contact')} belong to no known customer"
    return cause, f"Draft from the contacts alone: personacheck init --from {shlex.join(alone)}"


def _why_no_draft(contacts: pd.DataFrame, loaded: int, least: Least, inspect: str) -> tuple[str, str]:
    """Why there is no role to draft a persona from, and what to do."""
    counted = contacts[contacts[t.STATUS] != t.Status.EXCLUDED.value]
    read = int((counted[t.STATUS] == t.Status.UNCOVERED.value).sum())
    if counted.empty:
        return f"none of its {plural(loaded, 'contact')} counts", f"See how it is read: {inspect}"
    if not read:
        whom = f"its {plural(loaded, 'contact')}"
        if len(counted) < loaded:
            whom = f"the {plural(len(counted), 'contact that counts', 'contacts that count')} (of {loaded:,})"
        return f"no job title of {whom} can be read", f"See which column is read: {inspect}"
    enough = f"{spelled(least.contacts)} contacts at {spelled(least.accounts)} accounts"
    if counted[t.ACCOUNT_ID].eq("").all():
        return f"no contact names a company, and a role takes {enough}", f"See which column is read: {inspect}"
    return f"no role is held by {enough}: {plural(read, 'title')} read", "Write a cast by hand: personacheck init"
