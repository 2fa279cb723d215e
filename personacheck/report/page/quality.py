"""What the numbers rest on: rows, what could not be read, how much of it is inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t
from personacheck.model.estimand import noun_of
from personacheck.report.wording import count, percent
from personacheck.text.prose import listed, part_of, plural, sentence
from personacheck.vocabulary.axes import axis_label, excluded_label

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment

UNREAD: Final = {
    "no-title": "no title, department or role",
    "vague": "a title too vague to judge",
    "words-unknown": "words that the vocabulary does not know",
}
POPULATIONS: Final = {
    t.Population.CUSTOMER.value: "Customers",
    t.Population.PROSPECT.value: "Prospects",
    t.Population.PARTNER.value: "Staff of partners",
    t.Population.UNCLASSIFIED.value: "Of no known population",
}


class RowLine(NamedTuple):
    """A line of the row accounting."""

    label: str
    number: int
    remark: str


class Quality(NamedTuple):
    """Rows of the files and contacts among them, what they do to the number, and remarks on the files."""

    rows: str
    contacts: tuple[RowLine, ...]
    effect: str
    recorded: tuple[str, ...]
    notes: tuple[str, ...]


def quality(assessment: Assessment) -> Quality:
    """Every row accounted for."""
    populations = tuple(_populations(assessment))
    return Quality(
        _read(assessment), populations, _effect(assessment), _recorded(assessment), assessment.result.run.notes
    )


def _read(assessment: Assessment) -> str:
    rows = assessment.result.run.rows
    files = listed(origin.file for origin in assessment.export.origins)
    reasons = ", ".join(f"{count(number)} {reason}" for reason, number in sorted(rows.skipped.items()))
    skipped = f"{count(sum(rows.skipped.values()))} skipped{f' ({reasons})' if reasons else ''}"
    apart = f"{count(rows.quarantined)} quarantined{' (broken rows, set aside)' if rows.quarantined else ''}"
    return f"{plural(rows.read, 'row')} read = {count(rows.loaded)} loaded + {skipped} + {apart}: {files}."


def _populations(assessment: Assessment) -> list[RowLine]:
    result = assessment.result
    name, outside = POPULATIONS.get(result.run.population, "Counted"), result.run.outside
    lines = [RowLine("Loaded", len(assessment.export.contacts) + outside, "")]
    lines += [RowLine("Outside the part", outside, f"only {result.run.part} is assessed")] if result.run.part else []
    lines += [RowLine(name, result.headline.contacts.in_market, _unread(assessment))]
    for key, numbers in result.populations.items():
        if numbers.contacts.in_market:
            lines.append(RowLine(POPULATIONS[key], numbers.contacts.in_market, "counted separately"))
    out = assessment.matches[t.STATUS].eq(t.Status.EXCLUDED)
    reasons = result.run.excluded
    reasons_text = ", ".join(
        f"{count(number)} {excluded_label(str(reason), number)}"
        for reason, number in sorted(reasons.items(), key=lambda item: (-item[1], str(item[0])))
    )
    return [*lines, RowLine("Excluded", int(out.sum()), reasons_text)]


def _unread(assessment: Assessment) -> str:
    why = t.times(assessment.matches.loc[assessment.counted, t.UNREAD])
    reasons = [f"{count(why[key])} {words}" for key, words in UNREAD.items() if key in why]
    if not assessment.result.headline.contacts.in_market:
        return ""
    return f"of them unreadable: {', '.join(reasons)}" if reasons else "all of them readable"


def _effect(assessment: Assessment) -> str:
    accounts = assessment.result.headline.accounts
    if not assessment.result.headline.contacts.in_market:
        return "No contacts are in scope, so there is no figure."
    contacts = assessment.result.headline.contacts
    if assessment.result.headline.by_contact:
        if not contacts.unreadable:
            return "Every contact can be judged."
        best = f"{count(contacts.covered + contacts.unreadable)} of {count(contacts.judged + contacts.unreadable)}"
        return f"If all {plural(contacts.unreadable, 'unreadable contact')} fitted, the headline would be {best}."
    if not accounts.unreadable:
        return "Every account with a contact can be judged." if accounts.empty else "Every account can be judged."
    of = accounts.judged
    best = f"{count(accounts.covered + accounts.unreadable)} of {count(of + accounts.unreadable)}"
    return f"If all {plural(accounts.unreadable, 'unreadable account')} fitted, the headline would be {best}."


def _recorded(assessment: Assessment) -> tuple[str, ...]:
    """For how much of the base an axis is recorded; the side, for main contacts."""
    accounts = assessment.counted_accounts
    sentences = [
        f"{sentence(axis_label(axis))} is known for "
        f"{part_of(int(accounts[axis].ne(t.UNKNOWN).sum()), len(accounts), 'account')}."
        for axis in (t.CHANNEL, t.SIZE, t.STAGE)
    ]
    sentences = [] if assessment.result.headline.by_contact else sentences
    sides = how_sides(assessment)
    return (*sentences, f"Buyers and users: {sides[:1].lower()}{sides[1:]}") if sides else tuple(sentences)


BASES: Final = {
    t.SizeFrom.TIER.value: "the tiers of the CRM",
    t.SizeFrom.EMPLOYEES.value: "employees",
    t.SizeFrom.TURNOVER.value: "turnover",
    t.SizeFrom.AMOUNT.value: "what accounts pay",
}
"""What a size is read from, in words."""


def how_sizes(assessment: Assessment) -> str:
    """What the sizes of accounts are read from, each with its share; of contacts without accounts, what may be."""
    if assessment.result.headline.by_contact:
        tiers, employees, *_ = (_basis(name, assessment) for name in BASES)
        return f"Read from {tiers}, else from {employees}."
    accounts = assessment.counted_accounts
    times = t.times(accounts.loc[accounts[t.SIZE] != t.UNKNOWN, t.SIZE_FROM])
    bases = [(name, times[name]) for name in BASES if times.get(name)]
    if not bases:
        return ""
    sized = sum(number for _, number in bases)
    told = [f"{_basis(name, assessment)} for {percent(number / sized)}" for name, number in bases]
    return f"Read from {listed(told) if len(told) > 1 else _basis(bases[0][0], assessment)}."


def _basis(name: str, assessment: Assessment) -> str:
    """What sizes are read from, with its marks: "employees (small is under 50, medium under 250)"."""
    if name not in assessment.sizes:
        return BASES[name]
    small, medium = assessment.sizes[name]
    return f"{BASES[name]} (small is under {small:,.0f}, medium under {medium:,.0f})"


def how_sides(assessment: Assessment) -> str:
    """How buyers and users are told; "" of nobody."""
    by_contact = assessment.result.headline.by_contact
    main = assessment.matches[assessment.counted & (assessment.main | by_contact)]
    if not len(main):
        return ""
    recorded, noun = 1 - float(main[t.SIDE_INFERRED].mean()), noun_of(assessment.result.headline)
    inferred = "inferred from the function and level in the title"
    if recorded in {0, 1}:
        return f"Recorded for all {noun}s." if recorded else f"Not recorded, so {inferred}."
    return f"Recorded for {percent(recorded)} of {noun}s, else {inferred}."
