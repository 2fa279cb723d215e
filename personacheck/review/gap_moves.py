"""Whether a gap that was there before has grown or shrunk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.changes import Move
from personacheck.review import groups

if TYPE_CHECKING:
    from personacheck.model.result import Gap
    from personacheck.model.snapshot import Snapshot

GROWTH: Final = 0.10
LEAST: Final = 2
"""A gap moved if its share of all accounts (else contacts) did by more than noise, and by what makes two of them; where
an earlier version kept nothing that tells noise, by over a tenth of the larger share. No source for two and a tenth."""


class Sizes(NamedTuple):
    """The runs that gaps are shares of, and how many gaps are looked at."""

    before: Snapshot
    after: Snapshot
    gaps: int = 1

    def of(self, what: str) -> tuple[int, int]:
        """Accounts or contacts in a market, in both runs."""
        before, after = (getattr(run.result.headline, what) for run in (self.before, self.after))
        return before.in_market, after.in_market

    @property
    def as_deep(self) -> bool:
        """Whether as many people are known of each account; of more, somebody is sooner in a gap."""
        accounts, contacts = self.of("accounts"), self.of("contacts")
        if not all(accounts) or not all(contacts):
            return False
        deep = contacts[0] / accounts[0], contacts[1] / accounts[1]
        return abs(deep[1] - deep[0]) <= GROWTH * max(deep)


def gap_move(before: Gap, after: Gap, sizes: Sizes, *, by_accounts: bool) -> str:
    """One of ``Move``. By the share of all, since a gap is no worse where the export has grown."""
    pairs = [("accounts", before.accounts, after.accounts)] if by_accounts and sizes.as_deep else []
    for what, was, now in (*pairs, ("contacts", before.contacts, after.contacts)):
        whole = sizes.of(what)
        if not all(whole):
            continue
        shares = was / whole[0], now / whole[1]
        moved = shares[1] - shares[0]
        noise = _noise(before, after, sizes, what)
        beyond = GROWTH * max(shares) if noise is None else noise
        if abs(moved) > beyond and round(abs(moved) * max(whole), 9) >= LEAST:
            return (Move.WORSE if moved > 0 else Move.BETTER).value
    return Move.UNCHANGED.value


def _noise(before: Gap, after: Gap, sizes: Sizes, what: str) -> float | None:
    was, now = (groups.name(f"gap {what}", gap.id) for gap in (before, after))
    old = sizes.before.groups
    under = {**old, now: old[was]} if was in old else old
    return groups.noise(under, sizes.after.groups, now, groups.name(what, groups.ALL), among=sizes.gaps)
