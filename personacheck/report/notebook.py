"""A result where somebody looks at it in a notebook: the sentence, the ways to count, the gaps, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model.causes import shortly
from personacheck.model.plan import plan_of
from personacheck.report.page.axes import counts
from personacheck.report.page.findings import causes
from personacheck.report.page.gaps import leading
from personacheck.report.page.headline import fault, headline, number
from personacheck.report.page.sample import checked
from personacheck.text.unseen import seen

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment

FIRST: Final = 3
"""Gaps and findings shown each."""


def sentence(assessment: Assessment) -> str:
    """What everything opens with."""
    return headline(assessment.result, assessment.cast)


def fragment(assessment: Assessment) -> str:
    """HTML without a script or a request, to stand among other cells; names neither people nor accounts."""
    from personacheck.report.templates import environment  # noqa: PLC0415  # heavy; needed only to write

    result, cast = assessment.result, assessment.cast
    plan, gaps = plan_of(result), leading(result)
    return seen(
        environment()
        .get_template("notebook.html")
        .render(
            sentence=sentence(assessment),
            number=number(result, cast) if fault(result, cast) else "",
            checked=checked(result),
            rows=counts(result).rows,
            plan=plan.says if plan else "The largest gaps" if gaps else "",
            gaps=(plan.gaps if plan else gaps)[:FIRST],
            findings=[(finding.code, shortly(finding)) for finding in causes(assessment)[:FIRST]],
        )
    )
