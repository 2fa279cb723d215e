"""Beside the line: a first cast, why this persona, what is wrong with a cast, what people say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from personacheck.cast.load import load_cast
from personacheck.coverage import findings
from personacheck.coverage.assess import assess
from personacheck.errors import ExportError, Problem, UsageError
from personacheck.estimate.answers import conflicts, settled
from personacheck.estimate.asked import asked_of
from personacheck.estimate.draws import draw
from personacheck.estimate.estimates import more_to_review
from personacheck.estimate.sample import take_sample
from personacheck.labels.filled_sheet import read_filled_sheets
from personacheck.labels.labels_csv import load_labels
from personacheck.load.classify.addresses import known_as
from personacheck.load.exports import load_export
from personacheck.match.matcher import Matcher
from personacheck.match.persona.sentence import sentences
from personacheck.model import tables as t
from personacheck.model.cast import Cast, Draft
from personacheck.model.given import Given
from personacheck.pipeline import labels_of, match, match_under, under_labels
from personacheck.prose import plural, spelled
from personacheck.report.labels import append_labels
from personacheck.review import history
from personacheck.review.decisions import load_decisions
from personacheck.review.review import review as held_against
from personacheck.suggest.draft import draft as drafted_from

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from personacheck.coverage.assess import Coverage
    from personacheck.match.explain import Explanation
    from personacheck.model.export import Export, Origin
    from personacheck.model.few import Least
    from personacheck.model.result import Finding
    from personacheck.model.review import Review
    from personacheck.model.sample import Wish
    from personacheck.pipeline import Matched, Memory, Tell
    from personacheck.settings import Settings


def explain(title: str, cast: Path, settings: Settings, *, labels: Path | None) -> Explanation:
    """Why a title is given this persona, why not the next, and what would change it.

    Raises
    ------
    CastError, LabelsError
        The cast or the labels cannot be used.
    """
    who = load_cast(cast, axes=settings.axes)
    return Matcher.train(who, settings, settled(labels_of(labels, who.ids, settings))).explain(title)


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
    found = export.contacts[export.contacts[t.RECORD_ID] == known_as(record_id)]
    if found.empty:
        step = Given(tuple(map(str, exports)), str(cast)).command("match", "--out", "matches.csv")
        raise UsageError(Problem("", "--id", "no contact has that record id", f"Look for it in: {step}"))
    return Matcher.train(who, settings, settled(labels_of(labels, who.ids, settings))).explain(found.iloc[0])


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
    matched = match_under(export, nobody, settings, None)
    contacts = assess(export, matched.matches, nobody, settings, as_of).census.contacts
    drafted = drafted_from(contacts, settings.privacy, as_of)
    if not drafted.cast.personas:
        inspect = Given(tuple(map(str, exports))).command("inspect")
        raise ExportError(Problem(exports[0].name, "", *_why_no_draft(contacts, settings.privacy.least, inspect)))
    return Drafted(drafted, export.origins)


def _why_no_draft(contacts: pd.DataFrame, least: Least, inspect: str) -> tuple[str, str]:
    """Why there is no role to draft a persona from, and what to do."""
    counted = contacts[contacts[t.STATUS] != t.Status.EXCLUDED.value]
    read = int((counted[t.STATUS] == t.Status.UNCOVERED.value).sum())
    if counted.empty:
        return f"none of its {plural(len(contacts), 'contact')} counts", f"See how it is read: {inspect}"
    if not read:
        cause = f"no job title of its {plural(len(counted), 'contact')} can be read"
        return cause, f"See which column is read: {inspect}"
    enough = f"{spelled(least.contacts)} contacts at {spelled(least.accounts)} accounts"
    return f"no role is held by {enough}: {plural(read, 'title')} read", "Write a cast by hand: personacheck init"


def recall(memory: Memory, settings: Settings) -> Review:
    """The last run on file held against the one before, without an export.

    Raises
    ------
    DecisionsError, HistoryError
        What is on file cannot be read.
    UsageError
        No run is on file.
    """
    past = history.series(history.runs(memory.history), settings.where)
    if not past:
        step = "Record one: personacheck check EXPORT --cast CAST"
        raise UsageError(Problem(str(memory.history), "", "no run is on file, and no export is given", step))
    decisions = load_decisions(memory.decisions)
    if memory.apart:
        decisions = replace(decisions, entries=())
    return held_against(past[-1], past[:-1], decisions, settings, since=memory.since)


@dataclass(frozen=True)
class Linted:
    """What can be known of a cast without data: each persona as one sentence, where it ends, and the faults."""

    sentences: tuple[str, ...]
    borders: tuple[str, ...]
    findings: tuple[Finding, ...]
    cast: Cast


def lint(cast: Path, settings: Settings, *, as_of: date) -> Linted:
    """Faults of a cast that need no data.

    Raises
    ------
    CastError
        The cast cannot be used.
    """
    who = load_cast(cast, axes=settings.axes)
    rules = Matcher.train(who, settings, rules_only=True)
    return Linted(sentences(who), rules.borders(), findings.lint(who, settings, as_of, fits=rules.fits), who)


@dataclass(frozen=True)
class Drawn:
    """Contacts for people to review: rows of the export's contacts with ``draw``, in the order of review.

    ``more`` is how many reviewed at random would narrow the interval to ten points; None before there is one.
    """

    export: Export
    cast: Cast
    contacts: pd.DataFrame
    more: int | None = None


def sample(
    exports: Sequence[Path], cast: Path, settings: Settings, wish: Wish, *,
    as_of: date, labels: Path | None, tell: Tell,
) -> Drawn:  # fmt: skip  # a row a kind
    """Whom people should review.

    Raises
    ------
    CastError, ExportError, LabelsError
        An input cannot be used; nothing is written.
    """
    matched = match(exports, cast, settings, as_of=as_of, labels=labels, tell=tell)
    tell("drawing")
    counted = assess(matched.export, matched.matches, matched.cast, settings, as_of)
    asked = asked_of(matched.labels, matched.cast, matched.matcher.fits)
    drawn = draw(counted.census.contacts, counted.main, asked, wish, seed=settings.seed, as_of=as_of)
    rows = matched.export.contacts.loc[drawn.index].assign(**{t.DRAW: drawn.to_numpy()})
    return Drawn(matched.export, matched.cast, rows, _more(matched, counted, asked, settings) if wish.random else None)


def _more(matched: Matched, counted: Coverage, asked: pd.DataFrame | None, settings: Settings) -> int | None:
    found = take_sample(counted.census.contacts, counted.main, asked, under_labels(matched, settings), settings.seed)
    return None if found is None else more_to_review(found)


@dataclass(frozen=True)
class Learned:
    """Labels added to ``labels.csv``, contacts of the sheets that were left empty, and those in conflict now."""

    added: int
    left: int
    conflicts: int = 0


def learn(sheets: Sequence[Path], cast: Path | None, settings: Settings, *, as_of: date, labels: Path) -> Learned:
    """Take filled sheets back.

    Raises
    ------
    CastError, LabelsError, OutputError
        A sheet, the cast or the labels cannot be used; then nothing is written.
    """
    personas = load_cast(cast, axes=settings.axes).ids if cast is not None else None
    filled = read_filled_sheets(sheets, as_of=as_of, personas=personas)
    valid = None if personas is None else [*personas, *settings.review.retired]
    known = load_labels(labels, personas=valid, renamed=settings.review.renamed) if labels.exists() else None
    said = filled.labels if known is None else _not_said_before(filled.labels, known)
    unanswered = int((said[t.PERSONA] == t.NOT_ANSWERED).sum())
    added = append_labels(labels, known, said) - unanswered
    both = said if known is None else pd.concat([known, said], ignore_index=True)
    return Learned(added, filled.left, len(conflicts(both)))


def _not_said_before(fresh: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Without contacts left blank of whom something is on file already: an answer, or that they were."""
    return fresh[(fresh[t.PERSONA] != t.NOT_ANSWERED) | ~fresh[t.RECORD_ID].isin(known[t.RECORD_ID])]
