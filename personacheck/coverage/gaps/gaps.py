"""Gaps: what no persona covers, measured, named and ranked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from personacheck.coverage.count import tally
from personacheck.coverage.count.census import CODE, Census
from personacheck.coverage.gaps import next_steps
from personacheck.coverage.gaps.missing_data import empty_gaps, unread_gaps, unrecorded_gaps
from personacheck.coverage.gaps.priority import priorities
from personacheck.coverage.gaps.rank import by_rank
from personacheck.coverage.gaps.role_gaps import SAME, SEGMENT, role_gaps, scope_gaps, segment_gaps
from personacheck.model import tables as t
from personacheck.model.result import LEADERSHIP, Gap, digest, role_id
from personacheck.model.small_cells import is_smaller
from personacheck.model.tally import CENTS, share_of
from personacheck.model.titles import Titles
from personacheck.text.prose import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from personacheck.coverage.gaps.drafts import Draft
    from personacheck.model.cast import Cast
    from personacheck.model.few import Least
    from personacheck.model.priorities import Priorities
    from personacheck.settings.settings import Settings


class Found(NamedTuple):
    """Gaps by rank, which of them to close first, the rows of the contacts in each, and titles that may be shown."""

    gaps: tuple[Gap, ...]
    priorities: Priorities
    contacts_of: dict[str, pd.Index]
    titles: Titles


def find_gaps(census: Census, cast: Cast, settings: Settings, population: str) -> Found:
    """All gaps of a population (``customer`` … or ``all``) by rank, and which to close first.

    Among the priorities are roles and scopes only, of as many people as are told by number: a segment is many at once.
    """
    least = settings.privacy.least
    titles = Titles(census.known(t.TITLE, t.ACCOUNT_ID, t.NAME), least)
    drafts = {gap_id(draft): draft for draft in _drafts(census, cast, population)}
    measured = [_measure(draft, census, cast, titles, population) for draft in drafts.values()]
    contacts_of = {key: draft.contacts for key, draft in drafts.items()}
    del drafts  # with all who are inside of each
    first = priorities(census, {gap.id: contacts_of[gap.id] for gap in measured if _can_close(gap, least)})
    order = by_rank(measured, [step.id for step in first.plan], contacts_of, census, least)
    return Found(order, first, {key: census.contacts.index[at] for key, at in contacts_of.items()}, titles)


def _can_close(gap: Gap, least: Least) -> bool:
    """Whether one decision can close it, and it is told: a segment is many at once."""
    return gap.cause in LEADERSHIP and gap.excess is None and not is_smaller(gap, least)


def gap_id(draft: Draft) -> str:
    """Twelve hexadecimal digits, the same in every run.

    A role is known by cause, function and level; a scope by its persona and place; a segment by its place alone, since
    its cause and foremost role may change from run to run.
    """
    if not draft.kind:
        return role_id(draft.cause.value, draft.function, draft.level)
    return digest(draft.kind, *(f"{axis}={value}" for axis, value in sorted(draft.where.items())))


def _drafts(census: Census, cast: Cast, population: str) -> Iterator[Draft]:
    yield from _folded([*role_gaps(census), *scope_gaps(census, cast)], [*segment_gaps(census)])
    yield from unread_gaps(census)
    yield from unrecorded_gaps(census)
    yield from empty_gaps(census, population)


def _folded(named: list[Draft], segments: list[Draft]) -> Iterator[Draft]:
    """Gaps of roles and scopes, then segments; one of nearly the same people as a role or scope lends it its test."""
    same: dict[int, Draft] = {}
    for segment in segments:
        inside = np.zeros(
            max((int(draft.contacts.max(initial=-1)) for draft in (segment, *named)), default=-1) + 1, bool
        )
        inside[segment.contacts] = True
        for n, draft in enumerate(named):
            both = inside[draft.contacts].sum()
            if both >= SAME * max(len(draft.contacts), len(segment.contacts)):
                same[n] = segment
    for n, draft in enumerate(named):
        tested = same.get(n)
        yield replace(draft, q=tested.q, significant=True) if tested else draft
    yield from (segment for segment in segments if segment not in same.values())


def _measure(draft: Draft, census: Census, cast: Cast, titles: Titles, population: str) -> Gap:
    draft = replace(draft, specialty=_specialty(census, draft) if draft.function else None)
    accounts = draft.accounts if draft.accounts is not None else _accounts_of(census, draft.contacts)
    revenue = census.accounts[t.REVENUE].to_numpy(float)[accounts]
    cents = np.rint(revenue[~np.isnan(revenue)] * CENTS).astype(np.int64)
    inside = None if draft.inside is None else np.unpackbits(draft.inside, count=len(census.contacts)).view(bool)
    here, elsewhere = _coverage(census, inside)
    return Gap(
        id=gap_id(draft),
        rank=0,
        cause=draft.cause.value,
        title=draft.title or sentence(next_steps.whom(draft, cast, population)),
        where=draft.where,
        function=draft.function,
        level=draft.level,
        accounts=len(accounts),
        contacts=len(draft.contacts),
        revenue=float(cents.sum()) / CENTS if len(cents) else None,
        coverage=here,
        elsewhere=elsewhere,
        q=draft.q,
        significant=draft.significant,
        personas=draft.personas,
        examples=titles.frequent(draft.contacts),
        next_step=draft.step or next_steps.next_step(draft, census, cast, accounts, population),
        excess=_excess(census, inside, len(accounts)) if draft.kind == SEGMENT else None,
        paying=len(cents),
        specialty=draft.specialty,
    )


def _specialty(census: Census, draft: Draft) -> str | None:
    """What nearly all of a role's people do within its function; None where they differ, or say no more."""
    codes, names = pd.factorize(census.contacts[t.SPECIALTY].iloc[draft.contacts].to_numpy(object))
    held = np.bincount(codes)
    most = int(held.argmax())
    return str(names[most]) if names[most] and held[most] / len(codes) >= SAME else None


def _accounts_of(census: Census, contacts: NDArray[np.int64]) -> NDArray[np.int64]:
    at = pd.unique(census.account_at[contacts])
    return np.asarray(at[at >= 0], np.int64)


def _coverage(census: Census, inside: NDArray[np.bool_] | None) -> tuple[float | None, float | None]:
    """Coverage of contacts inside, and of the rest."""
    if inside is None:
        return None, None
    here = np.bincount(census.contacts[CODE].to_numpy()[inside], minlength=tally.CONTACT_CODES)
    return tally.contact_tally(here).coverage, tally.contact_tally(census.by_code - here).coverage


def _excess(census: Census, inside: NDArray[np.bool_] | None, accounts: int) -> float | None:
    """Accounts of a segment above those that would have somebody not covered, were it as the rest."""
    if inside is None:
        return None
    missed, judged = t.is_missed(census.contacts[t.STATUS]), t.is_judged(census.contacts[t.STATUS])
    usual = share_of(int((missed & ~inside).sum()), int((judged & ~inside).sum())) or 0.0
    owner = census.contacts.loc[inside & judged, t.ACCOUNT_ID]
    counted = owner[owner != ""].value_counts().to_numpy()
    sizes = np.sort(counted[counted > 0])[::-1]
    return float(accounts - (1 - (1 - usual) ** sizes).sum())
