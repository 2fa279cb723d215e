from __future__ import annotations

import pytest
from builders import AS_OF, cast, contacts, export, matches, persona

from personacheck.coverage.assess import assess
from personacheck.model.result import PersonaFigure
from personacheck.settings.settings import Settings


def assessed(people, found, *personas):
    return assess(export(people), found, cast(*personas), Settings(), AS_OF)


def test_where_a_persona_is_and_whom_only_it_covers():
    people = contacts(*({"account_id": f"a{n % 2}", "channel": "direct"} for n in range(4)), {"channel": "indirect"})
    found = matches(
        people,
        status=["covered"] * 4 + ["uncovered"],
        persona=["olu", "olu", "olu", "dana", ""],
        alternatives=[("dana",), (), (), (), ()],
    )
    olu, dana = assessed(people, found, persona("olu"), persona("dana")).personas
    assert (olu.contacts, olu.accounts, olu.share, olu.alone) == (3, 2, 0.75, 2)
    assert olu.by_axis["channel"] == {"direct": 3}
    assert (dana.contacts, dana.alone) == (1, 1)


def test_the_figures_of_a_persona_whole():
    people = contacts(
        *({"account_id": f"a{n}", "channel": "direct" if n < 2 else "indirect"} for n in (0, 0, 1, 2)),
        {"channel": "indirect"},
        {"account_id": "a3", "channel": "direct"},
    )
    found = matches(people, status=["covered"] * 5 + ["uncovered"], persona=["olu"] * 5 + [""])
    (olu,) = assessed(people, found, persona("olu")).personas
    same = {axis: {"unknown": 5} for axis in ("size", "side", "stage")}
    at_accounts = {axis: {"unknown": 3} for axis in same}
    assert olu == PersonaFigure(
        id="olu",
        name="Olu",
        contacts=5,
        accounts=3,
        share=1.0,
        by_axis={"channel": {"direct": 3, "indirect": 2}, **same},
        alone=5,
        accounts_by_axis={"channel": {"direct": 2, "indirect": 1}, **at_accounts},
    )


def test_a_stretched_contact_is_nobodys():
    people = contacts({"account_id": "a1"})
    (olu,) = assessed(people, matches(people, status="stretched", persona="olu"), persona("olu")).personas
    assert (olu.contacts, olu.share, olu.alone) == (0, None, 0)


def test_a_partners_persona_is_counted_among_partner_staff():
    people = contacts({"population": "partner"}, {"population": "customer"})
    found = matches(people, status="covered", persona=["rita", "olu"])
    told = assessed(people, found, persona("rita", kind="partner"), persona("olu"))
    assert [one.contacts for one in told.personas] == [1, 1]
    assert [one.id for one in told.curve] == ["olu"]


def test_who_is_not_to_be_served_stands_in_no_curve():
    people = contacts({}, {})
    told = assessed(
        people, matches(people, status="covered", persona="olu"), persona("eve", kind="negative"), persona("olu")
    )
    assert [point.id for point in told.curve] == ["olu"]


def test_the_curve_takes_the_persona_that_adds_most():
    people = contacts(*({} for _ in range(12)))
    found = matches(
        people,
        status=["covered"] * 8 + ["uncovered"] * 2 + ["unreadable", "excluded"],
        persona=["a"] * 4 + ["b"] * 3 + ["c"] + [""] * 4,
        alternatives=[("c",)] * 4 + [()] * 8,
    )
    told = assessed(people, found, persona("a"), persona("b"), persona("c")).curve
    assert [(one.personas, one.id, one.coverage) for one in told] == [(1, "c", 0.5), (2, "b", 0.8), (3, "a", 0.8)]


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_of_personas_that_add_as_much_the_first_of_the_cast_comes_first(order):
    people = contacts({}, {})
    told = assessed(people, matches(people, status="covered", persona=["a", "b"]), *map(persona, order))
    assert [point.id for point in told.curve] == [*order]


def test_the_whole_cast_reaches_the_headline():
    people = contacts(*({} for _ in range(6)))
    found = matches(people, status=["covered"] * 3 + ["stretched"] * 3, persona=["a", "b", "a", "a", "b", "b"])
    told = assessed(people, found, persona("a"), persona("b"))
    assert told.curve[-1].coverage == told.headline.contacts.coverage == 0.5
