from __future__ import annotations

from dataclasses import replace

from snapshots import finding

from personacheck.model.causes import by_cause, shortly

NAMES = {f"p{n}": f"P{n}" for n in range(20)}


def test_one_fault_of_many_personas_is_one_finding_with_their_names():
    bare = [finding("no-evidence", f"p{n}") for n in range(12)]
    found = [replace(one, message=f"{NAMES[one.persona]} lists no interviews. So far.") for one in bare]
    told = by_cause([*found[:6], finding("size-skew"), *found[6:]], NAMES)
    assert [one.code for one in told] == ["no-evidence", "size-skew"]
    assert told[0].persona is None
    assert told[0].message.startswith("P0 lists no interviews. So far. The same applies to P1, P2, P3, ")
    assert told[0].message.endswith("P10 and P11.")
    assert shortly(told[0]).startswith("P0 lists no interviews. The same applies to P1, ")


def test_a_fault_of_one_stays_as_it_is_and_very_many_are_counted():
    (alone,) = by_cause([finding("no-evidence", "p1")], NAMES)
    assert alone == finding("no-evidence", "p1")
    (many,) = by_cause([finding("no-evidence", f"p{n}") for n in range(20)], NAMES)
    assert many.message.endswith("P12 and 7 more.")
    (segments,) = by_cause([finding("unserved-segment", None)] * 3, NAMES)
    assert segments.message.endswith("2 more of this kind.")


def test_a_difference_is_never_told_without_what_is_left_of_it_at_an_equal_mix():
    skew = replace(
        finding("size-skew"), message="It fits 9 of 10, but 1 of 10. At equal channel: 2 points. Look there."
    )
    assert shortly(skew) == "It fits 9 of 10, but 1 of 10. At equal channel: 2 points."
