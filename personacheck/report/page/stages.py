"""Before and after the sale: prospects beside the stages of the headline's contacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.model import tables as t
from personacheck.report.page.axes import axis_of
from personacheck.report.page.fit import Fit, fit
from personacheck.report.wording import percent

if TYPE_CHECKING:
    from personacheck.model.result import Result


@dataclass(frozen=True)
class Stages:
    """One line for each stage, prospects first; ``apart`` where they stand outside the headline."""

    rows: tuple[Fit, ...]
    claim: str
    apart: bool


def stages(result: Result) -> Stages:
    """Main contacts by stage; no rows where neither stage nor prospects are known."""
    known = axis_of(result, t.STAGE)
    prospects = result.populations.get(t.Population.PROSPECT)
    people = prospects.main_contacts if prospects and prospects.main_contacts.judged else None
    before = (fit("Prospects", people),) if people else ()
    rows = (*before, *(() if known.silent else known.rows))
    claim = ""
    if people and result.headline.main_contacts.coverage is not None:
        now = result.headline.main_contacts.coverage
        claim = f"Persona fit is {percent(people.coverage)} before the sale and {percent(now)} after it."
    return Stages(rows, claim, bool(before))
