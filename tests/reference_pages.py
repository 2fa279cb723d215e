"""Makes the pages of the reference from the program; ``make golden`` writes them.

Commands, settings, keys of a cast, findings, errors, and what the vocabulary knows; ``result_page`` makes one more.
"""

from __future__ import annotations

import inspect
import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markdown_text import page, plain, table
from result_page import result_page
from typer.main import get_command

from personacheck import errors
from personacheck.cast.form import CastForm, PersonaForm
from personacheck.cli.app import app
from personacheck.coverage.findings import FINDINGS
from personacheck.report.formats import FORMATS
from personacheck.settings.sections import Axis
from personacheck.settings.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
NO_LANGUAGE: Final = {"background", "functions"}
"""Word lists in the folder of languages that hold no language."""
UNITS: Final = {"share": " (of 1)", "points": " points", "days": " days", "interviews": " interviews"}


def pages() -> dict[str, str]:
    """Every page made from the program: its path inside ``docs`` and its text."""
    return {
        "reference.md": _vocabulary(),
        "reference/commands.md": _commands(),
        "reference/settings.md": _settings(),
        "reference/cast-keys.md": _cast_keys(),
        "reference/findings.md": _findings(),
        "reference/errors.md": _errors(),
        "reference/result.md": result_page(),
    }


# Commands


def _commands() -> str:
    program: Any = get_command(app)
    parts = []
    for name, command in program.commands.items():
        for full, own in [(f"{name} {sub}", one) for sub, one in getattr(command, "commands", {}).items()] or [
            (name, command)
        ]:
            parts.append(_command(full, own))
    intro = (
        "What each command does, its arguments and flags; `personacheck COMMAND --help` says the same. A flag beats "
        "the environment, and the environment beats the [settings](settings.md). Each command ends with one of the "
        "[exit codes](errors.md)."
    )
    return page("Commands", intro, *parts)


def _command(name: str, command: Any) -> str:
    paragraphs = [paragraph.strip() for paragraph in inspect.cleandoc(command.help).split("\n\n")]
    told = [plain(text) for text in paragraphs if not text.startswith("personacheck ")]
    examples = [" ".join(text.split()) for text in paragraphs if text.startswith("personacheck ")]
    rows = [_parameter(parameter) for parameter in command.params if parameter.name != "help"]
    return "\n\n".join(
        (f"## {name}", *told, "```sh\n" + "\n".join(examples) + "\n```", table(("", "means", "default"), rows))
    )


def _parameter(parameter: Any) -> tuple[str, str, str]:
    is_flag = parameter.type_descriptor.annotation is bool
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    if parameter.param_type_name == "argument":
        names = f"`{parameter.name.upper()}{'…' if parameter.nargs == -1 else ''}`"
    default = "required" if parameter.required else ""
    if parameter.default not in (None, False, ()) and not is_flag and not callable(parameter.default):
        default = f"`{getattr(parameter.default, 'value', parameter.default)}`"
    return names, parameter.help or "", default


# Settings and the cast


def _settings() -> str:
    intro = (
        "Every key of `personacheck.toml` (or of `[tool.personacheck]` in `pyproject.toml`). The file is looked for in "
        "the current folder and those above, or named by `--config`. The environment can set a key as well: "
        "`PERSONACHECK_EXPORT_CURRENCY=EUR`, a list with commas: `PERSONACHECK_EXPORT_OWN_DOMAINS=acme.com,acme.de`. "
        "`personacheck schema settings` prints a JSON Schema for editors."
    )
    axis = "A custom axis makes any column of the export an axis beside channel, size, side and stage:"
    return page(
        "Settings",
        intro,
        table(("key", "means", "default"), _keys(Settings)),
        f"## One axis\n\n{axis}",
        table(("key", "means", "default"), _keys(Axis, "axes.NAME.")),
    )


def _cast_keys() -> str:
    intro = (
        "Every key of `cast.yaml`. [The cast](../cast.md) says how they act together; `personacheck schema cast` "
        "prints a JSON Schema for editors."
    )
    keys = [row for row in _keys(CastForm) if row[0] != "`personas`"]
    return page(
        "Keys of a cast",
        intro,
        table(("key", "means", "default"), keys),
        "## One persona\n\nBelow `personas`, one list entry each. A criterion left out does not restrict.",
        table(("key", "means", "default"), _keys(PersonaForm)),
    )


def _keys(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        below: Any = field.annotation
        if isinstance(below, type) and hasattr(below, "model_fields"):
            yield from _keys(below, f"{above}{name}.")
        else:
            yield f"`{above}{name}`", field.description or "", _default(field)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if value is None or value in ("", [], (), {}):
        return "–"
    short = f"{value:,.0f}" if isinstance(value, float) else json.dumps(value)
    return f"`{short}`"


# Findings and errors


def _findings() -> str:
    intro = (
        "What can be wrong with a cast. Each finding has a stable code, and fires when its figure passes its "
        "threshold: on an export (`check`), or without one (`lint`). To set another threshold: "
        "`[findings]` in the settings, `channel-skew = 20`. For decisions about findings, see [the "
        "review](../review.md)."
    )
    return page("Findings", intro, *map(_finding, FINDINGS))


def _finding(rule: Any) -> str:
    where = " and ".join(name for name, used in (("`check`", rule.measure), ("`lint`", rule.lint)) if used)
    unit = UNITS.get(rule.unit, f" {rule.unit}")
    told = (
        f"**Threshold:** {rule.threshold:g}{unit}; {rule.source}. **Severity:** {rule.severity}. **Reported "
        f"by** {where}."
    )
    return "\n\n".join((f"## {rule.code}", f"{rule.means} {rule.remedy}", told))


def _errors() -> str:
    kinds = [
        (kind.__name__, inspect.getdoc(kind) or "", kind.exit_code)
        for kind in vars(errors).values()
        if inspect.isclass(kind) and issubclass(kind, errors.PersonaCheckError) and kind is not errors.PersonaCheckError
    ]
    rows = [(f"`{name}`", plain(text.split("\n\n")[0]), f"{code}") for name, text, code in kinds]
    intro = (
        "Every refusal says in which file and at which place something is wrong, what, and what to do next; at most "
        "three lines, never a traceback, never a value that could be personal data. `--json` prints all problems. In "
        "Python each is an exception of `personacheck.errors` below `PersonaCheckError`; its `problems` have `file`, "
        "`place`, `cause` and `step`."
    )
    others = [
        ("0", "success"),
        ("1", "a bug in personacheck"),
        ("130", "interrupted (Ctrl-C)"),
        ("143", "terminated (SIGTERM)"),
    ]
    pipe = (
        "A closed pipe (`personacheck check … | head -3`) changes nothing: the files are written, and the exit code is "
        "the same."
    )
    return page(
        "Errors and exit codes",
        intro,
        table(("error", "says", "exit code"), rows),
        "## Other exit codes",
        table(("exit code", "means"), others),
        pipe,
    )


# What the vocabulary knows


def _vocabulary() -> str:
    template = (DOCS / "reference" / "start.txt").read_text(encoding="utf-8")
    formats = [
        (f"`{name}`", ", ".join(f"`{file}`" for file in (*kind.files, *kind.personal)), kind.purpose)
        for name, kind in FORMATS.items()
    ]
    return template.format(
        formats=table(("format", "files", "for"), formats),
        dialects=table(("dialect", "exports of"), _named("crm")),
        languages=table(("code", "language"), _named("titles")),
    )


def _named(folder: str) -> Iterator[tuple[str, str]]:
    """The word lists of a folder, each with what its first comment names, up to a full stop, colon or comma."""
    for file in sorted((resources.files("personacheck.vocabulary") / folder).iterdir(), key=lambda file: file.name):
        name = file.name.removesuffix(".yaml")
        if name != file.name and name not in NO_LANGUAGE:
            first = file.read_text("utf-8").splitlines()[0]
            yield f"`{name}`", re.split(r"[:;.] | \(|\.$", first.removeprefix("# "))[0]
