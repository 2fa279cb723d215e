"""The form of a cast: keys, values and what each means. Checks casts, and is published as their JSON Schema."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError, core_schema

from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.model.cast_sheets import EVERYWHERE

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

ID_PATTERN: Final = r"^[a-z0-9][a-z0-9_-]{0,62}$"
RESERVED: Final = re.compile(rf"^(con|prn|aux|nul|com[0-9]|lpt[0-9]|{t.NO_PERSONA})$")
"""Names that Windows keeps for devices, so that no file can be called so, and what labels say where nobody fits."""

MOST: Final = 200
"""Personas of a cast; nobody designs journeys for more, and personas are compared in pairs."""
LONGEST: Final = 2_000
"""Characters of a text: a summary of a page is none. Of a phrase no more than is read of a title."""


@dataclass(frozen=True)
class OneOf:
    """One of a few words, in any case."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A literal, so that the published schema lists the words."""
        return core_schema.no_info_before_validator_function(
            lambda word: word.strip().casefold() if isinstance(word, str) else word,
            core_schema.literal_schema(list(self.words)),
        )


def _listed(value: object) -> object:
    """One text stands for a list of one; a text with commas is more likely a list without its brackets."""
    if not isinstance(value, str):
        return value
    if re.search(r"[,;\n]", value):
        raise PydanticCustomError("unlisted", "a list is wanted")
    return [value]


def _iso_day(value: object) -> object:
    with suppress(ValueError):
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
            return date.fromisoformat(value.strip())
    raise PydanticCustomError("day", "not a date")


def _phrase(value: str) -> str:
    if not re.search(r"\w", value):
        raise PydanticCustomError("wordless", "no word in it")
    return value


def _unreserved(value: str) -> str:
    if RESERVED.match(value):
        raise PydanticCustomError("reserved", "a name kept for something else")
    return value


def _axes(value: object) -> object:
    """``everywhere`` is a scope that restricts no axis."""
    if isinstance(value, str):
        if value.strip().casefold() == EVERYWHERE:
            return {}
        raise PydanticCustomError("scope", "not a scope")
    if value == {}:
        raise PydanticCustomError("scope", "an empty scope")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Phrase = Annotated[Text, StringConstraints(max_length=t.LONGEST_TITLE), AfterValidator(_phrase)]
Name = Annotated[str, StringConstraints(max_length=t.LONGEST_TITLE)]
Level = Annotated[str, OneOf(t.LEVELS)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed, json_schema_input_type=Text | tuple[Text, ...])]
Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(_listed, json_schema_input_type=Phrase | tuple[Phrase, ...])]
Levels = Annotated[tuple[Level, ...], BeforeValidator(_listed, json_schema_input_type=Level | tuple[Level, ...])]
Values = Annotated[Texts, Field(min_length=1)]
Axes = Annotated[
    dict[Name, Values],
    BeforeValidator(_axes, json_schema_input_type=Annotated[str, OneOf((EVERYWHERE,))] | dict[Name, Values]),
]


class Form(BaseModel):
    """One mapping of the file: unknown keys are refused, values never appear in messages."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class EvidenceForm(Form):
    """What a persona rests on."""

    interviews: int | None = Field(default=None, ge=0, le=1_000_000, description="How many people were interviewed.")
    sources: Texts = Field(default=(), description="interview, survey, support tickets, analytics, workshop …")
    last: Day | None = Field(default=None, description="Date of the last research: 2026-05-12.")
    segments: Texts = Field(default=(), description="Segments it comes from: direct/large, region=north.")


class PersonaForm(Form):
    """One persona. A criterion left out does not restrict; one is enough."""

    id: Annotated[Text, StringConstraints(pattern=ID_PATTERN), AfterValidator(_unreserved)] = Field(
        description="Short name for files and results; it stays when the persona's name changes."
    )
    name: Text | None = Field(default=None, description="Name that readers see. Default: the id.")
    summary: Text = Field(default="", description="Who this is, in a sentence.")
    kind: Annotated[str, OneOf(tuple(kind.value for kind in Kind))] = Field(
        default=Kind.PRIMARY.value, description="partner: staff of partners; negative: people you do not serve."
    )
    side: Annotated[str, OneOf(tuple(side.value for side in t.Side))] = Field(
        default=t.Side.UNKNOWN.value, description="Whether they buy or use."
    )
    titles: Phrases = Field(default=(), description="Whole words or phrases of job titles; * stands for letters.")
    not_titles: Phrases = Field(default=(), description="Phrases that rule a contact out.")
    functions: Texts = Field(default=(), description="Functions from the built-in vocabulary.")
    levels: Levels = Field(default=(), description="Levels of seniority.")
    departments: Phrases = Field(default=(), description="Departments, as the CRM states them.")
    buying_roles: Phrases = Field(default=(), description="Buying roles, as the CRM states them.")
    where: dict[Name, Values] = Field(
        default={}, description="Other columns of the export, each with its accepted values."
    )
    examples: Phrases = Field(default=(), description="Full job titles of real people in this role.")
    scope: Axes | None = Field(default=None, description="Segments it was researched for; left out: not stated.")
    evidence: EvidenceForm = Field(default=EvidenceForm(), description="Evidence behind the persona.")
    owner: Text = Field(default="", description="Who owns it.")
    reviewed: Day | None = Field(default=None, description="Date of its last review.")
    crm: dict[Name, dict[Name, Text]] = Field(
        default={}, description="For each CRM, the field and value of this persona."
    )
    goals: Texts = Field(
        default=(), description="What they want to achieve. This and the next three: for readers only."
    )
    frustrations: Texts = Field(default=(), description="What gets in their way.")
    channels: Texts = Field(default=(), description="Where they look for advice, and how they like to be reached.")
    quote: Text = Field(default="", description="Something they might say.")


class CastForm(Form):
    """A cast: who the customer journeys are designed for."""

    version: int = Field(default=1, ge=1, le=1, description="Version of this format.")
    name: Text = Field(default="", description="Name of the cast.")
    owner: Text = Field(default="", description="Who owns the cast.")
    reviewed: Day | None = Field(default=None, description="Date of the last review of the whole cast.")
    drafted: Day | None = Field(
        default=None,
        description="Date on which it was drafted from an export; reports say so.",
    )
    personas: tuple[PersonaForm, ...] = Field(min_length=1, max_length=MOST, description="The personas.")
