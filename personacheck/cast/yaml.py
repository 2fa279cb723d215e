"""A cast in YAML -> text with its lines. Nothing is constructed or expanded, so nothing runs or blows up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from personacheck.cast.text import CastText, Loc, Tree
from personacheck.errors import CastError, Problem
from personacheck.text.clean import clean_text
from personacheck.text.prose import is_tellable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel.yaml.events import Event

DEPTH: Final = 20
"""Nesting allowed; a cast needs five, and 20,000 brackets end other readers in a RecursionError."""

LEFT_OUT: Final = ("", "~", "null")
"""Plain values that stand for "no value" behind a key. In a list they are text."""

QUOTE: Final = 'Put it in quotes: "..."'


def read_cast_yaml(text: str, file: str) -> CastText:
    """The cast as written, each value with its line.

    Raises
    ------
    CastError
        Not YAML, nested too deep, or holding aliases, tags or a second document; each with its line.
    """
    return _Reader(text, file).read()


class _Reader:
    """One pass over the parser's events."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.events: Iterator[Event] = _parse(text, file)
        self.places: dict[Loc, str] = {}
        self.refused: list[Problem] = []
        self.twice: list[Problem] = []

    def read(self) -> CastText:
        """The document's tree; an empty file is an empty mapping."""
        tree: Tree = {}
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "a second YAML document begins here", "Keep one cast per file.")
            elif isinstance(event, NodeEvent):
                tree = self._node(event, (), 0)
        if self.refused:
            raise CastError(*dict.fromkeys(self.refused))
        if tree == "":
            tree = {}
        return CastText(self.file, tree, self.places, tuple(self.twice))

    def _node(self, event: Event, loc: Loc, depth: int) -> Tree:
        self.places.setdefault(loc, _line(event))
        if depth > DEPTH:
            raise CastError(
                Problem(self.file, _line(event), f"nesting deeper than {DEPTH} levels", "A cast is a list of personas.")
            )
        if isinstance(event, AliasEvent):
            self._refuse(event, "an alias (*name) is not allowed", 'Put a value that begins with * in quotes: "*word"')
            return ""
        if getattr(event, "tag", None) is not None:
            self._refuse(event, "a tag (!name) is not allowed", "Leave it out, or quote the value if it is text.")
        if isinstance(event, SequenceStartEvent):
            return self._sequence(loc, depth)
        if isinstance(event, MappingStartEvent):
            return self._mapping(loc, depth)
        return clean_text(str(event.value)) if isinstance(event, ScalarEvent) else ""

    def _sequence(self, loc: Loc, depth: int) -> Tree:
        items: list[Tree] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self._node(event, (*loc, len(items)), depth + 1))
        return items

    def _mapping(self, loc: Loc, depth: int) -> Tree:
        entries: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._key(event, loc, depth)
            if (*loc, key) in self.places:
                cause = f'the key "{key}" appears a second time' if is_tellable(key) else "a key appears twice"
                first = f"It first appears on {self.places[(*loc, key)]}; keep one."
                self.twice.append(Problem(self.file, _line(event), cause, first))
            self.places.setdefault((*loc, key), _line(event))
            value = next(self.events)
            entry = self._node(value, (*loc, key), depth + 1)
            if not (isinstance(value, ScalarEvent) and not value.style and entry in LEFT_OUT):
                entries.setdefault(key, entry)
        return entries

    def _key(self, event: Event, loc: Loc, depth: int) -> str:
        key = self._node(event, (*loc, "?"), depth + 1)
        self.places.pop((*loc, "?"), None)
        if not isinstance(key, str):
            self._refuse(event, "a key must be plain text", QUOTE)
            return ""
        return key

    def _refuse(self, event: Event, cause: str, step: str) -> None:
        self.refused.append(Problem(self.file, _line(event), cause, step))


def _line(event: Event) -> str:
    return f"line {event.start_mark.line + 1}"


def _parse(text: str, file: str) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        raise CastError(_fault(error, file)) from None
    except (YAMLError, ValueError, OverflowError) as error:  # control characters; \U escapes beyond Unicode
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        place = f"line {line}" if hasattr(error, "position") else ""
        raise CastError(
            Problem(file, place, "has a character that YAML does not allow", "Delete it or write it out.")
        ) from None


def _fault(error: MarkedYAMLError, file: str) -> Problem:
    line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
    problem = str(error.problem)
    if "'\\t'" in problem:
        return Problem(
            file, line, "a tab where YAML needs spaces", "Indent with spaces; most editors can convert tabs."
        )
    if "unexpected end of stream" in problem and error.context_mark:
        opened = f"line {error.context_mark.line + 1}"
        return Problem(file, opened, "a quote opened here is never closed", "Close it on the same line.")
    if "cannot start any token" in problem:
        return Problem(file, line, "a value begins with a sign that YAML keeps for itself (@, `, %, * or &)", QUOTE)
    if "mapping values are not allowed" in problem:
        return Problem(file, line, "a colon within a value, or a line indented too far", f"{QUOTE}, or align the line.")
    return Problem(file, line, "not valid YAML here", "Check indentation, brackets and colons on this line and above.")
