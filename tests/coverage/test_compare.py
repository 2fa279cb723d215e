from __future__ import annotations

from builders import AS_OF, cast, contacts, export, matches, persona
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import world

from personacheck.coverage.assess import assess
from personacheck.coverage.compare import compare
from personacheck.model.few import EVERYBODY, Least
from personacheck.settings import Settings

PEOPLE = contacts(
    *({"account_id": f"a{n}", "channel": "direct"} for n in range(4)),
    *({"account_id": f"b{n}", "channel": "indirect"} for n in range(3)),
)


def under(*statuses):
    found = matches(PEOPLE, status=list(statuses), function=["it"] * 4 + ["finance"] * 3, level="lead")
    return assess(export(PEOPLE), found, cast(persona("olu")), Settings(), AS_OF)


C, U = "covered", "uncovered"


def test_what_a_cast_gains_and_loses_and_where():
    (told,) = compare({"last year": under(C, C, C, U, U, U, U), "this year": under(C, C, U, U, C, C, U)}, EVERYBODY)
    assert (told.first, told.other) == ("last year", "this year")
    everywhere, *segments = told.changes
    assert (everywhere.where, everywhere.gained, everywhere.lost) == ({}, 2, 1)
    assert (everywhere.before.covered, everywhere.after.covered) == (3, 4)
    channels = {one.where["channel"]: (one.gained, one.lost) for one in segments if "channel" in one.where}
    assert channels == {"direct": (0, 1), "indirect": (2, 0)}
    assert [(one.title, one.gained, one.lost) for one in told.roles] == [("Finance leads", 2, 0), ("IT leads", 0, 1)]


def test_several_casts_are_held_against_the_first():
    told = compare(
        {"a": under(*C * 0, C, C, C, C, C, C, C), "b": under(U, C, C, C, C, C, C), "c": under(U, U, C, C, C, C, C)},
        EVERYBODY,
    )
    assert [(one.other, one.changes[0].lost) for one in told] == [("b", 1), ("c", 2)]


def test_the_same_cast_changes_nothing():
    same = under(C, C, C, U, U, U, U)
    (told,) = compare({"a": same, "b": same}, EVERYBODY)
    assert told.roles == ()
    assert all((one.gained, one.lost) == (0, 0) for one in told.changes)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10**5))
def test_the_reverse_comparison_mirrors(seed):
    found, matched, who = world(seed)
    _, other, _ = world(seed, people=60)
    other = other.assign(status=matched["status"].where(matched["status"] != "covered", "uncovered"))
    one, two = (assess(found, each, who, Settings(), AS_OF) for each in (matched, other))
    (there,), (back,) = compare({"a": one, "b": two}, EVERYBODY), compare({"b": two, "a": one}, EVERYBODY)
    assert [(x.gained, x.lost) for x in there.changes] == [(x.lost, x.gained) for x in back.changes]
    for change in there.changes:
        assert change.after.covered == change.before.covered + change.gained - change.lost


def test_few_contacts_of_a_role_are_told_without_their_number():
    (told,) = compare({"a": under(C, C, C, U, U, U, U), "b": under(C, C, U, U, C, C, C)}, Least(3, 2))
    assert [(one.title, one.gained, one.lost, one.under) for one in told.roles] == [
        ("Finance leads", 3, 0, None), ("IT leads", 0, None, 3),
    ]  # fmt: skip  # a row a role
