"""The page of the reference on ``result.json``, from the model's schema and docstrings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markdown_text import page, plain, table
from ruamel.yaml import YAML

from personacheck.report.json import result_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS: Final = YAML(typ="safe").load(
    (Path(__file__).resolve().parents[1] / "docs" / "reference" / "result_keys.yaml").read_text("utf-8")
)
"""What keys mean, where no docstring says it."""


def result_page() -> str:
    schema = result_schema()
    parts = [_object("result.json", schema)]
    parts += [_object(name, schema["$defs"][name]) for name in sorted(schema["$defs"])]
    intro = (
        'What `result.json` holds: aggregates only, no person and no company. Shares are 0 to 1; `null` is "n/a", '
        "or stands beside `under` for too few people to tell. `personacheck schema result` prints the JSON Schema."
    )
    return page("result.json", intro, *parts)


def _object(name: str, schema: dict[str, Any]) -> str:
    about, _, rest = schema.get("description", "").partition("Attributes\n----------\n")
    told = WORDS | {key: plain(text) for keys, text in _attributes(rest) for key in keys}
    needed = schema.get("required", ())
    rows = [
        (
            f"`{key}`{'' if key in needed else ' (optional)'}",
            WORDS.get(f"{name}.{key}", told.get(key, "")),
            _kind(value),
        )
        for key, value in schema["properties"].items()
    ]
    title = "The whole" if name == "result.json" else name
    return "\n\n".join(filter(None, (f"## {title}", plain(about), table(("key", "means", "holds"), rows))))


def _attributes(text: str) -> Iterator[tuple[list[str], str]]:
    """The attributes of a numpydoc docstring: names, and what is said of them."""
    for match in re.finditer(r"^(\w[\w, ]*)\n((?:    .*(?:\n|$))+)", text, re.MULTILINE):
        yield [name.strip() for name in match[1].split(",")], match[2]


def _kind(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_kind(one) for one in value["anyOf"])
    if value.get("type") == "array":
        return f"list of {_kind(value['items'])}" if "items" in value else "list"
    if isinstance(value.get("additionalProperties"), dict):
        return f"map to {_kind(value['additionalProperties'])}"
    words = {"integer": "count", "string": "text", "boolean": "true or false", "object": "map"}
    return words.get(value.get("type", ""), str(value.get("type", "any")))
