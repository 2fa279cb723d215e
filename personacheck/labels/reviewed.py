"""What people said of contacts, under the ids and personas of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.labels.labels_csv import about, load_labels
from personacheck.load.classify.addresses import known_as
from personacheck.load.link.aliases import load_aliases
from personacheck.model import tables as t
from personacheck.vocabulary.layouts import CONTACTS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    import pandas as pd

    from personacheck.settings.settings import Settings


def labels_of(
    labels: Path | None, personas: Collection[str], settings: Settings, first: int | None = None
) -> pd.DataFrame | None:
    """Reviewed labels with the ids of today, their personas checked against those of a cast; None without a file.

    What people gave to a persona that is retired says nothing of those that are left.

    Parameters
    ----------
    first
        So many from the top of the file, as an earlier run had them; None: all.
    """
    if labels is None:
        return None
    allowed = [*personas, *settings.review.retired]
    reviewed = load_labels(labels, personas=allowed, renamed=settings.review.renamed, first=first)
    ids = load_aliases(settings.aliases).rename(CONTACTS, reviewed[t.RECORD_ID]).map(known_as)
    return about(reviewed.assign(**{t.RECORD_ID: ids}), personas)


def labels_under(labels: pd.DataFrame | None, then: Mapping[str, str]) -> pd.DataFrame | None:
    """Labels with the ids that personas had in an earlier cast; both columns that name personas."""
    if labels is None:
        return None
    offers = [t.OR.join(then.get(persona, persona) for persona in offer.split(t.OR)) for offer in labels[t.OFFERED]]
    return labels.replace({t.PERSONA: then}).assign(**{t.OFFERED: offers})
