"""Who counts: the population of each account and contact, and the reason of those who are in none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.load.excluded import OWN, exclude_firms, exclude_own, exclude_people
from personacheck.load.populations import (
    CUSTOMER,
    PARTNER,
    UNCLASSIFIED,
    classify_firms,
    classify_people,
    own_domains,
    partner_domains,
)
from personacheck.model import tables as t

if TYPE_CHECKING:
    import pandas as pd

    from personacheck.settings import ExportSettings


@dataclass(frozen=True, eq=False)
class Counted:
    """People and firms, each with ``population`` and ``excluded``.

    Attributes
    ----------
    customers_known
        Whether some field tells customers; without one everybody but partner staff is unclassified.
    """

    people: pd.DataFrame
    firms: pd.DataFrame
    customers_known: bool
    notes: tuple[str, ...]


def count_in(people: pd.DataFrame, firms: pd.DataFrame, settings: ExportSettings) -> Counted:
    """Tell whose each account and contact is, and why some do not count.

    Parameters
    ----------
    people, firms
        As they were gathered.
    """
    own = own_domains(people, firms, settings.own_domains)
    partners = partner_domains(firms, people, settings.partner_domains) - own
    firms = classify_firms(firms, people, partners)
    people = people.assign(**{t.POPULATION: classify_people(people, firms, partners)})
    known = bool((firms[t.POPULATION] == CUSTOMER).any() or (people[t.POPULATION] == CUSTOMER).any())
    if not known:
        for table in (people, firms):
            table[t.POPULATION] = table[t.POPULATION].where(table[t.POPULATION] == PARTNER, UNCLASSIFIED)
    firms[t.EXCLUDED] = exclude_firms(firms, own)
    people[t.EXCLUDED] = exclude_people(people, firms[t.EXCLUDED], own)
    firms[t.EXCLUDED] = exclude_own(firms, people)
    found = own - {domain.casefold() for domain in settings.own_domains}
    notes = ["No field tells customers apart: all contacts are one population."] if not known else []
    if found and (people[t.EXCLUDED] == OWN).any():
        notes.append(f"Own staff is told by the owners' e-mail domains too ({', '.join(sorted(found))}).")
    return Counted(people, firms, known, tuple(notes))
