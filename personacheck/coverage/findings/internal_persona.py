"""``internal-persona``: a persona that describes us, not our customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tables import Status
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts

ENOUGH: Final = 5
"""People of our own whom its rules fit, below which nothing is said."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of our own staff among the people whom each persona's rules fit."""
    contacts = facts.coverage.contacts
    titles = t.times(contacts.loc[contacts[t.EXCLUDED] == t.OWN_STAFF, t.TITLE])
    if facts.fits is None or not titles:
        return
    fits, holders = facts.fits([*titles]), np.array([*titles.values()])
    outside = contacts.loc[contacts[t.STATUS].isin([Status.COVERED.value, Status.STRETCHED.value]), [t.PERSONA]]
    for persona in facts.served:
        own = int(holders[fits[persona.id].to_numpy(bool)].sum())
        everybody = own + int((outside[t.PERSONA] == persona.id).sum())
        if own >= ENOUGH and own / everybody > threshold:
            yield Fault(
                f"{percent(own / everybody)} of the contacts that match {persona.name} are our own staff "
                f"({own:,} of {everybody:,}).",
                own / everybody,
                persona.id,
            )


RULE = Rule(
    code="internal-persona",
    means="A persona that matches our own staff.",
    remedy="Check that the persona describes customers; rename it, or narrow its titles.",
    severity="medium",
    threshold=0.2,
    unit="share",
    source="the failure 'internal roles mixed with the customer view': one in five",
    measure=measure,
)
