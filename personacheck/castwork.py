"""Beside the straight line: why this persona, what is wrong with the cast, which of two casts is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.coverage import findings
from personacheck.coverage.assess import assess
from personacheck.coverage.compare import compare as casts_compared
from personacheck.errors import Problem, UsageError
from personacheck.load.cast import load_cast
from personacheck.load.exports import load_export
from personacheck.match.matcher import Matcher
from personacheck.match.sentence import sentences
from personacheck.model import tables as t
from personacheck.pipeline import labels_of, match_under

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from personacheck.coverage.compare import Comparison
    from personacheck.match.explain import Explanation
    from personacheck.model.result import Finding
    from personacheck.pipeline import Tell
    from personacheck.settings import Settings


def explain(title: str, cast: Path, settings: Settings, *, labels: Path | None) -> Explanation:
    """Why a title is given this persona, why not the next, and what would change it.

    Raises
    ------
    CastError, LabelsError
        The cast or the labels cannot be used.
    """
    who = load_cast(cast, axes=settings.axes)
    return Matcher.train(who, settings, labels_of(labels, who)).explain(title)


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
    return Matcher.train(who, settings, labels_of(labels, who)).explain(found.iloc[0])


def compare(
    exports: Sequence[Path], casts: Sequence[Path], settings: Settings, *,
    as_of: date, labels: Path | None, tell: Tell,
) -> tuple[Comparison, ...]:  # fmt: skip  # a row a kind
    """Two or more casts on the same contacts: what each gains and loses against the first.

    Raises
    ------
    CastError, LabelsError, ExportError
        An input cannot be used.
    """
    tell("reading the casts")
    cast_of = {str(path): load_cast(path, axes=settings.axes) for path in casts}
    tell("reading the export")
    headers = (header for cast in cast_of.values() for header in cast.headers)
    export = load_export(exports, settings, as_of=as_of, headers=tuple(dict.fromkeys(headers)))
    tell("matching contacts to personas")
    under = {name: match_under(export, cast, settings, labels_of(labels, cast)) for name, cast in cast_of.items()}
    return casts_compared(
        {name: assess(export, matched.matches, matched.cast, settings, as_of) for name, matched in under.items()}
    )


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
    rules = Matcher.train(who, settings, rules_only=True)
    return Linted(sentences(who), findings.lint(who, settings, as_of, fits=rules.fits))
