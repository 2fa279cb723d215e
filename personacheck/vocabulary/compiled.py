"""What is made of the words once, kept as JSON beside them, so that no start has to make it again.

A digest of all that it was made from says whether it still holds: whoever edits a word, or the code that reads words,
sees it at the next start. Where it cannot be kept (a folder that may not be written), it is made in memory each time.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.resources.abc import Traversable

KEPT: Final = Path(str(files("personacheck.vocabulary") / "compiled"))
"""In a wheel since it was built; in a checkout since somebody started the program, and out of sight of git."""


def compiled(name: str, sources: Iterable[Traversable], make: Callable[[], Any], folder: Path = KEPT) -> Any:
    """What ``make`` makes: plain data, the same whether it was kept or made now.

    Parameters
    ----------
    sources
        All files that it is made of, code included.
    make
        Is asked only where nothing is kept that these sources made; what it raises is raised.
    folder
        Where it is kept; another one is for tests, which must not write into the package.
    """
    digest, path = _digest(sources), folder / f"{name}.json"
    stored = _read(path)
    if isinstance(stored, dict) and stored.get("digest") == digest:
        return stored["data"]
    text = json.dumps({"digest": digest, "data": make()}, ensure_ascii=False, separators=(",", ":"))
    keep(path, text.encode())
    return json.loads(text)["data"]


def sources(*rooms: str) -> Iterator[Traversable]:
    """The code and the word lists in packages (``personacheck.match.title``), folders below included."""
    for room in rooms:
        yield from _below(files(room))


def _below(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry)
        elif entry.name.endswith((".py", ".yaml")):
            yield entry


def _digest(sources: Iterable[Traversable]) -> str:
    """Of names and bytes, wherever the folder lies and in whatever order it is listed."""
    digests = sorted((source.name, hashlib.sha256(source.read_bytes()).hexdigest()) for source in sources)
    return hashlib.sha256(json.dumps(digests).encode()).hexdigest()


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):  # not there, or no JSON
        return None


def keep(path: Path, content: bytes) -> None:
    """Put in place whole, if it can be: a process that starts meanwhile reads the old file or the new one."""
    beside = path.with_name(f"{path.name}.{token_hex(8)}")
    try:
        path.parent.mkdir(exist_ok=True)
        beside.write_bytes(content)
        os.replace(beside, path)  # noqa: PTH105  # the atomic one, also where the file exists
    except OSError:  # read-only, full, or held open by another process: the next start tries again
        with suppress(OSError):
            beside.unlink()
