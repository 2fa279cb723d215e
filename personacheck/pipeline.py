"""The straight line from an export to a report. This file is the specification: it alone knows the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from personacheck.cast.load import load_cast
from personacheck.coverage.assess import assess
from personacheck.coverage.result import result
from personacheck.errors import CastError, Problem
from personacheck.estimate.answers import settled
from personacheck.estimate.asked import asked_of, at_rest, same_title
from personacheck.estimate.estimates import with_estimates
from personacheck.estimate.sample import take_sample
from personacheck.labels.labels_csv import digests
from personacheck.labels.reviewed import labels_of, labels_under
from personacheck.load.exports import absent, load_export
from personacheck.match.edition import edition
from personacheck.match.matcher import Matcher
from personacheck.model.assessment import Assessment
from personacheck.model.small_cells import without_small_cells
from personacheck.model.tables import SizeFrom
from personacheck.review import history
from personacheck.review.cast_edits import check_renamed, ids_then, with_former_ids
from personacheck.review.review import review as held_against
from personacheck.review.snapshot import take
from personacheck.suggest.candidates import suggest

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from personacheck.match.matcher import Spread
    from personacheck.model.cast import Cast
    from personacheck.model.export import Export
    from personacheck.model.snapshot import Snapshot
    from personacheck.review.memory import Memory
    from personacheck.settings.settings import Settings, SizeSettings

Tell = Callable[[str], None]
"""Is told each stage as it begins."""


@dataclass(frozen=True)
class Matched:
    """Contacts and what they were matched to, before anything is counted; ``answers`` are as of ``digests``."""

    export: Export
    cast: Cast
    matcher: Matcher
    matches: pd.DataFrame
    hits: pd.DataFrame
    labels: pd.DataFrame | None = None
    answers: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Reviewed:
    """An assessment held against earlier runs, and the run as history keeps it; None where there is no history."""

    assessment: Assessment
    run: Snapshot | None = None


def match(
    exports: Sequence[Path], cast: Path, settings: Settings, *, as_of: date, labels: Path | None, tell: Tell,
    beside: Collection[str] = (), last: Cast | None = None, spread: Spread = map,
) -> Matched:  # fmt: skip  # a row a kind
    """Contacts x cast -> matches.

    Parameters
    ----------
    beside
        Columns that are loaded, too: another cast, with which the same contacts are matched later on, asks for them.
    last
        The cast of the last run on file, which tells former ids of personas.

    Raises
    ------
    CastError, ExportError
        The cast or an export cannot be used; nothing is written.
    """
    tell("reading the cast")
    (asked,) = casts_beside(exports, [cast], settings)
    who = with_former_ids(asked, last, settings.review.renamed)
    tell("reading the export")
    export = load_export(exports, settings, as_of=as_of, headers=who.headers, beside=beside)
    tell("matching contacts to personas")
    matched = match_under(export, who, settings, labels_of(labels, who.ids, settings), spread)
    return replace(matched, answers=digests(labels))


def casts_beside(exports: Sequence[Path], casts: Sequence[Path], settings: Settings) -> tuple[Cast, ...]:
    """The casts that exports are held against.

    Raises
    ------
    CastError
        One cannot be used; all that is wrong with any, and the exports that are not there.
    """
    loaded: list[Cast] = []
    problems: list[Problem] = []
    for cast in casts:
        try:
            loaded.append(load_cast(cast, axes=settings.axes))
        except CastError as error:
            problems += error.problems
    if problems:
        raise CastError(*problems, *absent(exports))
    return tuple(loaded)


def check(
    exports: Sequence[Path], cast: Path, settings: Settings, *,
    as_of: date, labels: Path | None, tell: Tell, spread: Spread = map,
) -> Assessment:  # fmt: skip  # a row a kind
    """The assessment: which contacts, accounts and segments no persona fits, and what is wrong with the cast.

    Raises
    ------
    CastError, ExportError
        The cast or an export cannot be used; nothing is written.
    """
    matched = match(exports, cast, settings, as_of=as_of, labels=labels, tell=tell, spread=spread)
    tell("counting")
    return _assess(matched, settings, as_of, matched.labels)


def review(
    exports: Sequence[Path], cast: Path, settings: Settings, *,
    as_of: date, labels: Path | None, memory: Memory | None, tell: Tell, spread: Spread = map,
) -> Reviewed:  # fmt: skip  # a row a kind
    """The assessment, and beside it what changed since an earlier run, what is due and what to decide.

    Without a memory it is the assessment alone.

    Raises
    ------
    CastError, DecisionsError, ExportError, HistoryError
        An input cannot be used; nothing is written.
    """
    if memory is None:
        return Reviewed(check(exports, cast, settings, as_of=as_of, labels=labels, tell=tell, spread=spread))
    decided, past = memory.decided(), memory.past(settings)
    on_file = [run.cast for run in past if run.cast is not None and run.as_of <= as_of]
    matched = match(
        exports, cast, settings, as_of=as_of, labels=labels, tell=tell, spread=spread,
        beside=sorted({header for cast in on_file for header in cast.headers}), last=on_file[-1] if on_file else None,
    )  # fmt: skip  # what is at hand, what is on file
    check_renamed(matched.cast, settings)
    tell("counting")
    assessment = _assess(matched, settings, as_of, matched.labels)
    before = history.earlier(past, assessment.result.run, memory.since)
    run = take(assessment, settings, since=before.as_of if before else None, matching=edition())
    tell("comparing with earlier runs")

    def under(earlier: Cast, answers: str) -> Snapshot | None:
        """The run of now under an earlier cast and what people had said by then; None where that is not at hand."""
        if answers not in matched.answers:
            return None
        said = labels_of(labels, matched.cast.ids, settings, matched.answers.index(answers))
        then = ids_then(earlier, matched.cast, settings.review.renamed)
        rematched = match_under(matched.export, earlier, settings, labels_under(said, then))
        return take(_assess(rematched, settings, as_of), settings, matching=edition())

    reviewed = held_against(run, past, decided, settings, since=memory.since, rescore=under)
    dated = replace(assessment.result, review=reviewed.due)
    return Reviewed(replace(assessment, result=dated, review=reviewed), run)


def match_under(
    export: Export, cast: Cast, settings: Settings, labels: pd.DataFrame | None, spread: Spread = map
) -> Matched:
    """An export that is loaded, matched to a cast."""
    matcher = Matcher.train(cast, settings, settled(labels))
    matches, hits = matcher.match_and_hits(export.contacts, spread)
    return Matched(export, cast, matcher, matches, hits, labels)


def under_labels(matched: Matched, settings: Settings) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What the same contacts are matched to under other labels: estimates ask for it, to hold their own ones back."""
    return lambda labels: match_under(matched.export, matched.cast, settings, labels).matches


def _assess(matched: Matched, settings: Settings, as_of: date, labels: pd.DataFrame | None = None) -> Assessment:
    export, cast, matches = matched.export, matched.cast, matched.matches
    coverage = assess(export, matches, cast, settings, as_of)
    contacts = coverage.census.contacts
    counted = result(
        coverage, export, matches, cast=cast, settings=settings, as_of=as_of,
        fits=matched.matcher.fits, hits=matched.hits,
        suggestions=suggest(contacts, settings, coverage.census.axes),
    )  # fmt: skip  # a row a kind
    asked = asked_of(labels, cast, matched.matcher.fits)
    run = replace(
        counted.run,
        digests=replace(counted.run.digests, labels=matched.answers[-1]),
        notes=(*counted.run.notes, *at_rest(labels, asked)),
        same_title=same_title(labels, export.contacts, matches),
    )
    sample = take_sample(contacts, coverage.main, asked, under_labels(matched, settings), settings.seed)
    whole = with_estimates(replace(counted, run=run), sample)
    shown = without_small_cells(whole, settings.privacy.least)
    return Assessment(
        export, cast, matches, coverage.accounts, coverage.main, shown, settings.purpose,
        sizes=_marks(settings.size), whole=whole, gap_contacts=coverage.gap_contacts,
    )  # fmt: skip  # as above


def _marks(size: SizeSettings) -> dict[str, tuple[float, float]]:
    """Below which number of employees, and which turnover, a company is small, and medium."""
    return {
        SizeFrom.EMPLOYEES.value: (size.small_below, size.medium_below),
        SizeFrom.TURNOVER.value: (size.small_turnover, size.medium_turnover),
    }
