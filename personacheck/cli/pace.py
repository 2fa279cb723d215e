"""How far a run is: the share of its work that is done, and the time that is left."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Callable

WORK: Final = {
    "reading the cast": 0.0,
    "reading the export": 0.4,
    "matching contacts to personas": 0.3,
    "counting": 0.1,
    "writing": 0.2,
}
"""Shares of a check of 100,000 contacts and more, in its order (benchmarks/stages.py)."""
PATIENCE: Final = 2.0
"""Seconds after which figures are told."""
MOST: Final = 0.95
"""Share of a stage that is taken as done, at most, before its end is told."""


class Pace:
    """The stage at work, and figures as soon as a first stage tells how fast this computer is.

    Parameters
    ----------
    last
        The stage that ends the run; of a run that ends otherwise only the seconds so far are told.
    """

    def __init__(self, last: str = "", clock: Callable[[], float] = monotonic) -> None:
        stages = list(WORK)
        self._work = {stage: WORK[stage] for stage in stages[: stages.index(last) + 1]} if last else {}
        self._clock = clock
        self._begun = self._stage_begun = clock()
        self._stage, self._done = "starting", 0.0

    def begin(self, stage: str) -> None:
        """The stage before is done; another begins."""
        self._done += self._work.pop(self._stage, 0.0)
        self._stage, self._stage_begun = stage, self._clock()

    def __rich__(self) -> str:
        """The line as the terminal shows it, several times a second."""
        passed = self._clock() - self._begun
        if passed < PATIENCE:
            return self._stage
        if not self._done or self._stage not in self._work:
            return f"{self._stage}, {plural(round(passed), 'second')} so far"
        pace = (self._stage_begun - self._begun) / self._done
        within = self._work[self._stage]
        done = self._done + min((self._clock() - self._stage_begun) / pace, MOST * within)
        whole = self._done + sum(self._work.values())
        return f"{self._stage}: {done / whole:.0%} done, about {_time((whole - done) * pace)} left"


def _time(seconds: float) -> str:
    """A time in words, as exact as it is known.

    >>> _time(0.2), _time(38), _time(64), _time(200)
    ('1 second', '40 seconds', '1 minute', '3 minutes')
    """
    if seconds >= 55:
        return plural(max(round(seconds / 60), 1), "minute")
    return plural(max(round(seconds) if seconds < 10 else round(seconds / 5) * 5, 1), "second")
