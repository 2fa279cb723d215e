"""The order of gaps: what recovers most first, the same people once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.model import tables as t
from personacheck.model.result import LEADERSHIP
from personacheck.model.small_cells import is_smaller

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from personacheck.coverage.count.census import Census
    from personacheck.model.few import Least
    from personacheck.model.result import Gap

FOLDED: Final = 0.8
"""Share of a gap's people that gaps before it tell already, from which on it is folded under them."""


def by_rank(
    gaps: Sequence[Gap], plan: Sequence[str], contacts_of: Mapping[str, NDArray[np.int64]], census: Census, least: Least
) -> tuple[Gap, ...]:
    """Gaps with their ranks, and which are told by others before them.

    First the gaps of the plan, in its order; other roles and scopes by accounts; segments by excess; what is folded;
    the work list; last whatever is of too few people to be listed.

    Parameters
    ----------
    plan
        Ids of the gaps to close first.
    contacts_of
        Gap id to the positions of its contacts in the census.
    """
    place = {key: n for n, key in enumerate(plan)}
    small = [gap for gap in gaps if is_smaller(gap, least)]
    listed = sorted(
        (gap for gap in gaps if gap not in small), key=lambda gap: (place.get(gap.id, len(plan)), *_weight(gap))
    )
    ours = [*_folded([gap for gap in listed if gap.cause in LEADERSHIP], place, contacts_of, census, least)]
    work = [gap for gap in listed if gap.cause not in LEADERSHIP]
    order = [*sorted(ours, key=lambda gap: gap.folded), *work, *sorted(small, key=_weight)]
    return tuple(replace(gap, rank=n) for n, gap in enumerate(order, start=1))


def _weight(gap: Gap) -> tuple[bool, bool, float, int, str]:
    size = gap.accounts if gap.excess is None else gap.excess
    return gap.cause not in LEADERSHIP, gap.excess is not None, -size, -gap.contacts, gap.id


def _folded(
    gaps: Sequence[Gap],
    place: Mapping[str, int],
    contacts_of: Mapping[str, NDArray[np.int64]],
    census: Census,
    least: Least,
) -> Iterator[Gap]:
    """Gaps in their order, each with how many of its people stand in which gap before it, where that is most of it."""
    teller, shown_gaps = np.full(len(census.contacts), -1, np.int32), list[str]()
    for gap in gaps:
        here = contacts_of[gap.id]
        before = teller[here]
        if gap.id not in place and (before >= 0).sum() >= FOLDED * len(here):
            yield replace(gap, folded=True, within=_within(here, before, shown_gaps, census, least))
            continue
        teller[here[before < 0]] = len(shown_gaps)
        shown_gaps.append(gap.id)
        yield gap


def _within(
    here: NDArray[np.int64], before: NDArray[np.int32], shown_gaps: Sequence[str], census: Census, least: Least
) -> dict[str, int]:
    """How many of these people stand in which gap, in the order of the gaps; too few are left out."""
    account = census.contacts[t.ACCOUNT_ID]
    inside = {shown_gaps[n]: here[before == n] for n in np.unique(before[before >= 0])}
    return {
        key: len(at) for key, at in inside.items() if not least.hides(len(at), len({*account.iloc[at].unique()} - {""}))
    }
