"""What can be set, and within which bounds. ``settings_file`` reads it.

Every threshold that is not a finding's own stands here, with its source in the description. Read by every floor above.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from personacheck.model.few import Least
from personacheck.unseen import UNSEEN

FILE_NAME: Final = "personacheck.toml"
HUGE: Final = 1e15
"""More money, people or days than anybody counts; beyond it sums lose their cents."""


def _visible(text: str) -> str:
    if UNSEEN.search(text):
        raise PydanticCustomError("unseen", "holds a character that cannot be seen")
    return text


def _no_nan(number: float) -> float:
    if number != number or number == float("-inf"):  # noqa: PLR0124  # the test for NaN
        raise PydanticCustomError("finite_number", "no number")
    return number


def _finite(number: float) -> float:
    if number == float("inf"):
        raise PydanticCustomError("finite_number", "no number")
    return _no_nan(number)


def _no_truth(wanted: str) -> BeforeValidator:
    """``true`` is no number, though Python counts it as one."""

    def refused(value: object) -> object:
        if isinstance(value, bool):
            raise PydanticCustomError(wanted, "a number is wanted")
        return value

    return BeforeValidator(refused)


Text = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_visible)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_visible)]
Whole = Annotated[int, _no_truth("int_type")]
Number = Annotated[float, _no_truth("float_type")]
Finite = Annotated[Number, AfterValidator(_finite)]
Positive = Annotated[Finite, Field(gt=0, le=HUGE)]
Bound = Annotated[Number, AfterValidator(_no_nan)]
Threshold = Annotated[Finite, Field(ge=0, le=100_000)]
Percent = Annotated[Finite, Field(ge=0, le=100)]


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

    @field_validator("bands")
    @classmethod
    def _apart(cls, bands: dict[str, float]) -> dict[str, float]:
        if len(set(bands.values())) < len(bands):
            raise PydanticCustomError("bands", "two bands end at the same number")
        return bands


class ExportSettings(Section):
    """How exports are read."""

    own_domains: list[Word] = Field(default_factory=list, description="Our own e-mail domains: own staff is excluded.")
    partner_domains: list[Word] = Field(
        default_factory=list, description="E-mail domains of partners: their people count as partner staff."
    )
    columns: dict[Word, Word] = Field(
        default_factory=dict, description="Each field with its header, where detection needs help."
    )
    types: dict[Word, list[Word]] = Field(
        default_factory=dict,
        description="Population (customer, prospect, partner) or reason to leave out, to the CRM's own words for it.",
    )
    leave_out_closed_leads: bool = Field(
        default=False, description="Whether disqualified and closed leads are left out."
    )
    sheet: Text | None = Field(default=None, description="Sheet to read.")
    encoding: Text | None = Field(default=None, description="Encoding of CSV files.")
    currency: Text | None = Field(default=None, description="Currency that revenue is stated in.")
    rates: dict[Word, Positive] = Field(
        default_factory=dict, description="Each other currency with its value in `currency`."
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

    small_below: Whole = Field(
        default=50, ge=1, le=10**9, description="Employees (EU statistics: micro and small below 50)."
    )
    medium_below: Whole = Field(default=250, ge=1, le=10**9, description="Employees (EU statistics: medium below 250).")
    small_turnover: Positive = Field(
        default=10e6, description="Turnover where employees are unknown (EU: small to 10 m)."
    )
    medium_turnover: Positive = Field(
        default=50e6, description="Turnover where employees are unknown (EU: medium to 50 m)."
    )
    small_amount: Positive | None = Field(
        default=None, description="Amount, where only amounts exist; none: lower third."
    )
    medium_amount: Positive | None = Field(
        default=None, description="Amount, where only amounts exist; none: upper third."
    )

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
    renamed: dict[Word, Word] = Field(default_factory=dict, description="Each old persona id with its new id.")
    retired: tuple[Word, ...] = Field(default=(), description="Ids of retired personas: their labels are ignored.")
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
        default=5, ge=1, le=10**6, description="Minimum number of contacts for figures by role or title."
    )
    min_accounts: Whole = Field(
        default=3, ge=1, le=10**6, description="… and of accounts; also for a segment's revenue."
    )
    account_names: bool = Field(default=True, description="Name accounts in the report.")

    @property
    def least(self) -> Least:
        """The two numbers as a rule."""
        return Least(self.min_contacts, self.min_accounts)


class Settings(Section):
    """All settings.

    Attributes
    ----------
    findings
        Finding code to threshold, where the shipped one does not suit.
    """

    purpose: Text = Field(default="", description="What the cast is for, in a sentence; printed in the report.")
    cast: Text | None = Field(default=None, description="The cast's file, relative to the settings file.")
    seed: Whole = Field(default=0, ge=0, lt=2**32, description="Random seed.")
    export: ExportSettings = ExportSettings()
    accounts: AccountSettings = AccountSettings()
    size: SizeSettings = SizeSettings()
    axes: dict[Word, Axis] = Field(default_factory=dict, description="Custom axes, by name.")
    serves: dict[Word, list[Word]] = Field(
        default_factory=dict, description="For each axis, the values you sell to: lint expects a persona for each."
    )
    findings: dict[Word, Threshold] = Field(default_factory=dict, description="Threshold per finding code.")
    gates: dict[Word, Percent] = Field(
        default_factory=dict, description="Minimum persona fit in percent per gate: all, by-accounts, channel=indirect."
    )
    review: ReviewSettings = ReviewSettings()
    privacy: PrivacySettings = PrivacySettings()
    _folder: Path | None = PrivateAttr(default=None)
    """Where its file stands; ``settings_file`` says it."""

    @property
    def aliases(self) -> Path | None:
        """The table of aliases, beside the settings file (without one: from here); None where none is named."""
        named = self.review.aliases
        return None if not named else self._folder / named if self._folder else Path(named)

    @property
    def digest(self) -> str:
        """SHA-256 of the settings in force, hexadecimal."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()
