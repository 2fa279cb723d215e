"""Gates: the least coverage that a run must show, overall or in a segment, by contacts, accounts or revenue."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from personacheck.errors import Problem, SettingsError, UsageError
from personacheck.model.part import strange, values_of
from personacheck.model.tables import AXIS_VALUES
from personacheck.model.tally import AccountTally, Money, Tally, counted_by, percent
from personacheck.settings.settings import FILE_NAME
from personacheck.text.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from personacheck.model.tally import Headline, Segment
    from personacheck.settings.sections import Axis

WORDS: Final = {
    "by-contacts": "contacts",
    "by-main-contacts": "main_contacts",
    "by-accounts": "accounts",
    "by-revenue": "revenue",
}
"""Word of a gate to what is counted; contacts where a gate says nothing."""
ALL: Final = "all"
FLAG, TABLE = "--fail-under", "[gates]"
"""Where a gate is written."""
EXAMPLE: Final = 'Write 80, "by-accounts: 50" or "channel=indirect: 60".'


@dataclass(frozen=True)
class Gate:
    """One gate: coverage of ``where`` (empty for the headline), by ``measure``, is ``least`` (percent) or more.

    ``origin`` says who asks for it: the flag, or ``[gates]`` of the settings.
    """

    text: str
    measure: str
    where: dict[str, str]
    least: float
    origin: str = FLAG


def parse_gate(text: str) -> Gate:
    """A gate as written on the command line: words and ``axis=value`` pairs, a colon, percent.

    Examples
    --------
    >>> parse_gate("80").least
    80.0
    >>> gate = parse_gate("by-accounts, channel=indirect, size=small: 60%")
    >>> gate.measure, gate.where
    ('accounts', {'channel': 'indirect', 'size': 'small'})

    Raises
    ------
    UsageError
        It cannot be understood.
    """
    which, _, number = text.rpartition(":")
    try:
        least = float(number.strip().removesuffix("%"))
    except ValueError:
        raise UsageError(Problem("", f"{FLAG} {text}", "it does not end in a percentage", EXAMPLE)) from None
    if not 0 <= least <= 100:
        raise UsageError(Problem("", f"{FLAG} {text}", "a percentage is between 0 and 100", EXAMPLE))
    return _gate(text, which, least)


def parse_gates(
    texts: Iterable[str], settings: Mapping[str, float], axes: Mapping[str, Axis] = MappingProxyType({}),
    file: str = FILE_NAME,
) -> tuple[Gate, ...]:  # fmt: skip  # the flags, the settings
    """Gates of the command line and of ``[gates]``; the command line wins where both say the same.

    Parameters
    ----------
    axes
        The settings' own axes.
    file
        What the settings' file is called.

    Raises
    ------
    UsageError, SettingsError
        As ``parse_gate``; of an axis or a value that there is not; the latter of ``[gates]``.
    """
    values = values_of({name: axis.values for name, axis in axes.items()})
    from_settings = [_of_settings(which, least, file) for which, least in settings.items()]
    named = {(gate.measure, *sorted(gate.where.items())): gate for gate in [*from_settings, *map(parse_gate, texts)]}
    problems = [problem for gate in named.values() for problem in _strange(gate, values, file)]
    if problems:
        raise (UsageError if all(problem.file == "" for problem in problems) else SettingsError)(*problems)
    return tuple(named.values())


def _strange(gate: Gate, values: Mapping[str, Sequence[str]], settings: str) -> Iterator[Problem]:
    """Axes that there are not, and values that an axis cannot have."""
    which = gate.text.rpartition(":")[0]
    file, place = (settings, f"gates.{which}") if gate.origin == TABLE else ("", f"{FLAG} {gate.text}")
    yield from (Problem(file, place, cause, step) for cause, step in strange(gate.where.items(), values))


def missed(gates: Sequence[Gate], headline: Headline, segments: Sequence[Segment]) -> tuple[Problem, ...]:
    """One problem a gate that is not met; where nothing could be judged, it is not met.

    Raises
    ------
    UsageError
        A gate names a value that nobody has, of an axis that is a column as it is.
    """
    seen: dict[str, dict[str, None]] = {}
    for axis, value in (pair for segment in segments for pair in segment.where.items()):
        seen.setdefault(axis, {})[value] = None
    free = seen.keys() - AXIS_VALUES.keys()
    problems = [
        Problem("", f"{gate.origin} {gate.text}", f"there is no {axis} {value} here", did_you_mean(value, seen[axis]))
        for gate in gates
        for axis, value in gate.where.items()
        if axis in free and value not in seen[axis]
    ]
    if problems:
        raise UsageError(*problems)
    return tuple(problem for gate in gates for problem in _missed(gate, headline, segments))


def measured(gates: Sequence[Gate], headline: Headline, segments: Sequence[Segment]) -> Iterator[str]:
    """What each gate looks at, a line each: the number that it is held against."""
    for gate in gates:
        counted = _counted(gate, headline, segments)
        if counted is not None and counted.coverage is not None:
            fit = f"{percent(counted.coverage, 1)}{_count_of(counted)}"
            yield f"Gate {gate.origin} {gate.text}: persona fit {counted_by(gate.measure)} is {fit}."


def _counted(gate: Gate, headline: Headline, segments: Sequence[Segment]) -> Tally | AccountTally | Money | None:
    here = next((segment for segment in segments if segment.where == gate.where), None) if gate.where else headline
    return getattr(here, gate.measure, None)


def _of_settings(which: str, least: float, file: str) -> Gate:
    try:
        return replace(parse_gate(f"{which}: {least:g}"), origin=TABLE)
    except UsageError as error:
        place = f"gates.{which}"
        problems = [Problem(file, place, problem.cause, problem.step) for problem in error.problems]
        raise SettingsError(*problems) from None


def _gate(text: str, which: str, least: float) -> Gate:
    measure, where = "contacts", {}
    for word in filter(None, re.split(r"[,\s]+", which)):
        axis, equals, value = word.partition("=")
        if equals and axis and value:
            where[axis] = value
        elif word in WORDS:
            measure = WORDS[word]
        elif word != ALL:
            step = f"{did_you_mean(word, (ALL, *WORDS))} A segment is written channel=indirect."
            raise UsageError(Problem("", f"{FLAG} {text}", f"{word} is not a gate", step))
    return Gate(text, measure, where, least)


def _missed(gate: Gate, headline: Headline, segments: Sequence[Segment]) -> Iterator[Problem]:
    counted = _counted(gate, headline, segments)
    asked, fit = f"{gate.origin} {gate.text}", f"persona fit {counted_by(gate.measure)}"
    if counted is None or counted.coverage is None:
        here_none = "no readable contacts" + (" in this segment" if gate.where else "")
        yield Problem("", asked, f"{fit}: {here_none}", "See the gaps for what is missing.")
    elif 100 * counted.coverage < gate.least - 1e-9:
        cause = f"{fit} is {percent(counted.coverage, 1)}{_count_of(counted)}, below {gate.least:g} %"
        yield Problem("", asked, cause, "See the gaps in the report.")


def _count_of(counted: Tally | AccountTally | Money) -> str:
    if isinstance(counted, Money):
        return ""
    return f" ({counted.covered:,} of {counted.judged:,})"
