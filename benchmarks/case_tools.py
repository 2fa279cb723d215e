"""What checks of cases share: files of one folder, loaded, inspected or matched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.cast.load import load_cast
from personacheck.errors import ExportError
from personacheck.labels.labels_csv import load_labels
from personacheck.load.exports import inspect_exports, load_export
from personacheck.match.matcher import Matcher
from personacheck.match.title.reading import read
from personacheck.pipeline import check
from personacheck.settings.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from personacheck.match.title.reading import Reading
    from personacheck.model.assessment import Assessment
    from personacheck.model.export import Export, Origin

AS_OF: Final = date(2026, 9, 30)
REFUSED: Final = "refused"

Held = tuple[str, object, object]
"""What is looked at, what is seen, what is right."""


@dataclass(frozen=True)
class Case:
    """The folder of the cases."""

    folder: Path

    def paths(self, *names: str) -> list[Path]:
        """Files by name or pattern."""
        return [path for name in names for path in sorted(self.folder.glob(name))]

    def load(self, *names: str) -> Export:
        """The export of these files together."""
        return load_export(self.paths(*names), Settings(), as_of=AS_OF)

    def inspect(self, *names: str) -> tuple[Origin, ...]:
        """How these files are understood."""
        return inspect_exports(self.paths(*names), Settings())

    def refusal(self, *names: str) -> str:
        """The words of a refusal, caseless; "loaded" where there is none."""
        try:
            self.load(*names)
        except ExportError as error:
            return " ".join(str(problem) for problem in error.problems).casefold()
        return "loaded"

    def assess(self, cast: str, *names: str, labels: str | None = None) -> Assessment:
        """The whole assessment."""
        said = self.folder / labels if labels else None
        return check(self.paths(*names), self.folder / cast, Settings(), as_of=AS_OF, labels=said, tell=lambda _: None)

    def statuses(self, cast: str, titles: Sequence[str], labels: str | None = None) -> dict[str, str]:
        """Status of each title under a cast."""
        who = load_cast(self.folder / cast, axes=())
        said = load_labels(self.folder / labels, personas=list(who.ids)) if labels else None
        matcher = Matcher.train(who, said)
        return {title: str(matcher.explain(title).status) for title in titles}

    def titles(self, name: str) -> dict[str, Reading]:
        """Each title of a file, read."""
        frame = pd.read_csv(self.folder / name, dtype=str, keep_default_na=False)
        return {title: read(title) for title in frame["Job Title"]}


def says(words: str, *wanted: str) -> bool:
    """Whether all of these words stand in a text."""
    return all(word in words for word in wanted)
