"""Brings the text of ``decisions.yaml`` up to date. Comments, order and whatever people wrote stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from personacheck.files.yaml_layout import dumped, on_one_line
from personacheck.model.decisions import Standing, Verdict
from personacheck.review.register import AGAIN, waiver

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from personacheck.model.decisions import Decision, Entry

KEYS: Final = (
    "about", "what", "decision", "owner", "due", "until", "reason", "kpi", "raised", "closed", "history",
)  # fmt: skip  # a row of names, in the order that an entry is read in

HEAD: Final = """\
# Decisions about gaps and findings. The review adds new ones as "open" and updates the figures; people decide:
#   decision: extend | add | merge | retire | research   with an owner (a team) and a due date
#   decision: accept                                     with a reason and an expiry date (until)
# kpi: for a gap, its persona fit in percent; for a finding, its figure. reviewed: date of the last review of the cast.
version: 1
"""


class _AsTyped(BaseResolver):
    """Takes every scalar for text, so that dates, numbers and ids are written back as they were typed."""

    def __init__(self, version: object = None, loader: object = None, loadumper: object = None) -> None:
        del version  # there is nothing to resolve in any version of YAML
        super().__init__(loadumper=loader or loadumper)

    processing_version = (1, 2)


def renew(text: str, entries: Sequence[Entry], new: Sequence[Decision], as_of: date, *, close: bool = True) -> str:
    """The text with today's facts: figures, what is gone, what came back, waivers that ended, and new entries.

    Doing it twice on one date changes nothing more.

    Parameters
    ----------
    text
        A file that ``read_decisions`` took; may be empty.
    entries
        The register of these decisions, in the order of the file.
    new
        Decisions to append, each open.
    close
        False where this run is not comparable with the last: what is not found may only be out of sight.
    """
    yaml = _yaml()
    data = yaml.load(text) or yaml.load(f"{text.rstrip()}\n{HEAD}".lstrip())
    rows = data.get("decisions") or CommentedSeq()
    before = text if data.get("decisions") else None
    changed = [_renew(row, entry, as_of, close=close) for row, entry in zip(rows, entries, strict=True)]
    rows.extend(_written(decision) for decision in new)
    if before is not None and not any(changed) and not new:
        return before
    data["decisions"] = rows
    return dumped(data, yaml)


def _renew(row: CommentedMap, entry: Entry, as_of: date, *, close: bool) -> bool:
    decision, standing = entry.decision, entry.standing
    note, changed = "", False
    if standing == Standing.GONE:
        if decision.closed is not None or not close:
            return False
        _put(row, "closed", as_of.isoformat())
        note = f"no longer found: it is now {entry.became}" if entry.became else "no longer found"
    elif standing == Standing.BACK and decision.closed is not None:
        del row["closed"]
        _put(row, "decision", Verdict.OPEN.value)
        note = f"{AGAIN}{decision.decision}"
    elif standing == Standing.EXPIRED and decision.decision == Verdict.ACCEPT:
        row.pop("until", None)
        row.pop("reason", None)
        _put(row, "decision", Verdict.OPEN.value)
        note = waiver(decision)
    if note:
        _note(row, note, as_of)
    if str(row["about"]) != decision.about:
        row["about"], changed = _id(decision.about), True
    return _put_figure(row, entry) or changed or bool(note)


def _put_figure(row: CommentedMap, entry: Entry) -> bool:
    if entry.now is None or entry.now == entry.decision.kpi.now:
        return False
    if not row.get("kpi"):
        _put(row, "kpi", on_one_line(CommentedMap()))
    row["kpi"]["now"] = _number(entry.now)
    return True


def _note(row: CommentedMap, note: str, as_of: date) -> None:
    if not row.get("history"):
        _put(row, "history", CommentedSeq())
    row["history"].append(
        on_one_line(CommentedMap({"when": as_of.isoformat(), "note": DoubleQuotedScalarString(note)}))
    )


def _put(row: CommentedMap, key: str, value: object) -> None:
    """Set a key, in the order of ``KEYS``; never behind the last one, where comments of the next entry hang."""
    if key in row:
        row[key] = value
        return
    later = [place for place, name in enumerate(row) if KEYS.index(name) > KEYS.index(key)]
    row.insert(min([*later, max(1, len(row) - 1)]), key, value)


def _written(decision: Decision) -> CommentedMap:
    row = CommentedMap(about=_id(decision.about))
    row["what"] = DoubleQuotedScalarString(decision.what)
    row["decision"] = decision.decision
    row["owner"] = ""
    row["due"] = ""
    if decision.kpi.now is not None:
        row["kpi"] = on_one_line(CommentedMap({"now": _number(decision.kpi.now)}))
    row["raised"] = str(decision.raised)
    return row


def _id(about: str) -> str:
    """In quotes where another program would read the id as a number (gap ids are hexadecimal)."""
    return DoubleQuotedScalarString(about) if re.fullmatch(r"[\d.e+-]+", about, re.IGNORECASE) else about


def _number(figure: float) -> str:
    return f"{figure:.4f}".rstrip("0").rstrip(".")


def _yaml() -> YAML:
    yaml = YAML(pure=True)
    yaml.Resolver = _AsTyped
    yaml.preserve_quotes = True
    return yaml
