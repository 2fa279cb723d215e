from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import snapshots as s

from personacheck.model.decisions import Decision, Decisions
from personacheck.model.result import ReviewDue
from personacheck.model.review import Agenda, AgendaItem, Drift, Driver
from personacheck.review.agenda import SHOWN, agenda
from personacheck.review.compare import compare
from personacheck.review.register import register

TODAY = date(2026, 9, 30)
DUE = ReviewDue("2026-12-30", overdue=False, since={})
HELD = {"decision": "research", "owner": "CX", "due": date(2026, 12, 1)}


def made(before, after, *decisions, drift=(), due=DUE):
    entries = register(Decisions(decisions), after.result, TODAY, {})
    return agenda(after.result, before and compare(before, after), entries, drift=drift, due=due)


def told(found):
    return [(item.about, item.reason) for item in found.items]


def test_new_and_worse_gaps_are_brought_up_with_their_numbers():
    before = s.run("2026-06-30", gaps=(s.gap("grew", 12), s.gap("same", 30), s.gap("left", 9)))
    after = s.run(gaps=(s.gap("same", 30), s.gap("grew", 24), s.gap("came", 5)))
    found = made(before, after)
    assert told(found) == [("grew", "worse"), ("came", "new"), ("same", "undecided")]
    assert found.items[0].why == "24 accounts, 48 contacts, 12 and 24 then."
    assert found.conclusion == "3 things to decide, as of 2026-09-30."


def test_no_change_is_a_conclusion():
    gaps = tuple(s.gap(key) for key in "abc")
    decided = [Decision(key, **HELD) for key in "abc"]
    found = made(s.run("2026-06-30", gaps=gaps), s.run(gaps=gaps), *decided)
    assert found.items == ()
    assert found.conclusion.startswith("No change is needed")
    late = made(s.run(gaps=gaps), s.run(gaps=gaps), *decided, due=ReviewDue("2026-09-01", overdue=True, since={}))
    assert late.conclusion.endswith("The review was due on 2026-09-01.")


def test_of_gaps_that_stand_undecided_only_the_three_largest_come_up():
    gaps = tuple(s.gap(f"g{n}", 40 - n) for n in range(6))
    assert told(made(s.run("2026-06-30", gaps=gaps), s.run(gaps=gaps))) == [(f"g{n}", "undecided") for n in range(3)]


@pytest.mark.parametrize("fields", [{"cause": "rule-too-narrow"}, {"accounts": 2}, {"contacts": 4}])
def test_what_is_the_teams_work_or_too_small_never_comes_up(fields):
    assert made(None, s.run(gaps=(s.gap("a", **fields),))).items == ()
    assert len(made(None, s.run(gaps=(s.gap("a", accounts=3, contacts=5),))).items) == 1


def test_what_was_carried_over_comes_after_what_is_new():
    after = s.run(gaps=(s.gap("old"), s.gap("new")))
    found = made(s.run("2026-06-30", gaps=(s.gap("old"),)), after, Decision("old", raised=date(2026, 6, 30)))
    assert told(found) == [("new", "new"), ("old", "open")]
    assert found.items[1].why == "Open since 2026-06-30. 12 accounts, 24 contacts."
    assert made(after, after, Decision("old"), Decision("new")).conclusion.startswith(
        "Nothing new to decide, 2 carried"
    )


def test_what_presses_comes_first_and_what_is_in_hand_not_at_all():
    keys = ("overdue", "waived", "expired", "back", "open", "hand")
    after = s.run(gaps=tuple(s.gap(key) for key in keys))
    found = made(
        None,
        after,
        Decision("open"),
        Decision("waived", decision="accept", until=date(2027, 1, 1), reason="few"),
        Decision("expired", decision="accept", until=date(2026, 1, 1), reason="few"),
        Decision("back", closed=date(2026, 1, 1)),
        Decision("hand", **HELD),
        Decision("overdue", decision="extend", owner="CX", due=date(2026, 9, 1)),
    )
    assert told(found) == [("overdue", "overdue"), ("expired", "expired"), ("back", "back"), ("open", "open")]
    assert found.conclusion == "3 things to decide, 1 of them overdue, and 1 more carried over, as of 2026-09-30."
    assert found.items[1].why == "It was accepted until 2026-01-01: few. 12 accounts, 24 contacts."


def test_findings_come_once_and_low_ones_not():
    findings = (
        s.finding("redundant-persona", "olu"),
        s.finding("redundant-persona", "olu"),
        s.finding("size-skew"),
        s.finding("idle-persona", severity="low"),
    )
    found = made(None, s.run(findings=findings), Decision("size-skew", **HELD))
    assert told(found) == [("redundant-persona:olu", "finding")]
    assert found.items[0].options == ("merge", "retire", "accept")


def test_a_persona_that_faded_is_up_for_retiring():
    before = s.run("2026-06-30", personas=(s.figure("dana", 0.06),))
    found = made(before, s.run(personas=(s.figure("dana", 0.04),)))
    assert told(found) == [("dana", "faded")]
    assert "6.0 % then, 4.0 % now" in found.items[0].why


@pytest.mark.parametrize(("verdict", "items"), [("stable", 0), ("watch", 0), ("act", 1)])
def test_a_mix_that_moved_far_comes_up(verdict, items):
    each = Drift("personas", 0.3, 0.01, verdict, (Driver("", 0.2, 0.5, 0.27),))
    found = made(None, s.run(), drift=(each,))
    assert len(found.items) == items
    assert not items or "no persona 20 % to 50 %" in found.items[0].why


def test_one_fault_of_many_personas_is_one_item_under_its_code():
    findings = tuple(s.finding("stale-persona", f"p{n}") for n in range(20))
    found = made(None, s.run(findings=findings))
    assert told(found) == [("stale-persona", "finding")]
    assert found.items[0].title == "Stale persona: 20 personas"
    assert made(None, s.run(findings=findings), Decision("stale-persona", **HELD)).items == ()


def test_a_fault_of_one_persona_is_under_its_own_name():
    found = made(None, s.run(findings=(s.finding("stale-persona", "dana"),)))
    assert [(item.about, item.reason) for item in found.items] == [("stale-persona:dana", "finding")]


def test_an_agenda_has_seven_items_customers_first_and_leaves_room_for_both():
    gaps = tuple(s.gap(f"g{n}", 40 - n) for n in range(9))
    findings = tuple(s.finding(f"code-{n}") for n in range(9))
    found = made(s.run("2026-06-30"), s.run(gaps=gaps, findings=findings))
    assert [item.part for item in found.items] == ["customers"] * 5 + ["housekeeping"] * 2
    assert [item.about for item in found.items[:5]] == [f"g{n}" for n in range(5)]
    assert (len(found.items), found.left) == (SHOWN, 18 - SHOWN)
    assert found.conclusion.startswith("18 things")
    alone = made(None, s.run(findings=findings))
    assert [item.part for item in alone.items] == ["housekeeping"] * SHOWN
    for number, customers in (
        (0, 7),
        (1, 6),
        (2, 5),
        (3, 5),
    ):  # what of its two places the house leaves is the customers'
        some = made(s.run("2026-06-30"), s.run(gaps=gaps, findings=findings[:number]))
        assert [item.part for item in some.items].count("customers") == customers


def test_an_item_says_what_is_asked_and_the_others_are_one_line():
    gaps = tuple(s.gap(f"g{n}", 40 - n) for n in range(9))
    found = made(s.run("2026-06-30", gaps=gaps), s.run(gaps=gaps))
    assert [item.ask for item in found.items] == [gap.next_step for gap in gaps[:3]]
    assert all(item.ask for item in found.items)
    assert (found.others, found.rest) == (6, "6 more gaps and findings are as before.")
    team = (s.gap("near", 9, cause="rule-too-narrow"), replace(s.gap("told", 9), folded=True), s.gap("few", 2))
    assert made(*(s.run(day, gaps=gaps + team) for day in ("2026-06-30", "2026-09-30"))).others == 6
    for severity, others in (("low", 6), ("medium", 6 + 2)):  # two of four come up; low ones count nowhere
        findings = tuple(s.finding(f"code-{n}", severity=severity) for n in range(4))
        same = [s.run(day, gaps=gaps, findings=findings) for day in ("2026-06-30", "2026-09-30")]
        assert made(*same).others == others


def test_people_who_are_told_already_do_not_come_up_again():
    gaps = (s.gap("first", 30), replace(s.gap("second", 20), folded=True))
    assert told(made(None, s.run(gaps=gaps))) == [("first", "undecided")]


GAP = s.gap("a1", 20, coverage=0.25)
OF_GAP = ("Gap a1", ("research", "add", "accept"), "Interview five finance leads.", "customers")
SHIFT = Drift("personas", 0.3, 0.01, "act", (Driver("", 0.2, 0.5, 0.27), Driver("olu", 0.5, 0.2, 0.27)))
WHOLE = {  # how a thing comes up, to what is at hand and what is told of it
    "new": ((s.run("2026-06-30"), s.run(gaps=(GAP,))), ("a1", "new", "20 accounts, 40 contacts.", *OF_GAP)),
    "worse": (
        (s.run("2026-06-30", gaps=(s.gap("a1", 12),)), s.run(gaps=(GAP,))),
        ("a1", "worse", "20 accounts, 40 contacts, 12 and 24 then.", *OF_GAP),
    ),
    "undecided": ((None, s.run(gaps=(GAP,))), ("a1", "undecided", "20 accounts, 40 contacts.", *OF_GAP)),
    "finding": (
        (None, s.run(findings=(s.finding("size-skew"),))),
        (
            "size-skew", "finding", "size-skew was found.", "Size skew", ("research", "extend", "accept"),
            "Interview five of them.", "housekeeping",
        ),
    ),
    "faded": (
        (s.run("2026-06-30", personas=(s.figure("dana", 0.06),)), s.run(personas=(s.figure("dana", 0.04),))),
        (
            "dana", "faded", "Its share of covered contacts: 6.0 % then, 4.0 % now, under 5 %.", "Dana",
            ("retire", "merge", "accept"), "", "housekeeping",
        ),
    ),
    "overdue": (
        (None, s.run(gaps=(GAP,)), Decision("a1", decision="extend", owner="CX", due=date(2026, 9, 1))),
        ("a1", "overdue", "To extend, due on 2026-09-01; owner: CX. 20 accounts, 40 contacts.", *OF_GAP),
    ),
    "expired": (
        (None, s.run(gaps=(GAP,)), Decision("a1", decision="accept", until=date(2026, 9, 1), reason="Few.")),
        ("a1", "expired", "It was accepted until 2026-09-01: Few. 20 accounts, 40 contacts.", *OF_GAP),
    ),
    "back": (
        (None, s.run(gaps=(GAP,)), Decision("a1", decision="add", closed=date(2026, 6, 30))),
        ("a1", "back", "It was closed, and has come back. 20 accounts, 40 contacts.", *OF_GAP),
    ),
    "open": (
        (None, s.run(gaps=(GAP,)), Decision("a1", raised=date(2026, 6, 30))),
        ("a1", "open", "Open since 2026-06-30. 20 accounts, 40 contacts.", *OF_GAP),
    ),
    "drift": (
        (None, s.run()),
        (
            "cast", "drift",
            "Population stability index 0.30, over 0.25: no persona 20 % to 50 %, olu 50 % to 20 %.",
            "The mix of personas moved far", ("research",), "", "housekeeping",
        ),
    ),
}  # fmt: skip  # a table


@pytest.mark.parametrize("reason", WHOLE)
def test_an_item_is_told_whole(reason):
    runs, (about, _, why, title, options, step, part) = WHOLE[reason]
    (item,) = made(*runs, drift=(SHIFT,) if reason == "drift" else ()).items
    assert item == AgendaItem(about, reason, title, why, options, step, part)


@pytest.mark.parametrize(
    ("because", "told"),
    [
        ("data", "; the contacts changed, not the cast."),
        ("cast", "; the cast was edited."),
        ("both", "; contacts and cast both changed."),
        ("", "."),
    ],
)
def test_whose_part_it_is_that_a_gap_is_worse(because, told):
    before, after = s.run("2026-06-30", gaps=(s.gap("a1", 12),)), s.run(gaps=(GAP,))
    changes = compare(before, after)
    changes = replace(changes, gaps=tuple(replace(change, because=because) for change in changes.gaps))
    (item,) = agenda(after.result, changes, (), drift=(), due=DUE).items
    assert item.why == f"20 accounts, 40 contacts, 12 and 24 then{told}"


@pytest.mark.parametrize(
    ("excess", "because", "cast", "told"),
    [
        (3.0, "cast", 0.1, " It stands out because the edited cast now fits the others better."),
        (3.0, "cast", 0.0, "; the cast was edited."),
        (3.0, "cast", None, "; the cast was edited."),
        (3.0, "data", 0.1, "; the contacts changed, not the cast."),
        (None, "cast", 0.1, "; the cast was edited."),
    ],
)
def test_a_segment_may_stand_out_because_the_others_fit_better_now(excess, because, cast, told):
    after = s.run(gaps=(s.gap("a1", 20, contacts=9, excess=excess, where={"channel": "direct"}),))
    changes = compare(s.run("2026-06-30"), after)
    changes = replace(
        changes,
        gaps=tuple(replace(change, because=because) for change in changes.gaps),
        headline=tuple(replace(change, cast=cast) for change in changes.headline),
    )
    (item,) = agenda(after.result, changes, (), drift=(), due=DUE).items
    assert item.why == ("20 accounts, 9 contacts." if told[0] == " " else "20 accounts, 9 contacts") + told


def test_a_new_segment_says_what_it_is_a_part_of():
    wide = s.gap("wide", 30, where={"channel": "direct"}, excess=9.0)
    narrow = s.gap("narrow", 20, where={"channel": "direct", "size": "small"}, excess=9.0)
    found = made(s.run("2026-06-30", gaps=(wide,)), s.run(gaps=(wide, narrow)), Decision("wide", **HELD))
    assert [item.why for item in found.items] == ["20 accounts, 40 contacts. It is a part of Gap wide."]
    found = made(s.run("2026-06-30", gaps=(wide,)), s.run(gaps=(narrow,)))
    assert [item.why for item in found.items] == ["20 accounts, 40 contacts. It is what is left of Gap wide."]


FAULT = [
    replace(s.finding("stale-persona", key), message=f"{key.title()} has no review date.") for key in ("olu", "it")
]


@pytest.mark.parametrize(
    ("findings", "names", "told"),
    [
        (FAULT[:1], (), ("stale-persona:olu", "Stale persona: olu", "Olu has no review date.")),
        (FAULT[:1], ("olu",), ("stale-persona:olu", "Stale persona: Olu", "Olu has no review date.")),
        (FAULT, ("olu", "it"), ("stale-persona", "Stale persona: 2 personas", None)),
    ],
)
def test_a_fault_of_one_persona_and_of_several(findings, names, told):
    after = s.run(findings=tuple(findings), personas=tuple(s.figure(name, 0.5) for name in names))
    (item,) = made(None, after).items
    assert (item.about, item.title) == told[:2]
    assert (item.ask, item.options, item.reason) == (
        "Interview five of them.", ("research", "extend", "accept"), "finding",
    )  # fmt: skip  # side by side
    assert told[2] is None or item.why == told[2]
    assert all(name.title() in item.why for name in names)


def test_of_findings_that_stand_undecided_the_two_most_severe_come_up():
    findings = tuple(s.finding(code) for code in ("size-skew", "channel-skew", "idle-persona"))
    found = made(s.run("2026-06-30", findings=findings), s.run(findings=(*findings, s.finding("stale-persona", "it"))))
    assert told(found) == [
        ("stale-persona:it", "finding"), ("size-skew", "undecided"), ("channel-skew", "undecided"),
    ]  # fmt: skip  # a row
    assert (found.others, found.rest) == (1, "1 more gap or finding is as before.")
    assert found.conclusion == "3 things to decide, as of 2026-09-30."


def test_what_does_not_fit_is_told_as_a_part_of_what_was_carried_over():
    assert Agenda((), 1, "", 4, 4).rest == "1 of those carried over stands in decisions.yaml only."
    assert Agenda((), 3, "", 4, 2).rest == (
        "2 of those carried over stand in decisions.yaml only. 1 more does not fit into an hour: next time."
    )


def test_no_persona_is_extended_for_what_is_not_recorded():
    found = made(None, s.run(findings=(s.finding("channel-unknown"), s.finding("channel-skew"))))
    assert {item.about: "extend" in item.options for item in found.items} == {
        "channel-unknown": False, "channel-skew": True,
    }  # fmt: skip  # a row


@pytest.mark.parametrize(
    ("gaps", "decisions", "overdue", "told"),
    [
        (("a",), (), False, "One thing to decide, as of 2026-09-30."),
        (("a", "b"), (), False, "2 things to decide, none of them new, as of 2026-09-30."),
        (("a", "b"), ("b",), False, "One thing to decide, and 1 more carried over, as of 2026-09-30."),
        (("a",), ("a",), True, "Nothing new to decide, 1 carried over, as of 2026-09-30. The review was due on "
                               "2026-12-30."),
        ((), (), False, "No change is needed: nothing is new or worse, and everything open is in hand."),
        ((), (), True, "No change is needed: nothing is new or worse, and everything open is in hand. The review was "
                       "due on 2026-12-30."),
    ],
)  # fmt: skip  # a table
def test_the_conclusion_whole(gaps, decisions, overdue, told):
    whole = s.run(gaps=tuple(map(s.gap, gaps)))
    found = made(whole, whole, *map(Decision, decisions), due=replace(DUE, overdue=overdue))
    assert found.conclusion == told
    draft = replace(whole, result=replace(whole.result, draft="A draft made from an export"))
    assert made(draft, draft, *map(Decision, decisions), due=replace(DUE, overdue=overdue)).conclusion == (
        f"A draft made from an export. {told}"
    )
