"""The handful test: what it proves when a dozen accounts fit."""

from __future__ import annotations

from math import ceil, log
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.estimate.account_draw import strata
from personacheck.estimate.random_draw import ACCOUNTS, PROPORTIONAL, ours, reviewed_in
from personacheck.estimate.truth import COULD_JUDGE, LEAST
from personacheck.model import tables as t
from personacheck.model.sample import Handful
from personacheck.model.tally import percent
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from numpy.typing import NDArray

RISK: Final = 0.05
"""One-sided: the bound is passed in 5 of 100 draws."""
AIM: Final = 0.10
"""The share of accounts not fitting that a reader would like to be under; the sentence says what it takes."""


def upper_bound(failures: int, drawn: int) -> float:
    """Largest share of failures (0..1) that so few among those drawn still allow: Clopper-Pearson, one-sided 95 %.

    Examples
    --------
    >>> [round(upper_bound(0, n), 2) for n in (3, 5, 12, 59)]
    [0.63, 0.45, 0.22, 0.05]
    """
    from scipy.special import betaincinv  # noqa: PLC0415  # heavy; needed only here

    return 1.0 if failures >= drawn else float(betaincinv(failures + 1, drawn - failures, 1 - RISK))


def worst_case(failures: int, drawn: NDArray[np.int64], shares: NDArray[np.float64]) -> float:
    """The same where the groups were not drawn in proportion: the worst mixture of failure rates still allowed.

    Of all rates by group that let so few failures happen in 5 of 100 draws, those that fail most accounts. A group of
    which nobody was drawn may fail altogether.

    Parameters
    ----------
    drawn
        Accounts drawn of each group.
    shares
        Share (0..1) of all accounts in each group.

    Examples
    --------
    >>> proportional = worst_case(0, np.array([6, 6]), np.array([0.5, 0.5]))
    >>> round(proportional, 2), round(worst_case(0, np.array([6, 6]), np.array([0.9, 0.1])), 2)
    (0.22, 0.35)
    """
    seen = drawn > 0
    unseen = float(shares[~seen].sum())
    drawn, shares = drawn[seen], shares[seen]
    if failures >= drawn.sum():
        return 1.0
    if failures == 0:
        return unseen + float(shares @ (1 - _least_passing(drawn, shares)))
    rate = upper_bound(failures, int(drawn.sum()))
    starts = [np.full(len(drawn), rate), 1 - _least_passing(drawn, shares)]
    solutions = [_climb(start, failures, drawn, shares) for start in starts]
    return unseen + max(float(shares @ rates) for rates in solutions)


def handful(
    contacts: pd.DataFrame, main: pd.Series, labels: pd.DataFrame, truth: pd.DataFrame, seed: int = 0
) -> Handful | None:
    """The handful test from labels of accounts that were drawn; None where no account was reviewed.

    An account that was drawn counts where people could judge at least half of its main contacts, in whatever draw; it
    fits where a persona covers all of those, however conflicts between reviewers end. Who was left blank may not fit:
    else a reviewer who answers only where a persona fits would prove the cast perfect.

    Parameters
    ----------
    contacts
        Contacts of the headline's population with the columns of their matches.
    main
        Bool, whether a contact is a main contact; holds the index of ``contacts``.
    truth
        As of ``truth.truth_of``.
    seed
        Of the draw: it tells which accounts of a proportional one nobody answered for.
    """
    groups = strata(contacts, main)
    tally = _by_account(contacts, main, labels, truth, groups.index)
    if not (tally["drawn"] > 0).any():
        return None
    in_draw = ours(pd.Series(groups.index), (tally["by_chance"] > 0).to_numpy(), seed, ACCOUNTS)
    asked = (tally["drawn"] > 0) | (False if in_draw is None else in_draw)
    counted = asked & (tally["could"] > 0) & (2 * tally["could"] >= tally["number"])
    if not counted.any():
        return None
    sizes = groups.value_counts().sort_index()
    taken = groups[counted].value_counts().reindex(sizes.index, fill_value=0)
    return verdict(
        int((tally["fit"] == tally["could"])[counted].sum()),
        np.asarray(taken, np.int64),
        np.asarray(sizes, np.int64),
        proportional=not ((tally["drawn"] > 0) & (tally["by_chance"] == 0))[counted].any(),
        blank=int((tally["blank"] > 0)[counted].sum()),
    )


def verdict(
    fits: int, drawn: NDArray[np.int64], sizes: NDArray[np.int64], *, proportional: bool = False, blank: int = 0
) -> Handful:
    """The bound and its sentence, from accounts that fit, and accounts drawn and there in each group.

    Parameters
    ----------
    proportional
        The draw is on record as one of accounts by chance alone. How the numbers fell proves nothing: one account of
        each group may look like it, and says nothing of groups that were too many to be drawn.
    blank
        Accounts drawn of which somebody was left blank; they are not among those that fit.

    Examples
    --------
    >>> verdict(12, np.array([8, 4]), np.array([200, 100]), proportional=True).message
    '12 of 12 accounts fit: up to 22 % may still not. 17 more that fit would bring that under 10 %.'
    """
    reviewed, total = int(drawn.sum()), int(sizes.sum())
    failures = reviewed - fits
    upper = upper_bound(failures, reviewed) if proportional else worst_case(failures, drawn, sizes / total)
    upper = min(upper, (total - fits) / total)  # those that were seen to fit cannot fail
    if not fits:
        return Handful(reviewed, fits, upper, proportional, _none(reviewed, blank))
    fit = "fits" if reviewed == 1 else "fit"
    message = f"{fits} of {plural(reviewed, 'account')} {fit}: up to {percent(upper)} may still not."
    if blank:
        message += f" {plural(blank, 'account')} not reviewed in full may not fit, either."
    if not proportional and upper > 0:
        message += " That is the worst case across channels and sizes; "
        message += "a purely random draw (--proportional) gives a tighter bound."
    elif not failures and upper > AIM:
        more = ceil(log(RISK) / log(1 - AIM)) - reviewed
        message += f" {more} more that fit would bring that under {percent(AIM)}." if reviewed + more <= total else ""
    return Handful(reviewed, fits, upper, proportional, message)


def _none(reviewed: int, blank: int) -> str:
    """The sentence where no account fits: nothing is known of the others, so there is no bound to tell."""
    none = f"None of {reviewed:,} accounts fits" if reviewed > 1 else "The one account reviewed does not fit"
    return f"{none}{f'; {blank:,} of them not reviewed in full' if blank and reviewed > 1 else ''}."


def _by_account(
    contacts: pd.DataFrame, main: pd.Series, labels: pd.DataFrame, truth: pd.DataFrame, accounts: pd.Index
) -> pd.DataFrame:
    """Main contacts of each account: ``number``, of them ``drawn``, ``by_chance``, left ``blank``, that ``could`` be
    judged (blanks among them), and that ``fit``.
    """
    mine = contacts[main.loc[contacts.index].to_numpy(bool) & contacts[t.ACCOUNT_ID].isin(accounts).to_numpy()]
    truths = truth.reindex(mine[t.RECORD_ID])
    by_chance = mine[t.RECORD_ID].isin(reviewed_in(labels, PROPORTIONAL)).to_numpy()
    drawn = mine[t.RECORD_ID].isin(reviewed_in(labels, ACCOUNTS)).to_numpy() | by_chance
    fit, blank = truths[LEAST].eq(True).to_numpy(), truths[COULD_JUDGE].isna().to_numpy()
    could = truths[COULD_JUDGE].eq(True).to_numpy() | blank
    facts = {"number": True, "drawn": drawn, "by_chance": by_chance, "could": could, "fit": fit & could, "blank": blank}
    return pd.DataFrame(facts).groupby(mine[t.ACCOUNT_ID].to_numpy()).sum().reindex(accounts)


def _least_passing(drawn: NDArray[np.int64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Passing rates of the groups at which no failure just keeps its 5 %, and fewest accounts pass in all.

    A Lagrangian: rates go with accounts drawn per share, up to 1.
    """
    weight = drawn / shares

    def left_over(scale: float) -> float:
        """Log of the chance of no failure, above that of ``RISK``: 0 at the bound."""
        return float(drawn @ np.log(np.minimum(1.0, scale * weight))) - log(RISK)

    from scipy.optimize import brentq  # noqa: PLC0415  # heavy; needed only with failures in strata

    scale = brentq(left_over, RISK / weight.max(), 1 / weight.min())
    return np.asarray(np.minimum(1.0, scale * weight), np.float64)


def _climb(
    start: NDArray[np.float64], failures: int, drawn: NDArray[np.int64], shares: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Failure rates with the most failing accounts for which so few failures keep their 5 %."""

    def slack(rates: NDArray[np.float64]) -> float:
        """Log of the chance of so few failures, above that of ``RISK``: below 0 the rates are ruled out."""
        return log(max(_so_few(failures, drawn, rates), 1e-12)) - log(RISK)

    from scipy.optimize import minimize  # noqa: PLC0415  # as above

    solution = minimize(
        lambda rates: -float(shares @ rates),
        start,
        method="SLSQP",
        bounds=[(0.0, 1.0)] * len(drawn),
        constraints=[{"type": "ineq", "fun": slack}],
    )
    rates = np.clip(solution.x, 0.0, 1.0)
    return rates if slack(rates) > -1e-6 else start


def _so_few(failures: int, drawn: NDArray[np.int64], rates: NDArray[np.float64]) -> float:
    """Chance of at most so many failures."""
    chance = np.ones(1)
    for rate in np.repeat(rates, drawn):
        chance = np.convolve(chance, [1 - rate, rate])[: failures + 1]
    return float(chance.sum())
