"""One line of the table: a claim, a case of it, what was there before, what is there now, and what is wanted."""

from __future__ import annotations

from dataclasses import dataclass

ANY = (0.0, float("inf"))


@dataclass(frozen=True)
class Row:
    """A figure in percent or points.

    Attributes
    ----------
    before
        By the method that stood here before; None where there was none.
    wanted
        Least and most; ``ANY`` for a figure that stands for information.
    """

    claim: str
    case: str
    before: float | None
    now: float
    wanted: tuple[float, float] = ANY

    @property
    def good(self) -> bool:
        """Whether the figure is as wanted."""
        return self.wanted[0] <= self.now <= self.wanted[1]

    def line(self) -> str:
        """The row as text."""
        before = "" if self.before is None else f"{self.before:.1f}"
        low, high = self.wanted
        wanted = "" if self.wanted == ANY else f"{low:g} to {high:g}" if low else f"at most {high:g}"
        wanted = f"at least {low:g}" if low and high == ANY[1] else wanted
        return f"{self.claim:<22}{self.case:<46}{before:>8}{self.now:>8.1f}  {wanted:<14}{'' if self.good else 'NOT'}"
