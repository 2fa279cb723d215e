"""Whom people should review, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from personacheck.cast.load import load_cast
from personacheck.coverage.assess import assess
from personacheck.estimate.asked import asked_of
from personacheck.estimate.draws import draw
from personacheck.estimate.estimates import more_to_review
from personacheck.estimate.sample import take_sample
from personacheck.labels.filled_sheet import read_filled_sheets
from personacheck.labels.labels_csv import load_labels
from personacheck.model import tables as t
from personacheck.model.labels import conflicts
from personacheck.pipeline import match
from personacheck.report.labels import append_labels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from personacheck.coverage.assess import Coverage
    from personacheck.match.matched import Matched
    from personacheck.model.cast import Cast
    from personacheck.model.export import Export
    from personacheck.model.sample import Wish
    from personacheck.pipeline import Tell
    from personacheck.settings.settings import Settings


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
    drawn = draw(counted.census.known(), counted.main, asked, wish, seed=settings.seed, as_of=as_of)
    rows = matched.export.contacts.loc[drawn.index].assign(**{t.DRAW: drawn.to_numpy()})
    return Drawn(matched.export, matched.cast, rows, _more(matched, counted, asked, settings) if wish.random else None)


def _more(matched: Matched, counted: Coverage, asked: pd.DataFrame | None, settings: Settings) -> int | None:
    estimate = take_sample(counted.census.known(), counted.main, asked, matched.under, settings.seed)
    return None if estimate is None else more_to_review(estimate)


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
    on_file = load_labels(labels, personas=valid, renamed=settings.review.renamed) if labels.exists() else None
    fresh = filled.labels if on_file is None else _not_on_file(filled.labels, on_file)
    unanswered = int((fresh[t.PERSONA] == t.NOT_ANSWERED).sum())
    added = append_labels(labels, on_file, fresh) - unanswered
    both = fresh if on_file is None else pd.concat([on_file, fresh], ignore_index=True)
    return Learned(added, filled.left, len(conflicts(both)))


def _not_on_file(fresh: pd.DataFrame, on_file: pd.DataFrame) -> pd.DataFrame:
    """Without contacts left blank of whom something is on file already: an answer, or that they were."""
    return fresh[(fresh[t.PERSONA] != t.NOT_ANSWERED) | ~fresh[t.RECORD_ID].isin(on_file[t.RECORD_ID])]
