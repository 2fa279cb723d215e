"""A run's files are one set: a folder holds all of this run or all of the one before, or it says that it does not.

1. Drafts of all files are written into a hidden folder, without a lock: a run that ends here has changed nothing.
2. Under the folder's lock the drafts' folder is renamed to ``MOVING``. From here on the set counts.
3. The drafts are moved to their places, one by one, the manifest last; what people edited is set aside first.
4. ``MOVING`` is taken away.

Whoever finds ``MOVING`` knows that the set is not whole, and the next run goes on with step 3: each step can be taken
again, since what is still to do is what still lies there.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from personacheck.errors import OutputError
from personacheck.files import interrupt
from personacheck.report.disk import files, manifest
from personacheck.report.disk.lock import locked
from personacheck.report.disk.marks import Standing, in_order, mark_of, standing
from personacheck.report.parquet import table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from personacheck.report.disk.files import Content
    from personacheck.report.disk.manifest import Manifest, Source

MOVING: Final = f"{files.PREFIX}moving"


@dataclass(frozen=True)
class Written:
    """What a run wrote: its files; files that it set aside, old name to new; whether it mended a broken set first."""

    paths: tuple[Path, ...]
    set_aside: dict[Path, Path] = field(default_factory=dict)
    mended: bool = False


def is_whole(folder: Path) -> bool:
    """False where a run was broken off while its files were moved."""
    return not any((folder / MOVING / name).is_file() for name in manifest.MANIFESTS)


def put_set(
    folder: Path, contents: Mapping[str, Content], source: Source, *, name: str = manifest.RUN, force: bool = False
) -> Written:
    """Write the files of a run and its manifest, all of them or none.

    Files of an earlier run that this one does not replace stay a part of the set where both were made from the same;
    else they are set aside under their run's date.

    Parameters
    ----------
    contents
        By name; names are keys of ``MARKS``, or parts of such a table.
    name
        Of the manifest.

    Raises
    ------
    UsageError
        A file in the way is not ours, and there is no ``force``; nothing was changed.
    OutputError
        A file cannot be written, or another run holds the folder.
    """
    files.prepare(folder)
    with _drafts(folder, contents) as drafts, files.refusing(folder), locked(folder):
        mended = mend(folder)
        record = _record(folder, [drafts / file for file in contents], source, manifest.read(folder / name))
        look(folder, record.files, name, force=force)
        for file in (*contents, name):
            files.try_old(folder / file)
        files.write_whole(drafts / name, record.render())
        with interrupt.unbroken():
            aside = _move_all(folder, drafts, (*contents, name))
            for file in (*contents, name):
                interrupt.note(folder / file)
    paths = tuple(folder / file for file in (*contents, name))
    return Written(paths, {**(mended or {}), **aside}, mended=mended is not None)


def look(folder: Path, names: Mapping[str, str | None], name: str, *, force: bool) -> None:
    """Refuse a place where a file of others stands; ``names`` with the digests of what is to be written, if known.

    Raises
    ------
    UsageError
        As said, and there is no ``force``.
    OutputError
        Something stands there that is no file.
    """
    before = manifest.read(folder / name)
    asked = {**names, name: None} if is_whole(folder) else {}
    standings = {folder / file: _standing(folder / file, before, fresh) for file, fresh in asked.items()}
    foreign = [path for path, what in standings.items() if what == Standing.FOREIGN]
    if foreign and not force:
        files.refuse_foreign(*foreign)


def mend(folder: Path) -> dict[Path, Path] | None:
    """Bring a move that was broken off to its end; what was set aside then, None where all is whole.

    Raises
    ------
    OutputError
        It cannot be brought to its end: the folder holds files of two runs.
    """
    if not (folder / MOVING).is_dir():
        return None
    broken = not is_whole(folder)
    with interrupt.unbroken():
        try:
            aside = _finish(folder)
        except OutputError as error:
            raise _of_two_runs(error) from None
    return aside if broken else None


@contextmanager
def _drafts(folder: Path, contents: Mapping[str, Content]) -> Iterator[Path]:
    """A hidden folder with the drafts; it is gone at the end, unless it was renamed."""
    drafts = files.hidden(folder)
    try:
        with files.refusing(folder):
            drafts.mkdir()
            for name, content in contents.items():
                files.write_whole(drafts / name, content)
        yield drafts
    finally:
        with interrupt.unbroken():
            shutil.rmtree(drafts, ignore_errors=True)


def _record(folder: Path, drafts: Sequence[Path], source: Source, before: Manifest | None) -> Manifest:
    """The new manifest; the old files of the very same run stay in it, but for parts of a table that is new."""
    fresh = {draft.name: manifest.digest_of(draft) for draft in drafts}
    same = before.files if before is not None and before.source == source else {}
    left = {name: digest for name, digest in same.items() if (folder / name).exists() and not _is_old_part(name, fresh)}
    listed = left | fresh
    return manifest.Manifest(source, {name: listed[name] for name in in_order(listed)})


def _is_old_part(name: str, new: Collection[str]) -> bool:
    """Whether it holds a table, or a part of one, that other files hold now: nobody must read it with these."""
    return name not in new and table_of(name) in {table_of(other) for other in new}


def _move_all(folder: Path, drafts: Path, names: Collection[str]) -> dict[Path, Path]:
    """From here on the set counts; where not even the first file could be moved, all is as it was."""
    moving = drafts.rename(folder / MOVING)
    try:
        return _finish(folder)
    except OutputError as error:
        if all((moving / name).is_file() for name in names):
            moving.rename(drafts)
            raise
        raise _of_two_runs(error) from None


def _of_two_runs(error: OutputError) -> OutputError:
    first, step = error.problems[0], "Close it in Excel and run again, which puts it right."
    return OutputError(replace(first, cause=f"{first.cause}; the files beside it are from two runs", step=step))


def _finish(folder: Path) -> dict[Path, Path]:
    """Move what still lies in ``MOVING``, the manifest last; what was set aside on the way, old name to new."""
    moving = folder / MOVING
    aside: dict[Path, Path] = {}
    name = next((file for file in manifest.MANIFESTS if (moving / file).is_file()), None)
    new = manifest.read(moving / name) if name is not None else None
    if name is not None and new is not None:
        before = manifest.read(folder / name)
        _sync(moving)
        for file in new.files:
            if (moving / file).is_file():
                aside |= _move(moving / file, folder / file, before, new.files[file])
        aside |= _leave(folder, before, new)
        _sync(folder)
        aside |= _move(moving / name, folder / name, before, None)
    _sync(folder)
    shutil.rmtree(moving)
    return aside


def _move(draft: Path, place: Path, before: Manifest | None, fresh: str | None) -> dict[Path, Path]:
    state = _standing(place, before, fresh)
    aside = {}
    if state in (Standing.EDITED, Standing.FOREIGN):
        aside[place] = files.set_aside(place, "edited" if state == Standing.EDITED else "kept")
    with files.refusing(place):
        draft.replace(place)
    return aside


def _leave(folder: Path, before: Manifest | None, new: Manifest) -> dict[Path, Path]:
    """Files of the run before that are no part of the new one bear that run's date from now on.

    So do parts of tables that no manifest lists, and that we wrote.
    """
    listed = before.files if before is not None else {}
    left = [folder / file for file in listed if file not in new.files and (folder / file).is_file()]
    loose = [path for path in sorted(folder.iterdir()) if _is_old_part(path.name, new.files) and path not in left]
    ours = [path for path in loose if path.is_file() and _standing(path, None, None) == Standing.OURS]
    return {path: files.set_aside(path, before.source.as_of if before else "earlier") for path in (*left, *ours)}


def _standing(place: Path, before: Manifest | None, fresh: str | None) -> Standing:
    listed = before.files.get(place.name) if before is not None else None
    return standing(place, mark_of(place.name) or _not_known, listed, fresh)


def _not_known(_place: Path) -> Standing:
    """Of a kind that a later version writes: nothing tells whose it is, so it is kept."""
    return Standing.FOREIGN


def _sync(folder: Path) -> None:
    """Bring the folder's entries to the disk, in the order of the steps; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
