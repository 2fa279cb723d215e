"""Fields of the CRM -> one value on each axis out of the box: channel, size, stage and the recorded side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.classify.populations import CUSTOMER, PARTNER, PROSPECT, TYPE_CHANNEL
from personacheck.load.columns.bands import band
from personacheck.load.columns.cells import (
    as_held,
    as_texts,
    choose,
    coded,
    constant,
    field,
    has_value,
    map_cells,
    map_column,
    or_else,
    said_in,
)
from personacheck.load.columns.end_customers import names_somebody
from personacheck.load.columns.figures import number
from personacheck.load.columns.ids import name_key, record_key
from personacheck.load.columns.meanings import channel_value, role_sides, size_value, stage_meaning, type_meaning
from personacheck.load.link.accounts import LINKED, NAMED, RECORD
from personacheck.load.link.contacts import flag
from personacheck.load.link.deals import RENEWAL, WON
from personacheck.model import tables as t
from personacheck.model.tables import Side, SizeFrom
from personacheck.vocabulary.axes import STAGES

if TYPE_CHECKING:
    from personacheck.load.link.records import Records
    from personacheck.settings.sections import SizeSettings

BUYER_FLAGS: Final = ("signer", "billing")
USER_FLAGS: Final = ("login", "support")
BY_POPULATION: Final = {CUSTOMER: "post-sale", PROSPECT: "pre-sale"}
"""Stage of an account of which nothing but the population is known."""
DIRECT: Final = t.AXIS_VALUES[t.CHANNEL][0]
SIZES: Final = ("small", "medium", "large")
RECOGNISED: Final = 0.5
"""Share of filled tiers that must be known, or the column ("Segment") holds something else than sizes."""


def place(records: Records, paid: pd.Series, limits: SizeSettings) -> Records:
    """The records, each account with one value on each axis, employees and revenue."""
    accounts = records.accounts
    recorded, inferred = channel(accounts)
    sizes, read_from, employees, notes = size(accounts, paid, limits)
    placed = accounts.assign(
        **{
            t.CHANNEL: recorded,
            t.CHANNEL_INFERRED: inferred,
            t.SIZE: sizes,
            t.SIZE_FROM: read_from,
            t.EMPLOYEES: employees,
            t.STAGE: account_stage(accounts, records.contacts),
            t.REVENUE: paid.reindex(accounts.index).astype("float64"),
        }
    )
    alone, more = _place_alone(records.contacts, limits)
    return records.then(*dict.fromkeys((*notes, *more)), contacts=alone, accounts=placed)


TOLD: Final = ("account_type", "amount", "currency", "channel", "employees", "size", "turnover")
"""Columns of contacts that nobody asks for once accounts are placed; of millions they take much memory."""
OWN: Final = "own_"
"""Before an axis: the value that a contact's own row tells, "" where it has an account."""


def _place_alone(contacts: pd.DataFrame, limits: SizeSettings) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Contacts with the channel and size that their own rows tell, where they name no company."""
    alone = contacts[contacts[LINKED] == ""]
    meanings = map_column(alone, "account_type", type_meaning)
    channels = meanings.map(lambda meaning: meaning.value)
    rows = alone.assign(**{TYPE_CHANNEL: channels}).assign(**{RECORD: "", NAMED: ""})
    notes: tuple[str, ...] = ()
    own = {OWN + name: constant("", contacts.index) for name in (t.CHANNEL, t.SIZE)}
    if len(rows):
        sized, _, _, notes = size(rows, pd.Series(dtype="float64"), limits)
        for name, values in ((t.CHANNEL, channel(rows)[0]), (t.SIZE, sized)):
            told = pd.Series("", index=contacts.index, dtype="object")
            told.update(values)
            own[OWN + name] = coded(told)
    return contacts.drop(columns=[*TOLD], errors="ignore").assign(**own), notes


def channel(accounts: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Channel of each account, and whether it is inferred: a partner named on it or on a deal, or as its parent."""
    recorded = map_column(accounts, "channel", channel_value)
    recorded = recorded.where(recorded != "", accounts[TYPE_CHANNEL])
    unsold = map_column(accounts, "partner", lambda text: DIRECT if channel_value(text) == DIRECT else "")
    recorded = recorded.where(recorded != "", unsold)  # "Direct" where the reseller would stand
    partner = map_column(accounts, "partner", names_somebody, "bool") | _under_partner(accounts)
    inferred = (recorded == "") & partner & (accounts[t.POPULATION] != PARTNER)
    value = recorded.where(~inferred, "indirect")
    return value.where(value != "", t.UNKNOWN), inferred


def size(
    accounts: pd.DataFrame, revenue: pd.Series, limits: SizeSettings
) -> tuple[pd.Series, pd.Series, pd.Series, tuple[str, ...]]:
    """Size of each account, what it is read from (``SizeFrom``), its employees (float), and remarks."""
    notes: list[str] = []
    employees = map_column(accounts, "employees", band, "float64")
    employees = employees.where(employees > 0)
    tiers = field(accounts, "size")
    filled = map_cells(tiers, has_value, "bool")
    tier = map_cells(tiers, lambda text: size_value(text) if has_value(text) else "")  # or "N/A" were tier A
    if filled.any() and (tier[filled] != "").mean() < RECOGNISED:
        notes.append("The size column holds no known tiers (SMB, enterprise, tier 1 …), so it is not used.")
        tier = tier.where(tier == "", "")
    turnover = map_column(accounts, "turnover", number, "float64")
    by_turnover = _bands(turnover.where(turnover > 0), limits.small_turnover, limits.medium_turnover)
    by_employees = _bands(employees, limits.small_below, limits.medium_below)
    value = tier.where(tier != "", by_employees)
    value = value.where(value != "", by_turnover)
    bases = [(tier != ""), (by_employees != ""), (by_turnover != "")]
    read_from = pd.Series(np.select(bases, [*SizeFrom][:3], ""), accounts.index, dtype="object")
    paid = revenue.reindex(accounts.index).where(lambda amount: amount > 0)
    if (value == "").all() and paid.notna().any():
        low, high = limits.small_amount, limits.medium_amount
        if low is None or high is None:
            low, high = (float(amount) for amount in paid.quantile([1 / 3, 2 / 3]))
            notes.append(
                "Size is read from amounts, in thirds of this file; to keep the thresholds from run to run, put "
                f"small_amount = {low:g} and medium_amount = {high:g} under [size] in the settings."
            )
        value = _bands(paid, low, high)
        read_from = read_from.where(value == "", SizeFrom.AMOUNT.value)
    return value.where(value != "", t.UNKNOWN), read_from, employees, tuple(notes)


def account_stage(accounts: pd.DataFrame, contacts: pd.DataFrame) -> pd.Series:
    """Stage of each account: its own, else what its deals say, else the furthest of its contacts, else its type."""
    stage = map_column(accounts, "stage", lambda text: stage_meaning(text).value)
    deals = np.select(
        [accounts[RENEWAL], accounts[WON], accounts["open"]], ["renewal", "post-sale", "pre-sale"], default=""
    )
    stage = stage.where(stage != "", deals)
    stages = contact_stage(contacts)
    tells = (contacts[LINKED] != "") & (stages != "")
    stages = as_texts(stages[tells])
    ranked = pd.DataFrame(
        {
            LINKED: contacts[LINKED][tells],
            "stage": stages,
            "rank": stages.map({name: rank for rank, name in enumerate(STAGES)}),
        }
    )
    best = ranked.sort_values("rank", ascending=False, kind="stable").drop_duplicates(LINKED).set_index(LINKED)["stage"]
    stage = stage.where(stage != "", best.reindex(accounts.index, fill_value=""))
    for population in (
        accounts[t.POPULATION],
        map_column(accounts, "account_type", lambda text: type_meaning(text).population),
    ):
        stage = stage.where(stage != "", population.map(lambda name: BY_POPULATION.get(name, "")))
    return stage.where(stage != "", t.UNKNOWN)


def contact_stage(contacts: pd.DataFrame) -> pd.Series:
    """Stage that a contact's own row tells, "" for none; lead statuses where there is no lifecycle stage."""
    stage, status = (
        said_in(contacts, name, lambda text: stage_meaning(text).value) for name in ("stage", "lead_status")
    )
    return or_else(stage, status)


def recorded_side(contacts: pd.DataFrame, marked: pd.Series) -> pd.Series:
    """Side on record: buying roles, marks in names, signers and billing contacts (buyers), logins and cases (users).

    Parameters
    ----------
    marked
        Of each contact the buying role that a mark in its name records, "" for none.
    """
    roles = as_held(contacts, "buying_role")

    def says(side: str) -> pd.Series:
        """Bool, one a contact: its roles or its name say this side."""
        in_role, in_name = (
            map_cells(cells, lambda text: side in role_sides(text), "bool") for cells in (roles, marked)
        )
        return in_role | in_name

    buyer, user = says(Side.BUYER), says(Side.USER)
    for name in BUYER_FLAGS:
        buyer |= flag(contacts, name)
    for name in USER_FLAGS:
        user |= flag(contacts, name)
    sides = ((buyer & user, Side.BOTH.value), (buyer, Side.BUYER.value), (user, Side.USER.value))
    return choose(contacts.index, *sides, otherwise=Side.UNKNOWN.value)


def _under_partner(accounts: pd.DataFrame) -> pd.Series:
    """Accounts whose parent account, by id or name, is a partner."""
    partners = accounts[accounts[t.POPULATION] == PARTNER]
    by_id = map_column(accounts, "parent_id", record_key).isin(set(partners[RECORD]) - {""})
    return by_id | map_column(accounts, "parent_account", name_key).isin(set(partners[NAMED]) - {""})


def _bands(values: pd.Series, small_below: float, medium_below: float) -> pd.Series:
    bands = np.select([values < small_below, values < medium_below, values.notna()], SIZES, default="")
    return pd.Series(bands, index=values.index, dtype="object")
