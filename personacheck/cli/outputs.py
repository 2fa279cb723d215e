"""Where a command writes: never over what it reads, nor over what people filled in, nor over files of others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

from personacheck.cli import addresses
from personacheck.cli.streams import DASH
from personacheck.cli.terminal import say
from personacheck.errors import Problem, UsageError

if TYPE_CHECKING:
    from personacheck.report.disk.marks import Mark
    from personacheck.report.disk.run_set import Written


WORKBOOK = ".xlsx"
FILES = frozenset({".csv", WORKBOOK, ".xls", ".ods", ".html", ".json", ".md", ".pdf", ".yaml", ".yml", ".toml", ".zip"})
"""Endings of names that are no folders'."""


@dataclass(frozen=True)
class Reads:
    """What a command reads.

    Attributes
    ----------
    named
        Files that it is given; None for one that is not.
    beside
        Files that it may read beside them.
    updated
        Files that it reads and writes: the history, decisions, labels that are added to.
    """

    named: Sequence[Path | None]
    beside: Sequence[Path] = ()
    updated: Sequence[Path] = ()


def check_folder(folder: Path, names: Sequence[str], manifest: str, reads: Reads, *, force: bool) -> None:
    """Refuse a folder that cannot take files of these names, before anything is read; say if its set is not whole.

    Raises
    ------
    UsageError
        As of ``refuse_inputs``; a file of others bears one of the names, and there is no ``force``; or it is ``-``.
    OutputError
        Something stands there that is no file, or nothing can.
    """
    if folder == DASH:
        step = "Name a folder; --json prints the result to standard output."
        raise UsageError(Problem("", "--out", "this writes several files, and standard output takes only one", step))
    if folder.suffix.casefold() in FILES and not folder.is_dir():
        step = f"Name a folder: --out {folder.with_suffix('')}"
        raise UsageError(Problem(str(folder), "--out", "must be a folder: this command writes several files", step))
    from personacheck.report.disk.files import refusing
    from personacheck.report.disk.run_set import look

    with refusing(folder):  # a name too long, or a folder that may not be looked into
        refuse_inputs([folder, *(folder / name for name in (*names, manifest))], reads)
        look(folder, dict.fromkeys(names), manifest, force=force)
        prepare([*reads.named, folder / manifest])


def check_ending(out: Path, ending: str) -> None:
    """Refuse a name that promises another kind of file than is written.

    Raises
    ------
    UsageError
        As said; or a workbook's name has no ending, so that Excel would not open it.
    """
    named = out.suffix.casefold()
    if out != DASH and named != ending and (named in FILES or (not named and ending == WORKBOOK)):
        cause = f"a {ending} file is written, but the name ends in {named}" if named else f"its name lacks {ending}"
        raise UsageError(Problem(str(out), "--out", cause, f"Name it {out.with_suffix(ending).name}."))


def check_file(path: Path, mark: Mark | None, reads: Reads, *, force: bool) -> None:
    """The same for one file; without a mark it is known only when it is written whose a file there is.

    Raises
    ------
    UsageError, OutputError
        As ``check_folder``.
    """
    from personacheck.report.disk.files import refusing
    from personacheck.report.disk.own_file import look

    with refusing(path):  # as above
        refuse_inputs([path], reads)
        look(path, mark, force=force)
        prepare(reads.named)


def refuse_inputs(targets: Sequence[Path], reads: Reads) -> None:
    """Refuse to write over what is read.

    Raises
    ------
    UsageError
        A target and an input are one file, by whatever name (links, another case, ``./``, a folder or pattern that
        holds it); or a target is a review sheet that people have filled in.
    """
    inputs = [file for path in reads.named if path is not None for file in _files(path)]
    pairs = [
        *product(targets, (*inputs, *reads.updated, *reads.beside)),
        *product(reads.updated, inputs),
        *combinations(reads.updated, 2),
    ]
    clashes = {written: read for written, read in pairs if _is_same(written, read)}
    if clashes:
        step = "Choose another place with --out."
        raise UsageError(*(_clash(file, read, "" if file in reads.updated else step) for file, read in clashes.items()))
    from personacheck.labels.filled_sheet import holds_answers

    filled = [target for target in targets if holds_answers(target)]
    if filled:
        step = "Choose another name with --out, or move it away; learn reads it."
        raise UsageError(*(Problem(str(path), "", "is a review sheet with people's answers", step) for path in filled))


def _files(path: Path) -> list[Path]:
    """The files that an input stands for; itself where it cannot be looked into, which is told when it is read."""
    from personacheck.load.read.parts import files_of

    try:
        return files_of(path)
    except OSError:
        return [path]


def prepare(paths: Sequence[Path | None]) -> None:
    """Before anything is read: copy what lies at addresses; tell a broken set, and files of ours that are left out.

    Raises
    ------
    ExportError
        What lies at an address cannot be copied.
    """
    addresses.bring(paths)
    from personacheck.load.read.own_file import left_out
    from personacheck.load.read.parts import own_files_of

    tell_broken(paths)
    if note := left_out([file for path in paths if path is not None for file in own_files_of(path)]):
        say(note)


def tell_broken(paths: Sequence[Path | None]) -> None:
    """Say of a folder that is read from, or written to, that its files are of two runs."""
    from personacheck.report.disk.run_set import is_whole

    for folder in dict.fromkeys(path.parent for path in paths if path is not None):
        if not is_whole(folder):
            say(f"{folder}: a run was interrupted here, so its files may be from two runs; the next run repairs this")


def tell_set_aside(written: Written) -> None:
    """Say what was put right and what was kept under another name: a warning, so under ``--quiet`` too."""
    if written.mended:
        say(f"{written.paths[0].parent}: first completed the run that was interrupted here")
    for old, new in written.set_aside.items():
        say(f"kept: {old} is now {new.name}")


def _clash(written: Path, read: Path, step: str) -> Problem:
    cause = "is an input of this run" if str(written) == str(read) else f"is {read.name}, an input of this run"
    return Problem(str(written), "", f"{cause}, and is never overwritten", step or "Choose another file.")


def _is_same(path: Path, other: Path) -> bool:
    if os.path.realpath(path) == os.path.realpath(other):
        return True
    try:
        return path.samefile(other)
    except OSError:
        return False  # one of them is not there
