"""``unrecorded-field``: a persona asks for a field that hardly any contact has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of contacts that can be judged and lack a field which a persona asks for beside its role."""
    contacts = facts.coverage.census.contacts
    asked = [name for name in contacts.columns if name == t.BUYING_ROLE or name.startswith(t.WHERE_PREFIX)]
    judged = contacts.loc[t.is_judged(contacts[t.STATUS]), asked]
    for persona in facts.served:
        columns = [t.BUYING_ROLE] * bool(persona.buying_roles) + [t.WHERE_PREFIX + header for header in persona.where]
        if not persona.is_gated or judged.empty:
            continue
        lacks = np.zeros(len(judged), bool)
        for column in columns:
            lacks |= (judged[column] == "").to_numpy() if column in judged else True
        share = float(lacks.mean())
        if share > threshold:
            yield Fault(
                f"{persona.name} asks for {persona.asks_for}, which {percent(share)} of contacts do not have.",
                share,
                persona.id,
            )


RULE = Rule(
    code="unrecorded-field",
    means="A persona asks for a field that is empty for nearly all contacts, so it fits hardly anybody.",
    remedy="Fill the field in, or remove it from the persona.",
    severity="medium",
    threshold=0.9,
    unit="share",
    source="our own threshold: nine in ten contacts",
    measure=measure,
)
