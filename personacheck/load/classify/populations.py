"""Whose contact it is: customer, prospect, partner or unclassified, for accounts first, then for their contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import as_held, as_texts, choose, map_column, said_in, truth
from personacheck.load.columns.ids import domain_of, own_domain
from personacheck.load.columns.meanings import MIXED, NOTHING, stage_meaning, type_meaning
from personacheck.load.link.accounts import LINKED, SITE, of_account
from personacheck.load.link.contacts import DOMAIN
from personacheck.load.link.deals import WON, WON_LAST
from personacheck.model import tables as t
from personacheck.model.tables import Population
from personacheck.vocabulary.layouts import LEADS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

CUSTOMER: Final = Population.CUSTOMER.value
PROSPECT: Final = Population.PROSPECT.value
PARTNER: Final = Population.PARTNER.value
UNCLASSIFIED: Final = Population.UNCLASSIFIED.value
TYPE_CHANNEL: Final = "type_channel"  # what an account's type says of the channel
TYPE_REASON: Final = "type_reason"  # why an account of its type is in no market population
VENDOR: Final = "vendor"
FORMER: Final = "former customer"
LATELY: Final = 12
"""Months within which a won deal tells more than "Former Customer" does."""
MAINLY: Final = 0.5
"""Share of a domain's people that stand on partners' accounts, above which the domain is a partner's."""


def classify_accounts(
    accounts: pd.DataFrame, contacts: pd.DataFrame, partner_domains: Collection[str], as_of: date
) -> pd.DataFrame:
    """Accounts with ``population``, ``type_channel`` and ``type_reason``.

    The account's type and flags speak first; a won deal or a customer's stage makes a prospect a customer (deals are
    often booked on the reseller, so that they make no customer of a partner), and a former customer one again where
    it was won lately; where nothing is told of the account, the furthest stage of its contacts counts.
    """
    meanings = map_column(accounts, "account_type", type_meaning)
    meanings = meanings.where(meanings != NOTHING, map_column(accounts, "status", type_meaning))
    stage = map_column(accounts, "stage", stage_meaning)
    typed = meanings.map(lambda meaning: meaning.population)
    flags = {name: map_column(accounts, name, truth, "bool") for name in ("is_customer", "is_partner")}
    stated = (stage.map(lambda m: m.population) == CUSTOMER) | flags["is_customer"]
    bought = stated | accounts[WON]
    partner = flags["is_partner"] | accounts[SITE].isin(partner_domains) | (typed == PARTNER)
    by_contacts = _by_contacts(contacts).reindex(accounts.index, fill_value="")
    rest = stage.map(lambda m: m.population).where(
        lambda text: text != "", np.where(accounts["open"], PROSPECT, by_contacts)
    )
    population = np.select(
        [typed == CUSTOMER, partner & ~stated, bought, typed != "", rest != ""],
        [CUSTOMER, PARTNER, CUSTOMER, typed, rest],
        default=UNCLASSIFIED,
    )
    channel = meanings.map(lambda meaning: meaning.value)
    dual = partner & (population == CUSTOMER)
    reason = meanings.map(lambda m: m.excluded).where(lambda text: text != "", stage.map(lambda m: m.excluded))
    lately = accounts[WON_LAST] >= pd.Timestamp(as_of) - pd.DateOffset(months=LATELY)
    reason = reason.where(~((stated | lately) & (reason == FORMER)), "")
    supplier = map_column(accounts, "is_supplier", truth, "bool") & (population == UNCLASSIFIED) & (reason == "")
    classified = accounts.copy(deep=False)
    classified[t.POPULATION] = population
    classified[TYPE_CHANNEL] = channel.where(~dual, MIXED)
    classified[TYPE_REASON] = reason.where(~supplier, VENDOR)
    return classified


def classify_contacts(contacts: pd.DataFrame, accounts: pd.DataFrame, partner_domains: Collection[str]) -> pd.Series:
    """Population of each contact: a partner's staff by domain, else the account's, else as its own row tells."""
    account = of_account(contacts, accounts[t.POPULATION], UNCLASSIFIED)
    own_row = [
        said_in(contacts, "contact_type", lambda text: type_meaning(text).population or stage_meaning(text).population)
    ]
    for name in ("stage", "lead_status"):
        own_row.append(said_in(contacts, name, lambda text: stage_meaning(text).population))
    for name in ("status", "account_type"):  # contacts without a company may carry a type of their own
        own_row.append(said_in(contacts, name, lambda text: type_meaning(text).population))
    return choose(
        contacts.index,
        (contacts[DOMAIN].isin(partner_domains), PARTNER),
        (account != UNCLASSIFIED, account),
        *((told != "", told) for told in own_row),
        (contacts["object"] == LEADS, PROSPECT),
        otherwise=UNCLASSIFIED,
    )


def partner_domains(accounts: pd.DataFrame, contacts: pd.DataFrame, configured: Collection[str]) -> frozenset[str]:
    """Domains of partners: as configured; the sites of partner accounts; e-mail domains found mainly at partners.

    A domain that another account has as its site is not a partner's.
    """
    populations = map_column(accounts, "account_type", lambda text: type_meaning(text).population)
    populations = populations.where(
        ~map_column(accounts, "is_partner", truth, "bool") | (populations == CUSTOMER), PARTNER
    )
    partner = populations == PARTNER
    mails = contacts.loc[(contacts[DOMAIN] != "") & (contacts[LINKED] != ""), [LINKED, DOMAIN]]
    share = mails[LINKED].isin(accounts.index[partner]).groupby(mails[DOMAIN]).mean()
    domains = set(accounts.loc[partner, SITE]) | set(share.index[share > MAINLY])
    domains -= set(accounts.loc[~partner, SITE])
    return frozenset(domains - {""} | {domain.casefold().removeprefix("@") for domain in configured})


def own_domains(contacts: pd.DataFrame, accounts: pd.DataFrame, configured: Collection[str]) -> frozenset[str]:
    """Our own domains: as configured, and those of owners who stand in the file with their e-mail address."""
    owners = {text for table in (contacts, accounts) for text in as_held(table, "owner").unique()}
    domains = {own_domain(domain_of(text)) for text in owners}
    return frozenset((domains | {domain.casefold().removeprefix("@") for domain in configured}) - {""})


def _by_contacts(contacts: pd.DataFrame) -> pd.Series:
    """The furthest population that the stages of an account's contacts tell, indexed by account."""
    staged = said_in(contacts, "stage", lambda text: stage_meaning(text).population)
    typed = said_in(contacts, "contact_type", lambda text: type_meaning(text).population)
    leads = contacts["object"] == LEADS
    populations = choose(contacts.index, (typed != "", typed), (staged != "", staged), (leads, PROSPECT))
    tells = (contacts[LINKED] != "") & (populations != "")
    linked = pd.DataFrame({LINKED: contacts[LINKED][tells], "population": as_texts(populations[tells])})
    rank = linked["population"].map({CUSTOMER: 0, PARTNER: 1, PROSPECT: 2})
    best = linked.assign(rank=rank).sort_values("rank", kind="stable").drop_duplicates(LINKED)
    return best.set_index(LINKED)["population"]
