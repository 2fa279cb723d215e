"""The tables of the settings, one a class, with the bounds of what can be set in each.

Every threshold that is not a finding's own stands here, with its source in the description.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from personacheck.model.few import USUAL, Least
from personacheck.model.tables import SizeFrom
from personacheck.settings.values import HUGE, Bound, Currency, Domain, Positive, Text, Whole, Word


class Section(BaseModel):
    """One table of the file: unknown keys are refused, values never appear in messages."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Axis(Section):
    """A custom axis: any column of the export, banded (``bands``) or grouped (``groups``), else as it is."""

    column: Word = Field(description="Column header in the export, on contacts or accounts.")
    bands: dict[Word, Bound] = Field(
        default_factory=dict, description="Each band with its upper bound (exclusive); inf for the last."
    )
    groups: dict[Word, list[Word]] = Field(default_factory=dict, description="Each group with its values.")

    @property
    def values(self) -> tuple[str, ...]:
        """Its values, where the settings name them; a column is as it is."""
        return (*self.bands, *self.groups)

    @field_validator("bands")
    @classmethod
    def _apart(cls, bands: dict[str, float]) -> dict[str, float]:
        if len(set(bands.values())) < len(bands):
            raise PydanticCustomError("bands", "two bands end at the same number")
        return bands


class ExportSettings(Section):
    """How exports are read."""

    own_domains: list[Domain] = Field(
        default_factory=list, description="Your own e-mail domains; your staff is excluded."
    )
    partner_domains: list[Domain] = Field(
        default_factory=list, description="E-mail domains of partners; their people count as partner staff."
    )
    columns: dict[Word, Word] = Field(
        default_factory=dict, description="For each field, the header of its column, if it was not recognised."
    )
    types: dict[Word, list[Word]] = Field(
        default_factory=dict,
        description="For each population (customer, prospect, partner) or reason to exclude, the CRM's words for it.",
    )
    leave_out_closed_leads: bool = Field(
        default=False, description="Whether closed and disqualified leads are left out."
    )
    sheet: Text | list[Text] | None = Field(default=None, description="Sheet to read, or a list of sheets.")
    encoding: Text | None = Field(
        default=None, description="Encoding of CSV files, if the detected one is wrong: cp1252."
    )
    currency: Currency | None = Field(
        default=None, description="Currency of all revenue figures: EUR. Default: the currency of the export."
    )
    rates: dict[Currency, Positive] = Field(
        default_factory=dict, description="For each other currency, its value in `currency`."
    )


class AccountSettings(Section):
    """Main contacts of an account."""

    main_contacts: Whole = Field(default=5, ge=1, le=1_000, description="Maximum number of main contacts per account.")
    active_months: Whole = Field(
        default=18,
        ge=1,
        le=1_200,
        description="A contact is active if its last activity is at most this many months ago.",
    )


class SizeSettings(Section):
    """Thresholds of company size; they stay put from run to run."""

    small_below: Whole = Field(default=50, ge=1, le=10**9, description="Small: fewer employees (EU: 50).")
    medium_below: Whole = Field(default=250, ge=1, le=10**9, description="Medium-sized: fewer employees (EU: 250).")
    small_turnover: Positive = Field(
        default=10e6, description="Small: less turnover, where employees are not known (EU: 10 m)."
    )
    medium_turnover: Positive = Field(default=50e6, description="Medium-sized: less turnover, as above (EU: 50 m).")
    small_amount: Positive | None = Field(
        default=None, description="Small: a smaller amount, where only amounts are known; unset: the lower third."
    )
    medium_amount: Positive | None = Field(
        default=None, description="Medium-sized: a smaller amount, as above; unset: the middle third."
    )

    @property
    def marks(self) -> dict[str, tuple[float, float]]:
        """Below which number of employees, and which turnover (``SizeFrom``), a company is small, and medium."""
        return {
            SizeFrom.EMPLOYEES.value: (self.small_below, self.medium_below),
            SizeFrom.TURNOVER.value: (self.small_turnover, self.medium_turnover),
        }

    @model_validator(mode="after")
    def _rising(self) -> Self:
        """Else there is no medium."""
        for small, medium in (
            (self.small_below, self.medium_below),
            (self.small_turnover, self.medium_turnover),
            (self.small_amount or 0, self.medium_amount or HUGE),
        ):
            if small >= medium:
                raise PydanticCustomError("rising", "small does not end below medium")
        return self


class ReviewSettings(Section):
    """The periodic review."""

    every: Literal["month", "quarter", "half-year", "year"] = Field(
        default="quarter", description="How often the cast is reviewed."
    )
    renamed: dict[Word, Word] = Field(
        default_factory=dict, description="For each renamed persona, its old id and its new one."
    )
    retired: tuple[Word, ...] = Field(default=(), description="Ids of retired personas; their labels are ignored.")
    aliases: Text | None = Field(
        default=None,
        description="Table of changed record ids and merged accounts (old_id, new_id), relative to the settings file.",
    )

    @field_validator("renamed")
    @classmethod
    def _followed(cls, renamed: dict[str, str]) -> dict[str, str]:
        """Each old id with the last of its chain."""
        last = {}
        for old, new in renamed.items():
            seen = {old}
            while new in renamed and new not in seen:
                seen.add(new)
                new = renamed[new]  # noqa: PLW2901  # walks along the chain
            if new in seen:
                msg = "forms a loop"
                raise ValueError(msg)
            last[old] = new
        return last


class PrivacySettings(Section):
    """What leaves the program."""

    min_contacts: Whole = Field(
        default=USUAL.contacts, ge=1, le=10**6, description="Minimum number of contacts for figures by role or title."
    )
    min_accounts: Whole = Field(
        default=USUAL.accounts,
        ge=1,
        le=10**6,
        description="Minimum number of accounts, also for the revenue of a segment or gap.",
    )
    account_names: bool = Field(
        default=True, description="Whether the report names accounts; if false, it uses pseudonyms."
    )

    @property
    def least(self) -> Least:
        """The two numbers as a rule."""
        return Least(self.min_contacts, self.min_accounts)
