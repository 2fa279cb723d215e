"""Import-ready CSV for a CRM: record id and the value of each property, nothing else; only what changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.errors import CastError, ExportError, Problem, UsageError
from personacheck.model import tables as t
from personacheck.report.disk.marks import table
from personacheck.report.disk.own_file import put_own
from personacheck.report.tables import csv
from personacheck.report.text import guarded
from personacheck.text.nearest import did_you_mean
from personacheck.text.prose import plural
from personacheck.vocabulary.imports import imports

if TYPE_CHECKING:
    from pathlib import Path

    from personacheck.model.cast import Cast, Persona
    from personacheck.model.export import Export
    from personacheck.report.disk.run_set import Written
    from personacheck.vocabulary.imports import Import

SCORE: Final = 0.75
"""Score from which an assignment is worth writing into a CRM, unless the user says another. From here on the title
itself names the role, by words of the cast or by a role of the vocabulary; below stand departments alone, areas of work
with a rank or without, levels without a function. Measured (benchmarks/scores.py): higher marks leave out more and are
no more often right, and below it far more are wrong. A wrong value in a CRM is believed, a missing one is not."""
WEAK: Final = "a department alone, an area of work with a rank or without, or a level alone"
"""What a score below it rests on, in words."""


@dataclass(frozen=True)
class CrmExport:
    """What is written, and what is left out.

    Attributes
    ----------
    table
        Record id and one column a property, as text.
    unchanged
        Contacts whose persona the CRM has already.
    below
        Covered contacts whose score is too low.
    strange
        Contacts whose record id is none of that CRM's.
    """

    table: pd.DataFrame
    unchanged: int
    below: int
    strange: int

    def left_out(self, crm: str, score: float) -> tuple[str, ...]:
        """Who is left out and why, in words; nothing where nobody is."""
        name = imports()[crm].name
        weak = f"on weaker evidence, a score under {score:g}" + (f": {WEAK}" if score <= SCORE else "")
        reasons = (
            plural(self.unchanged, f"already has this persona in {name}", f"already have this persona in {name}"),
            plural(self.below, f"rests {weak}", f"rest {weak}"),
            plural(self.strange, f"has no {name} record ID", f"have no {name} record ID"),
        )
        return tuple(line for line in reasons if not line.startswith("0 "))


def crm_export(export: Export, matches: pd.DataFrame, cast: Cast, crm: str, *, score: float = SCORE) -> CrmExport:
    """Covered contacts whose persona the CRM does not have yet.

    Parameters
    ----------
    matches
        ``MATCH_COLUMNS``, same index as ``export.contacts``.
    crm
        A key of ``vocabulary/imports.yaml``.
    score
        Contacts below it (0..1) are left out.

    Raises
    ------
    UsageError
        A CRM that is not known.
    CastError
        A persona to be written has no value for it, or one that a spreadsheet would run; all of them at once.
    ExportError
        No contact has a record id of that CRM.
    """
    wanted = imports().get(crm)
    if wanted is None:
        raise UsageError(Problem("", "--crm", f"unknown CRM: {crm}", did_you_mean(crm, imports())))
    contacts = export.contacts
    covered = (matches[t.STATUS] == t.Status.COVERED) & (contacts[t.EXCLUDED] == "")
    sure = covered & (matches[t.SCORE].astype(float) >= score)
    has_id = contacts[t.RECORD_ID].str.fullmatch(wanted.pattern)
    if len(contacts) and not has_id.any():
        step = f"Export the column {wanted.id} and run again."
        raise ExportError(Problem(", ".join(o.file for o in export.origins), "", f"no {wanted.name} record IDs", step))
    values, properties = _values(cast, crm, set(matches.loc[sure & has_id, t.PERSONA]))
    same = sure & has_id & _same(contacts, matches, cast, crm)
    chosen = sure & has_id & ~same
    return CrmExport(
        _table(contacts.loc[chosen, t.RECORD_ID], matches.loc[chosen, t.PERSONA], values, properties, wanted),
        unchanged=int(same.sum()),
        below=int((covered & ~sure).sum()),
        strange=int((sure & ~has_id).sum()),
    )


def write_crm(import_file: CrmExport, path: Path, *, force: bool = False) -> Written:
    """Write the file; errors as of ``put_own``."""
    columns = [str(column) for column in import_file.table.columns]
    return put_own(path, csv(import_file.table, ids=columns[:1]), table(columns), force=force)


def _values(cast: Cast, crm: str, used: set[str]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Property values of each persona that is used, every property that one has all must have; and the properties."""
    personas = [persona for persona in cast.personas if persona.id in used]
    properties = _properties(cast, crm, used)
    problems = [problem for persona in personas for problem in _problems(cast, persona, crm, properties)]
    if problems:
        raise CastError(*problems)
    return {persona.id: {name: persona.crm[crm][name] for name in properties} for persona in personas}, properties


def _properties(cast: Cast, crm: str, used: set[str]) -> list[str]:
    """Names of the columns: those of the personas in use or, where nobody changes, of all, so that the header stays."""
    personas = [persona for persona in cast.personas if persona.id in used] or cast.personas
    return list(dict.fromkeys(name for persona in personas for name in persona.crm.get(crm, {})))


def _problems(cast: Cast, persona: Persona, crm: str, properties: list[str]) -> list[Problem]:
    own = persona.crm.get(crm, {})
    place = f"{persona.place}, persona {persona.id}".removeprefix(", ")
    if not own:
        step = f"Add crm: {{{crm}: {{property: value}}}} to it."
        return [Problem(cast.file, place, f"has no value for {crm}", step)]
    lacking = [
        Problem(cast.file, place, f"has no value for the property {name} of {crm}", "Other personas have one.")
        for name in properties
        if not own.get(name)
    ]
    texts = pd.Series([*own, *own.values()], dtype=object)
    if list(guarded(texts)) != list(texts):
        lacking.append(
            Problem(cast.file, place, f"a value for {crm} would act as a formula", "Use letters and digits.")
        )
    return lacking


def _same(contacts: pd.DataFrame, matches: pd.DataFrame, cast: Cast, crm: str) -> pd.Series:
    """Where the CRM states this persona already: by value, id or name, whatever its case."""
    names = {
        persona.id: {text.casefold() for text in (persona.id, persona.name, *persona.crm.get(crm, {}).values())}
        for persona in cast.personas
    }
    stated = contacts[t.CRM_PERSONA].str.strip().str.casefold()
    same = [have in names.get(who, ()) for have, who in zip(stated, matches[t.PERSONA], strict=True)]
    return pd.Series(same, index=contacts.index, dtype=bool)


def _table(
    record_ids: pd.Series, personas: pd.Series, values: dict[str, dict[str, str]], properties: list[str], wanted: Import
) -> pd.DataFrame:
    columns = {
        name: personas.map({who: by_property[name] for who, by_property in values.items()}) for name in properties
    }
    return pd.DataFrame({wanted.id: record_ids, **columns})
