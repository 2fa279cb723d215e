"""The whole page: every part's facts, made from one assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from personacheck.model.estimand import noun_of, tally_of
from personacheck.report.page.accounts import Accounts, accounts
from personacheck.report.page.axes import AxisRows, Counts, Heat, axis_rows, counts, heat
from personacheck.report.page.change import Change, change
from personacheck.report.page.curve import Curve, curve
from personacheck.report.page.findings import Findings, findings
from personacheck.report.page.first import FirstScreen, first_screen
from personacheck.report.page.gaps import Decision, Gaps, decision, gaps
from personacheck.report.page.personas import Personas, personas
from personacheck.report.page.quality import Quality, quality
from personacheck.report.page.register import Register, register
from personacheck.report.page.sample import ENOUGH, SHEET, SamplePart, sample_part
from personacheck.report.page.stages import Stages, stages
from personacheck.report.page.teams import Teams, teams
from personacheck.report.page.trend import TrendChart, trend
from personacheck.report.wording import day

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.few import Least
    from personacheck.report.privacy import Privacy


class Page(NamedTuple):
    """What the templates lay out.

    Attributes
    ----------
    part
        The part of the export that was assessed; "" for the whole.
    readable
        False where no contact can be judged.
    by_contact, noun
        Whether contacts are all there is to count; what one of those is called whom the figures are of.
    checked
        People have reviewed a random sample.
    draw, draw_where
        The command that draws one, and where to type it.
    least
        From how many on people by role or title are told by number.
    """

    name: str
    date: str
    part: str
    version: str
    purpose: str
    readable: bool
    by_contact: bool
    noun: str
    checked: bool
    draw: str
    draw_where: str
    first: FirstScreen
    change: Change
    gaps: Gaps
    decision: Decision
    counts: Counts
    heat: Heat
    axes: tuple[AxisRows, ...]
    stages: Stages
    accounts: Accounts
    personas: Personas
    curve: Curve
    findings: Findings
    sample: SamplePart | None
    teams: Teams | None
    trend: TrendChart | None
    register: Register | None
    quality: Quality
    least: Least

    @property
    def known_axes(self) -> bool:
        """Whether any axis is recorded for anybody."""
        return any(not axis.silent for axis in self.axes)


def page(assessment: Assessment, privacy: Privacy) -> Page:
    """All facts of the report."""
    result = assessment.result
    where, draw = assessment.command("sample", "--random", str(ENOUGH), *SHEET)
    return Page(
        name=assessment.cast.name or "personacheck",
        date=day(result.run.as_of),
        part=result.run.part,
        version=result.run.version,
        purpose=assessment.purpose,
        readable=bool(result.headline.contacts.judged),
        by_contact=result.headline.by_contact,
        noun=noun_of(result.headline),
        checked=tally_of(result.headline).estimate is not None,
        draw_where=where,
        draw=draw,
        first=first_screen(assessment),
        change=change(assessment),
        gaps=gaps(assessment),
        decision=decision(assessment),
        counts=counts(result),
        heat=heat(result),
        axes=axis_rows(assessment),
        stages=stages(result),
        accounts=accounts(assessment, privacy),
        personas=personas(assessment),
        curve=curve(assessment),
        findings=findings(assessment),
        sample=sample_part(assessment),
        teams=teams(assessment),
        trend=trend(assessment),
        register=register(assessment),
        quality=quality(assessment),
        least=result.least,
    )
