"""What ``init`` writes: a starter cast or a draft, as YAML and as an Excel template, and settings."""

from __future__ import annotations

import json
from importlib.resources import files as resources
from typing import TYPE_CHECKING, Any, Final

from ruamel.yaml import YAML

from personacheck.errors import OutputError, Problem
from personacheck.report.cast_text import as_mapping, as_yaml
from personacheck.report.cast_workbook import template
from personacheck.report.disk import files, own_file
from personacheck.text.prose import listed, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from personacheck.model.cast import Cast, Draft
    from personacheck.model.export import Origin

CAST: Final = "cast.yaml"
TEMPLATE: Final = "cast.xlsx"
SETTINGS: Final = "personacheck.toml"


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write ``cast.yaml``, ``cast.xlsx`` (the same personas) and ``personacheck.toml``; what is there stays.

    Raises
    ------
    OutputError
        A cast and settings are there already, or the folder cannot be written to; then nothing was written.
    """
    shipped = resources("personacheck.report") / "starter_files"
    cast = (shipped / CAST).read_text("utf-8")
    settings = (shipped / SETTINGS).read_text("utf-8")
    return _put(folder, cast, YAML(typ="safe", pure=True).load(cast), settings)


def write_draft(folder: Path, draft: Draft, settings: str) -> tuple[Path, ...]:
    """The same of a draft.

    Raises
    ------
    OutputError
        As ``write_starter``.
    """
    left = f" {plural(draft.left, 'smaller role')} left out." if draft.left else ""
    top = TOP.format(day=draft.cast.drafted, left=left)
    return _put(folder, as_yaml(draft.cast, draft.comments, top), as_mapping(draft.cast), settings)


TOP: Final = """\
Drafted from an export on {day}: the largest roles that it holds, each a hypothesis.{left}
It fits by construction, so reports say that it is a draft until every persona states its evidence. Interview five
people of a role, rewrite it in your own words, and add: evidence: {{interviews: 5, sources: [interview]}}
Then add for which customers you researched it: scope: {{channel: [direct]}}, or: scope: everywhere"""


def draft_settings(origins: Sequence[Origin], day: date, sheet: Sequence[str], encoding: str | None) -> str:
    """Settings with the columns as they were found: the titles' in force, the others as comments to take up."""
    chosen = {key: value for key, value in (("sheet", list(sheet)), ("encoding", encoding)) if value}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in chosen.items()]
    titles = {origin.columns["title"] for origin in origins if "title" in origin.columns}
    lines += ["", f"[export.columns]                # as found on {day}; remove the # to fix a column"]
    lines += [f"title = {_in_toml(title)}" for title in titles if len(titles) == 1]
    for origin in origins:
        lines.append(f"# {origin.file}:")
        fields = origin.columns.items()
        lines += [f"# {field} = {_in_toml(header)}" for field, header in fields if field != "title" or len(titles) > 1]
    shipped = (resources("personacheck.report") / "starter_files" / SETTINGS).read_text("utf-8")
    before, review, after = shipped.partition("\n[review]")
    return "\n".join((before.rstrip("\n"), *lines, "")) + review + after


def _in_toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _put(folder: Path, cast: str, data: Mapping[str, Any], settings: str) -> tuple[Path, ...]:
    refuse_complete(folder)
    contents, (casts, own_settings) = {}, kept(folder)
    if not casts:
        contents = {folder / CAST: cast.encode(), folder / TEMPLATE: template(data)}
    if not own_settings:
        named = settings if not casts or folder / CAST in casts else settings.replace(f'"{CAST}"', f'"{TEMPLATE}"', 1)
        contents[folder / SETTINGS] = named.encode()
    return files.put(contents)


def kept(folder: Path) -> tuple[list[Path], list[Path]]:
    """A cast, in one form or both, and settings, where they are there: they stay as they are."""
    casts, settings = (folder / CAST, folder / TEMPLATE), (folder / SETTINGS,)
    return [path for path in casts if path.exists()], [path for path in settings if path.exists()]


def write_cast(cast: Cast, path: Path) -> None:
    """Write a cast as YAML or, by the file's ending, as the Excel template.

    Raises
    ------
    OutputError
        The file is there already, cannot be written, or is called like neither.
    """
    if path.suffix.lower() not in (".yaml", ".yml", ".xlsx"):
        raise OutputError(Problem(str(path), "", "is neither .yaml nor .xlsx", "Name it so: cast.yaml or cast.xlsx"))
    excel = path.suffix.lower() == ".xlsx"
    own_file.write_new(path, template(as_mapping(cast)) if excel else as_yaml(cast).encode())


def refuse_complete(folder: Path, again: str = "personacheck init customer-cast") -> None:
    """Refuse to write over anything.

    Parameters
    ----------
    again
        The command, with another folder.

    Raises
    ------
    OutputError
        A cast and settings are there.
    """
    casts, settings = kept(folder)
    if casts and settings:
        step = f"Move them away, or choose another folder: {again}"
        raise OutputError(Problem(listed(map(str, (*casts, *settings))), "", "already exist", step))
