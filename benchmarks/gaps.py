"""Does the gap search find what is there, and nothing where nothing is? Seeded; exits 1 if not as wanted.

    python benchmarks/gaps.py                  100 seeds of each run
    python benchmarks/gaps.py --seeds 1000 --accounts 400

Nothing planted: contacts are missed at random, clustered by account (beta-binomial, intra-class correlation 0 and .1).
No segment gap may be called significant in 84 of 100 runs (false discoveries are held at 10 %, so 90 are expected).
Planted: as before, and nine in ten users at small partner-sold customers are missed, who are 4 % of contacts. That
segment must be among the first three segment gaps, just as it was planted, in 90 of 100 runs.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from personacheck.coverage.assess import assess
from personacheck.model import tables as t
from personacheck.model.cast import Cast
from personacheck.model.export import Export
from personacheck.settings.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from personacheck.model.result import Gap

AS_OF = date(2026, 9, 30)
WHERE = {t.CHANNEL: "indirect", t.SIZE: "small", t.SIDE: "user"}
SHARE, MISSED_THERE = 0.04, 0.9
CLEAN, FOUND = 0.84, 0.9


@dataclass
class Draw:
    """One invented export: axis values and side of contacts, their accounts, and who is missed."""

    firms: dict[str, NDArray[np.object_]]
    account: NDArray[np.int64]
    side: NDArray[np.object_]
    missed: NDArray[np.bool_]


def draw(random: np.random.Generator, accounts: int, rate: float, icc: float) -> Draw:
    """Accounts of one to fifteen contacts along all axes, some values unknown; misses clustered by account."""
    account = np.repeat(np.arange(accounts), np.minimum(random.geometric(0.14, accounts), 15))
    spread = {
        t.CHANNEL: {"direct": 0.5, "indirect": 0.38, "mixed": 0.07, "unknown": 0.05},
        t.SIZE: {"small": 0.38, "medium": 0.35, "large": 0.22, "unknown": 0.05},
        t.STAGE: {"onboarding": 0.2, "post-sale": 0.5, "renewal": 0.2, "unknown": 0.1},
    }
    firms = {axis: random.choice([*shares], accounts, p=[*shares.values()]) for axis, shares in spread.items()}
    side = random.choice(["buyer", "user", "unknown"], len(account), p=[0.4, 0.5, 0.1])
    chance = np.full(accounts, rate)
    if icc:
        chance = random.beta(rate * (1 / icc - 1), (1 - rate) * (1 / icc - 1), accounts)
    return Draw(firms, account, side, random.random(len(account)) < chance[account])


def plant(random: np.random.Generator, drawn: Draw) -> None:
    """Move accounts into or out of the corner until it holds its share of contacts; then miss nine in ten there."""
    channel, size = drawn.firms[t.CHANNEL], drawn.firms[t.SIZE]
    corner = (channel == WHERE[t.CHANNEL]) & (size == WHERE[t.SIZE])
    users = drawn.side == WHERE[t.SIDE]
    for firm in random.permutation(len(corner)):
        share = (corner[drawn.account] & users).mean()
        if abs(share - SHARE) < SHARE / 20:
            break
        if (share < SHARE) != corner[firm]:
            corner[firm] = not corner[firm]
            channel[firm], size[firm] = (WHERE[t.CHANNEL], WHERE[t.SIZE]) if corner[firm] else ("direct", "medium")
    there = corner[drawn.account] & users
    drawn.missed[there] = random.random(int(there.sum())) < MISSED_THERE


def tables(random: np.random.Generator, drawn: Draw) -> tuple[Export, pd.DataFrame]:
    """The draw as an export and its matches; functions are drawn for all alike."""
    ids = np.array([f"a{n}" for n in range(len(drawn.firms[t.SIZE]))])
    people = len(drawn.account)
    contacts = pd.DataFrame({name: [""] * people for name in t.CONTACT_COLUMNS})
    contacts = contacts.assign(
        record_id=[f"c{n}" for n in range(people)],
        account_id=ids[drawn.account],
        population=t.Population.CUSTOMER.value,
        is_primary=False,
        mailbox=False,
        created=pd.NaT,
        last_activity=pd.NaT,
        **{axis: values[drawn.account] for axis, values in drawn.firms.items()},
    )
    accounts = pd.DataFrame({name: [""] * len(ids) for name in t.ACCOUNT_COLUMNS}, index=ids)
    accounts = accounts.assign(**drawn.firms, population="customer", employees=np.nan, revenue=np.nan)
    matches = pd.DataFrame({name: [""] * people for name in t.MATCH_COLUMNS}).assign(
        status=np.where(drawn.missed, t.Status.UNCOVERED.value, t.Status.COVERED.value),
        function=random.choice(["finance", "it", "sales", "hr"], people),
        level=t.LEVELS[-2],
        side=drawn.side,
        assumed=False,
        side_inferred=True,
        alternatives=[()] * people,
    )
    return Export(contacts, accounts, (), True, None, {}, (), ""), matches


def segment_gaps(seed: int, accounts: int, rate: float, icc: float, *, planted: bool) -> list[Gap]:
    """Segment gaps called significant in one run, best first."""
    random = np.random.default_rng(seed)
    drawn = draw(random, accounts, rate, icc)
    if planted:
        plant(random, drawn)
    gaps = assess(*tables(random, drawn), Cast(personas=()), Settings(), AS_OF).gaps
    return [gap for gap in gaps if gap.where and gap.significant]


def main() -> int:
    """Run all, print one line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--accounts", type=int, default=170)
    options = parser.parse_args()
    good = True
    print(f"{'run':<44}{'as wanted':>10}{'of':>6}{'seconds':>9}")
    for planted in (False, True):
        for rate, icc in ((0.15, 0.0), (0.15, 0.1), (0.3, 0.0), (0.3, 0.1)):
            started = time.perf_counter()
            runs = [segment_gaps(s, options.accounts, rate, icc, planted=planted) for s in range(options.seeds)]
            hits = sum(WHERE in [gap.where for gap in run[:3]] if planted else not run for run in runs)
            good &= hits >= (FOUND if planted else CLEAN) * options.seeds
            run = f"{'planted' if planted else 'nothing planted'}, {rate:.0%} missed, ICC {icc}"
            print(f"{run:<44}{hits:>10}{options.seeds:>6}{time.perf_counter() - started:>9.0f}", flush=True)
    print("as wanted" if good else "NOT as wanted")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
