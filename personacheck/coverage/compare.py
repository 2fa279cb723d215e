"""Two or more casts on the same contacts: what each gains and loses, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from personacheck.coverage.count import tally
from personacheck.coverage.count.census import CODE
from personacheck.coverage.count.roles import role_codes
from personacheck.model import tables as t
from personacheck.vocabulary.roles import capital, role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.coverage.assess import Coverage
    from personacheck.model.few import Least
    from personacheck.model.tally import Headline, Tally


@dataclass(frozen=True)
class SegmentChange:
    """Contacts of a segment (empty ``where``: all) under both casts; ``gained`` are covered by the second only."""

    where: dict[str, str]
    before: Tally
    after: Tally
    gained: int
    lost: int


@dataclass(frozen=True)
class RoleChange:
    """Contacts of a role that one of the casts covers and the other does not; None beside ``under`` for too few."""

    title: str
    function: str | None
    level: str | None
    gained: int | None
    lost: int | None
    under: int | None = None


@dataclass(frozen=True)
class Comparison:
    """A cast against the first one.

    Attributes
    ----------
    first, other
        What the casts are called.
    changes
        All contacts, then along each axis.
    roles
        Those that change, most contacts first.
    """

    first: str
    other: str
    before: Headline
    after: Headline
    changes: tuple[SegmentChange, ...]
    roles: tuple[RoleChange, ...]


def compare(coverages: Mapping[str, Coverage], least: Least) -> tuple[Comparison, ...]:
    """Each cast against the first, on contacts that both were assessed on.

    Parameters
    ----------
    coverages
        Name of each cast to its assessment of the same export.
    least
        From how many on contacts of a role are told by number.
    """
    (first, before), *others = coverages.items()
    return tuple(_comparison(first, before, other, after, least) for other, after in others)


def _comparison(first: str, before: Coverage, other: str, after: Coverage, least: Least) -> Comparison:
    old, new = before.census.contacts, after.census.contacts
    was, now = (t.is_covered(contacts[t.STATUS]) for contacts in (old, new))
    return Comparison(
        first=first,
        other=other,
        before=before.headline,
        after=after.headline,
        changes=tuple(_segments(old, new, ~was & now, was & ~now, before.census.axes)),
        roles=tuple(_roles(new, ~was & now, was & ~now, least)),
    )


def _segments(
    old: pd.DataFrame, new: pd.DataFrame, gained: NDArray[np.bool_], lost: NDArray[np.bool_], axes: tuple[str, ...]
) -> Iterator[SegmentChange]:
    codes = [contacts[CODE].to_numpy(np.int64) for contacts in (old, new)]
    everybody = np.ones(len(new), bool)
    along = [
        ({axis: str(value)}, (new[axis] == value).to_numpy()) for axis in axes for value in sorted(new[axis].unique())
    ]
    for where, here in [(dict[str, str](), everybody), *along]:
        before, after = (tally.contact_tally(np.bincount(c[here], minlength=tally.CONTACT_CODES)) for c in codes)
        yield SegmentChange(where, before, after, int((gained & here).sum()), int((lost & here).sum()))


def _roles(
    contacts: pd.DataFrame, gained: NDArray[np.bool_], lost: NDArray[np.bool_], least: Least
) -> list[RoleChange]:
    roles, account = role_codes(contacts), contacts[t.ACCOUNT_ID].to_numpy(object)

    def told(people: NDArray[np.bool_]) -> int | None:
        return None if least.hides(int(people.sum()), len({*account[people]} - {""})) else int(people.sum())

    def change(function: str | None, level: str | None, own: NDArray[np.bool_]) -> RoleChange:
        came, went = told(gained & own), told(lost & own)
        under = least.contacts if None in {came, went} else None
        return RoleChange(capital(role(function, level)), function, level, came, went, under)

    found = [(int(((gained | lost) & each[2]).sum()), change(*each)) for each in roles.among(gained | lost)]
    return [one for _, one in sorted(found, key=lambda each: (-each[0], each[1].title))]
