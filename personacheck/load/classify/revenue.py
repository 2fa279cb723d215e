"""What they pay us: amounts of accounts in one currency, each account once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.errors import ExportError, Problem
from personacheck.load.columns.cells import as_held, as_texts, map_column, or_else
from personacheck.load.columns.figures import number
from personacheck.load.link.accounts import LINKED
from personacheck.load.link.contacts import stack
from personacheck.load.link.deals import WON, is_won
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from personacheck.load.link.records import Records
    from personacheck.settings.settings import Settings

AMOUNT: Final = "amount"
CURRENCY: Final = "currency"
MOST: Final = 1e16
"""No revenue in any currency; sums in cents are whole numbers of 64 bits beyond it, too."""


@dataclass(frozen=True)
class Revenue:
    """Revenue of accounts.

    Attributes
    ----------
    by_account
        Float, indexed by account id; accounts without an amount are left out.
    currency
        Three-letter code; None where none is named.
    """

    by_account: pd.Series
    currency: str | None
    notes: tuple[str, ...]


def revenue(records: Records, settings: Settings) -> Revenue:
    """The amount of each account: as its own row states it; else as its contacts' rows repeat it; else its won deals.

    Raises
    ------
    ExportError
        Amounts stand in several currencies, and the settings do not say how to convert them.
    """
    stated = _amounts(records.accounts.reset_index())
    joined, notes = _once(stack((records.contacts, records.vacant)))
    won = _amounts(records.deals[records.deals[WON]])
    parts = [part for part in (stated, joined, won) if len(part)]
    if not parts:
        return Revenue(pd.Series(dtype="float64"), settings.export.currency, ())
    used = parts[0]  # one kind of amount for all accounts: ARR here and won deals there would not add up
    currency, factors = _convert(used[CURRENCY], settings)
    by_account = (used[AMOUNT] * as_texts(used[CURRENCY]).map(factors)).groupby(as_texts(used[LINKED])).sum()
    if not by_account.abs().sum() <= MOST:
        note = "The amounts add up to more than any company earns, so revenue is not counted: check that column."
        return Revenue(by_account.iloc[:0], currency, (note,))
    return Revenue(by_account, currency, tuple(notes if used is joined else ()))


def _amounts(rows: pd.DataFrame) -> pd.DataFrame:
    """Amounts with their currency, one row for each row that has one and belongs to an account."""
    amount = map_column(rows, AMOUNT, number, "float64")
    names = (LINKED, CURRENCY, "opportunity_id", "opportunity", "stage", "status", "is_won")
    frame = pd.DataFrame({AMOUNT: amount, **{name: as_held(rows, name) for name in names}}, copy=False)
    return frame[amount.notna() & (frame[LINKED] != "")]


def _once(contacts: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Amounts of a joined report, each once: won opportunities where it names them, else the account's one amount."""
    rows = _amounts(contacts)
    if rows.empty:
        return rows, []
    deal = or_else(rows["opportunity_id"], rows["opportunity"])
    if (deal != "").any():
        return rows.assign(deal=deal)[is_won(rows)].drop_duplicates([LINKED, "deal", AMOUNT]), []
    distinct = rows.drop_duplicates([LINKED, AMOUNT, CURRENCY])
    largest = distinct.sort_values(AMOUNT, ascending=False, kind="stable").drop_duplicates(LINKED)
    several = int(distinct[LINKED].duplicated(keep=False).groupby(distinct[LINKED]).any().sum())
    what = plural(several, "account has contacts that state", "accounts have contacts that state")
    note = f"{what} different amounts: the largest counts, once."
    return largest, [note] if several else []


def _convert(currencies: pd.Series, settings: Settings) -> tuple[str | None, dict[str, float]]:
    """The common currency, and the factor of each."""
    codes = sorted(set(currencies) - {""})
    wanted = settings.export.currency
    rates = {code.upper(): rate for code, rate in settings.export.rates.items()}
    target = (wanted or "").upper() or (codes[0] if len(codes) == 1 else "")
    missing = [code for code in codes if code not in {target, *rates}]
    if len(codes) > 1 and (missing or not target):
        export, rate = settings.table("export"), f"{codes[1]} = its value in {codes[0]}"
        raise ExportError(
            Problem(
                "",
                "amounts",
                f"are in several currencies ({', '.join(codes)})",
                f'Put {rate} under [export.rates], and currency = "{codes[0]}" under {export}.',
            )
        )
    if missing:
        raise ExportError(
            Problem(
                "",
                "amounts",
                f"are in {missing[0]}, but the settings ask for {target}",
                f"Put a rate for {missing[0]} under {settings.table('export.rates')}.",
            )
        )
    factors = {code: 1.0 if code == target else rates[code] for code in codes}
    return target or None, {**factors, "": 1.0}
