"""The straight line from an export to a report. This file is the specification: it alone knows the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from personacheck.coverage import findings
from personacheck.coverage.assess import assess
from personacheck.coverage.result import result
from personacheck.errors import Problem, UsageError
from personacheck.load.cast import cast_schema, load_cast
from personacheck.load.exports import inspect_exports, load_export
from personacheck.load.labels import load_labels
from personacheck.match.matcher import Matcher
from personacheck.match.sentence import sentences
from personacheck.model import tables as t
from personacheck.model.assessment import Assessment
from personacheck.report.json import result_schema
from personacheck.review import history
from personacheck.review.decisions import load_decisions
from personacheck.review.review import review as held_against
from personacheck.review.snapshot import take
from personacheck.settings import Settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from personacheck.match.explain import Explanation
    from personacheck.model.cast import Cast
    from personacheck.model.export import Export, Origin
    from personacheck.model.result import Finding
    from personacheck.model.snapshot import Snapshot

Tell = Callable[[str], None]
"""Is told each stage as it begins."""


@dataclass(frozen=True)
class Matched:
    """Contacts and what they were matched to, before anything is counted."""

    export: Export
    cast: Cast
    matches: pd.DataFrame


@dataclass(frozen=True)
class Memory:
    """What is known from before: the file of the history, the register of decisions; ``since`` picks the run."""

    history: Path
    decisions: Path
    since: date | None = None


@dataclass(frozen=True)
class Reviewed:
    """An assessment held against earlier runs, and the run as history keeps it; None where there is no history."""

    assessment: Assessment
    run: Snapshot | None = None


def inspect(exports: Sequence[Path], settings: Settings) -> tuple[Origin, ...]:
    """How each file is understood, before anything is computed.

    Raises
    ------
    ExportError
        A file cannot be read at all.
    """
    return inspect_exports(exports, settings)


def match(
    exports: Sequence[Path], cast: Path, settings: Settings, *,
    as_of: date, labels: Path | None, tell: Tell, earlier: Cast | None = None,
) -> Matched:  # fmt: skip  # a row a kind
    """Contacts x cast -> matches.

    Parameters
    ----------
    earlier
        Another cast to match the same contacts with later on: the columns that it asks for are loaded, too.

    Raises
    ------
    CastError, ExportError
        The cast or an export cannot be used; nothing is written.
    """
    tell("reading the cast")
    who = load_cast(cast, axes=settings.axes)
    tell("reading the export")
    headers = (*who.headers, *(earlier.headers if earlier else ()))
    export = load_export(exports, settings, as_of=as_of, headers=tuple(dict.fromkeys(headers)))
    tell("matching contacts to personas")
    return _match(export, who, settings, _reviewed(labels, who))


def check(
    exports: Sequence[Path], cast: Path, settings: Settings, *, as_of: date, labels: Path | None, tell: Tell
) -> Assessment:
    """The assessment: which contacts, accounts and segments no persona fits, and what is wrong with the cast.

    Raises
    ------
    CastError, ExportError
        The cast or an export cannot be used; nothing is written.
    """
    matched = match(exports, cast, settings, as_of=as_of, labels=labels, tell=tell)
    tell("counting")
    return _assess(matched, settings, as_of)


def review(
    exports: Sequence[Path], cast: Path, settings: Settings, *,
    as_of: date, labels: Path | None, memory: Memory | None, tell: Tell,
) -> Reviewed:  # fmt: skip  # a row a kind
    """The assessment, and beside it what changed since an earlier run, what is due and what to decide.

    Without a memory it is the assessment alone.

    Raises
    ------
    CastError, DecisionsError, ExportError, HistoryError
        An input cannot be used; nothing is written.
    """
    if memory is None:
        return Reviewed(check(exports, cast, settings, as_of=as_of, labels=labels, tell=tell))
    decided, past = load_decisions(memory.decisions), history.runs(memory.history)
    before = history.earlier(past, as_of, memory.since)
    matched = match(
        exports, cast, settings, as_of=as_of, labels=labels, tell=tell, earlier=before.cast if before else None
    )
    tell("counting")
    assessment = _assess(matched, settings, as_of)
    run = take(assessment, settings, since=before.as_of if before else None)
    tell("comparing with earlier runs")

    def under(earlier: Cast) -> Snapshot:
        again = _match(matched.export, earlier, settings, _reviewed(labels, matched.cast))
        return take(_assess(again, settings, as_of), settings)

    found = held_against(run, past, decided, settings, since=memory.since, rescore=under)
    dated = replace(assessment.result, review=found.due)
    return Reviewed(replace(assessment, result=dated, review=found), run)


def explain(title: str, cast: Path, settings: Settings, *, labels: Path | None) -> Explanation:
    """Why a title is given this persona, why not the next, and what would change it.

    Raises
    ------
    CastError, LabelsError
        The cast or the labels cannot be used.
    """
    who = load_cast(cast, axes=settings.axes)
    return Matcher.train(who, settings, _reviewed(labels, who)).explain(title)


def explain_contact(
    record_id: str, exports: Sequence[Path], cast: Path, settings: Settings, *, as_of: date, labels: Path | None
) -> Explanation:
    """The same for a contact of an export, with all that the export says of it.

    Raises
    ------
    CastError, LabelsError, ExportError
        An input cannot be used.
    UsageError
        No contact has that record id.
    """
    who = load_cast(cast, axes=settings.axes)
    export = load_export(exports, settings, as_of=as_of, headers=who.headers)
    found = export.contacts[export.contacts[t.RECORD_ID] == record_id]
    if found.empty:
        raise UsageError(Problem("", "--id", "no contact has that record id", "See: personacheck match --out FILE.csv"))
    return Matcher.train(who, settings, _reviewed(labels, who)).explain(found.iloc[0])


@dataclass(frozen=True)
class Linted:
    """What can be known of a cast without data: each persona as one sentence, and the faults."""

    sentences: tuple[str, ...]
    findings: tuple[Finding, ...]


def lint(cast: Path, settings: Settings, *, as_of: date) -> Linted:
    """Faults of a cast that need no data.

    Raises
    ------
    CastError
        The cast cannot be used.
    """
    who = load_cast(cast, axes=settings.axes)
    return Linted(sentences(who), findings.lint(who, settings, as_of))


def schema(of: str) -> dict[str, Any]:
    """JSON Schema of ``cast``, ``settings`` or ``result``."""
    made = {"cast": cast_schema, "settings": Settings.model_json_schema, "result": result_schema}
    return made[of]()


def _reviewed(labels: Path | None, cast: Cast) -> pd.DataFrame | None:
    return load_labels(labels, personas=cast.ids) if labels is not None else None


def _match(export: Export, cast: Cast, settings: Settings, labels: pd.DataFrame | None) -> Matched:
    return Matched(export, cast, Matcher.train(cast, settings, labels).match(export.contacts))


def _assess(matched: Matched, settings: Settings, as_of: date) -> Assessment:
    coverage = assess(matched.export, matched.matches, matched.cast, settings, as_of)
    export, cast, matches = matched.export, matched.cast, matched.matches
    found = result(coverage, export, matches, cast=cast, settings=settings, as_of=as_of)
    return Assessment(export, cast, matches, coverage.accounts, coverage.main, found, settings.purpose)
