"""How many personas are enough: persona fit by size of cast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.cast import Kind
from personacheck.report.page.headline import customers
from personacheck.report.wording import NBSP, count, percent
from personacheck.text.prose import plural, sentence, spelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.result import CurvePoint

ALL_BUT: Final = 0.95
"""The curve's elbow: personas that reach so much of what all reach."""
LABELLED: Final = 8
"""Points up to which each bears its label; beyond, the first, the elbow and the last do."""
APART: Final = 4
"""Points between two labels, at least, where not each bears one."""
LEFT: Final = 58.0
WIDTH: Final = 338.0
ZERO: Final = 210.0
HUNDRED: Final = 188.0


class Point(NamedTuple):
    """A point of the curve, in units of its drawing; ``label`` is "" where it would crowd."""

    x: float
    y: float
    value: str
    label: str


class Step(NamedTuple):
    """A row of the curve's table."""

    personas: int
    added: str
    fit: str
    points: str


class Curve(NamedTuple):
    """Persona fit by size of cast; no points where a curve would say nothing."""

    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    says: str


def curve(assessment: Assessment) -> Curve:
    """The cast-size curve: what each further persona adds, best first."""
    points = [point for point in assessment.result.curve if point.coverage is not None]
    names = {persona.id: persona.name for persona in assessment.cast.personas}
    called = {persona.id: persona.name for persona in assessment.cast.shortly.personas}
    steps = tuple(
        Step(point.personas, names.get(point.id, point.id), percent(point.coverage), _gain(points, n))
        for n, point in enumerate(points)
    )
    rest = _rest(assessment)
    if not customers(assessment.cast) and assessment.result.headline.contacts.judged:
        return Curve((), (), "The cast has no persona for customers, so there is no curve to show.")
    if len(points) > 1 and not points[-1].coverage:
        return Curve((), steps, "No persona fits anybody: how many are enough cannot be said yet.")
    if len(points) < 2:
        return Curve((), steps, f"{'' if rest and not points else _alone(points, called)} {rest}".strip())
    return Curve(_points(points, names), steps, f"{_says(points)} {rest}".strip())


def _rest(assessment: Assessment) -> str:
    """Personas behind the curve's end, which add too few contacts to be told."""
    apart = {Kind.PARTNER.value, Kind.NEGATIVE.value}
    result = assessment.result
    left = sum(persona.kind not in apart for persona in assessment.cast.personas) - len(result.curve)
    if left <= 0 or not result.headline.contacts.judged:
        return ""
    who = f"{spelled(left)} {'more' if result.curve else 'persona' if left == 1 else 'personas'}"
    adds = f"adds {result.least.under} contacts" if left == 1 else f"add {result.least.under} contacts each"
    return sentence(f"{who} {adds}.")


def _gain(points: Sequence[CurvePoint], n: int) -> str:
    gain = 100 * ((points[n].coverage or 0.0) - ((points[n - 1].coverage or 0.0) if n else 0.0))
    return "none" if gain <= 0 else "under 1" if gain < 1 else f"{gain:.0f}"


def _alone(points: Sequence[CurvePoint], names: dict[str, str]) -> str:
    if not points:
        return "No contact can be judged, so there is no curve to show."
    name = names.get(points[0].id, points[0].id)
    if not points[0].coverage:
        return f"{name} fits nobody: how many are enough cannot be said yet."
    return (
        f"One persona does all the work: {name} fits {percent(points[0].coverage)} of the contacts that can be judged."
    )


def _says(points: Sequence[CurvePoint]) -> str:
    last = points[-1].coverage or 0.0
    enough = points[_elbow(points)]
    if enough.personas == points[-1].personas:
        return f"Each of the {spelled(len(points))} personas adds something: together they reach {percent(last)}."
    rest = points[-1].personas - enough.personas
    gain = 100 * (last - (enough.coverage or 0.0))
    added = "nothing" if gain <= 0 else "less than a point" if gain < 1 else plural(round(gain), "point")
    who = f"{sentence(spelled(enough.personas))} {'persona reaches' if enough.personas == 1 else 'personas reach'}"
    return (
        f"{who} {percent(enough.coverage)}; {'the last one adds' if rest == 1 else f'{count(rest)} more add'} {added}."
    )


def _elbow(points: Sequence[CurvePoint]) -> int:
    last = points[-1].coverage or 0.0
    return next(n for n, point in enumerate(points) if (point.coverage or 0.0) >= ALL_BUT * last)


def _points(curve_points: Sequence[CurvePoint], names: dict[str, str]) -> tuple[Point, ...]:
    last, few = len(curve_points) - 1, len(curve_points) <= LABELLED
    labelled = {0, last, *(n for n in (_elbow(curve_points),) if APART <= n <= last - APART)}
    gap = WIDTH / last
    points = []
    for n, point in enumerate(curve_points):
        has_label = few or n in labelled
        label = _short(names.get(point.id, point.id)) if few else count(n + 1)
        value = percent(point.coverage).removesuffix(f"{NBSP}%")
        height = ZERO - HUNDRED * (point.coverage or 0.0)
        points.append(Point(LEFT + n * gap, height, value if has_label else "", label if has_label else ""))
    return tuple(points)


def _short(name: str) -> str:
    """A persona by its first name, as in "Ingrid, IT decision maker"; at most ten characters fit under a point."""
    first = name.split(",", maxsplit=1)[0].split() or [""]
    return first[0] if len(first[0]) <= 10 else ""
