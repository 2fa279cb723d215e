"""Gates: the least coverage that a run must show, overall or in a segment, by contacts, accounts or revenue."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from personacheck.errors import Problem, SettingsError, UsageError
from personacheck.model.tally import AccountTally, Money, Tally, counted_by, percent
from personacheck.settings import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from personacheck.model.tally import Headline, Segment

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
        raise UsageError(Problem(FLAG, text, "it does not end in a percentage", EXAMPLE)) from None
    if not 0 <= least <= 100:
        raise UsageError(Problem(FLAG, text, "a percentage is between 0 and 100", EXAMPLE))
    return _gate(text, which, least)


def parse_gates(texts: Iterable[str], settings: Mapping[str, float]) -> tuple[Gate, ...]:
    """Gates of the command line and of ``[gates]``; the command line wins where both say the same.

    Raises
    ------
    UsageError, SettingsError
        As ``parse_gate``; the latter of ``[gates]``.
    """
    kept = [_of_settings(which, least) for which, least in settings.items()]
    named = {(gate.measure, *sorted(gate.where.items())): gate for gate in [*kept, *map(parse_gate, texts)]}
    return tuple(named.values())


def missed(gates: Sequence[Gate], headline: Headline, segments: Sequence[Segment]) -> tuple[Problem, ...]:
    """One problem a gate that is not met; where nothing could be judged, it is not met.

    Raises
    ------
    UsageError
        A gate names an axis that does not exist.
    """
    axes = list(dict.fromkeys(axis for segment in segments for axis in segment.where))
    unknown = [(gate.text, axis) for gate in gates for axis in gate.where if axis not in axes]
    if unknown and axes:
        step = f"Known: {', '.join(axes)}."
        raise UsageError(*(Problem(FLAG, text, f"there is no axis {axis}", step) for text, axis in unknown))
    return tuple(problem for gate in gates for problem in _missed(gate, headline, segments))


def _of_settings(which: str, least: float) -> Gate:
    try:
        return replace(parse_gate(f"{which}: {least:g}"), origin=TABLE)
    except UsageError as error:
        place = f"gates.{which}"
        raise SettingsError(*(Problem(FILE_NAME, place, one.cause, one.step) for one in error.problems)) from None


def _gate(text: str, which: str, least: float) -> Gate:
    measure, where = "contacts", {}
    for word in filter(None, re.split(r"[,\s]+", which)):
        axis, equals, value = word.partition("=")
        if equals and axis and value:
            where[axis] = value
        elif word in WORDS:
            measure = WORDS[word]
        elif word != ALL:
            step = f"Known: {', '.join((ALL, *WORDS))}, and axis=value."
            raise UsageError(Problem(FLAG, text, f"{word} is not a gate", step))
    return Gate(text, measure, where, least)


def _missed(gate: Gate, headline: Headline, segments: Sequence[Segment]) -> Iterator[Problem]:
    here = next((one for one in segments if one.where == gate.where), None) if gate.where else headline
    counted: Tally | AccountTally | Money | None = getattr(here, gate.measure, None)
    asked, fit = f"{gate.origin} {gate.text}", f"persona fit {counted_by(gate.measure)}"
    if counted is None or counted.coverage is None:
        here_none = "no readable contacts" + (" in this segment" if gate.where else "")
        yield Problem("", asked, f"{fit}: {here_none}", "See the gaps for what is missing.")
    elif 100 * counted.coverage < gate.least - 1e-9:
        told = f"{fit} is {percent(counted.coverage, 1)}{_of(counted)}, below {gate.least:g} %"
        yield Problem("", asked, told, "See the gaps in the report.")


def _of(counted: Tally | AccountTally | Money) -> str:
    if isinstance(counted, Money):
        return ""
    return f" ({counted.covered:,} of {counted.judged:,})"
