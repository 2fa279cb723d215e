"""Whom a reviewer chose among, for labels that do not say: those of before ``labels.csv`` held it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.model import tables as t

if TYPE_CHECKING:
    import pandas as pd


def with_offers(labels: pd.DataFrame) -> pd.DataFrame:
    """Labels, silent ones with whom there surely was to choose: personas that a label of that day or an earlier names.

    To take a persona for offered that was not would uncover all whom it fits best; to take one that was for not offered
    leaves it its rules.

    Parameters
    ----------
    labels
        ``LABEL_COLUMNS``, all text.
    """
    named: dict[str, None] = {}
    offered: dict[str, str] = {}
    for day, persona in sorted(zip(labels[t.DATE], labels[t.PERSONA], strict=True)):
        named |= {} if persona in ("", *t.NO_VERDICTS, t.NOT_ANSWERED) else {persona: None}
        offered[day] = t.OR.join(named)
    silent = labels[t.OFFERED] == ""
    return labels.assign(**{t.OFFERED: labels[t.OFFERED].mask(silent, labels[t.DATE].map(offered))})
