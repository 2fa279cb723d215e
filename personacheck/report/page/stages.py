"""Before and after the sale: prospects beside the stages of the headline's contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t
from personacheck.model.causes import EQUAL
from personacheck.model.estimand import tally_of
from personacheck.report.page.axes import FEW, axis_of
from personacheck.report.page.fit import Fit, fit
from personacheck.report.wording import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.result import Result


FINDING: Final = "stage-gap"
MIX: Final = "the mix explains"
"""How the finding tells that nothing is left of a difference at an equal mix."""
LESSON: Final = "The people we win are not always those we keep: journeys after the sale need personas, too."


class Stages(NamedTuple):
    """One line for each stage, prospects first; ``apart`` where they stand outside the headline.

    Attributes
    ----------
    claim, equal
        Fit before and after the sale, and what is left of the difference at equal mix, in sentences.
    lesson
        What follows; "" where the mix explains the difference, or too few are known to say.
    uncompared
        Why there is nothing to compare, in sentences; "" where there is.
    """

    rows: tuple[Fit, ...]
    claim: str
    equal: str
    lesson: str
    apart: bool
    uncompared: str


def stages(result: Result) -> Stages:
    """Main contacts by stage; no rows where there is but one stage, or none, and no prospects."""
    by_stage = axis_of(result, t.STAGE)
    prospects = result.populations.get(t.Population.PROSPECT)
    before_sale = tally_of(prospects) if prospects and tally_of(prospects).judged else None
    before = (fit("Prospects", before_sale),) if before_sale else ()
    uncompared = "" if before else by_stage.uncompared
    rows = (*before, *(() if by_stage.silent or uncompared else by_stage.rows))
    claim = ""
    then, now = (percent(tally.coverage if tally else None) for tally in (before_sale, tally_of(result.headline)))
    few = min(before_sale.judged if before_sale else FEW, tally_of(result.headline).judged) < FEW
    if before_sale and not few:
        both = (
            f"{then} among both prospects and customers" if then == now else f"{then} among prospects and {now} among"
        )
        claim = f"Persona fit is {both}." if then == now else f"Persona fit is {both} customers."
    equal = " ".join(_at_equal(result))
    return Stages(rows, claim, equal, "" if few or not rows or MIX in equal else LESSON, bool(before), uncompared)


def _at_equal(result: Result) -> Iterator[str]:
    """Of each finding on stages what it says of an equal mix."""
    for finding in result.findings:
        start = finding.message.find(EQUAL) if finding.code == FINDING else -1
        if start >= 0:
            yield finding.message[start:]
