"""Two or more casts on the same contacts: what each wins and loses, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from personacheck.coverage.count.census import MAIN
from personacheck.coverage.count.roles import role_codes
from personacheck.model import tables as t
from personacheck.text.prose import sentence
from personacheck.vocabulary.roles import role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.coverage.assess import Coverage
    from personacheck.coverage.count.census import Census
    from personacheck.model.few import Least
    from personacheck.model.tally import Headline, Segment


Numbers = tuple["Headline | Segment", "Headline | Segment"]
"""The four numbers under the first cast and under the second."""


@dataclass(frozen=True)
class Moved:
    """What the second cast covers and the first does not (``won``), and the reverse (``lost``)."""

    won: float
    lost: float


@dataclass(frozen=True)
class SegmentChange:
    """The four numbers of a segment (empty ``where``: of all) under both casts, as a run of each shows them.

    Attributes
    ----------
    revenue
        None where no amounts are known, or where they would be those of under ``under`` accounts.
    """

    where: dict[str, str]
    before: Headline | Segment
    after: Headline | Segment
    accounts: Moved
    main_contacts: Moved
    contacts: Moved
    revenue: Moved | None
    under: int | None = None


@dataclass(frozen=True)
class RoleChange:
    """Contacts of a role that one of the casts covers and the other does not; None beside ``under`` for too few."""

    title: str
    function: str | None
    level: str | None
    won: int | None
    lost: int | None
    under: int | None = None


@dataclass(frozen=True)
class Comparison:
    """A cast against the first one.

    Attributes
    ----------
    first, other
        What the casts are called.
    whole, segments
        All, then along each axis.
    roles
        Those that change, most contacts first.
    """

    first: str
    other: str
    whole: SegmentChange
    segments: tuple[SegmentChange, ...]
    roles: tuple[RoleChange, ...]


def compare(coverages: Mapping[str, Coverage], least: Least) -> tuple[Comparison, ...]:
    """Each cast against the first, on contacts that both were assessed on.

    Parameters
    ----------
    coverages
        Name of each cast to its assessment of the same export.
    least
        From how many on contacts of a role, and the revenue of a segment, are told by number.
    """
    (first, before), *others = coverages.items()
    return tuple(_comparison(first, before, other, after, least) for other, after in others)


def _comparison(first: str, before: Coverage, other: str, after: Coverage, least: Least) -> Comparison:
    old, new = before.census.contacts, after.census.contacts
    was, now = (t.is_covered(contacts[t.STATUS]) for contacts in (old, new))
    return Comparison(
        first=first,
        other=other,
        whole=_change({}, (before, after), (before.headline, after.headline), least),
        segments=tuple(_segments((before, after), least)),
        roles=tuple(_roles(new, ~was & now, was & ~now, least)),
    )


def _segments(casts: tuple[Coverage, Coverage], least: Least) -> Iterator[SegmentChange]:
    """Along one axis each; a segment that only one of the casts has (an inferred side) is of neither."""
    single = ([segment for segment in cast.segments if len(segment.where) == 1] for cast in casts)
    before, after = ({tuple(segment.where.items()): segment for segment in segments} for segments in single)
    for key, segment in before.items():
        if key in after:
            yield _change(segment.where, casts, (segment, after[key]), least)


def _change(where: dict[str, str], casts: tuple[Coverage, Coverage], numbers: Numbers, least: Least) -> SegmentChange:
    """The change of a segment; its revenue only where enough accounts have an amount, and enough of them moved."""
    accounts = [_covered_accounts(cast.census, where) for cast in casts]
    contacts = [_covered(cast.census.contacts, where) for cast in casts]
    main = [covered & cast.census.contacts[MAIN].to_numpy(bool) for covered, cast in zip(contacts, casts, strict=True)]
    amount = casts[0].census.accounts[t.REVENUE].to_numpy(float)
    won, lost = (~np.isnan(amount) & way for way in (accounts[1] & ~accounts[0], accounts[0] & ~accounts[1]))
    before, after = numbers
    paying = before.accounts.total - before.revenue.unknown if before.revenue is not None else 0
    few = any(least.hides(0, number) for number in (paying, int(won.sum()), int(lost.sum())))
    shows_revenue = paying > 0 and not few
    return SegmentChange(
        where=where,
        before=before if shows_revenue else replace(before, revenue=None),
        after=after if shows_revenue else replace(after, revenue=None),
        accounts=_moved(accounts),
        main_contacts=_moved(main),
        contacts=_moved(contacts),
        revenue=_moved(accounts, np.nan_to_num(amount)) if shows_revenue else None,
        under=least.accounts if few else None,
    )


def _moved(covered: Sequence[NDArray[np.bool_]], amount: NDArray[np.float64] | None = None) -> Moved:
    """Rows that one of the casts alone covers, or what they pay."""
    was, now = covered
    if amount is None:
        return Moved(int((now & ~was).sum()), int((was & ~now).sum()))
    return Moved(round(float(amount[now & ~was].sum()), 2), round(float(amount[was & ~now].sum()), 2))


def _covered_accounts(census: Census, where: Mapping[str, str]) -> NDArray[np.bool_]:
    """Covered accounts of a segment; along the side by the main contacts that are on it."""
    if t.SIDE not in where:
        return _covered(census.accounts, where)
    return census.accounts.index.isin(census.sides.index[_covered(census.sides, where)])


def _covered(table: pd.DataFrame, where: Mapping[str, str]) -> NDArray[np.bool_]:
    covered = t.is_covered(table[t.STATUS])
    for axis, value in where.items():
        covered = covered & (table[axis] == value).to_numpy(bool)
    return covered


def _roles(contacts: pd.DataFrame, won: NDArray[np.bool_], lost: NDArray[np.bool_], least: Least) -> list[RoleChange]:
    roles, account = role_codes(contacts), contacts[t.ACCOUNT_ID].to_numpy(object)

    def count(contacts: NDArray[np.bool_]) -> int | None:
        """How many they are; None where so few may not be told."""
        return None if least.hides(int(contacts.sum()), len({*account[contacts]} - {""})) else int(contacts.sum())

    def change(function: str | None, level: str | None, holders: NDArray[np.bool_]) -> RoleChange:
        """What changed among the holders of a function and level."""
        came, went = count(won & holders), count(lost & holders)
        under = least.contacts if None in {came, went} else None
        return RoleChange(sentence(role(function, level)), function, level, came, went, under)

    moved = [(int(((won | lost) & group[2]).sum()), change(*group)) for group in roles.among(won | lost)]
    return [role for _, role in sorted(moved, key=lambda sized: (-sized[0], sized[1].title))]
