"""Runs on file, ``.personacheck/history.sqlite3`` beside the settings: tallies and words, never a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from personacheck.errors import HistoryError, Problem
from personacheck.model.cast import Cast
from personacheck.model.export import RowCount
from personacheck.model.few import EVERYBODY, Least
from personacheck.model.result import Result
from personacheck.model.small_cells import without_small_cells
from personacheck.model.snapshot import Snapshot
from personacheck.model.tally import Headline, Segment
from personacheck.review.database import AWAY, opened
from personacheck.text.unseen import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from personacheck.model.run import Run

FOLDER: Final = ".personacheck"
FILE_NAME: Final = "history.sqlite3"


def history_file(folder: Path) -> Path:
    """Where the history of a settings file's folder lies."""
    return folder / FOLDER / FILE_NAME


def record(path: Path, snapshot: Snapshot) -> None:
    """Keep a run, in one transaction. A run of the same inputs on the same date takes the place of the first.

    Raises
    ------
    HistoryError
        The file cannot be used; it is left as it was.
    """
    run = snapshot.result.run
    settings = f"{run.digests.settings} {run.digests.labels}".rstrip()  # the table has no column for the labels
    inputs = (run.as_of, run.digests.export, run.digests.cast, settings)
    text = _codec(Snapshot).dump_json(replace(snapshot, cast=None)).decode()
    with opened(path) as connection:
        if snapshot.cast is not None:
            personas = _codec(Cast).dump_json(snapshot.cast).decode()
            connection.execute("insert or replace into cast_kept values (?, ?)", (run.digests.cast, personas))
        connection.execute(
            "insert into run (as_of, export, cast_digest, settings, snapshot) values (?, ?, ?, ?, ?) "
            "on conflict (as_of, export, cast_digest, settings) do update set snapshot = excluded.snapshot",
            (*inputs, text),
        )


def runs(path: Path) -> tuple[Snapshot, ...]:
    """All runs on file, by date, those of one date as they were first recorded; none where there is no file.

    Raises
    ------
    HistoryError
        The file cannot be used, or holds a run that cannot be read.
    """
    if not path.exists():
        return ()
    with opened(path) as connection:
        casts = dict(connection.execute("select digest, personas from cast_kept"))
        rows = connection.execute("select as_of, cast_digest, snapshot from run order by as_of, id").fetchall()
    return tuple(_read(path, as_of, text, casts.get(digest)) for as_of, digest, text in rows)


def prune(path: Path, *, keep: int) -> int:
    """Forget all but the newest ``keep`` runs, and casts that no run needs; returns how many were forgotten.

    Raises
    ------
    HistoryError
        The file cannot be used.
    """
    if not path.exists():
        return 0
    with opened(path) as connection:
        newest = "select id from run order by as_of desc, id desc limit ?"
        gone = connection.execute(f"delete from run where id not in ({newest})", (max(keep, 0),)).rowcount  # noqa: S608  # no outside text in it
        connection.execute("delete from cast_kept where digest not in (select cast_digest from run)")
    return gone


def export(path: Path) -> str:
    """All runs on file as one JSON document, casts with them; same history, same text.

    Raises
    ------
    HistoryError
        The file cannot be used.
    """
    return escaped(_codec(tuple[Snapshot, ...]).dump_json(runs(path), indent=2).decode()) + "\n"


def series(past: Iterable[Snapshot], where: Mapping[str, tuple[str, ...]]) -> tuple[Snapshot, ...]:
    """The runs of one part of the export, or of the whole: no others are compared with each other."""
    return tuple(snapshot for snapshot in past if snapshot.result.run.where == dict(where))


def until(past: Iterable[Snapshot], current: Run) -> tuple[Snapshot, ...]:
    """The runs before this one: of earlier days, and those of its own day that were recorded before it.

    Parameters
    ----------
    past
        Runs by date, those of one date as they were first recorded. The run itself may be among them, since the same
        inputs on the same date are one run: neither it nor what came after is before it, so it says the same again.
    """
    itself = (current.as_of, current.digests)
    others = takewhile(lambda run: (run.result.run.as_of, run.result.run.digests) != itself, past)
    return tuple(run for run in others if run.result.run.as_of <= current.as_of)


def earlier(past: Iterable[Snapshot], current: Run, since: date | None = None) -> Snapshot | None:
    """The run to compare with: the last before this one or, of those of an earlier day, the one nearest to ``since``.

    Of several on one date the last recorded is taken; of two equally near, the earlier.
    """
    before = until(past, current)
    if since is None:
        return before[-1] if before else None
    by_date = {run.as_of: run for run in before if run.result.run.as_of < current.as_of}
    nearest = min(sorted(by_date), key=lambda day: abs(day - since), default=None)
    return by_date[nearest] if nearest else None


def _read(path: Path, as_of: str, text: str, personas: str | None) -> Snapshot:
    try:
        snapshot: Snapshot = _codec(Snapshot).validate_json(text)
        cast = _codec(Cast).validate_json(personas) if personas is not None else None
    except ValidationError:
        raise HistoryError(Problem(str(path), f"run of {as_of}", "cannot be read", AWAY)) from None
    return replace(_masked(snapshot), cast=cast)


def _masked(snapshot: Snapshot) -> Snapshot:
    """A run recorded before small cells were taken out, without them; the others as they are."""
    if snapshot.result.least != EVERYBODY:
        return snapshot
    least, mix = Least(), snapshot.mix
    personas, functions, levels = (least.folded(counts, {}) for counts in (mix.personas, mix.functions, mix.levels))
    folded = replace(mix, personas=personas, functions=functions, levels=levels)
    return replace(snapshot, result=without_small_cells(snapshot.result, least), mix=folded)


@cache
def _codec(kind: Any) -> TypeAdapter[Any]:
    """Reads and writes a noun of the model as JSON; built when first needed, since building takes a while."""
    codec: TypeAdapter[Any] = TypeAdapter(kind, config=None)
    nouns = {noun.__name__: noun for noun in (Cast, Headline, Least, Result, RowCount, Segment, Snapshot, date)}
    codec.rebuild(_types_namespace=nouns)
    return codec
