"""A lifelike assessment for the tests of the report: invented people, counted here by plain loops.

>>> whole = assessment()
>>> whole.result.headline.accounts.total
148
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import builders as b
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.assessment import Assessment
from personacheck.model.few import Least
from personacheck.model.result import SCHEMA, CurvePoint, Finding, Gap, PersonaFigure, Result
from personacheck.model.run import Digests, Run
from personacheck.model.small_cells import without_small_cells
from personacheck.model.tally import AccountTally, Headline, Money, Segment, Tally

if TYPE_CHECKING:
    from personacheck.model.cast import Cast

SEGMENTS = (("channel",), ("size",), ("side",), ("stage",), ("channel", "size"), ("channel", "size", "side"))
ROLES = (  # function, level, side, title, persona that fits
    ("operations", "lead", "user", "Operations Manager", "olu"),
    ("operations", "professional", "user", "Operations Coordinator", "olu"),
    ("energy", "lead", "user", "Energy Manager", "priya"),
    ("purchasing", "lead", "buyer", "Head of Purchasing", "marek"),
    ("it", "lead", "buyer", "IT-Leiter", "ingrid"),
    ("general-management", "executive", "buyer", "Managing Director", "elin"),
    ("finance", "lead", "buyer", "Head of Finance", ""),
    ("customer-service", "professional", "user", "Billing Clerk", ""),
    ("", "", "unknown", "", ""),
)
WEIGHTS = (30, 12, 16, 9, 12, 8, 8, 6, 8)


def six() -> Cast:
    """Six personas with the classic faults."""
    everywhere, direct = b.scope(), b.scope(channel=["direct"])
    return b.cast(
        b.persona("olu", name="Olu, operations manager", side="user", scope=everywhere),
        b.persona("priya", name="Priya, energy manager", side="user"),
        b.persona("marek", name="Marek, purchasing lead", side="buyer", scope=b.scope(size=["medium", "large"])),
        b.persona("ingrid", name="Ingrid, IT decision maker", side="buyer", scope=direct),
        b.persona("elin", name="Elin, managing director", side="buyer", scope=direct),
        b.persona("dana", name="Dana, data analyst", side="user", scope=everywhere),
        name="Northwind Metering",
        file="cast.yaml",
    )


@cache
def assessment(*, accounts: int = 148) -> Assessment:
    """An assessment of invented accounts, made once; who wants it otherwise replaces fields of it."""
    draw = random.Random(7)
    firms = b.accounts(*(_firm(draw, n) for n in range(accounts)))
    people, found = _people(draw, firms)
    return counted(b.export(people, firms, currency="EUR"), found, six())


def counted(export: Any, found: pd.DataFrame, cast: Cast, **result: Any) -> Assessment:
    """Count an export and its matches: what ``coverage`` does, without its care."""
    main = export.contacts[t.ACCOUNT_ID].ne("") & export.contacts[t.EXCLUDED].eq("")
    main &= export.contacts.groupby(t.ACCOUNT_ID).cumcount() < 5
    firms = _assessed(export, found, main)
    people = export.contacts.assign(**{c: found[c] for c in t.MATCH_COLUMNS}, main=main)
    whole = {
        "schema": SCHEMA, "run": _run(export, found), "headline": _headline(people, firms), "populations": {},
        "segments": tuple(_segments(people, firms)), "gaps": tuple(_gaps(people, firms)),
        "personas": tuple(_figures(cast, people)), "curve": tuple(_curve(people)), "findings": FINDINGS,
        "suggestions": (),
    }  # fmt: skip  # a table
    full = Result(**{**whole, **result})
    return Assessment(export, cast, found, firms, main, without_small_cells(full, Least()), whole=full)


def _firm(draw: random.Random, n: int) -> dict[str, Any]:
    size = draw.choices(("small", "medium", "large"), (6, 5, 3))[0]
    pay = {"small": 18e3, "medium": 60e3, "large": 190e3}[size]
    return {
        "account_id": f"A{n:04}", "account": f"{NAMES[n % len(NAMES)]} {KINDS[n // len(NAMES) % len(KINDS)]}",
        "channel": draw.choices(("direct", "indirect", "unknown"), (65, 78, 5))[0], "size": size,
        "stage": draw.choices(("onboarding", "post-sale", "renewal"), (2, 5, 3))[0],
        "revenue": round(pay * draw.uniform(0.4, 1.8), 2) if draw.random() > 0.04 else float("nan"),
    }  # fmt: skip  # a table


def _people(draw: random.Random, firms: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows, marks = [], []
    for key, firm in firms.iterrows():
        most = {"small": 4, "medium": 9, "large": 18}[firm["size"]]
        for role in draw.choices(ROLES, WEIGHTS, k=0 if draw.random() < 0.03 else draw.randint(1, most)):
            rows.append({"account_id": key, "account": firm["account"], "title": role[3], "side": role[2],
                         **{axis: firm[axis] for axis in ("channel", "size", "stage")}})  # fmt: skip  # a row
            marks.append(_status(role, firm))
    people = b.contacts(*rows)
    return people, b.matches(people, **{column: [mark[column] for mark in marks] for column in marks[0]})


def _status(role: tuple[str, ...], firm: pd.Series) -> dict[str, Any]:
    function, level, side, _, persona = role
    outside = (persona in {"ingrid", "elin"} and firm["channel"] == "indirect") or (
        persona == "marek" and firm["size"] == "small"
    )
    status = "unreadable" if not function else "stretched" if outside else "covered" if persona else "uncovered"
    alone = ("dana",) if persona == "olu" and level == "professional" else ()
    return {
        "status": status, "assumed": persona == "priya" and status == "covered", "persona": persona, "side": side,
        "alternatives": alone, "source": "rule" if persona else "none", "score": 0.9 if status == "covered" else 0.1,
        "function": function, "level": level, "reason": f"the title says {function or 'nothing'}",
        "unread": "" if function else "no-title", "leaning": "",
    }  # fmt: skip  # a table


def _assessed(export: Any, found: pd.DataFrame, main: pd.Series) -> pd.DataFrame:
    mine = found[main].groupby(export.contacts.loc[main, t.ACCOUNT_ID])
    counts = {key: Counter(group["status"]) for key, group in mine}
    lacks = found[main & found["status"].isin(["stretched", "uncovered"])]
    missing = lacks.groupby(export.contacts[t.ACCOUNT_ID])["function"].unique().to_dict()
    firms = export.accounts.copy()
    for status in ("covered", "stretched", "uncovered", "unreadable"):
        firms[status] = [counts.get(key, Counter())[status] for key in firms.index]
    firms["main_contacts"] = firms[["covered", "stretched", "uncovered", "unreadable"]].sum(axis=1)
    firms["status"] = [_account_status(row) for row in firms.to_dict("records")]
    firms["flags"] = [("single-contact",) if n == 1 else () for n in firms["main_contacts"]]
    firms["assumed"], firms["leaning"] = False, False
    firms["missing_functions"] = [tuple(sorted(missing.get(key, ()))) for key in firms.index]
    return firms


def _account_status(row: dict[str, Any]) -> str:
    if row["excluded"]:
        return "excluded"
    if not row["main_contacts"]:
        return "empty"
    misses = row["stretched"] + row["uncovered"]
    if (row["covered"] + misses) * 2 < row["main_contacts"]:
        return "unreadable"
    if not misses:
        return "covered"
    return "partial" if row["covered"] else "stretched" if row["stretched"] else "uncovered"


def tally(rows: pd.DataFrame) -> Tally:
    """Contacts by status."""
    n = Counter(rows["status"])
    assumed, leaning = int(rows["assumed"].sum()), int(rows["leaning"].ne("").sum())
    judged = n["covered"] + n["stretched"] + n["uncovered"]
    every = judged + n["unreadable"]
    return Tally(
        n["covered"], assumed, n["stretched"], n["uncovered"], n["unreadable"], n["excluded"], leaning, n.total(),
        n["covered"] / judged if judged else None, (n["covered"] - assumed) / every if every else None,
        (n["covered"] + n["unreadable"] + leaning) / every if every else None,
    )  # fmt: skip  # a row


def account_tally(firms: pd.DataFrame, weight: pd.Series | None = None) -> Any:
    """Accounts, or what they pay, by status."""
    of = pd.Series(1, index=firms.index) if weight is None else weight.fillna(0.0)
    n = {s.value: float(of[firms["status"] == s].sum()) for s in t.AccountStatus}
    n["assumed"], n["leaning"] = float(of[firms["status"].eq("covered") & firms["covered"].gt(1)].sum()), 0
    judged = sum(n[s] for s in ("covered", "partial", "stretched", "uncovered"))
    every = judged + n["unreadable"]
    shares = {
        "coverage": n["covered"] / judged if judged else None,
        "floor": (n["covered"] - n["assumed"]) / every if every else None,
        "ceiling": (n["covered"] + n["unreadable"]) / every if every else None,
    }
    total = sum(n[s.value] for s in t.AccountStatus)
    if weight is None:
        return AccountTally(**{key: int(value) for key, value in n.items()}, total=int(total), **shares)
    return Money(currency="EUR", **n, total=total, **shares, unknown=int(weight.isna().sum()))


def _headline(people: pd.DataFrame, firms: pd.DataFrame) -> Headline:
    main = people[people["main"]]
    paid = account_tally(firms, firms["revenue"]) if firms["revenue"].notna().any() else None
    return Headline(account_tally(firms), tally(main), tally(people), paid)


def _segments(people: pd.DataFrame, firms: pd.DataFrame) -> Any:
    for axes in SEGMENTS:
        for values, rows in people.groupby(list(axes)):
            here = firms[firms.index.isin(rows[t.ACCOUNT_ID])]
            yield Segment(dict(zip(axes, values, strict=True)), *vars(_headline(rows, here)).values())


def _gaps(people: pd.DataFrame, firms: pd.DataFrame) -> Any:
    missed = people[people["status"].isin(["stretched", "uncovered"]) & people["main"]]
    found = []
    for (status, function), rows in missed.groupby(["status", "function"]):
        keys = rows[t.ACCOUNT_ID].unique()
        found.append((len(keys), status, function, len(rows), float(firms.loc[keys, "revenue"].sum()) or None, rows))
    ranked = sorted(found, key=lambda gap: (-gap[0], gap[2]))
    for rank, (accounts, status, function, contacts, revenue, rows) in enumerate(ranked, start=1):
        inside = status == "stretched"
        said = {"it": "IT"}.get(function, function.replace("-", " ").capitalize())
        yield Gap(
            id=f"{rank:012x}", rank=rank, cause="out-of-scope" if inside else "no-persona",
            title=f"{said} leads at partner-sold customers" if inside else f"{said} leads",
            where={"channel": "indirect"} if inside else {}, function=function, level="lead", accounts=accounts,
            contacts=contacts, revenue=revenue, coverage=0.0, elsewhere=0.7, q=0.01 if inside else None,
            significant=inside, personas=tuple(rows["persona"].unique()) if inside else (),
            examples=(rows["title"].iloc[0],), next_step="Interview five of them, then add a persona or accept.",
        )  # fmt: skip  # a table


def _figures(cast: Cast, people: pd.DataFrame) -> Any:
    covered = people[people["status"] == "covered"]
    for who in cast.personas:
        mine = covered[covered["persona"] == who.id]
        axes = {axis: mine[axis].value_counts().sort_index().to_dict() for axis in ("channel", "size", "side", "stage")}
        alone = int((mine["alternatives"].map(len) == 0).sum())
        share = len(mine) / len(covered) if len(covered) else None
        yield PersonaFigure(who.id, who.name, len(mine), mine[t.ACCOUNT_ID].nunique(), share, axes, alone)


def _curve(people: pd.DataFrame) -> Any:
    counts = people.loc[people["status"] == "covered", "persona"].value_counts()
    judged = int(people["status"].ne("unreadable").sum())
    for n, (key, total) in enumerate(counts.cumsum().items(), start=1):
        yield CurvePoint(n, str(key), total / judged if judged else None)


def _run(export: Any, found: pd.DataFrame) -> Run:
    digests = Digests("a" * 64, "b" * 64, "c" * 64)
    sources = found["source"].value_counts().sort_index().to_dict()
    population = "customer" if export.customers_known else "all"
    return Run("2026-09-30", "0.1.0", population, digests, export.rows, export.excluded, sources, ())


def empty(**result: Any) -> Assessment:
    """An assessment in which nothing can be read."""
    people = b.contacts(*({"account_id": f"A{n}"} for n in range(12)))
    found = b.matches(people, status="unreadable", unread="no-title", level="")
    return counted(b.export(people), found, six(), **{"findings": (), **result})


NAMES = ("Harrowgate", "Calder", "Vantrell", "Bexhaven", "Ostmark", "Lindqvist", "Torvane", "Pellworth", "Saltreef",
         "Mirabeau", "Quillon", "Dunmere", "Ashgrove", "Brackwater", "Corvane", "Eldermoor")  # fmt: skip  # names
KINDS = ("Water", "Foods", "Logistics", "Council", "Kühlhaus", "Paper", "Estates", "Dairy", "Hotels", "Textiles")
FINDINGS = (
    Finding("channel-skew", "high", None, "The cast fits direct customers far better: 83 % against 45 %.", 38.0, 15.0,
            "Interview IT leads and managing directors at partner-sold customers.", "cast practice", "points"),
    Finding("scope-unstated", "medium", "priya", "Priya does not say which customers she was researched for.", 0.22,
            0.10, "State her scope, or write “everywhere”, and give the evidence.", "cast practice", "share"),
)  # fmt: skip  # a table
