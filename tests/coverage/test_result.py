"""What a run tells of itself beside its numbers."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pandas as pd
from builders import AS_OF, accounts, cast, contacts, export, matches, persona

from personacheck import __version__
from personacheck.coverage.assess import assess
from personacheck.coverage.findings import find
from personacheck.coverage.result import result
from personacheck.model import tables as t
from personacheck.model.result import Suggestion
from personacheck.settings.settings import Settings


def test_whom_a_negative_persona_took_is_counted_by_persona():
    people = contacts(*({"account_id": f"a{n}", "excluded": "own staff" if n == 0 else ""} for n in range(4)))
    reasons = ["own staff", "negative persona student", "negative persona student", "negative persona broker"]
    found = matches(people, status="excluded", reason=[f"Excluded: {reason}." for reason in reasons])
    who = cast(persona("ann"))
    loaded = export(people)
    coverage = assess(loaded, found, who, Settings(), AS_OF)
    run = result(coverage, loaded, found, cast=who, settings=Settings(), as_of=AS_OF).run
    assert run.excluded["negative persona student"] == 2
    assert run.excluded["negative persona broker"] == 1


def test_a_result_holds_what_was_counted_and_what_was_asked():
    people = contacts({"account_id": "a", "title": "CIO"}, {"account_id": "b", "title": "CFO"})
    found = matches(people, status=["covered", "uncovered"], persona=["olu", ""], source=["rule", "none"])
    who = cast(persona("olu"), drafted=AS_OF, digest="d" * 64)
    settings = Settings(where={"channel": ["direct"]})
    origin = replace(export(people).origins[0], notes=("A remark on a file.",))
    loaded = replace(export(people), origins=(origin,), notes=("A remark.",), outside=3)
    coverage = assess(loaded, found, who, settings, AS_OF)
    suggestion = Suggestion("Finance leads", "finance", "lead", 1, 1, ("CFO",), {}, None, None)
    made = result(coverage, loaded, found, cast=who, settings=settings, as_of=AS_OF, suggestions=(suggestion,))
    assert (made.headline, made.populations, made.segments) == (
        coverage.headline,
        coverage.populations,
        coverage.segments,
    )
    assert (made.gaps, made.personas, made.curve) == (coverage.gaps, coverage.personas, coverage.curve)
    assert (made.priorities, made.suggestions, made.draft) == (coverage.priorities, (suggestion,), who.draft)
    assert made.draft.startswith("A draft made from an export")
    assert made.findings == find(who, coverage, settings, AS_OF)
    hits = pd.DataFrame([("olu", "cio", 1, 1), ("olu", "cdo", 0, 0), ("olu", "cto", 0, 0)], columns=[*t.HIT_COLUMNS])
    asked = {"fits": lambda titles: pd.DataFrame({"olu": [False] * len(titles)}), "hits": hits}
    told = result(coverage, loaded, found, cast=who, settings=settings, as_of=AS_OF, **asked).findings
    assert told == find(who, coverage, settings, AS_OF, **asked)
    assert "dead-rule" in {finding.code for finding in told}
    run = made.run
    assert (run.as_of, run.version, run.population) == ("2026-09-30", __version__, "customer")
    assert (run.digests.export, run.digests.cast, run.digests.settings) == ("0" * 64, "d" * 64, settings.digest)
    assert (run.rows, run.sources, run.excluded) == (loaded.rows, {"none": 1, "rule": 1}, {})
    assert (run.where, run.outside) == ({"channel": ("direct",)}, 3)
    assert run.notes == ("A remark on a file.", "A remark.")
    everybody = replace(loaded, customers_known=False)
    assert (
        result(coverage, everybody, found, cast=who, settings=settings, as_of=AS_OF).run.population,
        result(coverage, everybody, found, cast=cast(persona("olu")), settings=settings, as_of=AS_OF).draft,
    ) == ("all", "")


def _counts(thing, place="result"):
    """Whatever is declared to be a whole number, with its place."""
    if is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            if str(field.type).startswith("int") and value is not None:
                yield f"{place}.{field.name}", value
            yield from _counts(value, f"{place}.{field.name}")
    elif isinstance(thing, (tuple, list)):
        for part in thing:
            yield from _counts(part, place)
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from _counts(part, place)


def test_whatever_is_counted_is_a_whole_number_of_python():
    """A float would be written as 5.0, and a number of NumPy not at all."""
    people = contacts(*({"account_id": f"a{n % 9}", "channel": "direct", "title": "CFO"} for n in range(40)))
    found = matches(people, status=["covered"] * 20 + ["uncovered"] * 20, persona=["olu"] * 20 + [""] * 20,
                    function="finance", source="rule")  # fmt: skip  # a column a line
    firms = accounts(*({"account_id": f"a{n}", "channel": "direct", "revenue": 100.0 * n} for n in range(9)))
    who, loaded = cast(persona("olu")), export(people, firms, currency="EUR")
    coverage = assess(loaded, found, who, Settings(), AS_OF)
    made = result(coverage, loaded, found, cast=who, settings=Settings(), as_of=AS_OF)
    counts = dict(_counts(made))
    assert len(counts) > 40
    assert {place: type(count).__name__ for place, count in counts.items() if type(count) is not int} == {}
