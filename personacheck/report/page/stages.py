"""Before and after the sale: prospects beside the stages of the headline's contacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.model import tables as t
from personacheck.model.estimand import people_of
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
    people = people_of(prospects) if prospects and people_of(prospects).judged else None
    before = (fit("Prospects", people),) if people else ()
    rows = (*before, *(() if known.silent else known.rows))
    claim = ""
    then, now = (percent(each.coverage if each else None) for each in (people, people_of(result.headline)))
    if people and people_of(result.headline).judged:
        both = f"{then} both before and after the sale" if then == now else f"{then} before the sale and {now} after it"
        claim = f"Persona fit is {both}."
    return Stages(rows, claim, bool(before))
