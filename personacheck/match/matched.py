"""What an export is matched to: the matches, and the matcher that can be asked further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.match.matcher import Matcher
from personacheck.model.labels import settled

if TYPE_CHECKING:
    import pandas as pd

    from personacheck.model.cast import Cast
    from personacheck.model.export import Export
    from personacheck.model.spread import Spread


@dataclass(frozen=True)
class Matched:
    """Contacts and what they were matched to, before anything is counted.

    Attributes
    ----------
    matches
        ``MATCH_COLUMNS``, same index as ``export.contacts``.
    hits
        How many contacts each title of the cast hits, and decides for (``HIT_COLUMNS``).
    labels
        What people said, conflicts and all.
    """

    export: Export
    matcher: Matcher
    matches: pd.DataFrame
    hits: pd.DataFrame
    labels: pd.DataFrame | None

    @property
    def cast(self) -> Cast:
        """The cast that they were matched to."""
        return self.matcher.cast

    def under(self, labels: pd.DataFrame) -> pd.DataFrame:
        """The matches under other labels: estimates ask for them, to hold their own ones back."""
        return match_under(self.export, self.cast, labels).matches


def match_under(export: Export, cast: Cast, labels: pd.DataFrame | None, spread: Spread = map) -> Matched:
    """An export that is loaded, matched to a cast under what people said."""
    matcher = Matcher.train(cast, settled(labels))
    return Matched(export, matcher, *matcher.match_and_hits(export.contacts, spread), labels)
