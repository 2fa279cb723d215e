"""What a run tells of itself beside its numbers."""

from __future__ import annotations

from builders import AS_OF, cast, contacts, export, matches, persona

from personacheck.coverage.assess import assess
from personacheck.coverage.result import result
from personacheck.settings import Settings


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
