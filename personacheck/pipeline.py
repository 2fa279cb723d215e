"""The straight line from an export to a report. This file is the specification: it alone knows the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.cast.load import load_casts
from personacheck.coverage.assess import assess
from personacheck.coverage.result import result
from personacheck.estimate.asked import asked_of, with_labels
from personacheck.estimate.estimates import with_estimates
from personacheck.estimate.sample import take_sample
from personacheck.labels.labels_csv import digests
from personacheck.labels.reviewed import labels_of, labels_under
from personacheck.load.exports import absent, load_export
from personacheck.match.edition import edition
from personacheck.match.matched import match_under
from personacheck.model.assessment import Assessment
from personacheck.model.small_cells import without_small_cells
from personacheck.review import history
from personacheck.review.cast_edits import check_renamed, ids_then, with_former_ids
from personacheck.review.review import review as held_against
from personacheck.review.snapshot import take
from personacheck.suggest.candidates import suggest

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from personacheck.match.matched import Matched
    from personacheck.model.cast import Cast
    from personacheck.model.snapshot import Snapshot
    from personacheck.model.spread import Spread
    from personacheck.review.memory import Memory
    from personacheck.settings.settings import Settings

Tell = Callable[[str], None]
"""Is told each stage as it begins."""

HELD: Final = pd.option_context("mode.string_storage", "python")
"""Texts are Python's own, also where pyarrow is installed: pandas would take that, and more memory."""


@HELD
def match(
    exports: Sequence[Path], cast: Path, settings: Settings, *, as_of: date, labels: Path | None, tell: Tell,
    on_file: Sequence[Cast] = (), spread: Spread = map,
) -> Matched:  # fmt: skip  # a row a kind
    """Contacts x cast -> matches; raises as ``check``.

    Parameters
    ----------
    on_file
        Casts of earlier runs, oldest first: the last tells former ids of personas; what any asks for is loaded, too.
    """
    tell("reading the cast")
    (asked,) = load_casts([cast], axes=settings.axes, besides=partial(absent, exports))
    who = with_former_ids(asked, on_file[-1] if on_file else None, settings.review.renamed)
    tell("reading the export")
    beside = sorted({header for earlier in on_file for header in earlier.headers})
    export = load_export(exports, settings, as_of=as_of, headers=who.headers, beside=beside)
    tell("matching contacts to personas")
    return match_under(export, who, labels_of(labels, who.ids, settings), spread)


@HELD
def check(
    exports: Sequence[Path], cast: Path, settings: Settings, *,
    as_of: date, labels: Path | None, tell: Tell, spread: Spread = map,
) -> Assessment:  # fmt: skip  # a row a kind
    """The assessment: which contacts, accounts and segments no persona fits, and what is wrong with the cast.

    Raises
    ------
    CastError, ExportError, LabelsError
        An input cannot be used; nothing is written.
    """
    matched = match(exports, cast, settings, as_of=as_of, labels=labels, tell=tell, spread=spread)
    tell("counting")
    return _assessed(matched, settings, as_of, digests(labels)[-1], spread)


@HELD
def review(
    exports: Sequence[Path], cast: Path, settings: Settings, *,
    as_of: date, labels: Path | None, memory: Memory | None, tell: Tell, spread: Spread = map,
) -> Assessment:  # fmt: skip  # a row a kind
    """The assessment, with what changed since an earlier run, what is due and what to decide; without a memory, alone.

    Raises
    ------
    CastError, DecisionsError, ExportError, HistoryError, LabelsError
        An input cannot be used; nothing is written.
    """
    if memory is None:
        return check(exports, cast, settings, as_of=as_of, labels=labels, tell=tell, spread=spread)
    decided, past = memory.decided(), memory.past(settings)
    on_file = [run.cast for run in past if run.cast is not None and run.as_of <= as_of]
    matched = match(exports, cast, settings, as_of=as_of, labels=labels, tell=tell, on_file=on_file, spread=spread)
    check_renamed(matched.cast, settings)
    tell("counting")
    answers = digests(labels)
    assessment = _assessed(matched, settings, as_of, answers[-1], spread)
    before = history.earlier(past, assessment.result.run, memory.since)
    run = take(assessment, settings, since=before.as_of if before else None, matching=edition())
    tell("comparing with earlier runs")
    under = partial(_rescored, matched=matched, settings=settings, as_of=as_of, labels=labels, answers=answers)
    held = held_against(run, past, decided, settings, since=memory.since, rescore=under)
    return replace(assessment, result=replace(assessment.result, review=held.due), review=held, snapshot=run)


def _assessed(matched: Matched, settings: Settings, as_of: date, digest: str = "", spread: Spread = map) -> Assessment:
    """Counted; estimated from the labels of a digest, if one is given; without figures of groups too small to show."""
    export, cast, matches, fits = matched.export, matched.cast, matched.matches, matched.matcher.fits
    coverage = assess(export, matches, cast, settings, as_of, spread=spread)
    counted = result(
        coverage, export, matches, cast=cast, settings=settings, as_of=as_of, fits=fits, hits=matched.hits,
        suggestions=suggest(coverage.census.contacts, coverage.titles, settings, coverage.census.axes),
    )  # fmt: skip  # what there is, what is made of it
    labels = matched.labels if digest else None
    asked = asked_of(labels, cast, fits)
    sample = None
    if asked is not None:
        sample = take_sample(coverage.census.known(), coverage.main, asked, matched.under, settings.seed)
    whole = with_estimates(with_labels(counted, digest, labels, asked, coverage.contacts), sample)
    shown = without_small_cells(whole, settings.privacy.least)
    return Assessment(
        export, cast, matches, coverage.accounts, coverage.main, shown, settings.purpose,
        sizes=settings.size.marks, whole=whole, gap_contacts=coverage.gap_contacts,
    )  # fmt: skip  # as above


def _rescored(
    cast: Cast, digest: str, *,
    matched: Matched, settings: Settings, as_of: date, labels: Path | None, answers: Sequence[str],
) -> Snapshot | None:  # fmt: skip  # what is asked, what is at hand
    """The export of now under an earlier cast and what people had said by then; None where that is not at hand."""
    if digest not in answers:
        return None
    said = labels_of(labels, matched.cast.ids, settings, first=answers.index(digest))
    then = labels_under(said, ids_then(cast, matched.cast, settings.review.renamed))
    return take(_assessed(match_under(matched.export, cast, then), settings, as_of), settings, matching=edition())
