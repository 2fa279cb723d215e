"""Small hand-made runs as history keeps them, for the tests of the review.

>>> run("2026-06-30", covered=60, judged=100).result.headline.accounts.coverage
0.6
"""

from __future__ import annotations

from typing import Any

import builders as b

from personacheck.model.export import RowCount
from personacheck.model.few import Least
from personacheck.model.result import SCHEMA, Finding, Gap, PersonaFigure, Result
from personacheck.model.run import Digests, Run
from personacheck.model.snapshot import Basis, Mix, Snapshot
from personacheck.model.tally import AccountTally, Headline, Money, Segment, Tally


def run(as_of: str = "2026-09-30", covered: int = 60, judged: int = 100, **parts: Any) -> Snapshot:
    """A run of customers, direct and indirect; ``parts`` replaces whole parts of result and snapshot."""
    who = parts.pop("cast", b.cast(b.persona("olu", titles=("operations manager",)), digest="b" * 64))
    digests = Digests(parts.pop("export", "a" * 64), who.digest, "c" * 64)
    result = Result(
        schema=SCHEMA,
        run=Run(as_of, parts.pop("version", "0.1.0"), "customer", digests, RowCount(0, 0), {}, {}, ()),
        headline=parts.pop("headline", headline(covered, judged)),
        populations={},
        segments=parts.pop("segments", (segment({"channel": "direct"}, covered, judged),)),
        gaps=parts.pop("gaps", ()),
        personas=parts.pop("personas", (figure("olu", 1.0, covered),)),
        curve=(),
        findings=parts.pop("findings", ()),
        suggestions=(),
        least=Least(),
    )
    return Snapshot(result, parts.pop("basis", basis(judged)), parts.pop("mix", Mix()), cast=who, **parts)


def basis(contacts: int = 100, **fields: Any) -> Basis:
    """Customers read from contacts and accounts, channel known for nine in ten."""
    plain = {"population": "customer", "objects": ("accounts", "contacts"), "contacts": contacts, "currency": "EUR"}
    return Basis(**{**plain, "known": {"channel": 0.9}, "settings": {"accounts": "1", "export": "1"}, **fields})


def tally(covered: int, judged: int) -> Tally:
    """So many covered of so many that can be judged."""
    share = covered / judged if judged else None
    return Tally(covered, 0, 0, judged - covered, 0, 0, 0, judged, share, share, share)


def headline(covered: int, judged: int) -> Headline:
    """The same numbers for accounts, contacts and thousands of euros."""
    share = covered / judged if judged else None
    accounts = AccountTally(covered, 0, 0, 0, judged - covered, 0, 0, 0, 0, judged, share, share, share)
    money = Money("EUR", covered * 1e3, 0, 0, 0, (judged - covered) * 1e3, 0, 0, 0, 0, judged * 1e3, *[share] * 3, 0)
    return Headline(accounts, tally(covered, judged), tally(covered, judged), money)


def segment(where: dict[str, str], covered: int, judged: int) -> Segment:
    """A segment of so many."""
    whole = headline(covered, judged)
    return Segment(where, whole.accounts, whole.main_contacts, whole.contacts, whole.revenue)


def gap(key: str, accounts: int = 12, **fields: Any) -> Gap:
    """A role gap: finance leads, unless told otherwise."""
    plain = {
        "rank": 1, "cause": "no-persona", "title": f"Gap {key}", "where": {}, "function": "finance", "level": "lead",
        "accounts": accounts, "contacts": accounts * 2, "revenue": 1e3 * accounts, "coverage": 0.0, "elsewhere": 0.7,
        "q": None, "significant": False, "personas": (), "examples": (), "next_step": "Interview five finance leads.",
    }  # fmt: skip  # a table
    return Gap(**{"id": key, **plain, **fields})


def figure(key: str, share: float | None, contacts: int = 10) -> PersonaFigure:
    """A persona that covers so many."""
    return PersonaFigure(key, key.title(), contacts, contacts, share, {}, contacts)


def finding(code: str = "channel-skew", persona: str | None = None, severity: str = "high") -> Finding:
    """A finding with a figure."""
    return Finding(code, severity, persona, f"{code} was found.", 0.4, 0.15, "Interview five of them.", "cast practice")
