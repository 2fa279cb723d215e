"""``decisions.yaml`` as text with its lines. Nothing is constructed: dates and numbers stay as they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from personacheck.errors import DecisionsError, Problem

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
Loc: TypeAlias = "tuple[int | str, ...]"

LEFT_OUT = ("", "~", "null")
"""Plain values that stand for "no value"."""


class Written:
    """What stands in the file, and where.

    Attributes
    ----------
    tree
        Text all the way down; None where a value is left out.
    lines
        Line of each value, by its keys and positions from the top.
    problems
        Keys written twice, aliases.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines: dict[Loc, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        node = _compose(text, file)
        self.tree: Tree = {} if node is None else self._read(node, ())

    def problem(self, loc: Loc, cause: str, step: str) -> Problem:
        """A problem at a value, or at the nearest part above it that stands somewhere."""
        near = next((self.lines[loc[:end]] for end in range(len(loc), -1, -1) if loc[:end] in self.lines), 1)
        return Problem(self.file, f"line {near}", cause, step)

    def _read(self, node: Node, loc: Loc) -> Tree:
        self.lines.setdefault(loc, node.start_mark.line + 1)
        if id(node) in self._seen:
            self.problems.append(self.problem(loc, "an alias (*name) is not allowed", "Write the value out."))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, SequenceNode):
            return [self._read(item, (*loc, position)) for position, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)  # noqa: S101  # YAML has no fourth kind of node; tells mypy so
        return None if not node.style and node.value in LEFT_OUT else str(node.value)

    def _mapping(self, node: MappingNode, loc: Loc) -> Tree:
        entries: dict[str, Tree] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else ""
            here = (*loc, name)
            if here in self.lines:
                line, step = (
                    f"line {key.start_mark.line + 1}",
                    f"It first appears on line {self.lines[here]}; keep one.",
                )
                self.problems.append(Problem(self.file, line, "a key appears twice", step))
                continue
            self.lines[here] = key.start_mark.line + 1
            entries[name] = self._read(value, here)
        return entries


def _compose(text: str, file: str) -> Node | None:
    try:
        return YAML(typ="safe", pure=True).compose(text)  # type: ignore[no-any-return]  # ruamel leaves compose untyped
    except MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        step = "Check indentation, quotes, brackets and colons on this line and above."
        raise DecisionsError(Problem(file, line, "not valid YAML here", step)) from None
    except (YAMLError, ValueError, OverflowError):
        raise DecisionsError(Problem(file, "", "has a character that YAML does not allow", "Delete it.")) from None
    except RecursionError:
        raise DecisionsError(Problem(file, "", "nested too deep", "It is a list of decisions.")) from None
