"""What ``init`` writes: a starter cast as YAML and as an Excel template, and settings."""

from __future__ import annotations

from importlib.resources import files as resources
from typing import TYPE_CHECKING, Final

from personacheck.errors import OutputError, Problem
from personacheck.report import files
from personacheck.report.cast_template import template

if TYPE_CHECKING:
    from pathlib import Path

CAST: Final = "cast.yaml"
TEMPLATE: Final = "cast.xlsx"
SETTINGS: Final = "personacheck.toml"


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write ``cast.yaml``, ``cast.xlsx`` (the same personas) and ``personacheck.toml``; overwrites nothing.

    Raises
    ------
    OutputError
        One of them is there already, or the folder cannot be written to; then none was written.
    """
    found = [folder / name for name in (CAST, TEMPLATE, SETTINGS) if (folder / name).exists()]
    if found:
        step = "Move it away, or choose another folder: personacheck init FOLDER"
        raise OutputError(*(Problem(str(path), "", "already exists", step) for path in found))
    shipped = resources("personacheck.report") / "starter_files"
    cast = (shipped / CAST).read_bytes()
    settings = (shipped / SETTINGS).read_bytes()
    return files.put({folder / CAST: cast, folder / TEMPLATE: template(cast.decode()), folder / SETTINGS: settings})
