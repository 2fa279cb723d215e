"""Why this persona, why not the next, what would change it: of a title, or of a contact of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.cast.load import load_cast, load_casts
from personacheck.errors import Problem, UsageError
from personacheck.labels.reviewed import labels_of
from personacheck.load.classify.addresses import known_as
from personacheck.match.matcher import Matcher
from personacheck.model import tables as t
from personacheck.model.command_line import CommandLine
from personacheck.model.labels import settled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from personacheck.match.explain import Explanation
    from personacheck.settings.settings import Settings


def explain(title: str, cast: Path, settings: Settings, *, labels: Path | None) -> Explanation:
    """Why a title is given this persona, why not the next, and what would change it.

    Raises
    ------
    CastError, LabelsError
        The cast or the labels cannot be used.
    """
    who = load_cast(cast, axes=settings.axes)
    return Matcher.train(who, settled(labels_of(labels, who.ids, settings))).explain(title)


def explain_contact(
    record_id: str, exports: Sequence[Path], cast: Path, settings: Settings, *, as_of: date, labels: Path | None
) -> Explanation:
    """The same for a contact of an export, with all that the export says of it.

    Raises
    ------
    CastError, LabelsError, ExportError
        An input cannot be used.
    UsageError
        No contact has that record id.
    """
    from personacheck.load.exports import absent, load_export  # noqa: PLC0415  # a title alone needs no export

    (who,) = load_casts([cast], axes=settings.axes, besides=lambda: absent(exports))
    export = load_export(exports, settings, as_of=as_of, headers=who.headers)
    rows = export.contacts[export.contacts[t.RECORD_ID] == known_as(record_id)]
    if rows.empty:
        step = CommandLine(tuple(map(str, exports)), str(cast)).command("match", "--out", "matches.csv")
        raise UsageError(Problem("", "--id", "no contact has that record id", f"Look for it in: {step}"))
    return Matcher.train(who, settled(labels_of(labels, who.ids, settings))).explain(rows.iloc[0])
