"""What can be set: all settings in one. ``file`` reads them, and every floor above is given them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from personacheck.model.part import tidy, tidy_part, values_of
from personacheck.model.tables import AXIS_VALUES
from personacheck.settings.sections import (
    AccountSettings,
    Axis,
    ExportSettings,
    PrivacySettings,
    ReviewSettings,
    Section,
    SizeSettings,
)
from personacheck.settings.values import Percent, Text, Threshold, Whole, Word  # noqa: TC001  # pydantic reads them

FILE_NAME: Final = "personacheck.toml"
PROJECT: Final = "pyproject.toml"


class Settings(Section):
    """All settings.

    Attributes
    ----------
    findings
        Finding code to threshold, where the shipped one does not suit.
    """

    purpose: Text = Field(default="", description="What the cast is for, in a sentence; printed in the report.")
    cast: Text | None = Field(default=None, description="The cast's file, relative to the settings file.")
    seed: Whole = Field(
        default=0, ge=0, lt=2**32, description="Seed of random draws; the same seed draws the same people."
    )
    export: ExportSettings = ExportSettings()
    accounts: AccountSettings = AccountSettings()
    size: SizeSettings = SizeSettings()
    axes: dict[Word, Axis] = Field(default_factory=dict, description="Custom axes, by name; see below.")
    serves: dict[Word, tuple[Word, ...]] = Field(
        default_factory=dict, description="For each axis, the values you sell to; lint expects a persona for each."
    )
    where: dict[Word, tuple[Word, ...]] = Field(
        default_factory=dict, description="Assess only part of the export: each axis with its values."
    )
    findings: dict[Word, Threshold] = Field(
        default_factory=dict, description="Your own threshold for a finding, by its code: channel-skew = 20."
    )
    gates: dict[Word, Percent] = Field(
        default_factory=dict, description="Minimum persona fit in percent per gate: all, by-accounts, channel=indirect."
    )
    review: ReviewSettings = ReviewSettings()
    privacy: PrivacySettings = PrivacySettings()

    @field_validator("serves", "where")
    @classmethod
    def _on_axes(cls, chosen: dict[str, tuple[str, ...]], info: ValidationInfo) -> dict[str, tuple[str, ...]]:
        """Axes that are there, and values that they have."""
        own = {name: axis.values for name, axis in (info.data.get("axes") or {}).items()}
        try:
            return tidy(chosen, AXIS_VALUES | own) if info.field_name == "serves" else tidy_part(chosen, values_of(own))
        except LookupError as error:
            cause, step = error.args
            raise PydanticCustomError("known", "{cause}; {step}", {"cause": cause, "step": step}) from None

    _file: Path | None = PrivateAttr(default=None)
    """The file that was read; ``settings.file`` says it."""

    @property
    def file_name(self) -> str:
        """What refusals call the settings: the file that was read, without one the usual."""
        return self._file.name if self._file else FILE_NAME

    def table(self, name: str) -> str:
        """Where its reader writes keys of a table: "[size] in acme.toml"; without a file, how to make one."""
        inside = f"tool.personacheck.{name}" if self.file_name == PROJECT else name
        return f"[{inside}] in {self.file_name}" + ("" if self._file else " (personacheck init creates it)")

    @property
    def aliases(self) -> Path | None:
        """The table of aliases, beside the settings file (without one: from here); None where none is named."""
        named = self.review.aliases
        return None if not named else self._file.parent / named if self._file else Path(named)

    @property
    def digest(self) -> str:
        """SHA-256 of the settings in force, hexadecimal."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()
