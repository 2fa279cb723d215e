"""``decisions.yaml`` -> decisions. Strict: every fault with its line, all of them at once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat, ValidationError

from personacheck.errors import DecisionsError, Problem
from personacheck.files import inputs
from personacheck.model.decisions import Decision, Decisions, Event, Kpi, Verdict
from personacheck.review.decisions_yaml import Written
from personacheck.text.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

FILE_NAME: Final = "decisions.yaml"

TEXT: Final = 2_000
"""Characters of a text, at most."""


def _day(text: object) -> object:
    return date.fromisoformat(text) if isinstance(text, str) else text


Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, Field(max_length=TEXT)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _Kpi(_Form):
    now: FiniteFloat | None = None
    target: FiniteFloat | None = None


class _Event(_Form):
    when: Day
    note: Text


class _Entry(_Form):
    about: Annotated[str, Field(min_length=1, max_length=200)]
    what: Text | None = None
    decision: Verdict | None = None
    owner: Text | None = None
    due: Day | None = None
    until: Day | None = None
    reason: Text | None = None
    kpi: _Kpi | None = None
    raised: Day | None = None
    closed: Day | None = None
    history: tuple[_Event, ...] | None = None


class _File(_Form):
    version: Literal["1"]
    reviewed: Day | None = None
    decisions: tuple[_Entry, ...] | None = None


KEYS: Final = {1: tuple(_File.model_fields), 3: tuple(_Entry.model_fields), 4: ("now", "target"), 5: ("when", "note")}
"""Known keys by depth: of the file, of a decision, of its ``kpi``, of a line of its ``history``."""

FAULTS: Final = {
    "value_error": ("is not a date", "Write it as 2026-09-30."),
    "enum": ("is not a known decision", ""),
    "literal_error": ("is not known to this version", "Write: version: 1"),
    "float_parsing": ("is not a number", "Write it as 41 or 41.5."),
    "finite_number": ("is not a number", "Write it as 41 or 41.5."),
    "float_type": ("is not a number", "Write it as 41 or 41.5."),
    "string_type": ("is not text", "Write it on one line, in quotes."),
    "string_too_long": (f"is longer than {TEXT:,} characters", "Shorten it."),
    "string_too_short": ("is empty", "Write the id of a gap or a finding."),
    "tuple_type": ("is not a list", "Begin each entry with a hyphen."),
    "model_type": ("is not a list of keys and values", "Write each as key: value."),
}
"""Kind of a fault to cause and next step."""


def load_decisions(path: Path) -> Decisions:
    """The decisions on file; none where there is no file.

    Raises
    ------
    DecisionsError
        Not readable, not YAML, or any fault in it; all of them at once, each with its line.
    """
    try:
        text = inputs.read(path, inputs.DECISIONS).decode("utf-8-sig")
    except FileNotFoundError:
        return Decisions()
    except UnicodeDecodeError:
        raise DecisionsError(Problem(path.name, "", "is not UTF-8 text", "Save it as UTF-8.")) from None
    return read_decisions(text, path.name)


def read_decisions(text: str, file: str = FILE_NAME) -> Decisions:
    """The decisions in a text; an empty one holds none.

    Raises
    ------
    DecisionsError
        As ``load_decisions``.
    """
    written = Written(text, file)
    if written.tree == {} or written.tree is None:
        return Decisions()
    problems = list(written.problems)
    try:
        form = _File.model_validate(written.tree)
    except ValidationError as error:
        problems += [_problem(written, fault) for fault in error.errors()]
        raise DecisionsError(*sorted(problems, key=_line)) from None
    entries = tuple(_decision(entry) for entry in form.decisions or ())
    problems += _faults(entries, written)
    if problems:
        raise DecisionsError(*sorted(problems, key=_line))
    return Decisions(entries, form.reviewed)


def _decision(form: _Entry) -> Decision:
    return Decision(
        about=form.about,
        what=form.what or "",
        decision=(form.decision or Verdict.OPEN).value,
        owner=form.owner or "",
        reason=form.reason or "",
        kpi=Kpi(form.kpi.now, form.kpi.target) if form.kpi else Kpi(),
        history=tuple(Event(event.when, event.note) for event in form.history or ()),
        due=form.due,
        until=form.until,
        raised=form.raised,
        closed=form.closed,
    )


def _faults(entries: tuple[Decision, ...], written: Written) -> Iterator[Problem]:
    """What no single key shows: decisions without what they need, and two about one thing."""
    twice = {about for about, number in Counter(entry.about for entry in entries).items() if number > 1}
    seen: set[str] = set()
    for position, entry in enumerate(entries):
        loc = ("decisions", position)
        if entry.about in twice & seen:
            yield written.problem((*loc, "about"), "a second decision about the same thing", "Keep one of them.")
        seen.add(entry.about)
        if "@" in entry.owner:
            yield written.problem((*loc, "owner"), "an e-mail address as owner", "Name a team, not a person.")
        needs = {"accept": ("reason", "until"), "open": ()}.get(entry.decision, ("owner", "due"))
        lacking = [name for name in needs if not getattr(entry, name)]
        if lacking and entry.closed is None:
            cause = f"{entry.decision} without {' and '.join(lacking)}"
            yield written.problem((*loc, "decision"), cause, f"Add {' and '.join(lacking)}, or write: decision: open")


def _problem(written: Written, fault: ErrorDetails) -> Problem:
    loc, kind = fault["loc"], fault["type"]
    key = str(loc[-1]) if loc else "the file"
    if kind == "extra_forbidden":
        return written.problem(loc, "unknown key", did_you_mean(key, KEYS[len(loc)]))
    if kind == "missing":
        return written.problem(loc[:-1], f"{key} is missing", "Write: version: 1" if key == "version" else "Add it.")
    cause, step = FAULTS.get(kind, ("cannot be used", "Compare it with an entry written by the review."))
    return written.problem(loc, f"{key} {cause}", step or did_you_mean(fault["input"], Verdict))


def _line(problem: Problem) -> int:
    return int(problem.place.removeprefix("line "))
