from __future__ import annotations

import pytest
from builders import AS_OF, accounts_of, cast, contacts, export, matches, persona
from hypothesis import given, settings
from worlds import SEEDS, assessed, world

from personacheck.coverage.assess import assess
from personacheck.coverage.compare import Moved, compare
from personacheck.model.few import EVERYBODY, Least
from personacheck.model.tally import MEASURES
from personacheck.settings.settings import Settings

PEOPLE = contacts(
    *({"account_id": f"a{n}", "channel": "direct"} for n in range(4)),
    *({"account_id": f"b{n}", "channel": "indirect"} for n in range(3)),
)


def under(*statuses):
    found = matches(PEOPLE, status=list(statuses), function=["it"] * 4 + ["finance"] * 3, level="lead")
    return assess(export(PEOPLE), found, cast(persona("olu")), Settings(), AS_OF)


C, U = "covered", "uncovered"


def test_what_a_cast_wins_and_loses_and_where():
    (told,) = compare({"last year": under(C, C, C, U, U, U, U), "this year": under(C, C, U, U, C, C, U)}, EVERYBODY)
    assert (told.first, told.other) == ("last year", "this year")
    assert told.whole.where == {}
    assert told.whole.accounts == told.whole.main_contacts == told.whole.contacts == Moved(2, 1)
    assert (told.whole.before.contacts.covered, told.whole.after.contacts.covered) == (3, 4)
    channels = {one.where["channel"]: one.accounts for one in told.segments if "channel" in one.where}
    assert channels == {"direct": Moved(0, 1), "indirect": Moved(2, 0)}
    assert [(one.title, one.won, one.lost) for one in told.roles] == [("Finance leads", 2, 0), ("IT leads", 0, 1)]


def test_several_casts_are_held_against_the_first():
    told = compare(
        {"a": under(*C * 0, C, C, C, C, C, C, C), "b": under(U, C, C, C, C, C, C), "c": under(U, U, C, C, C, C, C)},
        EVERYBODY,
    )
    assert [(one.other, one.whole.accounts.lost) for one in told] == [("b", 1), ("c", 2)]


def test_the_same_cast_changes_nothing():
    same = under(C, C, C, U, U, U, U)
    (told,) = compare({"a": same, "b": same}, EVERYBODY)
    assert told.roles == ()
    assert all(one.contacts == one.accounts == Moved(0, 0) for one in (told.whole, *told.segments))


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_the_reverse_comparison_mirrors_and_every_number_adds_up(seed):
    found, matched, who = world(seed)
    other = matched.assign(status=matched["status"].where(matched["status"] != "covered", "uncovered"))
    one, two = assessed(seed), assess(found, other, who, Settings(), AS_OF)
    (there,), (back,) = compare({"a": one, "b": two}, EVERYBODY), compare({"b": two, "a": one}, EVERYBODY)
    ways = [[(x.accounts, x.main_contacts, x.contacts) for x in (way.whole, *way.segments)] for way in (there, back)]
    assert ways[0] == [tuple(Moved(x.lost, x.won) for x in three) for three in ways[1]]
    for change in (there.whole, *there.segments):
        for measure in MEASURES:
            moved, before, after = (getattr(part, measure) for part in (change, change.before, change.after))
            if moved is not None:
                assert after.covered == pytest.approx(before.covered + moved.won - moved.lost)


def test_few_contacts_of_a_role_are_told_without_their_number():
    (told,) = compare({"a": under(C, C, C, U, U, U, U), "b": under(C, C, U, U, C, C, C)}, Least(3, 2))
    assert [(one.title, one.won, one.lost, one.under) for one in told.roles] == [
        ("Finance leads", 3, 0, None), ("IT leads", 0, None, 3),
    ]  # fmt: skip  # a row a role


@pytest.mark.parametrize(
    ("accounts", "shown"), [("aaa", None), ("aa-", None), ("ab-", 3), ("---", 3), ("abc", 3), ("ab", None)]
)
def test_contacts_of_a_role_are_told_from_three_at_two_accounts_on(accounts, shown):
    """A letter an account; "-" for none, which is no account more."""
    people = contacts(*({"account_id": account.strip("-")} for account in accounts))
    was, now = (
        assess(export(people), matches(people, status=status, function="it"), cast(persona("olu")), Settings(), AS_OF)
        for status in (U, C)
    )
    (told,) = compare({"a": was, "b": now}, Least(3, 2))
    assert [(role.won, role.lost) for role in told.roles] == [(shown, 0)]


@pytest.mark.parametrize(
    ("amounts", "before", "after", "revenue", "under"),
    [
        (7, 1, 4, Moved(300.0, 0.0), None),
        (7, 1, 3, None, 3),
        (7, 4, 1, Moved(0.0, 300.0), None),
        (7, 3, 1, None, 3),
        (4, 1, 7, Moved(300.0, 0.0), None),  # of six won, three have an amount
        (3, 1, 7, None, 3),
        (3, 1, 1, Moved(0.0, 0.0), None),
        (2, 1, 1, None, 3),  # nothing moved, but before and after would tell what two pay
        (0, 1, 4, None, None),
    ],
)
def test_what_under_three_accounts_pay_is_not_told(amounts, before, after, revenue, under):
    """So many have an amount, and the first so many are covered; each contact has an account of its own."""
    paying = accounts_of(PEOPLE).assign(revenue=[100.0] * amounts + [None] * (7 - amounts)).astype({"revenue": float})
    casts = [
        assess(
            export(PEOPLE, paying), matches(PEOPLE, status=[C] * covered + [U] * (7 - covered), function="it"),
            cast(persona("olu")), Settings(), AS_OF,
        )
        for covered in (before, after)
    ]  # fmt: skip  # one call
    (told,) = compare(dict(zip("ab", casts, strict=True)), Least())
    assert (told.whole.revenue, told.whole.under) == (revenue, under)
    assert [whole.revenue is None for whole in (told.whole.before, told.whole.after)] == [revenue is None] * 2
