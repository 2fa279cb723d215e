"""Who is missing where: whether at each account somebody is known for each persona that is expected there."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Persona

ONE_FOR_ALL: Final = 10
"""Employees below which one person that is covered stands for every role."""


class Presence(StrEnum):
    """What is known of a persona at an account."""

    FILLED = "filled"
    ASSUMED = "assumed"
    OUTSIDE = "outside scope"
    NOBODY = "nobody known"
    UNEXPECTED = "not expected"


def presence(assessment: Assessment) -> pd.DataFrame:
    """One row an account of the headline, one column a persona of customers; cells are ``Presence``.

    Expected are the primary personas whose scope includes the account; below ten employees one person who is covered
    is enough.
    """
    accounts = assessment.counted_accounts
    apart = {Kind.NEGATIVE.value, Kind.PARTNER.value}
    contacts = assessment.export.contacts.loc[assessment.counted, [t.ACCOUNT_ID]]
    contacts = contacts.join(assessment.matches[[t.STATUS, t.PERSONA, t.ALTERNATIVES, t.ASSUMED]])
    at = t.account_at(contacts, accounts)
    contacts, at = contacts[at >= 0], at[at >= 0]
    alone = (accounts[t.EMPLOYEES] < ONE_FOR_ALL).to_numpy() & _among(
        at, t.is_covered(contacts[t.STATUS]), len(accounts)
    )
    sets, of = _fitting(contacts)
    columns = {
        persona.id: _column(
            persona, accounts, contacts, at, alone=alone, fits=np.array([persona.id in ids for ids in sets], bool)[of]
        )
        for persona in assessment.cast.personas
        if persona.kind not in apart
    }
    return pd.DataFrame(columns, index=accounts.index)


def _fitting(contacts: pd.DataFrame) -> tuple[list[frozenset[str]], NDArray[np.int64]]:
    """Distinct sets of personas that fit somebody, and which of them fits each."""
    pairs = pd.Series([*zip(contacts[t.PERSONA], contacts[t.ALTERNATIVES], strict=True)], dtype=object)
    of, distinct = pd.factorize(pairs.to_numpy())
    return [frozenset((first, *others)) for first, others in distinct], of


def _column(
    persona: Persona,
    accounts: pd.DataFrame,
    contacts: pd.DataFrame,
    at: NDArray[np.int64],
    *,
    alone: NDArray[np.bool_],
    fits: NDArray[np.bool_],
) -> NDArray[np.object_]:
    """What is known of a persona at each account; ``fits``: whom it fits."""
    covered, assumed = t.is_covered(contacts[t.STATUS]), contacts[t.ASSUMED].to_numpy(bool)
    outside = (contacts[t.STATUS] == t.Status.STRETCHED).to_numpy()
    expected = _inside(persona, accounts) & ~alone if persona.kind == Kind.PRIMARY else np.zeros(len(accounts), bool)
    size = len(accounts)
    return np.select(
        [
            _among(at, fits & covered & ~assumed, size),
            _among(at, fits & covered, size),
            _among(at, fits & outside, size),
            expected,
        ],
        [Presence.FILLED.value, Presence.ASSUMED.value, Presence.OUTSIDE.value, Presence.NOBODY.value],
        Presence.UNEXPECTED.value,
    ).astype(object)


def _among(at: NDArray[np.int64], mask: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Accounts where somebody is."""
    return np.bincount(at[mask], minlength=size) > 0


def _inside(persona: Persona, accounts: pd.DataFrame) -> NDArray[np.bool_]:
    """Accounts in a persona's scope, as far as is recorded."""
    inside = np.ones(len(accounts), bool)
    for axis, allowed in persona.scope.axes.items():
        if axis in accounts:
            inside &= accounts[axis].isin([*allowed, t.UNKNOWN]).to_numpy()
    return inside


def missing(assessment: Assessment) -> dict[str, str]:
    """Persona id to where nobody is known for it: "Nobody known at 41 of 91 accounts"; none where nobody is missing."""
    table, least = presence(assessment), assessment.result.least
    lines = {}
    for persona in table.columns:
        nobody = int((table[persona] == Presence.NOBODY).sum())
        expected = nobody + int(table[persona].isin([Presence.FILLED, Presence.ASSUMED]).sum())
        few = least.hides(0, expected - nobody)
        if nobody:
            lines[persona] = f"Nobody known at {_where(nobody, expected, few=few)}"
    return lines


def _where(nobody: int, expected: int, *, few: bool) -> str:
    if nobody == expected:
        return f"any of the {plural(expected, 'account')}" if expected > 1 else "the one account"
    return f"nearly all {plural(expected, 'account')}" if few else f"{nobody:,} of {plural(expected, 'account')}"
