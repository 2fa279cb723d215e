"""``channel-skew``, ``size-skew``, ``side-skew``: the cast fits one part of the customers far better."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.equal_mix import at_equal_mix, reverses
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.findings.skew import along, skew
from personacheck.coverage.gaps import phrases
from personacheck.model import tables as t
from personacheck.model.causes import EQUAL
from personacheck.model.result import SEVERITIES
from personacheck.model.tally import percent
from personacheck.text.prose import listed, plural
from personacheck.vocabulary.axes import axis_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from personacheck.coverage.findings.equal_mix import EqualMix, Reverse
    from personacheck.coverage.findings.facts import Facts
    from personacheck.coverage.findings.skew import Judged, Part, Skew

FAIR: Final = 0.8
"""Ratio of worst to best under which a few points are a skew, too: the four-fifths rule of US employment law (EEOC
1978, 29 CFR 1607.4 D), which is for rates that are low all over."""
CLUSTERED: Final = (
    "15 points, or a fit under four fifths of the best; and statistically significant: chance makes such a difference "
    "in fewer than 5 of 100 cases, with accounts as clusters and allowing for the choice of best and worst"
)
"""What the skew findings ask of a difference, for their sources."""
EXTEND: Final = "Interview people where the fit is low; then extend the personas that also fit there, or add one."
"""What to do about a skew; each case says where the fit is low."""


def skewed(facts: Facts, judged: Judged, parts: Iterable[Part], threshold: float, axis: str = "") -> Iterator[Fault]:
    """The fault of parts that are fitted so many points better and worse, where there are such.

    Parameters
    ----------
    axis
        That of the parts, "" for none.
    """
    difference = skew(judged, parts)
    if difference is None or (difference.points < threshold and difference.ratio >= FAIR):
        return
    worst, low = difference.worst, difference.points < threshold
    most, least, points = apart(difference.most, difference.least)
    under = ", a fit under four fifths of the best" if low else ""
    equal = at_equal_mix(judged, difference, axis)
    sentences = [
        f"The cast fits {most} of main contacts {difference.best.name}, but {least} of those {worst.name}: "
        f"{points} apart{under} ({_share_of(judged, difference.best)} against {_share_of(judged, worst)}).",
        _equal(judged, difference, equal, axis, facts.coverage.population),
    ]
    yield Fault(
        " ".join(filter(None, sentences)),
        difference.points,
        about=tuple(judged.frame.index[worst.inside]),
        whom=worst.name,
        threshold=100 * (1 - FAIR) * difference.most if low else None,
        remedy=_remedy(worst, equal),
        severity=SEVERITIES[-1] if _explained(equal) else "",
    )


def apart(most: float, least: float) -> tuple[str, str, str]:
    """Two shares (0..1) and the points between them, from the unrounded values; the shares as exact as that takes.

    Examples
    --------
    >>> apart(0.61, 0.24), apart(0.424, 0.206)
    (('61 %', '24 %', '37 points'), ('42.4 %', '20.6 %', '22 points'))
    """
    points = round(100 * (most - least))

    digits = 0 if round(100 * most) - round(100 * least) == points else 1
    return percent(most, digits), percent(least, digits), plural(points, "point")


def _share_of(judged: Judged, part: Part) -> str:
    return f"{int(judged.covered[part.inside].sum()):,} of {int(part.inside.sum()):,}"


def _explained(equal: EqualMix | None) -> bool:
    """Whether the mix explains the difference: at equal mix it disappears."""
    return equal is not None and round(equal.points) <= 0


def _axes(equal: EqualMix) -> str:
    return listed([axis_label(axis) for axis in equal.axes])


def _remedy(worst: Part, equal: EqualMix | None) -> str:
    if equal is not None and _explained(equal):
        axes = _axes(equal)
        return f"Look at {axes} first: at equal {axes}, the difference disappears."
    return f"Interview people {worst.name}; then extend the personas that also fit there, or add one."


def _equal(judged: Judged, difference: Skew, equal: EqualMix | None, axis: str, population: str) -> str:
    """The difference at equal mix, and where it turns round; "" where nothing can be held equal."""
    if equal is None:
        return ""
    axes, points = _axes(equal), round(equal.points)
    if _explained(equal):
        rest = f"it reverses, by {plural(-points, 'point')}" if points else "it disappears"
        return f"{EQUAL}{axes} {rest}: the mix explains the difference."
    turned = next(reverses(judged, difference, axis), None)
    there = f", reversed {_place(turned, population)}" if turned else ""
    shares = f" ({percent(turned.best)} against {percent(turned.worst)})" if turned else ""
    return f"{EQUAL}{axes}: {plural(points, 'point')}{there}{shares}."


def _place(turned: Reverse, population: str) -> str:
    where = {turned.axis: turned.value}
    return phrases.place(where, population) or f"among those who are {phrases.axis_value(turned.axis, turned.value)}"


def _measure(axis: str, facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage between the values of an axis that are fitted best and worst."""
    judged = facts.judged
    yield from skewed(facts, judged, along(judged, axis, facts.coverage.population), threshold, axis)


def _rule(axis: str, parts: str, failure: str) -> Rule:
    return Rule(
        code=f"{axis}-skew",
        means=f"The cast fits {parts} unequally.",
        remedy=EXTEND,
        severity="high",
        threshold=15,
        unit="points",
        source=f"the failure '{failure}': {CLUSTERED}",
        measure=partial(_measure, axis),
    )


CHANNEL: Final = _rule(t.CHANNEL, "direct and partner-sold customers", "personas fit only direct customers")
SIZE: Final = _rule(t.SIZE, "small and large customers", "personas fit only large customers")
SIDE: Final = _rule(t.SIDE, "buyers and users", "talking to users, not to buyers")
