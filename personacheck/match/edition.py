"""Which rules and words a run was matched by, as one digest: runs of different ones are not compared.

It is made of what is installed, so that nobody has to remember to count it up. Comments and docstrings are no rules;
whatever else changes in a list of words or a line of code may change what a title is given.
"""

from __future__ import annotations

import hashlib
import io
import tokenize
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

ROOMS: Final = ("personacheck.match", "personacheck.vocabulary")
_BEGINS: Final = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING)
_NO_CODE: Final = (tokenize.COMMENT, tokenize.NL)


@cache
def edition() -> str:
    """Digest of the rules and the vocabulary, hexadecimal; the same on any machine and Python."""
    return digest_of(files(room) for room in ROOMS)


def digest_of(folders: Iterable[Traversable]) -> str:
    """Digest of all word lists and code in folders, wherever in them it stands."""
    texts = sorted(text for folder in folders for text in _texts(folder))
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def _texts(folder: Traversable) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.name.endswith(".yaml"):
            yield _written(entry.read_text("utf-8"))
        elif entry.name.endswith(".py"):
            yield code_of(entry.read_text("utf-8"))


def code_of(source: str) -> str:
    r"""Python without comments, docstrings and empty lines.

    Spans are cut out of the text rather than tokens joined: Pythons differ in how they split an f-string.

    Examples
    --------
    >>> code_of('\"\"\"Doc.\"\"\"\n\nFIT = 0.5  # from here on\n')
    'FIT = 0.5'
    """
    lines = source.splitlines(keepends=True)
    last = tokenize.ENCODING
    for token in [*tokenize.generate_tokens(io.StringIO(source).readline)]:
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and last in _BEGINS):
            _blank(lines, token.start, token.end)
        last = last if token.type in _NO_CODE else token.type
    return _written("".join(lines))


def _written(text: str) -> str:
    """Lines that hold something, whatever ends them."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def _blank(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Put spaces in the place of a span, line by line."""
    for row in range(start[0] - 1, end[0]):
        line = lines[row]
        first = start[1] if row == start[0] - 1 else 0
        after = end[1] if row == end[0] - 1 else len(line.rstrip("\r\n"))
        lines[row] = line[:first] + " " * (after - first) + line[after:]
