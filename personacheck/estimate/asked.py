"""Labels that were given under the cast at hand: only they estimate, and only they are not asked for again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.labels import with_offers
from personacheck.text.prose import noun, plural

if TYPE_CHECKING:
    from personacheck.model.cast import Cast
    from personacheck.model.result import Result

Fits = Callable[[Sequence[str]], pd.DataFrame]
"""Titles to the personas whose rules fit them: bool, one column a persona."""


def asked_of(labels: pd.DataFrame | None, cast: Cast, fits: Fits) -> pd.DataFrame | None:
    """Labels whose reviewer chose among all personas that the cast offers; None without labels.

    After a persona is added, those who were found to fit another one are left out as well as those whom none fitted:
    what is left of a random sample must not depend on what was found. Of a label that does not say what was offered, a
    persona that it could not have missed is taken for offered: its rules fit nobody who was found to have none.

    Parameters
    ----------
    labels
        ``LABEL_COLUMNS``.
    """
    if labels is None:
        return None
    labelled = with_offers(labels)
    silent = labels[(labels[t.OFFERED] == "") & (labels[t.PERSONA] == "")]
    unmissed = {day: _unmissed(rows, cast, fits) for day, rows in silent.groupby(t.DATE)}
    whole = frozenset(cast.offered)
    rows = zip(labels[t.OFFERED], labelled[t.OFFERED], labelled[t.PERSONA], labelled[t.DATE], strict=True)
    choices = [_chosen_among(*row, unmissed=unmissed.get(row[-1], whole)) for row in rows]
    return labelled[np.array([whole <= choice for choice in choices], bool)]


def with_labels(
    result: Result, digest: str, labels: pd.DataFrame | None, asked: pd.DataFrame | None, matched: pd.DataFrame
) -> Result:
    """A result whose run says which labels it rests on, and how far.

    Parameters
    ----------
    digest
        Of all labels.
    asked
        Those of ``asked_of``.
    matched
        All contacts, with the columns of their matches.
    """
    digests = replace(result.run.digests, labels=digest)
    notes = (*result.run.notes, *_at_rest(labels, asked))
    return replace(
        result, run=replace(result.run, digests=digests, notes=notes, same_title=_same_title(labels, matched))
    )


def _at_rest(labels: pd.DataFrame | None, asked: pd.DataFrame | None) -> tuple[str, ...]:
    """A note on the labels that are left out, if there are any."""
    count = 0 if labels is None or asked is None else len(labels) - len(asked)
    if not count:
        return ()
    labels_were = plural(count, "label was", "labels were")
    reviewed_again = "the contact is" if count == 1 else "the contacts are"
    return (
        f"{labels_were} given without a choice of every persona in this cast, so the estimate leaves "
        f"{noun(count, 'it', 'them')} out until {reviewed_again} drawn and reviewed again.",
    )


def _same_title(labels: pd.DataFrame | None, matched: pd.DataFrame) -> int:
    """How many contacts are decided by what people said of another one with the same title."""
    if labels is None:
        return 0
    by_people = matched[t.SOURCE].eq(t.Source.REVIEW.value)
    return int((by_people & ~matched[t.RECORD_ID].isin(labels[t.RECORD_ID])).sum())


def _unmissed(rows: pd.DataFrame, cast: Cast, fits: Fits) -> frozenset[str]:
    hit = fits(list(rows[t.TITLE]))
    return frozenset(name for name in cast.offered if not hit[name].any())


def _chosen_among(recorded: str, offered: str, persona: str, _day: str, *, unmissed: frozenset[str]) -> frozenset[str]:
    choice = frozenset((*offered.split(t.OR), persona))
    return choice if recorded else choice | unmissed
