"""result.json and its schema."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
import samples
from pydantic import TypeAdapter

from personacheck.model.result import Result, ReviewDue, Suggestion
from personacheck.report.json import render, result_schema


def test_the_schema_is_valid_and_every_result_keeps_it(lifelike, unreadable):
    schema = result_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    due = ReviewDue("2026-12-31", overdue=False, since={"accounts": None})
    candidate = Suggestion("Finance lead", "finance", "lead", 9, 7, ("cfo",), {"titles": ("cfo",)}, 0.9, None)
    full = replace(lifelike.result, review=due, suggestions=(candidate,))
    for result in (lifelike.result, unreadable.result, full):
        jsonschema.validate(json.loads(render(result)), schema)


def test_a_result_reads_back_as_it_was(lifelike):
    assert TypeAdapter(Result).validate_json(render(lifelike.result)) == lifelike.result


def test_maps_are_sorted_whatever_their_order():
    whole = samples.assessment(accounts=20)
    run = replace(whole.result.run, sources={"rule": 3, "crm": 1}, excluded={"vendor": 1, "own staff": 2})
    turned = replace(run, sources={"crm": 1, "rule": 3}, excluded={"own staff": 2, "vendor": 1})
    assert render(replace(whole.result, run=run)) == render(replace(whole.result, run=turned))


def test_what_is_no_number_is_never_written():
    whole = samples.assessment(accounts=5)
    gap = replace(samples.assessment().result.gaps[0], revenue=float("nan"))
    with pytest.raises(ValueError, match="JSON"):
        render(replace(whole.result, gaps=(gap,)))


def test_keys_that_others_rely_on_come_first(lifelike):
    document = json.loads(render(lifelike.result))
    assert list(document)[:5] == ["schema", "run", "headline", "populations", "segments"]
    assert {"covered", "assumed", "partial", "empty", "coverage", "floor", "ceiling"} <= set(
        document["headline"]["accounts"]
    )
    assert {"estimate", "low", "high"} <= set(document["headline"]["main_contacts"])
