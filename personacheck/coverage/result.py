"""What was counted -> the result: what goes into ``result.json``, and into the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck import __version__
from personacheck.coverage import findings
from personacheck.model import tables as t
from personacheck.model.result import SCHEMA, Result
from personacheck.model.run import Digests, Run

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from personacheck.coverage.assess import Coverage
    from personacheck.coverage.findings.facts import Fits
    from personacheck.model.cast import Cast
    from personacheck.model.export import Export
    from personacheck.model.result import Suggestion
    from personacheck.settings.settings import Settings


def result(
    coverage: Coverage,
    export: Export,
    matches: pd.DataFrame,
    *,
    cast: Cast,
    settings: Settings,
    as_of: date,
    fits: Fits | None = None,
    hits: pd.DataFrame | None = None,
    suggestions: tuple[Suggestion, ...] = (),
) -> Result:
    """The result of a run, with the findings about the cast.

    Parameters
    ----------
    matches
        One row a contact (``MATCH_COLUMNS``): how many were assigned by what is counted.
    fits, hits
        What the matcher says of the cast's words, see ``findings.find``.
    """
    return Result(
        schema=SCHEMA,
        run=_run(export, matches, cast, settings, as_of),
        headline=coverage.headline,
        populations=coverage.populations,
        segments=coverage.segments,
        gaps=coverage.gaps,
        personas=coverage.personas,
        curve=coverage.curve,
        findings=findings.find(cast, coverage, settings, as_of, fits=fits, hits=hits),
        suggestions=suggestions,
        priorities=coverage.priorities,
        draft=cast.draft,
    )


def _run(export: Export, matches: pd.DataFrame, cast: Cast, settings: Settings, as_of: date) -> Run:
    return Run(
        as_of=as_of.isoformat(),
        version=__version__,
        population=export.population,
        digests=Digests(export.digest, cast.digest, settings.digest),
        rows=export.rows,
        excluded=_excluded(export, matches),
        sources=t.times(matches[t.SOURCE]),
        where=dict(settings.where),
        outside=export.outside,
        notes=(*(note for origin in export.origins for note in origin.notes), *export.notes),
    )


def _excluded(export: Export, matches: pd.DataFrame) -> dict[str, int]:
    """Reasons by name, with those whom a negative persona took, persona by persona."""
    taken = (matches[t.STATUS] == t.Status.EXCLUDED) & (export.contacts[t.EXCLUDED] == "")
    reasons = matches.loc[taken, t.REASON].str.removeprefix(t.EXCLUDED_FOR).str.removesuffix(".").value_counts()
    return dict(sorted({**export.excluded, **{str(reason): int(count) for reason, count in reasons.items()}}.items()))
