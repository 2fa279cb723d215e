from __future__ import annotations

import numpy as np
import pytest
from builders import AS_OF, accounts, cast, contacts, export, matches, persona, scope

from personacheck.coverage.assess import assess
from personacheck.coverage.gaps.drafts import Draft
from personacheck.coverage.gaps.gaps import _folded
from personacheck.coverage.gaps.role_gaps import SEGMENT
from personacheck.model.result import Cause
from personacheck.settings.settings import Settings


def gaps(people, found, *personas, firms=None):
    return assess(export(people, firms), found, cast(*personas), Settings(), AS_OF).gaps


SIDES_OF_A_USER = [
    ("buyer", True, True),
    ("buyer", False, False),
    ("both", True, False),
    ("user", True, False),
    ("unknown", True, False),
]


def crowd(people, firms=4, **columns):
    return contacts(*({"account_id": f"a{n % firms}", **columns} for n in range(people)))


def test_a_role_that_nobody_describes():
    people = crowd(12, title="Head of Finance")
    (gap,) = [one for one in gaps(people, matches(people, function="finance", level="director")) if not one.where]
    assert (gap.cause, gap.title, gap.function, gap.level) == ("no-persona", "Finance leads", "finance", "lead")
    assert (gap.accounts, gap.contacts, gap.coverage, gap.elsewhere, gap.q) == (4, 12, 0.0, None, None)
    assert gap.examples == ("Head of Finance",)
    assert gap.next_step == "Interview four finance leads, then add a persona, or accept."


@pytest.mark.parametrize(("indirect", "told"), [(3, True), (2, False)])
def test_a_role_is_told_to_be_mostly_where_three_fifths_of_its_accounts_are(indirect, told):
    firms = accounts(
        *({"account_id": f"a{n}", "channel": "indirect" if n < indirect else "direct"} for n in range(5)),
        *({"account_id": f"b{n}", "channel": "direct" if n % 2 else "mixed"} for n in range(10)),
    )
    people = crowd(10, 5)
    found = matches(people, function="finance", level="lead")
    (gap,) = [one for one in gaps(people, found, firms=firms) if one.cause == "no-persona" and not one.where]
    assert ("most of them" in gap.next_step) is told


@pytest.mark.parametrize(
    ("number", "channel", "told"), [(5, "indirect", True), (4, "indirect", False), (5, "unknown", False)]
)
def test_where_most_of_a_role_are_is_told_from_five_accounts_on_and_where_it_is_recorded(number, channel, told):
    firms = accounts(
        *({"account_id": f"a{n}", "channel": channel} for n in range(number)),
        *({"account_id": f"b{n}", "channel": "direct"} for n in range(10)),
    )
    people = crowd(10, number)
    found = gaps(people, matches(people, function="finance", level="lead"), firms=firms)
    (gap,) = [gap for gap in found if gap.cause == "no-persona" and not gap.where]
    assert ("most of them" in gap.next_step) is told


def test_a_role_names_its_specialty_and_keeps_its_id():
    people = crowd(12, title="Head of Payroll")
    told = {"function": "hr", "level": "lead"}
    (wide,) = [one for one in gaps(people, matches(people, **told)) if not one.where]
    (narrow,) = [one for one in gaps(people, matches(people, **told, specialty="payroll")) if not one.where]
    mixed = ["payroll"] * 6 + ["recruiting"] * 6
    (both,) = [one for one in gaps(people, matches(people, **told, specialty=mixed)) if not one.where]
    assert (wide.specialty, narrow.specialty, both.specialty) == (None, "payroll", None)
    for payroll, named in ((8, "payroll"), (7, None)):  # four of five
        ten, work = people.head(10), ["payroll"] * payroll + ["recruiting"] * (10 - payroll)
        (most,) = [one for one in gaps(ten, matches(ten, **told, specialty=work)) if not one.where]
        assert most.specialty == named
    assert wide.id == narrow.id == both.id
    assert (wide.title, narrow.title, both.title) == ("HR leads", "Payroll and benefits leads", "HR leads")
    assert narrow.next_step == "Interview four payroll and benefits leads, then add a persona, or accept."


def test_a_role_whose_scope_leaves_the_segment_out():
    people = crowd(12, channel="indirect", size="small")
    found = matches(people, status="stretched", persona="ingrid", function="it", level="lead")
    told = gaps(people, found, persona("ingrid", name="Ingrid, IT decision maker", scope=scope(channel=["direct"])))
    (gap,) = [one for one in told if one.cause == "out-of-scope"]
    assert (gap.title, gap.where, gap.personas) == (
        "IT leads at partner-sold customers",
        {"channel": "indirect"},
        ("ingrid",),
    )
    assert gap.next_step.startswith("Interview four IT leads at partner-sold customers, then extend Ingrid")


def test_a_recorded_buyer_who_fits_only_users_is_out_of_scope_along_the_side():
    people = crowd(6)
    found = matches(people, status="stretched", persona="olu", function="it", level="lead", side="buyer")
    told = gaps(people, found, persona("olu", side="user", scope=scope()))
    assert [one.where for one in told if one.cause == "out-of-scope"] == [{"side": "buyer"}]


def test_the_next_step_names_who_fits_the_colleagues_and_where_most_of_them_are():
    people = contacts(
        *({"account_id": f"a{n}", "channel": "indirect"} for n in range(8)),
        *({"account_id": f"b{n}", "channel": "direct"} for n in range(20)),
    )
    found = matches(
        people,
        status=["uncovered"] * 8 + ["covered"] * 20,
        persona=[""] * 8 + ["dana"] * 20,
        function="finance",
        level=["director"] * 8 + ["junior"] * 20,
    )
    (gap,) = [one for one in gaps(people, found, persona("dana", name="Dana, controller")) if not one.where]
    assert gap.next_step == (
        "Interview five finance leads, most of them at partner-sold customers, "
        "then extend Dana, add a persona, or accept."
    )
    assert gap.personas == ("dana",)


@pytest.mark.parametrize(
    ("fitting", "missed", "status", "named"),
    [
        (1, 10, "covered", ()),
        (2, 9, "covered", ()),
        (2, 8, "covered", ("dana",)),
        (2, 8, "stretched", ()),  # it fits nobody there
    ],
)
def test_a_persona_is_named_to_be_extended_from_a_fifth_of_a_function_on(fitting, missed, status, named):
    people = contacts(*({"account_id": f"a{n}"} for n in range(missed + fitting)))
    found = matches(
        people,
        status=["uncovered"] * missed + [status] * fitting,
        persona=[""] * missed + ["dana"] * fitting,
        function="finance",
        level=["director"] * missed + ["junior"] * fitting,
    )
    (gap,) = [one for one in gaps(people, found, persona("dana")) if one.cause == "no-persona" and not one.where]
    assert gap.personas == named


@pytest.mark.parametrize(("fitting", "near"), [(5, True), (4, False)])
def test_a_persona_nearly_fits_whom_it_misses_where_it_fits_as_many_of_the_role(fitting, near):
    people = crowd(5 + fitting)
    found = matches(
        people,
        status=["uncovered"] * 5 + ["covered"] * fitting,
        persona=[""] * 5 + ["olu"] * fitting,
        leaning=["olu"] * 5 + [""] * fitting,
        function="it",
    )
    (gap,) = [gap for gap in gaps(people, found, persona("olu")) if not gap.where]
    assert gap.cause == ("rule-too-narrow" if near else "no-persona")


def test_near_misses_are_work_for_the_team():
    people = crowd(14)
    found = matches(
        people,
        status=["uncovered"] * 8 + ["covered"] * 6,
        persona=[""] * 8 + ["olu"] * 6,
        leaning=["olu"] * 5 + [""] * 9,
        function="it",
        level="lead",
    )
    told = {one.cause: one for one in gaps(people, found, persona("olu", name="Olu, operations")) if not one.where}
    assert (told["rule-too-narrow"].contacts, told["no-persona"].contacts) == (5, 3)
    assert told["rule-too-narrow"].personas == ("olu",)
    assert "close to Olu" in told["rule-too-narrow"].next_step


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({"titles": ("cfo",), "buying_roles": ("decision maker",)}, "rule-too-narrow"),
        ({"buying_roles": ("decision maker",)}, "no-persona"),  # describes no role: it is nobody's
    ],
)
def test_a_role_that_lacks_only_a_field_that_is_asked_for_is_no_gap_of_the_cast(told, cause):
    people = crowd(12, title="CFO")
    why = "Finance, executive: no persona; nearest is fred, but its buying role is not recorded here."
    found = matches(people, leaning="fred", function="finance", level="executive", reason=why)
    (gap,) = [one for one in gaps(people, found, persona("fred", name="Fred, finance", **told)) if not one.where]
    assert gap.cause == cause
    asked = "Fred asks for buying role decision maker, not recorded for 12 contacts"
    step = f"{asked}: fill it in, or remove it from the persona."
    assert (gap.next_step == step) is (cause == "rule-too-narrow")


def test_a_role_that_a_persona_mostly_misses_is_not_its_role():
    people = crowd(14)
    found = matches(
        people,
        status=["uncovered"] * 10 + ["covered"] * 4,
        persona=[""] * 10 + ["ingrid"] * 4,
        leaning=["ingrid"] * 10 + [""] * 4,
        function="it",
        level=["junior"] * 10 + ["vp"] * 4,
    )
    (gap,) = [one for one in gaps(people, found, persona("ingrid")) if not one.where]
    assert (gap.cause, gap.title, gap.contacts) == ("no-persona", "IT staff", 10)


def test_what_cannot_be_read_is_never_a_gap_of_the_cast():
    people = crowd(9)
    found = matches(people, status="unreadable", unread=["no-title"] * 3 + ["vague"] * 3 + ["words-unknown"] * 3)
    told = {(one.cause, one.title) for one in gaps(people, found) if not one.where}
    assert told == {
        ("missing-data", "Contacts without a title"),
        ("missing-data", "Contacts with a vague title"),
        ("words-unknown", "Titles that could not be read"),
    }


def test_an_axis_that_is_not_recorded_is_asked_for():
    people = crowd(4)
    told = [one for one in gaps(people, matches(people, status="covered", persona="olu"), persona("olu")) if one.where]
    assert {(one.cause, *one.where.items()) for one in told} == {
        ("missing-data", (axis, "unknown")) for axis in ("channel", "size", "stage")
    }
    assert "Fill in the channel of 4 accounts." in [one.next_step for one in told]


@pytest.mark.parametrize(("unrecorded", "asked"), [(1, False), (2, True)])
def test_an_axis_is_asked_for_from_a_fifth_of_the_accounts_on(unrecorded, asked):
    people = contacts(
        *({"account_id": f"a{n}", "channel": "unknown" if n < unrecorded else "direct"} for n in range(10))
    )
    gaps_by_place = [gap.where for gap in gaps(people, matches(people, status="covered"))]
    assert ({"channel": "unknown"} in gaps_by_place) is asked


def test_accounts_where_nobody_is_known():
    firms = accounts(*({"account_id": f"a{n}", "channel": "indirect", "revenue": 10.0} for n in range(3)))
    (gap,) = [one for one in gaps(contacts(), matches(contacts()), firms=firms) if one.cause == "no-contact"]
    assert (gap.title, gap.accounts, gap.contacts, gap.revenue) == (
        "No contact known at partner-sold customers",
        3,
        0,
        30.0,
    )
    assert gap.next_step == "Ask the partner managers for one contact at each of 3 accounts."


def test_gaps_of_the_cast_rank_before_the_work_list_and_those_of_few_last():
    people = contacts(
        *({"account_id": f"a{n}"} for n in range(6)),
        *({"account_id": "a0"} for _ in range(9)),
        *({"account_id": f"a{n}"} for n in range(12)),
    )
    found = matches(
        people,
        function=["it"] * 6 + ["finance"] * 9 + [""] * 12,
        status=["uncovered"] * 15 + ["unreadable"] * 12,
        unread=[""] * 15 + ["vague"] * 12,
    )
    told = [(one.function, one.cause) for one in gaps(people, found) if not one.where]
    assert told == [("it", "no-persona"), (None, "missing-data"), ("finance", "no-persona")]
    assert [one.rank for one in gaps(people, found)] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("holders", "firms", "shown"), [(5, 3, True), (4, 4, False), (9, 2, False)])
def test_a_title_is_shown_only_if_many_hold_it(holders, firms, shown):
    people = crowd(holders, firms, title="Controller")
    told = gaps(people, matches(people, function="finance"))
    assert any(one.examples == ("Controller",) for one in told) is shown


def test_titles_that_differ_in_case_and_blanks_are_one():
    people = contacts(
        *({"account_id": f"a{n}", "title": title} for n, title in enumerate(["CFO"] * 3 + ["cfo", " Cfo "]))
    )
    told = gaps(people, matches(people, function="finance"))
    assert any(one.examples == ("CFO",) for one in told)


def test_ids_are_stable_when_the_numbers_move():
    few, many = crowd(6), crowd(60)
    ids = [{one.id for one in gaps(people, matches(people, function="finance"))} for people in (few, many)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == len(gaps(few, matches(few, function="finance")))


@pytest.mark.parametrize(
    ("amounts", "told"), [((0.10, 0.20), (0.30, 2)), ((5.0, None), (5.0, 1)), ((None, None), (None, 0))]
)
def test_revenue_of_a_gap_counts_each_account_once_and_says_how_many_have_an_amount(amounts, told):
    people = crowd(8, 2)
    firms = accounts(*({"account_id": f"a{n}", "revenue": amount} for n, amount in enumerate(amounts)))
    found = gaps(people, matches(people, function="finance"), firms=firms)
    assert [(gap.revenue, gap.paying) for gap in found if gap.cause == "no-persona"] == [told]


def test_a_segments_excess_is_of_its_judged_contacts():
    """Twenty accounts of one missed and three unread contacts each; elsewhere one of four is missed."""
    people = contacts(
        *({"account_id": f"a{n % 20}", "channel": "indirect"} for n in range(80)),
        *({"account_id": f"b{n % 20}", "channel": "direct"} for n in range(100)),
    )
    status = ["uncovered"] * 20 + ["unreadable"] * 60 + ["uncovered"] * 20 + ["covered"] * 60 + ["unreadable"] * 20
    found = matches(people, status=status, function=["it", "hr", "legal", "sales"] * 45)
    coverage = assess(export(people), found, cast(), Settings(), AS_OF)
    (gap,) = [gap for gap in coverage.gaps if gap.excess is not None]
    assert (gap.where, gap.excess) == ({"channel": "indirect"}, pytest.approx(20 * 0.75))
    by_id = {gap.id: gap for gap in coverage.gaps}
    closed = {by_id[step.id].function for step in coverage.priorities.contacts}
    assert closed == {"it", "hr", "legal", "sales"}  # a segment is many at once, and no step


@pytest.mark.parametrize(("shared", "lent"), [(8, True), (7, False)])
def test_a_segment_of_four_fifths_the_same_people_lends_a_role_its_test(shared, lent):
    role = Draft(Cause.NO_PERSONA, {}, "finance", "lead", np.arange(10))
    place = Draft(Cause.NO_PERSONA, {"channel": "indirect"}, None, None, np.arange(shared), q=0.01, kind=SEGMENT)
    assert [(draft.kind, draft.q) for draft in _folded([role], [place])] == (
        [("", 0.01)] if lent else [("", None), (SEGMENT, 0.01)]
    )


@pytest.mark.parametrize(("side", "recorded", "stretched"), SIDES_OF_A_USER)
def test_along_the_side_a_scope_leaves_out_who_is_recorded_on_the_other_side_alone(side, recorded, stretched):
    people = crowd(6)
    found = matches(people, status="stretched", persona="olu", function="it", side=side, side_inferred=not recorded)
    found_gaps = gaps(people, found, persona("olu", side="user", scope=scope(channel=["direct"])))
    assert [gap.where for gap in found_gaps if gap.cause == "out-of-scope"] == ([{"side": side}] if stretched else [])
