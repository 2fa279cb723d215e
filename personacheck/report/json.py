"""``result.json``: what was found, as numbers and words, for other programs. No personal data, no account's name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from personacheck.model.result import SCHEMA, Result
from personacheck.text.unseen import escaped

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.review import Review
    from personacheck.report.privacy import Privacy


def render(result: Result | Review) -> str:
    """The result, or a review, as one JSON document: keys in the order of the model, those of maps sorted.

    The same result gives the same text.
    """
    return escaped(json.dumps(_plain(result), indent=2, ensure_ascii=False, allow_nan=False)) + "\n"


def result_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``result.json``."""
    schema = TypeAdapter(Result).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}


def write(assessment: Assessment, privacy: Privacy) -> dict[str, bytes]:  # noqa: ARG001  # every format has this shape
    """``result.json``."""
    return {"result.json": render(assessment.result).encode("utf-8", "replace")}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
