"""Small cells: people by role or title who are so few that a figure could point at one of them.

One rule for report, review, result, history and Markdown. The totals of statuses are no such cells: they are the point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, overload

from personacheck.text.prose import spelled

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

SMALLER: Final = "smaller ones"
"""Under which name values are counted together that each hold too few people."""


@dataclass(frozen=True)
class Least:
    """From how many contacts, at how many accounts, people by role or title are told by number.

    The revenue of a segment or gap is told from so many accounts on whose amount is known.
    """

    contacts: int = 5
    accounts: int = 3

    def hides(self, contacts: int, accounts: int) -> bool:
        """Whether there is somebody, yet too few; of people none of whom has an account only their number counts.

        Examples
        --------
        >>> least = Least()
        >>> [least.hides(n, accounts) for n, accounts in ((0, 0), (4, 4), (5, 2), (5, 3), (9, 0))]
        [False, True, True, False, False]
        """
        return 0 < contacts < self.contacts or 0 < accounts < self.accounts

    @overload
    def reached(self, contacts: int, accounts: int) -> bool: ...

    @overload
    def reached(self, contacts: NDArray[Any], accounts: NDArray[Any]) -> NDArray[np.bool_]: ...

    def reached(self, contacts: int | NDArray[Any], accounts: int | NDArray[Any]) -> bool | NDArray[np.bool_]:
        """Whether there are enough of both, as a title or a role takes that is named: without accounts never.

        Examples
        --------
        >>> least = Least()
        >>> [least.reached(n, accounts) for n, accounts in ((4, 4), (5, 2), (5, 3), (9, 0))]
        [False, False, True, False]
        """
        return (contacts >= self.contacts) & (accounts >= self.accounts)

    @property
    def under(self) -> str:
        """What stands for a number that is not told: "under five"."""
        return f"under {spelled(self.contacts)}"

    @property
    def whom(self) -> str:
        """Whom no number is told of: "under five contacts, or contacts at under three accounts"."""
        return f"{self.under} contacts, or contacts at under {spelled(self.accounts)} accounts"

    @property
    def lowered(self) -> str:
        """That smaller numbers are let through than usually; "" where they are not."""
        if self == EVERYBODY or USUAL.reached(self.contacts, self.accounts):
            return ""
        return (
            f"The settings show people by role from {spelled(self.contacts)} at {spelled(self.accounts)} upwards "
            f"(default: {spelled(USUAL.contacts)} contacts at {spelled(USUAL.accounts)} accounts): "
            "some may be identifiable."
        )

    def words(self, number: int | None) -> str:
        """A number of people, or what stands for it."""
        return self.under if number is None else f"{number:,}"

    def folded(self, counts: Mapping[str, int], accounts: Mapping[str, int]) -> dict[str, int]:
        """Counts by value, with those of too few people under one name; "" is no value, and stays.

        Examples
        --------
        >>> Least().folded({"": 2, "it": 9, "legal": 1, "sales": 3}, {"it": 4})
        {'': 2, 'it': 9, 'smaller ones': 4}
        """
        small = {key for key, n in counts.items() if key and self.hides(n, accounts.get(key, 0))}
        shown = {key: n for key, n in counts.items() if key not in small}
        rest = sum(counts[key] for key in small)
        return {**shown, SMALLER: shown.get(SMALLER, 0) + rest} if rest else shown


USUAL: Final = Least()
"""Unless the settings say otherwise; also what a gap holds before it takes up leadership's time."""
EVERYBODY: Final = Least(0, 0)
"""Nothing is held back: for the workbook and the account list."""
