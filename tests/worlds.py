"""Random exports with matches that could be: seeded, any size, every status, axis value and population in them."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from builders import AS_OF, accounts_of, cast, contacts, evidence, export, matches, persona, scope
from hypothesis import strategies as st

from personacheck.coverage.assess import Coverage, assess
from personacheck.coverage.count import census, segments
from personacheck.coverage.count.accounts import assess_accounts
from personacheck.coverage.count.by_account import count_by_account
from personacheck.model import tables as t
from personacheck.settings.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from personacheck.model.cast import Cast
    from personacheck.model.export import Export
    from personacheck.model.tally import Headline

FUNCTIONS = ("finance", "it", "sales", "")
SEEDS = st.integers(0, 10**6 if os.environ.get("HYPOTHESIS_PROFILE") == "seek" else 19)
"""Few, so that what all properties look at is counted once; who seeks new worlds has many."""


def world(
    seed: int, people: int = 60, firms: int = 12, *, customers_known: bool = True
) -> tuple[Export, pd.DataFrame, Cast]:
    """An export, its matches and their cast. Contacts of an account share its channel, size and stage."""
    draw = np.random.default_rng(seed)

    def pick(values: tuple[object, ...], size: int) -> list[object]:
        return [values[n] for n in draw.integers(0, len(values), size)]

    at = draw.integers(-1, firms, people)
    firm_axes = {axis: pick((*t.AXIS_VALUES[axis], t.UNKNOWN), firms + 1) for axis in (t.CHANNEL, t.SIZE, t.STAGE)}
    populations = pick(("customer", "customer", "prospect", "partner", "unclassified"), firms + 1)
    ages = pick((None, "2026-06-01", "2024-01-01"), people)
    titles = pick(("CFO", "cfo", "Head of IT", "Clerk", "Accountant", ""), people)
    roles = pick(("", "", "Decision Maker"), people)
    rows = [
        {
            t.ACCOUNT_ID: f"a{firm}" if firm >= 0 else "",
            t.TITLE: titles[n],
            t.BUYING_ROLE: roles[n],
            t.POPULATION: populations[firm],
            t.LAST_ACTIVITY: ages[n],
            t.MAILBOX: bool(draw.random() < 0.05),
            t.EXCLUDED: "own staff" if draw.random() < 0.08 else "",
            **{axis: values[firm] for axis, values in firm_axes.items()},
        }
        for n, firm in enumerate(at)
    ]
    table = contacts(*rows)
    return export(table, _firms(table, draw), customers_known=customers_known), _matches(table, draw), _cast()


@cache
def assessed(seed: int, *, customers_known: bool = True) -> Coverage:
    """A world as it is counted, to be looked at and not written to."""
    return assess(*world(seed, customers_known=customers_known), Settings(), AS_OF)


def counted(whole: Export, found: pd.DataFrame) -> Headline:
    """The four numbers alone, anew from contacts and matches: a fifth of the time of a whole assessment."""
    by_account = count_by_account(whole, found, Settings().accounts, AS_OF)
    firms = assess_accounts(whole, found, by_account)
    everybody = census.all_contacts(whole, found, by_account.main)
    return segments.headline(census.take(everybody, firms, t.AXES, whole.counted, whole.currency))


def _firms(table: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    firms = accounts_of(table)
    firms[t.REVENUE] = draw.choice([np.nan, 1000.0, 2000.55, 0.1], len(firms))
    firms[t.EMPLOYEES] = draw.choice([np.nan, 5.0, 400.0], len(firms))
    return firms


def _matches(table: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    size = len(table)
    drawn = draw.choice(["covered", "covered", "stretched", "uncovered", "unreadable"], size)
    status = np.where(table[t.EXCLUDED] != "", "excluded", drawn)
    fitted = np.isin(status, ["covered", "stretched"])
    first = np.where(fitted, draw.choice(["ingrid", "olu", "priya"], size), "")
    open_ = np.isin(status, ["stretched", "uncovered"])
    return matches(
        table,
        status=[str(one) for one in status],
        persona=[str(one) for one in first],
        alternatives=[("dana",) if one and draw.random() < 0.3 else () for one in first],
        assumed=[bool(one == "covered" and draw.random() < 0.4) for one in status],
        leaning=["priya" if one and draw.random() < 0.3 else "" for one in open_],
        function=["" if one == "unreadable" else str(draw.choice(FUNCTIONS)) for one in status],
        level=[str(draw.choice([*t.LEVELS, ""])) for _ in status],
        side=[str(draw.choice([*t.AXIS_VALUES[t.SIDE], t.UNKNOWN])) for _ in status],
        side_inferred=[bool(draw.random() < 0.5) for _ in status],
        unread=["no-title" if one == "unreadable" else "" for one in status],
    )


def _cast() -> Cast:
    return cast(
        persona("ingrid", side="buyer", scope=scope(channel=["direct"]), evidence=evidence()),
        persona("olu", side="user", scope=scope(), evidence=evidence()),
        persona("priya", side="user"),
        persona("dana", side="user", scope=scope(size=["large"])),
    )
