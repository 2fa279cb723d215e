"""Matches -> coverage: who is covered, where not, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from personacheck.coverage.count import census, personas, segments
from personacheck.coverage.count.accounts import assess_accounts
from personacheck.coverage.count.by_account import count_by_account
from personacheck.coverage.gaps import gaps
from personacheck.model import tables as t
from personacheck.model.tables import Population, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from personacheck.coverage.count.census import Census
    from personacheck.coverage.count.personas import Fits
    from personacheck.model.cast import Cast
    from personacheck.model.export import Export
    from personacheck.model.priorities import Priorities
    from personacheck.model.result import CurvePoint, Gap, PersonaFigure
    from personacheck.model.spread import Spread
    from personacheck.model.tally import Headline, Segment
    from personacheck.model.titles import Titles
    from personacheck.settings.settings import Settings


@dataclass(frozen=True)
class Coverage:
    """What was counted.

    Attributes
    ----------
    accounts
        ``export.accounts`` with what ``count.accounts`` adds.
    main
        Bool, same index as the contacts: a main contact of its account.
    populations
        Headlines of the populations that the headline leaves out, where they have contacts or accounts.
    population
        What the headline counts: ``customer``, or ``all``.
    gap_contacts
        Gap id to the rows of the contacts in it.
    contacts
        All contacts with their matches; the findings measure on these and what follows.
    census, partners
        The headline's population and staff of partners, contact by contact.
    fits
        Which sets of personas fit the covered contacts of the headline.
    titles
        Which titles of the headline's contacts may be shown.
    """

    accounts: pd.DataFrame
    main: pd.Series
    headline: Headline
    populations: dict[str, Headline]
    segments: tuple[Segment, ...]
    gaps: tuple[Gap, ...]
    gap_contacts: dict[str, pd.Index]
    priorities: Priorities
    personas: tuple[PersonaFigure, ...]
    curve: tuple[CurvePoint, ...]
    population: str
    contacts: pd.DataFrame
    census: Census
    partners: Census
    fits: Fits
    titles: Titles


def assess(
    export: Export, matches: pd.DataFrame, cast: Cast, settings: Settings, as_of: date, *, spread: Spread = map
) -> Coverage:
    """Count an export's matches: status of every account, tallies, segments, gaps, personas, the cast-size curve.

    Parameters
    ----------
    matches
        ``MATCH_COLUMNS``, same index as ``export.contacts``.
    as_of
        Main contacts are preferred that were active in the months before it.
    spread
        Where what is counted by account is counted; the answer is the same.
    """
    counted = count_by_account(export, matches, settings.accounts, as_of, spread)
    accounts = assess_accounts(export, matches, counted)
    contacts, axes = census.all_contacts(export, matches, counted.main), tuple(dict.fromkeys((*t.AXES, *settings.axes)))
    gated = [persona.id for persona in cast.personas if persona.is_gated]
    customers = census.take(contacts, accounts, axes, export.counted, export.currency, gated=gated)
    partners = census.take(contacts, accounts, axes, frozenset({Population.PARTNER.value}), export.currency)
    fits = personas.fits_of(customers.contacts, cast)
    gaps_found = gaps.find_gaps(customers, cast, settings, export.population)
    return Coverage(
        accounts=accounts,
        main=pd.Series(counted.main, contacts.index),
        headline=segments.headline(customers),
        populations=dict(_apart(contacts, accounts, export.counted, export.currency)),
        segments=segments.segments(customers),
        gaps=gaps_found.gaps,
        gap_contacts=gaps_found.contacts_of,
        priorities=gaps_found.priorities,
        personas=_figures(cast, customers, partners, fits),
        curve=personas.curve(cast, customers, fits),
        population=export.population,
        contacts=contacts,
        census=customers,
        partners=partners,
        fits=fits,
        titles=gaps_found.titles,
    )


def _figures(cast: Cast, customers: Census, partners: Census, fits: Fits) -> tuple[PersonaFigure, ...]:
    """One figure a persona, in the order of the cast; a partner's persona is counted among staff of partners."""
    staff = personas.figures(cast, partners, personas.fits_of(partners.contacts, cast), partners=True)
    figures = staff | personas.figures(cast, customers, fits, partners=False)
    return tuple(figures[persona] for persona in cast.ids)


def _apart(
    contacts: pd.DataFrame, accounts: pd.DataFrame, counted: frozenset[str], currency: str | None
) -> Iterator[tuple[str, Headline]]:
    """Headlines of the populations beside the headline's, those that hold anybody who counts."""
    for population in Population:
        if population.value in counted:
            continue
        apart = census.take(contacts, accounts, (), frozenset({population.value}), currency)
        somebody = (apart.contacts[t.STATUS] != Status.EXCLUDED.value).any()
        if somebody or (apart.accounts[t.EXCLUDED] == "").any():
            yield population.value, segments.headline(apart)
