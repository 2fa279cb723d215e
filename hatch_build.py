"""Part of building a wheel: the words are compiled, so that no start of what is installed has to do it."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledWords(BuildHookInterface):  # type: ignore[misc]  # hatchling ships no types
    """Leaves ``vocabulary/compiled`` up to date; ``artifacts`` in pyproject.toml takes it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Compile, before files are gathered."""
        sys.path.insert(0, self.root)
        from personacheck.match.title.shipped import shipped  # noqa: PLC0415  # found only now
        from personacheck.vocabulary.compiled import KEPT  # noqa: PLC0415  # same reason
        from personacheck.vocabulary.lists import word_files  # noqa: PLC0415  # same reason

        shipped()
        word_files("")
        missing = {"lists.json", "terms.json", "titles.json"} - {path.name for path in KEPT.glob("*.json")}
        if missing:
            raise RuntimeError(f"{KEPT} cannot be written: {', '.join(sorted(missing))} missing")
