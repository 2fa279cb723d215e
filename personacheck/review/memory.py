"""What is known from before: runs on file, and what was decided; and the last run on file, told again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from personacheck.errors import Problem, UsageError
from personacheck.review import history
from personacheck.review.decisions import load_decisions
from personacheck.review.review import review

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from personacheck.model.decisions import Decisions
    from personacheck.model.review import Review
    from personacheck.model.snapshot import Snapshot
    from personacheck.settings import Settings


@dataclass(frozen=True)
class Memory:
    """The file of the history, the register of decisions; ``since`` picks the run that a new one is held against.

    ``apart``: a part is assessed, and what was decided on the whole says nothing of it.
    """

    history: Path
    decisions: Path
    since: date | None = None
    apart: bool = False

    def read(self, settings: Settings) -> tuple[Decisions, Sequence[Snapshot]]:
        """What was decided, and the runs on file of the same part, oldest first.

        Raises
        ------
        DecisionsError, HistoryError
            What is on file cannot be read.
        """
        decided = load_decisions(self.decisions)
        past = history.series(history.runs(self.history), settings.where)
        return replace(decided, entries=()) if self.apart else decided, past


def recall(memory: Memory, settings: Settings) -> Review:
    """The last run on file held against the one before, without an export.

    Raises
    ------
    DecisionsError, HistoryError
        What is on file cannot be read.
    UsageError
        No run is on file.
    """
    past = history.series(history.runs(memory.history), settings.where)
    if not past:
        step = "Record one: personacheck check EXPORT --cast CAST"
        raise UsageError(Problem(str(memory.history), "", "no run is on file, and no export is given", step))
    decided, _ = memory.read(settings)
    return review(past[-1], past[:-1], decided, settings, since=memory.since)
