"""The drawing of the house in docs/architecture.md, taken from the imports."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "personacheck"


def imported(path: Path) -> set[str]:
    """Dotted names within the package that a module imports, wherever in it; ``a.b`` for ``personacheck.a.b``."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == PACKAGE.name:
            found |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return {name.partition(".")[2] for name in found if name.startswith(f"{PACKAGE.name}.")}


def arrows(room: str = "") -> set[tuple[str, str]]:
    """Which part of a room (of the house, for "") imports which other part of it."""
    folder = PACKAGE / room
    parts = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    parts -= {"__init__", "fixtures"}
    found = set()
    for path in folder.rglob("*.py"):
        here = path.relative_to(folder).parts[0].removesuffix(".py")
        for name in imported(path):
            inside = name.removeprefix(f"{room.replace('/', '.')}.") if room else name
            there = inside.split(".")[0]
            if (inside != name or not room) and here in parts and there in parts and here != there:
                found.add((here, there))
    return found


def drawn(found: set[tuple[str, str]]) -> list[str]:
    """Arrows as Mermaid; one that follows from others (a to b to c) is left out."""
    reach: dict[str, set[str]] = {}

    def below(part: str) -> set[str]:
        if part not in reach:
            reach[part] = set()
            for one, other in sorted(found):
                if one == part:
                    reach[part] |= {other} | below(other)
        return reach[part]

    kept = [
        (one, other)
        for one, other in sorted(found)
        if not any(other in below(middle) for start, middle in found if start == one and middle != other)
    ]
    return [f"  {one.strip('_')} --> {other.strip('_')}" for one, other in kept]


def drawing() -> str:
    """The house, each room that has rooms of its own, and the one where all figures begin."""
    blocks = []
    for room in ("", "load", "match", "coverage", "coverage/count"):
        heading = f"Inside {room}" if room else "The house"
        blocks.append("\n".join([f"### {heading}", "", "```mermaid", "graph TD", *drawn(arrows(room)), "```"]))
    return "\n\n".join(blocks)
