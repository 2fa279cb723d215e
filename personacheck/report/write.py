"""An assessment -> files in a folder, all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.errors import Problem, UsageError
from personacheck.report import FORMATS, files
from personacheck.report.privacy import Privacy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from personacheck.model.assessment import Assessment


def write(
    assessment: Assessment,
    folder: Path,
    formats: Sequence[str] = tuple(FORMATS),
    *,
    account_names: bool = True,
    personal: bool = False,
) -> tuple[Path, ...]:
    """Write the files of some formats; the folder is made where it does not exist.

    Parameters
    ----------
    formats
        Keys of ``FORMATS``, in any order; what was written is returned in theirs.
    account_names
        The report names accounts; else marks stand for them.
    personal
        The workbook holds names and e-mail addresses, and says so in its name.

    Raises
    ------
    UsageError
        A format that does not exist.
    OutputError
        A file cannot be written: then none of them was.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(
            Problem("", "--format", f"no such format: {', '.join(unknown)}", f"Known: {', '.join(FORMATS)}.")
        )
    privacy = Privacy(account_names=account_names, personal=personal)
    contents = {
        folder / name: content
        for key, make in FORMATS.items()
        if key in formats
        for name, content in make(assessment, privacy).items()
    }
    return files.put(contents)
