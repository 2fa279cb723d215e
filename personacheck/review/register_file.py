"""``decisions.yaml`` after a review, as bytes: line ends and byte order mark stay as their editor left them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model.tally import MEASURES
from personacheck.review.renew import renew
from personacheck.review.review import to_note

if TYPE_CHECKING:
    from pathlib import Path

    from personacheck.model.review import Review
    from personacheck.model.snapshot import Snapshot

MARK: Final = "\ufeff"


def renewed(path: Path, found: Review, current: Snapshot) -> bytes:
    """The file's content with today's facts and what came up; all of it where there is no file yet.

    Where a segment cannot be compared, or nothing can, no decision is closed: what is not found may be out of sight.

    Parameters
    ----------
    path
        A file that ``load_decisions`` took, or none.
    """
    text = path.read_bytes().decode("utf-8") if path.is_file() else ""
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(MARK).replace("\r\n", "\n")
    hidden = found.changes is not None and any(bar.what not in MEASURES for bar in found.changes.bars)
    made = renew(plain, found.register, to_note(found, current), current.as_of, close=not hidden)
    return (MARK * text.startswith(MARK) + made.replace("\n", ends)).encode()
