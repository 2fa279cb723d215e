"""Folders that are not what they seem: network shares, and copies that a sync client keeps."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from personacheck.vocabulary.lists import read_words

MOUNTS: Final = Path("/proc/self/mounts")
"""Linux' table of mounts. Elsewhere the path tells: ``\\\\server\\share``, or where macOS mounts volumes."""


def is_shared(folder: Path) -> bool:
    """Whether a folder lies on a network share, or is kept in step with other machines.

    Examples
    --------
    >>> is_shared(Path("/home/me/OneDrive - Contoso/personas"))
    True
    """
    place = folder.resolve()
    if str(folder).startswith(("\\\\", "//")) or place.drive.startswith("\\\\"):
        return True
    if any(place.is_relative_to(root) for root in _words()["volumes"]):
        return True
    if any(_is_synced(part.casefold()) for part in place.parts):
        return True
    return _file_system(place) in _words()["shares"]


def _is_synced(part: str) -> bool:
    return any(part == word or part.startswith((f"{word} ", f"{word}-")) for word in _words()["synced"])


def _file_system(place: Path) -> str:
    """Kind of the file system that holds a folder: that of the deepest mount above it; "" where unknown."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [(Path(fields[1].replace("\\040", " ")), fields[2]) for fields in map(str.split, lines) if len(fields) > 2]
    above = [(len(mount.parts), kind) for mount, kind in mounts if place.is_relative_to(mount)]
    return max(above)[1] if above else ""


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in read_words("folders.yaml").items()}
