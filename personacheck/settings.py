"""``personacheck.toml`` or ``[tool.personacheck]`` -> Settings. Flag beats ``PERSONACHECK_*`` beats file beats default.

Every threshold that is not a finding's own stands here, with its source in the description. Read by every floor above;
reads its own file.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator

from personacheck.errors import Problem, SettingsError
from personacheck.nearest import did_you_mean

FILE_NAME: Final = "personacheck.toml"
PREFIX: Final = "PERSONACHECK_"


class Section(BaseModel):
    """One table of the file: unknown keys are refused, values never appear in messages."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Axis(Section):
    """A custom axis: any column of the export, banded (``bands``) or grouped (``groups``), else as it is."""

    column: str = Field(description="Header of the export, on contacts or accounts.")
    bands: dict[str, float] = Field(
        default_factory=dict, description="Band to its upper bound (exclusive); inf for the last."
    )
    groups: dict[str, list[str]] = Field(default_factory=dict, description="Group to the values that belong to it.")


class ExportSettings(Section):
    """How exports are read."""

    own_domains: list[str] = Field(default_factory=list, description="Our own e-mail domains: staff is excluded.")
    partner_domains: list[str] = Field(
        default_factory=list, description="Domains of partners: their people are partner staff."
    )
    columns: dict[str, str] = Field(default_factory=dict, description="Field to header, where recognition needs help.")
    types: dict[str, list[str]] = Field(
        default_factory=dict,
        description="Population (customer, prospect, partner) or reason to leave out, to the CRM's own words for it.",
    )
    sheet: str | None = Field(default=None, description="Sheet to read.")
    encoding: str | None = Field(default=None, description="Encoding of CSV files.")
    currency: str | None = Field(default=None, description="Currency that revenue is stated in.")
    rates: dict[str, float] = Field(default_factory=dict, description="Other currency to its value in `currency`.")


class AccountSettings(Section):
    """Main contacts of an account."""

    main_contacts: int = Field(default=5, ge=1, description="Main contacts looked at for an account, at most.")
    active_months: int = Field(default=18, ge=1, description="A contact is active if it acted within so many months.")


class SizeSettings(Section):
    """Thresholds of company size; they stay put from run to run."""

    small_below: int = Field(default=50, description="Employees (EU statistics: micro and small below 50).")
    medium_below: int = Field(default=250, description="Employees (EU statistics: medium below 250).")
    small_turnover: float = Field(default=10e6, description="Turnover where employees are unknown (EU: small to 10 m).")
    medium_turnover: float = Field(
        default=50e6, description="Turnover where employees are unknown (EU: medium to 50 m)."
    )
    small_amount: float | None = Field(default=None, description="Amount, where only amounts exist; none: lower third.")
    medium_amount: float | None = Field(
        default=None, description="Amount, where only amounts exist; none: upper third."
    )


class ReviewSettings(Section):
    """The periodic review."""

    every: Literal["month", "quarter", "half-year", "year"] = Field(
        default="quarter", description="How often the cast is reviewed."
    )
    renamed: dict[str, str] = Field(default_factory=dict, description="Old persona id to new id.")
    retired: tuple[str, ...] = Field(default=(), description="Ids of personas that are gone: their labels rest.")
    aliases: str | None = Field(
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
                msg = "leads in a circle"
                raise ValueError(msg)
            last[old] = new
        return last


class PrivacySettings(Section):
    """What leaves the program."""

    min_contacts: int = Field(default=5, ge=5, description="A title is shown only if so many contacts hold it.")
    min_accounts: int = Field(default=3, ge=3, description="… at so many accounts.")
    account_names: bool = Field(default=True, description="Name accounts in the report.")


class Settings(Section):
    """All settings.

    Attributes
    ----------
    findings
        Finding code to threshold, where the shipped one does not suit.
    """

    purpose: str = Field(default="", description="What the cast is for, in a sentence; printed in the report.")
    cast: str | None = Field(default=None, description="The cast's file, relative to the settings file.")
    seed: int = Field(default=0, description="Seed of whatever draws at random.")
    export: ExportSettings = ExportSettings()
    accounts: AccountSettings = AccountSettings()
    size: SizeSettings = SizeSettings()
    axes: dict[str, Axis] = Field(default_factory=dict, description="Custom axes by name.")
    serves: dict[str, list[str]] = Field(
        default_factory=dict, description="Axis to the values that you sell to: lint asks for a persona of each."
    )
    findings: dict[str, float] = Field(default_factory=dict, description="Finding code to threshold.")
    gates: dict[str, float] = Field(
        default_factory=dict, description="Gate to percent: all, by-accounts, channel=indirect."
    )
    review: ReviewSettings = ReviewSettings()
    privacy: PrivacySettings = PrivacySettings()
    _folder: Path | None = PrivateAttr(default=None)

    @property
    def aliases(self) -> Path | None:
        """The table of aliases, beside the settings file (without one: from here); None where none is named."""
        named = self.review.aliases
        return None if not named else self._folder / named if self._folder else Path(named)

    @property
    def digest(self) -> str:
        """SHA-256 of the settings in force, hexadecimal."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def find_settings(start: Path) -> Path | None:
    """The settings file that governs a folder: ``personacheck.toml``, or ``pyproject.toml`` with our table, upward.

    Raises
    ------
    SettingsError
        A ``pyproject.toml`` on the way is not valid TOML.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        project = folder / "pyproject.toml"
        if project.is_file() and "personacheck" in _read(project).get("tool", {}):
            return project
    return None


def load_settings(path: Path | None = None, environment: dict[str, str] | None = None) -> Settings:
    """Settings of a file (None: the defaults), under the environment's ``PERSONACHECK_SECTION_KEY`` values.

    Raises
    ------
    SettingsError
        Not valid TOML, or unknown keys or values; all of them at once, each with its key and "did you mean".
    """
    table: dict[str, Any] = {}  # TOML is untyped until it is validated below
    if path is not None:
        table = _read(path)
        table = table.get("tool", {}).get("personacheck", {}) if path.name == "pyproject.toml" else table
    _overlay(table, dict(os.environ) if environment is None else environment)
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        name = path.name if path else "environment"
        raise SettingsError(
            *(_problem(name, fault["loc"], fault["type"], fault["msg"]) for fault in error.errors())
        ) from None
    settings._folder = path.parent if path else None  # no key of the file, so no public field
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(Problem(path.name, "", "no such file", "Make one with: personacheck init")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            Problem(path.name, "", f"not valid TOML: {error}", 'Mend the line; texts stand in "quotes".')
        ) from None


def _overlay(table: dict[str, Any], environment: dict[str, str]) -> None:
    for name, value in environment.items():
        if not name.startswith(PREFIX):
            continue
        section, _, key = name.removeprefix(PREFIX).lower().partition("_")
        field = Settings.model_fields.get(section)
        if field is not None and key and isinstance(field.default, Section):
            many = (
                field.default.model_fields[key].annotation == list[str] if key in field.default.model_fields else False
            )
            table.setdefault(section, {})[key] = value.split(",") if many else value
        elif field is not None and not key:
            table[section] = value


_LIST: Final = ("must be a list", 'Write: KEY = ["first", "second"]')
_TOLD: Final = {
    "list_type": _LIST,
    "tuple_type": _LIST,
    "int_parsing": ("must be a whole number", "Write: KEY = 5"),
    "float_parsing": ("must be a number", "Write: KEY = 0.5"),
    "string_type": ("must be a text", 'Write: KEY = "..."'),
}
"""Kind of fault (pydantic's) to cause and next step."""


def _problem(file: str, loc: tuple[int | str, ...], kind: str, message: str) -> Problem:
    place = ".".join(str(part) for part in loc)
    if kind != "extra_forbidden":
        told = message.removeprefix("Value error, ")
        cause, step = _TOLD.get(kind, (told[:1].lower() + told[1:], "See: personacheck schema settings"))
        return Problem(file, place, cause.replace("input should be", "must be"), step.replace("KEY", str(loc[-1])))
    section = Settings.model_fields.get(str(loc[0])) if len(loc) > 1 else None
    known = (
        list(section.default.model_fields)
        if section and isinstance(section.default, Section)
        else list(Settings.model_fields)
    )
    return Problem(file, place, "unknown key", did_you_mean(loc[-1], known))
