"""Run x run -> changes. Set algebra on ids, with tolerances; the order of rows and of runs on file plays no part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model.changes import Changes, CoverageChange, FindingChange, GapChange, Move, PersonaChange
from personacheck.model.snapshot import Share
from personacheck.model.tally import MEASURES
from personacheck.review import comparable
from personacheck.review.cast_edits import cast_edit
from personacheck.review.gap_moves import Sizes, gap_move

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from personacheck.model.changes import Bar
    from personacheck.model.result import Finding, Gap, PersonaFigure
    from personacheck.model.snapshot import Snapshot
    from personacheck.model.tally import AccountTally, Headline, Money, Segment, Tally


POINT: Final = 0.01
"""Coverage that moved by no more (share) did not move: the tolerance of coverage gates in the field (Codecov, 1 %)."""

SUPPORT: Final = 20
"""Main contacts that can be judged before a segment's coverage is spoken of (design: slice search); one that had fewer
in the other run has neither come nor gone."""

PEOPLE: Final = 5
"""A segment's coverage moved if it did by over a point and by so many people. No source: one who leaves a segment of
thirty moves it by three points, and says nothing of the cast; five are what the house shows a title of."""

FADED: Final = 0.05
"""A persona with a smaller share of the covered is a candidate for retiring (persona governance in the field: 5 %)."""


def compare(
    before: Snapshot, after: Snapshot, renamed: Mapping[str, str] | None = None, bars: tuple[Bar, ...] = ()
) -> Changes:
    """What changed between two runs.

    Parameters
    ----------
    renamed
        Personas under new ids: old id to new id.
    bars
        What else must not be subtracted than what the runs themselves tell.

    Returns
    -------
    Changes
        Empty for a run and itself; with the runs swapped: new for closed, worse for better, after for before.
    """
    barred = bars or comparable.bars(before, after)
    edit = cast_edit(before.cast, after.cast, renamed or {}) if before.cast and after.cast else None
    alias = edit.renamed if edit else dict(renamed or {})
    whole = comparable.is_barred(comparable.WHOLE, barred)
    old, new = ({} if whole else _comparable_gaps(run, barred) for run in (before, after))
    same, sizes = same_gaps(old.values(), new.values(), alias), Sizes(before, after, max(1, len(new)))
    return Changes(
        before=before.result.run.as_of,
        after=after.result.run.as_of,
        bars=barred,
        notes=comparable.notes(before, after),
        headline=tuple(_headline(before.result.headline, after.result.headline, barred)),
        segments=() if whole else tuple(_segments(before, after, barred)),
        gaps=tuple(_gaps({same.get(key, key): gap for key, gap in old.items()}, new, barred, sizes)),
        personas=() if whole else tuple(_personas(before, after, alias)),
        findings=() if whole else tuple(_findings(before, after, alias)),
        edit=edit,
        renamed={**alias, **same},
    )


def share(tally: Tally | AccountTally | Money) -> Share:
    """Covered and judged of a tally; money keeps its cents."""
    return Share(tally.covered, tally.judged)


def finding_id(finding: Finding) -> str:
    """What a finding is called in ``decisions.yaml``: its code, and the persona that it is about."""
    return f"{finding.code}:{finding.persona}" if finding.persona else finding.code


def same_gaps(old: Collection[Gap], new: Collection[Gap], renamed: Mapping[str, str]) -> dict[str, str]:
    """Old id to new id of gaps whose id changed because a persona's did: a scope gap is named after its persona."""
    if not renamed:
        return {}
    unchanged = {gap.id for gap in old} & {gap.id for gap in new}
    by_identity = {_identity(gap, {}): gap.id for gap in new if gap.id not in unchanged}
    moved = {gap.id: by_identity.get(_identity(gap, renamed)) for gap in old if gap.id not in unchanged}
    return {key: now for key, now in moved.items() if now is not None}


def _identity(gap: Gap, renamed: Mapping[str, str]) -> tuple[object, ...]:
    personas = tuple(sorted(renamed.get(persona, persona) for persona in gap.personas))
    return gap.cause, tuple(sorted(gap.where.items())), gap.function, gap.level, personas


def _headline(before: Headline, after: Headline, barred: tuple[Bar, ...]) -> Iterator[CoverageChange]:
    for measure in MEASURES:
        old, new = getattr(before, measure), getattr(after, measure)
        if old is not None and new is not None and not comparable.is_barred(measure, barred):
            yield _coverage_change(measure, {}, share(old), share(new))


def _coverage_change(measure: str, where: dict[str, str], before: Share, after: Share) -> CoverageChange:
    change = CoverageChange(measure, where, Move.UNCHANGED.value, before, after)
    moved = change.difference
    if moved is None or round(abs(moved), 9) <= POINT:  # 0.61 - 0.60 is a little over 0.01 in binary
        return change
    return CoverageChange(measure, where, (Move.BETTER if moved > 0 else Move.WORSE).value, before, after)


def _segments(before: Snapshot, after: Snapshot, barred: tuple[Bar, ...]) -> Iterator[CoverageChange]:
    """Segments that moved, came or went; by main contacts, where these are comparable, else by contacts."""
    measure = "contacts" if comparable.is_barred("main_contacts", barred) else "main_contacts"
    old, new = (_by_where(run.result.segments, measure, barred) for run in (before, after))
    moved = []
    for where in sorted({*old, *new}):
        was, now = old.get(where), new.get(where)
        if any(people is not None and people.judged < SUPPORT for people in (was, now)):
            continue
        if was is None and now is not None:
            moved.append(CoverageChange(measure, dict(where), Move.NEW.value, None, now))
        elif was is not None and now is None:
            moved.append(CoverageChange(measure, dict(where), Move.CLOSED.value, was, None))
        elif was is not None and now is not None:
            change = _coverage_change(measure, dict(where), was, now)
            moved += [change] if change.move != Move.UNCHANGED and _people_moved(change) >= PEOPLE else []
    yield from sorted(moved, key=_people_moved, reverse=True)


def _by_where(
    segments: tuple[Segment, ...], measure: str, barred: tuple[Bar, ...]
) -> dict[tuple[tuple[str, str], ...], Share]:
    shares = {
        tuple(segment.where.items()): share(getattr(segment, measure))
        for segment in segments
        if len(segment.where) <= 2 and not any(comparable.is_barred(axis, barred) for axis in segment.where)
    }
    return {where: people for where, people in shares.items() if people.judged}


def _people_moved(change: CoverageChange) -> float:
    """Change of coverage, weighed by the people that it is about."""
    sides = [people for people in (change.before, change.after) if people is not None]
    return round(
        max(people.judged for people in sides) * abs(1.0 if change.difference is None else change.difference), 9
    )


def _comparable_gaps(run: Snapshot, barred: tuple[Bar, ...]) -> dict[str, Gap]:
    return {gap.id: gap for gap in run.result.gaps if not any(comparable.is_barred(axis, barred) for axis in gap.where)}


def _gaps(old: dict[str, Gap], new: dict[str, Gap], barred: tuple[Bar, ...], sizes: Sizes) -> Iterator[GapChange]:
    by_accounts = not comparable.is_barred(comparable.ACCOUNTS, barred)
    come, gone = [key for key in new if key not in old], [key for key in old if key not in new]
    stayed = [key for key in new if key in old]
    for key in _largest_first(old, new):
        was, now = old.get(key), new.get(key)
        if now is not None and was is None:
            kin = [other for other in gone if _is_kin(now, old[other])] + [o for o in stayed if _holds(old[o], now)]
            yield GapChange(key, Move.NEW.value, None, now, tuple(sorted(kin)))
        elif was is not None and now is None:
            kin = [other for other in come if _is_kin(was, new[other])] + [o for o in stayed if _holds(new[o], was)]
            yield GapChange(key, Move.CLOSED.value, was, None, tuple(sorted(kin)))
        elif was is not None and now is not None:
            yield GapChange(key, gap_move(was, now, sizes, by_accounts=by_accounts), was, now)


def _largest_first(old: dict[str, Gap], new: dict[str, Gap]) -> list[str]:
    """Ids of both, by the accounts that the gap ever had."""
    size = {key: max(gaps[key].accounts for gaps in (old, new) if key in gaps) for key in {*old, *new}}
    return sorted(size, key=lambda key: (-size[key], key))


def _is_kin(gap: Gap, other: Gap) -> bool:
    """Whether one gap is a part of the other: a narrower segment, of the same role and cause or found by the search."""
    role = (gap.cause, gap.function, gap.level) == (other.cause, other.function, other.level)
    if not role and not (_is_segment(gap) and _is_segment(other)):
        return False
    narrow, wide = gap.where.items(), other.where.items()
    return narrow <= wide or wide <= narrow


def _holds(wide: Gap, narrow: Gap) -> bool:
    return _is_segment(wide) and _is_segment(narrow) and wide.where.items() < narrow.where.items()


def _is_segment(gap: Gap) -> bool:
    """Whether the search found it: then its place alone names it, whoever stands in it."""
    return gap.excess is not None


def _personas(before: Snapshot, after: Snapshot, alias: Mapping[str, str]) -> Iterator[PersonaChange]:
    old = {alias.get(figure.id, figure.id): figure for figure in before.result.personas}
    new = {figure.id: figure for figure in after.result.personas}
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        if was is None or now is None or round(abs((now.share or 0.0) - (was.share or 0.0)), 9) > POINT:
            yield PersonaChange(key, was, now, faded=_faded(was, now))


def _faded(before: PersonaFigure | None, after: PersonaFigure | None) -> bool:
    shares = [figure.share if figure else None for figure in (before, after)]
    return shares[0] is not None and shares[1] is not None and shares[1] < FADED <= shares[0]


def _findings(before: Snapshot, after: Snapshot, alias: Mapping[str, str]) -> Iterator[FindingChange]:
    old = {_renamed(finding, alias): finding for finding in reversed(before.result.findings)}
    new = {finding_id(finding): finding for finding in reversed(after.result.findings)}
    for key in sorted(new.keys() - old.keys()):
        yield FindingChange(key, Move.NEW.value, None, new[key])
    for key in sorted(old.keys() - new.keys()):
        yield FindingChange(key, Move.CLOSED.value, old[key], None)


def _renamed(finding: Finding, alias: Mapping[str, str]) -> str:
    persona = finding.persona and alias.get(finding.persona, finding.persona)
    return f"{finding.code}:{persona}" if persona else finding.code
