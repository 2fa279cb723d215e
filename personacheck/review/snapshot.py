"""An assessment -> what history keeps of it. Nothing that tells a person or an account passes here."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.model import tables as t
from personacheck.model.snapshot import Basis, Fresh, Mix, Share, Snapshot
from personacheck.review.groups import groups_of

if TYPE_CHECKING:
    from datetime import date

    from pydantic import BaseModel

    from personacheck.model.assessment import Assessment
    from personacheck.model.result import Result
    from personacheck.settings.sections import PrivacySettings
    from personacheck.settings.settings import Settings

AXES_KEPT: Final = 2
"""Segments of three axes are many and small; gaps among them are kept as gaps."""

WORD: Final = r"\w{3,}"
"""What counts as a word of a title: shorter ones join the others."""


def take(assessment: Assessment, settings: Settings, *, since: date | None = None, matching: str = "") -> Snapshot:
    """The run as history keeps it.

    Parameters
    ----------
    matching
        Digest of the rules and the vocabulary that the contacts were matched by.
    since
        Date of the run that this one is compared with; contacts created later are new.
    """
    counted = _counted(assessment)
    mix = _mix(counted, settings.privacy)
    axes = [axis for axis in (*t.AXES, *settings.axes) if axis in counted.columns]
    return Snapshot(
        result=_trimmed(assessment.result),
        basis=replace(_basis(assessment, counted, settings), matching=matching),
        mix=mix,
        fresh=None if since is None else fresh(assessment, since),
        cast=assessment.cast,
        groups=groups_of(assessment, counted, mix, axes),
    )


def fresh(assessment: Assessment, since: date) -> Fresh:
    """Coverage of contacts and accounts that are new since a date, apart from the old (diff coverage).

    New is what was created later. What had another id before (aliases) is old, whatever date a move to another CRM or a
    merge gave it.
    """
    counted = _counted(assessment)
    created, aliased = counted[t.CREATED], _aliased(counted)
    new = ~aliased & (created > pd.Timestamp(since) + pd.Timedelta(days=1) - pd.Timedelta(1, "ns"))
    undated = ~aliased & created.isna()
    every_account = assessment.export.accounts
    accounts = _account_ages(
        counted.assign(new=new, undated=undated), assessment.accounts, set(every_account.index[_aliased(every_account)])
    )
    return Fresh(
        since=since.isoformat(),
        new_contacts=_share(counted.loc[new, t.STATUS]),
        old_contacts=_share(counted.loc[~new & ~undated, t.STATUS]),
        undated_contacts=int(undated.sum()),
        new_accounts=_share(accounts.loc[accounts["age"] == "new", t.STATUS]),
        old_accounts=_share(accounts.loc[accounts["age"] == "old", t.STATUS]),
        undated_accounts=int((accounts["age"] == "undated").sum()),
    )


def _counted(assessment: Assessment) -> pd.DataFrame:
    """Contacts of the headline's population that count, with the columns of their matches."""
    contacts, matches = assessment.export.contacts, assessment.matches
    own = [column for column in contacts.columns if column not in t.MATCH_COLUMNS]
    return contacts.loc[assessment.counted, own].join(matches[assessment.counted])


def _aliased(table: pd.DataFrame) -> pd.Series:
    return table[t.ALIASED] if t.ALIASED in table else pd.Series(False, index=table.index)


def _account_ages(counted: pd.DataFrame, accounts: pd.DataFrame, aliased: set[str]) -> pd.DataFrame:
    """Accounts with a contact that counts: ``status`` and ``age`` (new, old, undated); ``aliased`` ones are old."""
    groups = counted[counted[t.ACCOUNT_ID] != ""].assign(old=~counted["new"] & ~counted["undated"])
    ages = groups.groupby(t.ACCOUNT_ID)[["old", "undated"]].any()
    old = ages["old"] | ages.index.isin(aliased)
    age = pd.Series("new", index=ages.index).mask(ages["undated"], "undated").mask(old, "old")
    return accounts[[t.STATUS]].join(age.rename("age"), how="inner")


def _share(status: pd.Series) -> Share:
    return Share(int(t.is_covered(status).sum()), int(t.is_judged(status).sum()))


def _trimmed(result: Result) -> Result:
    segments = tuple(segment for segment in result.segments if len(segment.where) <= AXES_KEPT)
    run = replace(result.run, notes=())
    return replace(result, run=run, segments=segments, suggestions=(), review=None)


def _basis(assessment: Assessment, counted: pd.DataFrame, settings: Settings) -> Basis:
    axes = [axis for axis in (*t.AXES, *settings.axes) if axis in counted.columns]
    parts: dict[str, BaseModel] = {"accounts": settings.accounts, "size": settings.size, "export": settings.export}
    return Basis(
        population=assessment.result.run.population,
        objects=tuple(sorted({origin.object for origin in assessment.export.origins})),
        contacts=len(counted),
        known={axis: float((counted[axis] != t.UNKNOWN).mean()) for axis in axes} if len(counted) else {},
        settings={name: _digest(part) for name, part in {**parts, **settings.axes}.items()},
        currency=assessment.export.currency,
        aliases=assessment.export.aliases,
        lacking=tuple(header for header in assessment.cast.headers if _is_empty(counted, t.WHERE_PREFIX + header)),
    )


def _is_empty(counted: pd.DataFrame, column: str) -> bool:
    return column not in counted or not (counted[column] != "").any()


def _digest(part: BaseModel) -> str:
    return hashlib.sha256(part.model_dump_json().encode()).hexdigest()


def _mix(counted: pd.DataFrame, privacy: PrivacySettings) -> Mix:
    judged = counted[t.is_judged(counted[t.STATUS])]
    personas = judged[t.PERSONA].astype(object).where(t.is_covered(judged[t.STATUS]), "")
    title = counted[t.TITLE].str.split().str.join(" ").str.casefold()
    words = title.str.findall(WORD).map(set).map(sorted).explode()
    return Mix(
        personas=_counts(personas, counted, privacy),
        functions=_counts(counted[t.FUNCTION], counted, privacy),
        levels=_counts(counted[t.LEVEL], counted, privacy),
        titles=_widely_held(title[title != ""], counted[t.ACCOUNT_ID], privacy),
        words=_widely_held(words.dropna(), counted[t.ACCOUNT_ID], privacy),
        titled=int((title != "").sum()),
    )


def _counts(values: pd.Series, counted: pd.DataFrame, privacy: PrivacySettings) -> dict[str, int]:
    """Contacts by value; values of too few of them are counted together."""
    at = counted.loc[values.index, t.ACCOUNT_ID]
    accounts = at[at != ""].groupby(values).nunique()
    return privacy.least.folded(t.times(values), {str(value): int(n) for value, n in accounts.items()})


def _widely_held(text: pd.Series, account: pd.Series, privacy: PrivacySettings) -> dict[str, int]:
    """Contacts by text, for texts that enough contacts at enough accounts hold.

    Parameters
    ----------
    text
        One row a contact and text, indexed by contact.
    account
        Account id by contact, "" for none.
    """
    table = pd.DataFrame({"text": text, "account": account.reindex(text.index)})
    contacts = table.groupby("text").size()
    accounts = table[table["account"] != ""].groupby("text")["account"].nunique().reindex(contacts.index)
    enough = privacy.least.reached(contacts.to_numpy(), accounts.fillna(0).to_numpy())
    return {str(value): int(n) for value, n in contacts[enough].items()}
