"""What if: the same contacts under another cast, a draft of next year's, or candidates beside the personas of today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from personacheck.cast.load import load_casts, parse_cast
from personacheck.coverage.assess import assess
from personacheck.coverage.compare import compare as casts_compared
from personacheck.labels.labels_csv import about
from personacheck.labels.reviewed import labels_of
from personacheck.load.exports import absent, load_export
from personacheck.match.matched import match_under
from personacheck.model.small_cells import figure
from personacheck.pipeline import check
from personacheck.suggest.paste import as_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from personacheck.coverage.assess import Coverage
    from personacheck.coverage.compare import Comparison
    from personacheck.model.cast import Cast
    from personacheck.model.export import Export
    from personacheck.model.result import Suggestion
    from personacheck.pipeline import Tell
    from personacheck.settings.settings import Settings


def compare(
    exports: Sequence[Path], casts: Sequence[Path], settings: Settings, *,
    as_of: date, labels: Path | None, tell: Tell,
) -> tuple[Comparison, ...]:  # fmt: skip  # a row a kind
    """Compare casts on the same contacts: what each gains and loses against the first.

    Raises
    ------
    CastError, LabelsError, ExportError
        An input cannot be used.
    """
    tell("reading the casts")
    read = load_casts(casts, axes=settings.axes, besides=partial(absent, exports))
    cast_of = dict(zip(map(str, casts), read, strict=True))
    tell("reading the export")
    headers = (header for cast in cast_of.values() for header in cast.headers)
    export = load_export(exports, settings, as_of=as_of, headers=tuple(dict.fromkeys(headers)))
    tell("matching contacts to personas")
    reviewed = labels_of(labels, [persona for cast in cast_of.values() for persona in cast.ids], settings)
    under = {name: _covered(export, cast, reviewed, settings, as_of) for name, cast in cast_of.items()}
    return casts_compared(under, settings.privacy.least)


def _covered(export: Export, cast: Cast, labels: pd.DataFrame | None, settings: Settings, as_of: date) -> Coverage:
    """What a run of this cast would count: of the labels only those that speak of its personas."""
    mine = None if labels is None else about(labels, cast.ids)
    return assess(export, match_under(export, cast, mine).matches, cast, settings, as_of)


@dataclass(frozen=True)
class Suggested:
    """Candidate personas, the YAML to paste, and what the cast covers with all of them in it; None for no candidate."""

    export: Export
    suggestions: tuple[Suggestion, ...]
    paste: str = ""
    then: Comparison | None = None


def suggest(
    exports: Sequence[Path], cast: Path, settings: Settings, *, as_of: date, labels: Path | None, tell: Tell
) -> Suggested:
    """Candidate personas from the contacts that none covers, and what a run with them in the cast shows.

    Raises
    ------
    CastError, LabelsError, ExportError
        An input cannot be used.
    """
    assessment = check(exports, cast, settings, as_of=as_of, labels=labels, tell=tell)
    suggestions, export, today = assessment.result.suggestions, assessment.export, assessment.cast
    if not suggestions:
        return Suggested(export, ())
    tell("trying the candidates")
    candidates = parse_cast(as_yaml(suggestions, today.ids), axes=settings.axes)
    tried = replace(today, personas=(*today.personas, *candidates.personas))
    reviewed = labels_of(labels, today.ids, settings)
    under = {
        "now": assess(export, assessment.matches, today, settings, as_of),
        "then": _covered(export, tried, reviewed, settings, as_of),
    }
    (then,) = casts_compared(under, settings.privacy.least)
    least = settings.privacy.least
    figures = {persona.id: figure(persona, least) for persona in under["then"].personas}
    return Suggested(export, suggestions, as_yaml(suggestions, today.ids, figures), then)
