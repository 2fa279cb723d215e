"""One line of the table: a claim, a case of it, what was there before, what is there now, and what is wanted."""

from __future__ import annotations

from dataclasses import dataclass

ALL = 100.0
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

    @property
    def wish(self) -> str:
        """What is wanted, in words; "" where the figure stands for information."""
        low, high = (round(mark, 1) for mark in self.wanted)
        if (low, high) == ANY:
            return ""
        return f"at most {high:g}" if not low else f"at least {low:g}" if high >= ALL else f"{low:g} to {high:g}"

    def line(self) -> str:
        """The row as text."""
        before = "" if self.before is None else f"{self.before:.1f}"
        verdict = "" if self.good else "NOT"
        return f"{self.claim:<22}{self.case:<46}{before:>8}{self.now:>8.1f}  {self.wish:<14}{verdict}"
