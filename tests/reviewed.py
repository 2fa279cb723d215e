"""A lifelike assessment with eight quarters behind it, for the tests of the report.

>>> len(reviewed().review.trend.dates)
8
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import builders as b
import samples
import snapshots as s

from personacheck.model.decisions import Decision, Decisions
from personacheck.review.review import review
from personacheck.settings.settings import Settings

QUARTERS = ("2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30")
DIRECT = (124, 126, 140, 142, 144, 146, 151, 155)
INDIRECT = (131, 128, 126, 126, 121, 119, 114, 111)


def reviewed():
    """The assessment, and its review against seven earlier runs with edits and decisions."""
    whole = samples.assessment()
    runs = [_run(when, n) for n, when in enumerate((*QUARTERS, "2026-09-30"))]
    first, second = whole.result.gaps[:2]
    current = replace(runs[-1], result=replace(runs[-1].result, gaps=whole.result.gaps, findings=samples.FINDINGS))
    past = [
        *runs[:-2],
        replace(runs[-2], result=replace(runs[-2].result, gaps=(first, s.gap("gone", function="legal")))),
    ]
    return replace(whole, review=review(current, past, _decisions(first.id, second.id), Settings()))


def _run(when, n):
    segments = (
        s.segment({"channel": "direct"}, DIRECT[n], 187),
        s.segment({"channel": "indirect"}, INDIRECT[n], 247),
    )
    return s.run(when, covered=48 + n, judged=133 + n, segments=segments, cast=_cast(n))


def _cast(n):
    people = [b.persona("olu", titles=("operations manager",)), b.persona("marek", titles=("purchasing",))]
    elin = [b.persona("elin", name="Elin, managing director", titles=("managing director",))] if n > 1 else []
    scoped = b.scope(size=["medium", "large"]) if n > 4 else b.scope()
    return b.cast(people[0], replace(people[1], scope=scoped), *elin, digest=f"{n}" * 64)


def _decisions(first, second):
    return Decisions(
        (
            Decision(first, "IT leads at partners’ customers", "research", "Customer experience", date(2026, 12, 15)),
            Decision(second, "Customer service leads", "extend", "Product marketing", date(2026, 8, 31)),
            Decision(
                "channel-skew", "The cast fits direct customers far better", "accept", "Customer experience",
                until=date(2027, 7, 1), reason="too few to research this year",
            ),
        ),
        reviewed=date(2026, 6, 30),
    )  # fmt: skip  # a table
