"""A cast as ``cast.yaml``: the keys that say something, in the order of the documents."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from personacheck.files.yaml_layout import dumped, on_one_line
from personacheck.model import cast_sheets as s
from personacheck.model.cast import Cast, Evidence, Persona

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN: Final = re.compile(r"\w[\w .()/&+-]*")
NOT_WRITTEN: Final = ("scope", "place", "formerly")
"""Of a persona: what is written apart, where it stood, and what the history knows."""


def as_mapping(cast: Cast) -> dict[str, Any]:
    """A cast as its file holds it: whatever is left out means the same."""
    about = {"name": cast.name, "owner": cast.owner, "reviewed": cast.reviewed, "drafted": cast.drafted}
    stated = {key: _plain(value) for key, value in about.items() if value}
    return {"version": 1, **stated, "personas": [_persona(persona) for persona in cast.personas]}


def as_yaml(cast: Cast, comments: Mapping[str, str] | None = None, top: str = "") -> str:
    """The text of ``cast.yaml``, one line a list.

    Parameters
    ----------
    comments
        Id of a persona to what stands above it.
    top
        What stands above all.
    """
    data = as_mapping(cast)
    entries = CommentedSeq([_flowing(entry) for entry in data["personas"]])
    for number, persona in enumerate(cast.personas):
        if comments and persona.id in comments:
            entries.yaml_set_comment_before_after_key(number, before=comments[persona.id], indent=2)
    whole = CommentedMap({**{key: _quoted(value) for key, value in data.items()}, "personas": entries})
    if top:
        whole.yaml_set_start_comment(top)
    return dumped(whole)


def _persona(persona: Persona) -> dict[str, Any]:
    entry = {}
    for field in fields(Persona):
        value, scope = getattr(persona, field.name), persona.scope
        if field.name == "scope" and scope.stated and not scope.from_evidence:
            entry["scope"] = {axis: list(values) for axis, values in scope.axes.items()} or s.EVERYWHERE
        elif field.name not in NOT_WRITTEN and _says_something(field.name, value):
            entry[field.name] = _plain(value)
    return entry


def _says_something(key: str, value: object) -> bool:
    """Whether a value differs from what a key that is left out means; the kind is always told."""
    return key == "kind" or (bool(value) and value != Evidence() and (key, value) != ("side", "unknown"))


def _plain(value: object) -> Any:
    if isinstance(value, Evidence):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return {key: _plain(part) for key, part in parts.items() if part is not None and part != ()}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return list(value)
    return value


def _flowing(entry: Mapping[str, Any]) -> CommentedMap:
    """Lists and tables within a persona on one line each."""

    def flow(value: Any) -> Any:
        """The same value, on one line in YAML."""
        if isinstance(value, dict):
            return on_one_line(CommentedMap({_quoted(key): flow(part) for key, part in value.items()}))
        if isinstance(value, list):
            return on_one_line(CommentedSeq(map(_quoted, value)))
        return _quoted(value)

    return CommentedMap({key: flow(value) for key, value in entry.items()})


def _quoted(value: Any) -> Any:
    """In quotes where a sign in it might mean something to YAML."""
    return DoubleQuotedScalarString(value) if isinstance(value, str) and not PLAIN.fullmatch(value) else value
