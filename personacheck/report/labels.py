"""``labels.csv``: what reviewers said, one line each, added at its end."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.errors import LabelsError, OutputError, Problem
from personacheck.model import tables as t
from personacheck.report.disk import files
from personacheck.report.text import guarded

if TYPE_CHECKING:
    from pathlib import Path

KEY: Final = [t.RECORD_ID, t.INITIALS, t.DRAW]


def append_labels(path: Path, on_file: pd.DataFrame | None, fresh: pd.DataFrame) -> int:
    """Add what is new, and leave every line that is there as it is; the number of lines added.

    Parameters
    ----------
    on_file
        What the file holds, with ``LABEL_COLUMNS``; None where there is no file yet.
    fresh
        What was filled in. What its reviewer said of the contact before, in the same draw, is not new.

    Raises
    ------
    LabelsError
        A reviewer says something else of a contact than on the same day before.
    OutputError
        The file cannot be written; it is left as it was.
    """
    before = pd.DataFrame(columns=list(t.LABEL_COLUMNS), dtype=object) if on_file is None else on_file
    _refuse_contradictions(path, before, fresh)
    new = _new(before, fresh)
    if new.empty and on_file is not None:
        return 0
    try:
        old = path.read_bytes() if on_file is not None else b""
    except OSError as error:
        raise OutputError(Problem(str(path), "", f"cannot be read ({error.strerror})", "Try again.")) from None
    files.put({path: _appended(old.decode("utf-8-sig"), new).encode("utf-8")})
    return len(new)


def _refuse_contradictions(path: Path, before: pd.DataFrame, fresh: pd.DataFrame) -> None:
    """``labels.csv`` could not be read again with two answers of a day."""
    both = pd.concat([before, fresh], ignore_index=True)
    both = both[both[t.PERSONA] != t.NOT_ANSWERED]
    day = [both[t.RECORD_ID], both[t.INITIALS], both[t.DATE], both[t.OFFERED], both[t.DRAW] == t.SETTLED]
    first = both[t.PERSONA].groupby(day, sort=False).transform("first")
    clashes = int((both[t.PERSONA] != first).sum())
    if clashes:
        cause = f"a different persona from the same reviewer on the same day; contacts: {clashes}"
        step = "Two people? Give each their own initials. One person? Correct the labels or the sheet."
        raise LabelsError(Problem(path.name, "", cause, step))


def _new(before: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``fresh`` that say more than the last row of the same contact, reviewer and draw: another persona, or the
    same though more were offered.
    """
    fresh = fresh.drop_duplicates(KEY, keep="last")
    last = before.drop_duplicates(KEY, keep="last")
    answered = {tuple(row[:-1]): _offer(row[-1]) for row in last[[*KEY, t.PERSONA, t.OFFERED]].itertuples(index=False)}
    answers = fresh[[*KEY, t.PERSONA, t.OFFERED]].itertuples(index=False)
    more = [not (tuple(row[:-1]) in answered and _offer(row[-1]) <= answered[tuple(row[:-1])]) for row in answers]
    return fresh[np.array(more, bool)]


def _offer(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split(t.OR)))


def _appended(old: str, new: pd.DataFrame) -> str:
    """The old text as it is, and below it the new rows under its own header, by its own separator.

    A header from before ``offered`` gets it at its end; the lines below it stay a cell shorter.
    """
    first = old.partition("\n")[0].rstrip("\r")
    separator = ";" if ";" in first else ","
    header = [cell.strip() for cell in next(csv.reader([first], delimiter=separator), [])] or [*t.LABEL_COLUMNS]
    if t.OFFERED not in header:
        header.append(t.OFFERED)
        old = f"{first}{separator}{t.OFFERED}{old[len(first) :]}"
    rows = new.assign(**{t.PERSONA: new[t.PERSONA].where(new[t.PERSONA] != "", t.NO_PERSONA)})
    safe = rows.assign(**{t.TITLE: guarded(rows[t.TITLE]), t.RECORD_ID: guarded(rows[t.RECORD_ID], ids=True)})
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    if not old:
        writer.writerow(header)
    elif not old.endswith("\n"):
        text.write("\n")
    writer.writerows(safe[header].itertuples(index=False))
    return old + text.getvalue()
