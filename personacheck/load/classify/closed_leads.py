"""Leads that nobody works on any more: disqualified, closed; counted and named, left out where the settings say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.load.columns.cells import field, map_column
from personacheck.text.prose import plural, some
from personacheck.vocabulary.axes import segments
from personacheck.vocabulary.layouts import LEADS
from personacheck.vocabulary.people import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

CLOSED: Final = "closed lead"
STEP: Final = "leave_out_closed_leads = true under [export] in the settings leaves them out."


def closed_leads(rows: pd.DataFrame) -> pd.Series:
    """Bool: rows of leads whose status says that they are disqualified or closed."""
    words = segments().closed_leads
    status = map_column(rows, "lead_status", fold_words)
    stage = map_column(rows, "stage", fold_words).where(status == "", "")
    return (status.isin(words) | stage.isin(words)) & (rows["object"] == LEADS)


def note_closed(rows: pd.DataFrame, *, left_out: bool) -> Iterator[str]:
    """How many, by status."""
    closed = rows[closed_leads(rows)]
    if len(closed):
        statuses = field(closed, "lead_status").where(lambda text: text != "", field(closed, "stage"))
        by_status = some([f"{text} {count:,}" for text, count in statuses.value_counts().sort_index().items()])
        what = plural(len(closed), "lead is disqualified or closed", "leads are disqualified or closed")
        yield f"{what} ({by_status}): {'left out.' if left_out else f'counted as the others are; {STEP}'}"
