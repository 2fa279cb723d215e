"""What labels say by themselves: the answer that counts in the end, and whom reviewers chose among."""

from __future__ import annotations

import pandas as pd

from personacheck.model import tables as t


def answers(labels: pd.DataFrame) -> pd.DataFrame:
    """One row a contact and answer, so that two rows of a contact are a conflict.

    The last answer of each reviewer counts, by date. Whoever cannot tell leaves it to those who can. An answer that
    settles a conflict (draw ``settled``) stands for all.

    Parameters
    ----------
    labels
        ``LABEL_COLUMNS``, in any order.
    """
    order = labels[labels[t.PERSONA] != t.NOT_ANSWERED].sort_values([t.DATE, t.INITIALS], kind="stable")
    last = order.drop_duplicates([t.RECORD_ID, t.INITIALS], keep="last")
    final = order[order[t.DRAW] == t.SETTLED].drop_duplicates(t.RECORD_ID, keep="last")
    latest = pd.concat([last[~last[t.RECORD_ID].isin(final[t.RECORD_ID])], final])
    latest = latest.sort_values([t.RECORD_ID, t.PERSONA], kind="stable").drop_duplicates([t.RECORD_ID, t.PERSONA])
    unsure = latest[t.PERSONA] == t.CANNOT_TELL
    return pd.DataFrame(latest[~unsure | ~latest[t.RECORD_ID].isin(set(latest.loc[~unsure, t.RECORD_ID]))])


def conflicts(labels: pd.DataFrame) -> frozenset[str]:
    """Record ids that reviewers gave different answers for."""
    latest = answers(labels)
    return frozenset(latest.loc[latest[t.RECORD_ID].duplicated(), t.RECORD_ID])


def settled(labels: pd.DataFrame | None) -> pd.DataFrame | None:
    """One label a contact, without conflicts: what a matcher may take as people's word."""
    if labels is None:
        return None
    latest = answers(labels)
    return latest[~latest[t.RECORD_ID].duplicated(keep=False)]


def with_offers(labels: pd.DataFrame) -> pd.DataFrame:
    """Labels, silent ones with whom there surely was to choose: personas that a label of that day or an earlier names.

    Silent are those of before ``labels.csv`` had a column for it. To take a persona for offered that was not would
    uncover all whom it fits best; to take one that was for not offered leaves it its rules.

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
