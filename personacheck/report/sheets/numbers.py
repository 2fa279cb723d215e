"""Summary and Segments: the tallies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model.estimand import noun_of
from personacheck.report.page.axes import axes, axis_notes, values
from personacheck.report.page.fit import segment_tally
from personacheck.report.page.headline import everybody, headline
from personacheck.report.page.sample import checked, sample_part
from personacheck.report.sheets.sheet import Chart, Column, Kind, Sheet, column, counts, shares
from personacheck.report.wording import withheld
from personacheck.text.prose import sentence
from personacheck.vocabulary.axes import axis_label, value_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.result import Result
    from personacheck.model.tally import AccountTally, Headline, Money, Segment, Tally

    AnyTally = Tally | AccountTally | Money

COUNTED: Final = (
    "covered", "assumed", "partial", "stretched", "uncovered", "unreadable", "empty", "excluded", "leaning", "total",
)  # fmt: skip  # a row of names
SHARES: Final = {"Persona fit": "coverage", "Floor": "floor", "Ceiling": "ceiling"}
CHECKED: Final = {
    "People found": "estimate", "Found: low": "low", "Found: high": "high", "Same people: matched": "matched",
}  # fmt: skip  # a row of heads
HEADS: Final = {"leaning": "Near misses", "assumed": "Of covered: assumed"}


def summary(assessment: Assessment) -> Sheet:
    """The four numbers of the headline and of each population beside it."""
    result = assessment.result
    name = "customers" if result.of_customers else result.run.population
    rows = [line for who, four in {name: result.headline, **result.populations}.items() for line in _lines(who, four)]
    tallies = [tally for _, _, tally in rows]
    sample = sample_part(assessment)
    reviewed = [counts("Reviewed", [getattr(tally, "reviewed", None) for tally in tallies])] if sample else []
    share_heads = {**SHARES, **CHECKED} if sample and sample.rows else SHARES
    intro = (
        f"{headline(result, assessment.cast)}.",
        *filter(None, (everybody(result),)),
        checked(result),
        *((sample.claim, *(f"{word}: {fact}" for word, fact in sample.facts)) if sample else ()),
        "Persona fit = covered / (covered + partial + stretched + uncovered).",
        *(
            ("People found: what reviewers found. Same people: matched: the matched share of the same contacts.",)
            if sample
            else ()
        ),
    )
    return Sheet(
        "Summary",
        (
            column("Population", [who for who, _, _ in rows]),
            column("Counted by", [counted for _, counted, _ in rows]),
            *(
                counts(HEADS.get(field, sentence(field)), [getattr(tally, field, None) for tally in tallies])
                for field in COUNTED
            ),
            *reviewed,
            *(shares(head, [getattr(tally, field, None) for tally in tallies]) for head, field in share_heads.items()),
        ),
        intro,
    )


def segments(assessment: Assessment) -> Sheet:
    """Every segment of one to three axes."""
    result = assessment.result
    compared = _compared(result)
    rows = [segment for segment in result.segments if {*segment.where} <= {*compared}]
    return Sheet(
        "Segments",
        (
            *(_axis(rows, axis) for axis in compared),
            *_measure("Accounts", [segment.accounts for segment in rows]),
            *_measure("Main contacts", [segment.main_contacts for segment in rows], bounds=True),
            *_of_answers([segment.main_contacts for segment in rows]),
            *_measure("Contacts", [segment.contacts for segment in rows]),
            *_revenue(rows),
        ),
        (
            "Each row is a combination of axis values; an empty cell means any value. Excluded contacts are left out.",
            *_one_value(result),
            *_how(assessment),
        ),
    )


def by_axis(assessment: Assessment) -> Sheet:
    """Persona fit along each axis, as the report shows it, with a chart."""
    result = assessment.result
    rows = [
        (f"{sentence(axis_label(axis))}: {value_label(axis, value)}", segment_tally(result, segment))
        for axis in _compared(result)
        for value in values(result, axis)
        for segment in result.segments
        if segment.where == {axis: value}
    ]
    tallies: list[Tally | AccountTally] = [tally for _, tally in rows]
    noun = noun_of(result.headline)
    chart = Chart(f"Persona fit of {noun}s by axis", "bar", "Axis and value", "Persona fit", (0, len(rows)))
    return Sheet(
        "By axis",
        (
            column("Axis and value", [label for label, _ in rows]),
            counts("Covered", [tally.covered for tally in tallies]),
            counts("Judged", [tally.judged for tally in tallies]),
            counts("Unreadable", [tally.unreadable for tally in tallies]),
            shares("Persona fit", [tally.coverage for tally in tallies]),
            shares("Floor", [tally.floor for tally in tallies]),
            shares("Ceiling", [tally.ceiling for tally in tallies]),
        ),
        (f"{sentence(noun)}s; each has one value on every axis.", *_one_value(result), *_how(assessment)),
        (chart,) if rows else (),
    )


def _compared(result: Result) -> list[str]:
    """Axes of two values or more; one of a single value would repeat what stands without it."""
    return [axis for axis in axes(result) if len(values(result, axis)) > 1]


def _one_value(result: Result) -> list[str]:
    """Which axes are left out, and their value, in a sentence; none where all are compared."""
    alone = {axis: values(result, axis) for axis in axes(result)}
    shown = [f"{axis_label(axis)} ({value_label(axis, *only)})" for axis, only in alone.items() if len(only) == 1]
    return [f"Left out, since there is one value only: {', '.join(shown)}."] if shown else []


def _how(assessment: Assessment) -> list[str]:
    """How the values of the axes that are compared are told apart."""
    notes, compared = axis_notes(assessment), _compared(assessment.result)
    return [f"{sentence(axis_label(axis))}: {note}" for axis, note in notes.items() if note and axis in compared]


def _lines(who: str, four: Headline) -> list[tuple[str, str, AnyTally]]:
    lines: list[tuple[str, str, AnyTally]] = [
        (who, "account", four.accounts),
        (who, "main contact", four.main_contacts),
        (who, "contact", four.contacts),
    ]
    if four.revenue:
        lines.append((who, f"revenue ({four.revenue.currency or 'no currency named'})", four.revenue))
    return lines


def _axis(rows: Sequence[Segment], axis: str) -> Column:
    cells = [value_label(axis, segment.where[axis]) if axis in segment.where else "" for segment in rows]
    return column(sentence(axis_label(axis)), cells)


def _measure(name: str, tallies: list[Tally] | list[AccountTally], *, bounds: bool = False) -> list[Column]:
    rows: list[Tally | AccountTally] = [*tallies]
    columns = [
        counts(f"{name}: covered", [tally.covered for tally in rows]),
        counts(f"{name}: judged", [tally.judged for tally in rows]),
        counts(f"{name}: unreadable", [tally.unreadable for tally in rows]),
        shares(f"{name}: fit", [tally.coverage for tally in rows]),
    ]
    if bounds:
        columns += [
            shares(f"{name}: floor", [tally.floor for tally in rows]),
            shares(f"{name}: ceiling", [tally.ceiling for tally in rows]),
        ]
    return columns


def _of_answers(tallies: list[Tally]) -> list[Column]:
    """What people found of main contacts, where a random sample was reviewed."""
    if not any(tally.reviewed for tally in tallies):
        return []
    estimates = [shares(head, [getattr(tally, field) for tally in tallies]) for head, field in CHECKED.items()]
    return [counts("Main contacts: reviewed", [tally.reviewed for tally in tallies]), *estimates]


def _revenue(rows: Sequence[Segment]) -> list[Column]:
    """What the accounts of a segment pay; a word where it is withheld, an empty cell where none is recorded."""
    amounts = [(segment.revenue, withheld(segment.under) or None) for segment in rows]
    if not any(paid for paid, _ in amounts):
        return []
    return [
        column("Revenue: covered", [paid.covered if paid else hidden for paid, hidden in amounts], Kind.MONEY),
        column("Revenue: judged", [paid.judged if paid else hidden for paid, hidden in amounts], Kind.MONEY),
        shares("Revenue: fit", [paid.coverage if paid else hidden for paid, hidden in amounts]),
    ]
