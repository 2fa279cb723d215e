"""The straight line from an export to a report. This file is the specification: it alone knows the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from personacheck import __version__
from personacheck.coverage import findings
from personacheck.coverage.assess import assess
from personacheck.errors import Problem, UsageError
from personacheck.load.cast import cast_schema, load_cast
from personacheck.load.exports import inspect_exports, load_export
from personacheck.load.labels import load_labels
from personacheck.match.matcher import Matcher
from personacheck.match.sentence import sentences
from personacheck.model import tables as t
from personacheck.model.assessment import Assessment
from personacheck.model.result import SCHEMA, Digests, Finding, Result, Run
from personacheck.report.json import result_schema
from personacheck.settings import Settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from personacheck.coverage.assess import Coverage
    from personacheck.match.explain import Explanation
    from personacheck.model.cast import Cast
    from personacheck.model.export import Export, Origin

Tell = Callable[[str], None]
"""Is told each stage as it begins."""


@dataclass(frozen=True)
class Matched:
    """Contacts and what they were matched to, before anything is counted."""

    export: Export
    cast: Cast
    matches: pd.DataFrame


def inspect(exports: Sequence[Path], settings: Settings) -> tuple[Origin, ...]:
    """How each file is understood, before anything is computed.

    Raises
    ------
    ExportError
        A file cannot be read at all.
    """
    return inspect_exports(exports, settings)


def match(
    exports: Sequence[Path], cast: Path, settings: Settings, *, as_of: date, labels: Path | None, tell: Tell
) -> Matched:
    """Contacts x cast -> matches.

    Raises
    ------
    CastError, ExportError
        The cast or an export cannot be used; nothing is written.
    """
    tell("reading the cast")
    who = load_cast(cast, axes=settings.axes)
    tell("reading the export")
    export = load_export(exports, settings, as_of=as_of, headers=who.headers)
    tell("matching contacts to personas")
    matches = Matcher.train(who, settings, _reviewed(labels, who)).match(export.contacts)
    return Matched(export, who, matches)


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
    coverage = assess(matched.export, matched.matches, matched.cast, settings, as_of)
    result = _result(matched, coverage, settings, as_of)
    return Assessment(matched.export, matched.cast, matched.matches, coverage.accounts, coverage.main, result)


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


def _result(matched: Matched, coverage: Coverage, settings: Settings, as_of: date) -> Result:
    return Result(
        schema=SCHEMA,
        run=_run(matched, settings, as_of),
        headline=coverage.headline,
        populations=coverage.populations,
        segments=coverage.segments,
        gaps=coverage.gaps,
        personas=coverage.personas,
        curve=coverage.curve,
        findings=findings.find(matched.cast, coverage, settings, as_of),
        suggestions=(),
    )


def _run(matched: Matched, settings: Settings, as_of: date) -> Run:
    export = matched.export
    return Run(
        as_of=as_of.isoformat(),
        version=__version__,
        population=t.Population.CUSTOMER.value if export.customers_known else "all",
        digests=Digests(export.digest, matched.cast.digest, settings.digest),
        rows=export.rows,
        excluded=export.excluded,
        sources={str(source): int(n) for source, n in matched.matches[t.SOURCE].value_counts().sort_index().items()},
        notes=(*(note for origin in export.origins for note in origin.notes), *export.notes),
    )
