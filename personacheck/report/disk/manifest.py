"""``run.json``: which files make up a run, and what they were made from. Digests alone, no name and no wall time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

SCHEMA: Final = "personacheck/run/1"
RUN: Final = "run.json"
REVIEW: Final = "review-run.json"
MANIFESTS: Final = (RUN, REVIEW)
"""Of what ``check`` writes and of what ``review`` writes: both may stand in one folder."""
SIZE: Final = 1_000_000
"""Bytes that are read at most; ours has two thousand."""
ID: Final = 16
"""Hexadecimal digits of a run id."""


@dataclass(frozen=True)
class Source:
    """What a run was made from: the version, its date, and the SHA-256 of each input, as ``result.json`` has them."""

    version: str
    as_of: str
    inputs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """A run: its source, and the SHA-256 of each of its files by name."""

    source: Source
    files: dict[str, str]

    @property
    def run(self) -> str:
        """The run's id: it follows from all digests, so the same run has the same."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:ID]

    def render(self) -> bytes:
        """The file's content."""
        content = {"schema": SCHEMA, "run": self.run, **asdict(self.source), "files": self.files}
        return (json.dumps(content, indent=2) + "\n").encode()


def read(path: Path) -> Manifest | None:
    """The manifest in a file; None where there is none, or where it is not one of ours."""
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(SIZE))
        if content["schema"] != SCHEMA:
            return None
        source = {key: content[key] for key in ("version", "as_of", "inputs")}
        manifest = TypeAdapter(Manifest).validate_python({"source": source, "files": content["files"]})
        date.fromisoformat(manifest.source.as_of)  # files are named by it
        return manifest if all(Path(name).name == name for name in manifest.files) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ValidationError):
        return None


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
