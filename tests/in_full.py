"""A small assessment with all that a report can tell, and what is written of it as plain YAML.

>>> result = in_full().result
>>> (result.headline.accounts.total, len(result.priorities.accounts), result.sample is None)
(50, 3, False)
"""

from __future__ import annotations

import os
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import builders as b
import pandas as pd
import samples
import snapshots as s
from reviewed import reviewed
from ruamel.yaml import YAML
from sampled import sampled

from personacheck.model import tables as t
from personacheck.model.cast_edit import CastEdit
from personacheck.model.changes import CoverageChange, Move, PersonaChange
from personacheck.model.export import RowCount
from personacheck.model.priorities import Priorities, Step
from personacheck.model.result import Finding, Result, Suggestion
from personacheck.model.review import Drift, Driver
from personacheck.model.snapshot import Fresh, Share

GOLDEN = Path(__file__).parent / "golden"
BORN = ("2026-03-01", "2024-05-01", "2021-01-01", "")
TEAMS = ("Key accounts", "Partner managers", "")
NOTES = (
    "The dates of two files differ.",
    "Exactly 2,000 rows: exports are often cut off there; check that no rows are missing.",
)
CANDIDATES = (
    Suggestion("Finance lead", "finance", "lead", 9, 7, ("cfo", "head of finance"), {}, 0.914, 0.5),
    Suggestion("Billing staff", "customer-service", None, 8, 6, ("billing clerk",), {}, None, None),
)
UNMEASURED = Finding(
    "no-example", "low", "elin", "Elin lists neither titles nor examples.", None, None, "List some.", ""
)
FINE = replace(
    UNMEASURED, code="redundant-persona", severity="medium", figure=0.12345, threshold=0.98765, unit="points"
)


@cache
def in_full():
    """Fifty accounts: reviewed by people and against earlier runs, with a plan, interviews, teams and candidates."""
    plain = samples.assessment(accounts=50)
    people, firms = plain.export.contacts, plain.export.accounts
    place = pd.Series(range(len(firms)), index=firms.index)
    at = people[t.ACCOUNT_ID].map(place)
    born, team = (values for values in zip(*((BORN[n % 4], TEAMS[n % 3]) for n in at), strict=True))
    people = people.assign(**{t.CREATED: pd.to_datetime(pd.Series(born, index=people.index)), t.OWNER_TEAM: list(team)})
    first = people.index[[0, 1, 6]]
    found = plain.matches.copy()
    people.loc[first, t.EXCLUDED], found.loc[first, t.STATUS] = ["own staff", "test row", "test row"], "excluded"
    found.loc[people.index[2:4], [t.STATUS, t.UNREAD, t.PERSONA]] = ["unreadable", "words-unknown", ""]
    found.loc[people.index[4:6], t.LEANING] = "marek"
    export = replace(b.export(people, firms, currency="EUR"), notes=NOTES)
    (origin,) = export.origins
    rows = RowCount(len(people) + 4, len(people), {"blank": 3}, 1)
    export = replace(export, origins=(replace(origin, sheet="People", rows=rows),))
    whole = samples.counted(export, found, _cast(plain.cast))
    told = sampled(whole=whole)
    told = replace(told, result=_told(told.result), purpose="Renewals", review=_moved(reviewed().review))
    roles = {gap.id: found.index[found[t.FUNCTION].eq(gap.function) & found[t.STATUS].isin(["stretched", "uncovered"])]
             for gap in told.result.gaps}  # fmt: skip  # a row
    return replace(told, gap_contacts=roles)


def _cast(cast):
    """Three of the six tell more of themselves: what they rest on, and what they say."""
    more = {
        "olu": {"evidence": b.evidence(), "owner": "Product marketing", "reviewed": date(2026, 5, 30)},
        "marek": {"evidence": b.evidence(interviews=1, segments=(), last=None), "kind": "secondary"},
        "ingrid": {
            "evidence": b.evidence(interviews=4),
            "quote": "I buy what runs.",
            "goals": ("Fewer outages", "One bill"),
            "frustrations": ("Paper",),
            "channels": ("Phone", "Trade fairs"),
        },
    }
    return replace(cast, personas=tuple(replace(who, **more.get(who.id, {})) for who in cast.personas))


def _moved(review):
    """With a segment that fell and one that is new, an edited cast, a mix that drifted, words and people that came."""
    here, there = {"channel": "indirect", "size": "small"}, {"channel": "direct"}
    fell = CoverageChange("main_contacts", there, Move.WORSE, Share(50, 80), Share(40, 80), -0.1, -0.02, 0.03, -0.005)
    came = CoverageChange("main_contacts", here, Move.NEW, None, Share(9, 30))
    edit = CastEdit(added=("dana",), changed=("olu",))
    changes = replace(
        review.changes,
        segments=(fell, came),
        edit=edit,
        personas=(PersonaChange("olu", s.figure("olu", 0.4), s.figure("olu", 0.5), faded=False),),
    )
    drivers = (Driver("olu", 0.4, 0.5, 0.09), Driver("", 0.6, 0.5, 0.03))
    return replace(
        review,
        changes=changes,
        drift=(Drift("personas", 0.12, 0.05, "watch", drivers),),
        words=(Driver("data", 0.01, 0.07, 0.08),),
        unseen={"Head of Data": 7, "Data Engineer": 1_000},
        fresh=Fresh("2026-06-30", Share(4, 10), Share(56, 90), 3, Share(1, 4), Share(20, 30), 1),
    )


def _told(result: Result) -> Result:
    """With gaps that share people, a plan in three orders that differ, a candidate, and sources."""
    first, second, *others = result.gaps
    wide = {
        "where": {"channel": "indirect", "size": "small"},
        "personas": ("ingrid", "marek"),
        "examples": ("CIO", "CTO"),
    }
    gaps = (
        replace(first, within={second.id: 2, others[0].id: 1_000}, paying=4, **wide),
        replace(second, revenue=None, paying=2),
        *others[:-1],
        replace(others[-1], cause="missing-data", function=None, level=None),
    )
    now, ids = result.headline, [gap.id for gap in gaps[:3]]
    steps = tuple(
        Step(key, 0.4 + n / 10, now.accounts.covered + 2 * n, now.main_contacts.covered + 3 * n,
             now.contacts.covered + 4 * n, now.revenue.covered + 1e4 * n)
        for n, key in enumerate(ids, start=1)
    )  # fmt: skip  # a row
    turned = tuple(replace(step, id=key) for step, key in zip(steps, reversed(ids), strict=True))
    run = replace(
        result.run,
        sources={"review": 12, "crm": 3, "rule": 40, "none": 20},
        same_title=4,
        where={"size": ("small",)},
        outside=7,
        notes=NOTES,
    )
    return replace(
        result, gaps=gaps, priorities=Priorities(steps, turned, (*steps[:1], replace(steps[1], revenue=None))),
        suggestions=CANDIDATES, findings=(UNMEASURED, FINE, *result.findings), run=run, populations={"partner": now},
    )  # fmt: skip  # a row


def plain(value: Any) -> Any:
    """Of a view what YAML can hold: fields by their names, figures to four digits."""
    if isinstance(value, float):
        return None if pd.isna(value) else round(value, 4)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int)) else str(value)


def assert_golden(name: str, value: Any) -> None:
    """Told as in the golden file, which ``make golden`` renews."""
    yaml, now = YAML(), StringIO()
    yaml.width, yaml.allow_unicode, yaml.default_flow_style = 120, True, None
    yaml.dump(plain(value), now)
    golden = GOLDEN / name
    if os.environ.get("PERSONACHECK_GOLDEN") == "renew":
        golden.write_text(now.getvalue(), encoding="utf-8")
    told = golden.read_text(encoding="utf-8")
    assert now.getvalue() == told, "if the change is meant: make golden, and read the diff"
