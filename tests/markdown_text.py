"""Pieces of Markdown that the made pages of the docs are put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def page(title: str, intro: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", intro, *parts)) + "\n"


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain(text: str) -> str:
    """A docstring as running text of Markdown."""
    return " ".join(text.replace("``", "`").split())
