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
    from personacheck.settings.settings import Settings


@dataclass(frozen=True)
class Memory:
    """The file of the history, the register of decisions; ``since`` picks the run that a new one is held against.

    ``apart``: a part is assessed, and what was decided on the whole says nothing of it.
    """

    history: Path
    decisions: Path
    since: date | None = None
    apart: bool = False

    def decided(self) -> Decisions:
        """What was decided.

        Raises
        ------
        DecisionsError
            The register cannot be read.
        """
        register = load_decisions(self.decisions)
        return replace(register, entries=()) if self.apart else register

    def past(self, settings: Settings) -> Sequence[Snapshot]:
        """The runs on file of the same part, oldest first.

        Raises
        ------
        HistoryError
            The history cannot be read.
        """
        return history.series(history.runs(self.history), settings.where)


def recall(memory: Memory, settings: Settings) -> Review:
    """The last run on file held against the one before, without an export.

    Raises
    ------
    DecisionsError, HistoryError
        What is on file cannot be read.
    UsageError
        No run is on file.
    """
    past = memory.past(settings)
    if not past:
        step = "Record one: personacheck check EXPORT --cast CAST"
        raise UsageError(Problem(str(memory.history), "", "no run is on file, and no export is given", step))
    return review(past[-1], past[:-1], memory.decided(), settings, since=memory.since)
