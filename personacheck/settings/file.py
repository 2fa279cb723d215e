"""``personacheck.toml`` or ``[tool.personacheck]`` -> Settings. Flag beats ``PERSONACHECK_*``, which beats the file."""

from __future__ import annotations

import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_origin

from pydantic import ValidationError

from personacheck.errors import Problem, SettingsError
from personacheck.files import inputs
from personacheck.settings.sections import Axis, Section
from personacheck.settings.settings import FILE_NAME, PROJECT, Settings
from personacheck.text.nearest import did_you_mean
from personacheck.text.unseen import seen

if TYPE_CHECKING:
    from pathlib import Path

PREFIX: Final = "PERSONACHECK_"
SCHEMA: Final = "personacheck schema settings"


def find_settings(start: Path) -> Path | None:
    """The settings file that governs a folder: ``personacheck.toml``, or ``pyproject.toml`` with our table, upward.

    Raises
    ------
    SettingsError
        A ``pyproject.toml`` on the way is not valid TOML.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        for path in (folder / FILE_NAME, folder / PROJECT):
            with suppress(PermissionError):  # a folder above that is not ours to look into governs nothing
                if path.is_file() and (path.name == FILE_NAME or _table(path) is not None):
                    return path
    return None


def load_settings(path: Path | None = None, environment: dict[str, str] | None = None) -> Settings:
    """Settings of a file (None: the defaults), under the environment's ``PERSONACHECK_SECTION_KEY`` values.

    Parameters
    ----------
    environment
        None: that of the process; another one is for tests, which must not depend on whose machine they run on.

    Raises
    ------
    SettingsError
        Not valid TOML, or unknown keys or values; all of them at once, each with its key and "did you mean".
    """
    table = {} if path is None else _table(path)
    table = {} if table is None else table
    if isinstance(table, dict):
        _overlay(table, dict(os.environ) if environment is None else environment)
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        name = path.name if path else "environment"
        raise SettingsError(
            *(_problem(name, fault["loc"], fault["type"], fault["msg"]) for fault in error.errors())
        ) from None
    settings._file = path  # no key of the file, so no public field
    return settings


@dataclass(frozen=True)
class InForce:
    """One setting: its dotted key, its value, and where it comes from (``default``, a file, a variable)."""

    key: str
    value: object
    source: str


def in_force(path: Path | None) -> list[InForce]:
    """Every setting with where it comes from, in the order of the documents.

    Raises
    ------
    SettingsError
        As ``load_settings``.
    """
    settings = load_settings(path)
    of_file = _leaves({} if path is None else _table(path) or {})
    variables = {name.removeprefix(PREFIX).lower(): name for name in os.environ if name.startswith(PREFIX)}
    listed = []
    for key, value in _leaves(settings.model_dump()).items():
        source = path.name if path is not None and key in of_file else "default"
        listed.append(InForce(key, value, variables.get(key.replace(".", "_"), source)))
    return listed


def _leaves(table: dict[str, Any]) -> dict[str, Any]:
    """Dotted key to value, through the sections; a table whose keys are the user's own is one value."""
    leaves: dict[str, Any] = {}
    for name, value in table.items():
        field = Settings.model_fields.get(name)
        if field is not None and isinstance(field.default, Section) and isinstance(value, dict):
            leaves |= {f"{name}.{key}": inner for key, inner in value.items()}
        else:
            leaves[name] = value
    return leaves


def _table(path: Path) -> Any:
    """Our table: the whole file, of a ``pyproject.toml`` what it says of us (None: nothing). TOML is untyped."""
    whole = _read(path)
    if path.name != PROJECT:
        return whole
    tool = whole.get("tool")
    return tool.get("personacheck") if isinstance(tool, dict) else None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(inputs.read(path, inputs.SETTINGS).decode("utf-8-sig"))
    except FileNotFoundError:
        cause, step = "no such file", "Create one with: personacheck init"
    except UnicodeDecodeError:
        cause, step = "the encoding is not UTF-8", "Save it as UTF-8."
    except tomllib.TOMLDecodeError as error:
        cause, step = f"not valid TOML: {error}", 'Fix the line; put texts in "quotes".'
    except ValueError:  # digits without end, a day that no calendar has
        cause, step = "not valid TOML: a number or a date that cannot be read", "Fix it."
    except RecursionError:
        cause, step = "not valid TOML: nested too deep", "Settings are tables of keys and values."
    raise SettingsError(Problem(path.name, "", cause, step))


def _overlay(table: dict[str, Any], environment: dict[str, str]) -> None:
    for name, value in environment.items():
        if not name.startswith(PREFIX):
            continue
        section, _, key = name.removeprefix(PREFIX).lower().partition("_")
        field = Settings.model_fields.get(section)
        if field is not None and key and isinstance(field.default, Section):
            inner = type(field.default).model_fields.get(key)
            many = inner is not None and get_origin(inner.annotation) in (list, tuple)
            if isinstance(within := table.setdefault(section, {}), dict):
                within[key] = value.split(",") if many else value
        elif field is not None and not key:
            table[section] = value


_LIST: Final = ("must be a list", 'Write: KEY = ["first", "second"]')
_TABLE: Final = ("must be a table of keys and values", "Write [KEY], and below it a line for each: name = value")
_NUMBER: Final = ("must be a number", "Write: KEY = 0.5")
_WHOLE: Final = ("must be a whole number", "Write: KEY = 5")
_TOLD: Final = {
    "missing": ("is missing", "Add it."),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": ("is too large a number", "Write a smaller one."),
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "finite_number": ("must be a finite number", "Write: KEY = 0.5"),
    "string_type": ("must be text", 'Write: KEY = "..."'),
    "string_too_short": ("the text is empty", "Fill it in, or delete it."),
    "string_too_long": ("is too long", "Shorten it."),
    "unseen": (
        "holds a character that cannot be seen (a control character, or a mark that turns the direction of writing)",
        "Type it again.",
    ),
    "bands": ("has two bands that end at the same number", "Give each a bound of its own."),
    "domain": ("is not an e-mail domain", 'Write it like this: "acme.com"'),
    "currency": ("is not a currency's code", "Write three letters, such as EUR."),
    "rising": ("small must end below medium", "Raise medium, or lower small."),
}
"""Kind of fault (pydantic's, or our own) to cause and next step."""
_SHORTER: Final = {
    "greater than or equal to": "at least", "less than or equal to": "at most", "greater than": "more than",
}  # fmt: skip  # a table
SHOWN: Final = 60
"""Characters of a key that a message shows."""


def _problem(file: str, loc: tuple[int | str, ...], kind: str, message: str) -> Problem:
    place = _short(".".join(str(part) for part in loc if part != "[key]"))
    key = _short(str(loc[-1])) if loc else "tool.personacheck"
    if kind != "extra_forbidden":
        text = message.removeprefix("Value error, ").replace("Input should be", "must be")
        for longer, shorter in _SHORTER.items():
            text = text.replace(longer, shorter)
        first, _, more = text.partition("; ")
        cause, step = _TOLD.get(kind, (first, more or f"See: {SCHEMA}"))
        return Problem(file, place, cause, step.replace("KEY", key))
    return Problem(file, place, "unknown key", did_you_mean(key, _table_of(loc).model_fields, SCHEMA))


def _table_of(loc: tuple[int | str, ...]) -> type[Section]:
    """The table that a key stands in."""
    if len(loc) < 2:
        return Settings
    section = Settings.model_fields[str(loc[0])].default
    return type(section) if isinstance(section, Section) else Axis


def _short(text: str) -> str:
    visible = seen(text)
    return visible if len(visible) <= SHOWN else f"{visible[:SHOWN]}…"
