"""Every refusal is one of these.

::

    PersonaCheckError            problems: file, place, cause, next step    exit
    ├── UsageError               a flag or a value that cannot be           2
    ├── SettingsError            personacheck.toml                          2
    ├── CastError                cast.yaml, cast.xlsx                       2
    ├── DecisionsError           decisions.yaml                             2
    ├── LabelsError              labels.csv                                 2
    ├── ExportError              an export that cannot be read right        3
    ├── GateError                a gate that was not met                    4
    ├── OutputError              a file that cannot be written              5
    ├── HistoryError             a history that cannot be used              5
    └── VocabularyError          a word list that we ship (a bug)           1
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

SHOWN: Final = 2
"""Lines of problems on a terminal before "and N more", which makes three lines at most (design, safety)."""
ON_A_LINE: Final = 6
"""Problems of one kind that a line tells."""
_VALUE: Final = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, told so that its reader can mend it.

    Attributes
    ----------
    file
        Name of the file, as the user gave it; empty where no file is meant.
    place
        Sheet, line, column, cell or key; empty where the whole file is meant.
    cause
        What is wrong. Never holds a value that could be personal data.
    step
        What to do next.
    """

    file: str
    place: str
    cause: str
    step: str = ""

    def __str__(self) -> str:
        """One line: ``file, place: cause. step``."""
        where = ", ".join(part for part in (self.file, self.place) if part)
        text = f"{where}: {self.cause}" if where else self.cause
        if not self.step:
            return text
        return f"{text if text.endswith(('.', '?', '!')) else f'{text}.'} {self.step}"


class PersonaCheckError(Exception):
    """The root: carries all problems that were found, not just the first.

    Parameters
    ----------
    problems
        One or more problems, most important first.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))

    def lines(self, shown: int = SHOWN) -> list[str]:
        """At most ``shown + 1`` lines for a terminal; what is said of several places is said once.

        Where there are more problems than lines, those of one kind in one file share a line. What has no room is
        counted: "and N more".

        Examples
        --------
        >>> broken = CastError(*(Problem("cast.yaml", f"line {n}", "unknown key") for n in (3, 7, 9, 12)))
        >>> print(*broken.lines())
        error: cast.yaml, line 3; line 7; line 9; line 12: unknown key
        >>> keys = [Problem("cast.yaml", f"line {n}", f'unknown key "{key}"') for n, key in ((3, "titels"), (7, "sid"))]
        >>> others = [Problem("cast.yaml", f"line {n}", cause) for n, cause in ((8, "a tab"), (9, "an alias"))]
        >>> for line in CastError(*keys, *others).lines():
        ...     print(line)
        error: cast.yaml, line 3: unknown key "titels". Also line 7: unknown key "sid"
        error: cast.yaml, line 8: a tab
        error: cast.yaml, line 9: an alias
        """
        groups = _grouped(self.problems, lambda problem: (problem.cause, problem.step))
        if len(groups) > shown + 1:
            groups = _grouped(self.problems, lambda problem: (problem.file, _VALUE.sub("", problem.cause)))
        room = shown + 1 if len(groups) == shown + 1 and max(map(len, groups)) <= ON_A_LINE else shown
        told = [group[:ON_A_LINE] for group in groups[:room]]
        left = len(self.problems) - sum(map(len, told))
        lines = [f"error: {_line(group)}".replace("\n", " ") for group in told]
        return [*lines, f"and {left} more (all of them under --json)"] if left else lines


def _grouped(problems: Iterable[Problem], key: Callable[[Problem], Hashable]) -> list[list[Problem]]:
    groups: dict[Hashable, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(key(problem), []).append(problem)
    return list(groups.values())


def _line(problems: Iterable[Problem]) -> str:
    """Problems of one kind: each cause once, before it all its places, and a file once for all that follow."""
    texts: list[str] = []
    file = ""
    for alike in _grouped(problems, lambda problem: (problem.cause, problem.step)):
        places: list[str] = []
        for problem in alike:
            named = problem.file if problem.file != file else ""
            places.append(", ".join(part for part in (named, problem.place) if part))
            file = problem.file
        texts.append(str(Problem("", "; ".join(filter(None, places)), alike[0].cause, alike[0].step)))
    return " Also ".join([*(f"{text.rstrip('.')}." for text in texts[:-1]), texts[-1]]).replace("?.", "?")


class UsageError(PersonaCheckError):
    """A flag or a value is not valid."""

    exit_code: ClassVar[int] = 2


class SettingsError(PersonaCheckError):
    """``personacheck.toml`` (or ``[tool.personacheck]``) cannot be used."""

    exit_code: ClassVar[int] = 2


class CastError(PersonaCheckError):
    """The cast cannot be used; lists all faults of all personas."""

    exit_code: ClassVar[int] = 2


class DecisionsError(PersonaCheckError):
    """``decisions.yaml`` cannot be used; lists all its faults."""

    exit_code: ClassVar[int] = 2


class LabelsError(PersonaCheckError):
    """``labels.csv`` cannot be used; lists all faults of all rows."""

    exit_code: ClassVar[int] = 2


class ExportError(PersonaCheckError):
    """An export cannot be read reliably, so it is refused, never guessed at."""

    exit_code: ClassVar[int] = 3


class GateError(PersonaCheckError):
    """A gate (``--fail-under``, ``--fail-if-worse``, a review overdue) was not met; one problem per gate."""

    exit_code: ClassVar[int] = 4

    def lines(self, shown: int = 0) -> list[str]:
        """One line for each gate, all of them: what failed a build is read in its log.

        Examples
        --------
        >>> GateError(Problem("", "--fail-under 80", "persona fit by account is 76.2 %")).lines()
        ['not met: --fail-under 80: persona fit by account is 76.2 %']
        """
        problems = self.problems[:shown] if shown else self.problems
        return [f"not met: {problem}".replace("\n", " ") for problem in problems]


class OutputError(PersonaCheckError):
    """A file or folder cannot be written."""

    exit_code: ClassVar[int] = 5


class HistoryError(PersonaCheckError):
    """The history belongs to another program, is damaged, or cannot be opened."""

    exit_code: ClassVar[int] = 5


class VocabularyError(PersonaCheckError):
    """A word list shipped with the package is wrong: a bug in personacheck."""

    exit_code: ClassVar[int] = 1
