"""What each kind of gap is called and what its next step asks for: of one, of several, and at the edge."""

from __future__ import annotations

import pytest
from builders import AS_OF, accounts, accounts_of, cast, contacts, export, matches, persona

from personacheck.coverage.assess import assess
from personacheck.coverage.gaps import phrases
from personacheck.settings.settings import Settings
from personacheck.vocabulary.axes import segment_label


def _gaps(people, found, *personas, firms=None):
    return assess(export(people, firms), found, cast(*personas), Settings(), AS_OF).gaps


def _told(people, found, cause, *personas, firms=None):
    return [(gap.title, gap.next_step) for gap in _gaps(people, found, *personas, firms=firms) if gap.cause == cause]


def _crowd(number, **columns):
    return contacts(*({"account_id": f"a{n}", **columns} for n in range(number)))


RECORDED = {"channel": "direct", "size": "small", "stage": "renewal", "side": "user"}


@pytest.mark.parametrize(
    ("unread", "number", "told"),
    [
        ("no-title", 1, ("Contacts without a title", "Fill in the title or the department of 1 contact.")),
        ("no-title", 6, ("Contacts without a title", "Fill in the title or the department of 6 contacts.")),
        ("vague", 1, ("Contacts with a vague title", "Ask 1 contact for their department or role.")),
        ("vague", 6, ("Contacts with a vague title", "Ask 6 contacts for their department or role.")),
        (
            "words-unknown",
            6,
            (
                "Titles that could not be read",
                "Go through the unread titles of 6 contacts: add them to the cast, or fill in the department.",
            ),
        ),
    ],
)
def test_who_cannot_be_read_is_asked_for_by_the_reason(unread, number, told):
    people = _crowd(number, **RECORDED)
    cause = "words-unknown" if unread == "words-unknown" else "missing-data"
    assert _told(people, matches(people, status="unreadable", unread=unread), cause) == [told]


@pytest.mark.parametrize(
    ("channels", "told"),
    [
        (["direct"], [("No contact known at direct customers", "Find one contact at 1 account.")]),
        (["direct"] * 2, [("No contact known at direct customers", "Find one contact at each of 2 accounts.")]),
        (
            ["indirect"] * 2,
            [
                (
                    "No contact known at partner-sold customers",
                    "Ask the partner managers for one contact at each of 2 accounts.",
                )
            ],
        ),
        (
            ["indirect"],
            [
                (
                    "No contact known at partner-sold customers",
                    "Ask the partner managers for one contact at 1 account.",
                )
            ],
        ),
        (["unknown"], [("No contact known", "Find one contact at 1 account.")]),
        (
            ["unknown", "direct", "direct"],
            [
                ("No contact known at direct customers", "Find one contact at each of 2 accounts."),
                ("No contact known", "Find one contact at 1 account."),
            ],
        ),
    ],
)
def test_accounts_where_nobody_is_known_by_channel(channels, told):
    people = _crowd(3, **RECORDED)
    firms = accounts(
        *({"account_id": f"a{n}", "channel": "direct", "size": "small", "stage": "renewal"} for n in range(3)),
        *({"account_id": f"x{n}", "channel": channel, "size": "small"} for n, channel in enumerate(channels)),
    )
    assert _told(people, matches(people, status="covered"), "no-contact", firms=firms) == told


@pytest.mark.parametrize(("unrecorded", "of", "told"), [(1, 5, True), (1, 6, False), (2, 10, True), (2, 11, False)])
def test_an_axis_is_asked_for_from_a_fifth_on(unrecorded, of, told):
    rows = ({**RECORDED, "channel": "unknown" if n < unrecorded else "direct"} for n in range(of))
    people = contacts(*({"account_id": f"a{n}", **row} for n, row in enumerate(rows)))
    number = "1 account" if unrecorded == 1 else f"{unrecorded} accounts"
    step = ("Accounts whose channel is not recorded", f"Fill in the channel of {number}.")
    assert _told(people, matches(people, status="covered"), "missing-data") == ([step] if told else [])


def test_a_fifth_is_of_the_accounts_that_count():
    rows = ({**RECORDED, "channel": "unknown" if n == 0 else "direct"} for n in range(9))
    people = contacts(*({"account_id": f"a{n}", **row} for n, row in enumerate(rows)))
    firms = accounts_of(people).assign(excluded=[""] * 5 + ["competitor"] * 4)
    found = matches(people, status="covered")
    assert [step for _, step in _told(people, found, "missing-data", firms=firms)] == [
        "Fill in the channel of 1 account."
    ]


def test_an_account_that_does_not_count_is_not_asked_for():
    people = contacts({"account_id": "a", **RECORDED}, {"account_id": "b", **RECORDED, "channel": "unknown"})
    firms = accounts_of(people)
    firms.loc["b", "excluded"] = "competitor"
    found = matches(people, status=["covered", "excluded"])
    assert _told(people, found, "missing-data", firms=firms) == []


@pytest.mark.parametrize(
    ("number", "step"),
    [
        (1, "Interview one of the finance leads, then add a persona, or accept."),
        (2, "Interview two finance leads, then add a persona, or accept."),
        (5, "Interview five finance leads, then add a persona, or accept."),
        (9, "Interview five finance leads, then add a persona, or accept."),
    ],
)
def test_five_interviews_at_most_are_asked_for(number, step):
    people = _crowd(number)
    found = matches(people, status="uncovered", function="finance", level="lead")
    assert _told(people, found, "no-persona") == [("Finance leads", step)]


@pytest.mark.parametrize(
    ("near", "personas", "step"),
    [
        (1, ("olu",), "Check the 1 contact close to Olu: add their titles to the cast, or accept."),
        (4, ("olu",), "Check the 4 contacts close to Olu: add their titles to the cast, or accept."),
        (4, ("olu", "elin"), "Check the 4 contacts close to {0} or {1}: add their titles to the cast, or accept."),
    ],
)
def test_whose_titles_nearly_fit_are_to_be_checked(near, personas, step):
    people = _crowd(near + 6, **RECORDED)
    found = matches(
        people,
        status=["uncovered"] * near + ["covered"] * 6,
        persona=[""] * near + [personas[n % len(personas)] for n in range(6)],
        leaning=[personas[n % len(personas)] for n in range(near)] + [""] * 6,
        function="it",
        level="lead",
    )
    steps = [step for _, step in _told(people, found, "rule-too-narrow", *map(persona, personas))]
    assert steps in ([step.format("Olu", "Elin")], [step.format("Elin", "Olu")])


@pytest.mark.parametrize(
    ("where", "function", "level", "phrase"),
    [
        ({}, "finance", "lead", "finance leads"),
        ({}, "finance", "professional", "finance staff"),
        ({"channel": "indirect"}, "finance", "lead", "finance leads at partner-sold customers"),
        ({"size": "medium"}, "it", "lead", "IT leads at medium-sized customers"),
        ({"channel": "direct", "size": "large"}, "it", "lead", "IT leads at large direct customers"),
        ({"size": "small", "side": "user"}, "it", "lead", "IT leads who are users at small customers"),
        ({"side": "buyer"}, None, None, "buyers"),
        ({"side": "both", "size": "small"}, None, None, "people who buy and use at small customers"),
        ({"size": "small"}, None, None, "contacts at small customers"),
        ({"region": "DACH"}, None, None, "contacts at customers, region DACH"),
        ({"stage": "renewal", "size": "small"}, "it", "lead", "IT leads at small customers, up for renewal"),
    ],
)
def test_whom_a_gap_is_about_in_words(where, function, level, phrase):
    assert phrases.gap_phrase(where, function, level, "customer") == phrase


def test_places_of_other_populations():
    assert phrases.place({"size": "small"}, "all") == "at small accounts"
    assert phrases.place({"channel": "unknown"}, "customer") == "at customers, channel not recorded"
    assert phrases.accounts("prospect") == "prospects"


def test_what_is_not_recorded_is_told_in_the_same_words_on_every_axis():
    wheres = [{axis: "unknown"} for axis in ("channel", "size", "stage", "sales_region", "side")]
    told = [segment_label(where) for where in wheres]
    assert told == [
        "channel not recorded", "size not recorded", "stage not recorded", "sales region not recorded",
        "side not known",
    ]  # fmt: skip  # read in a row
    assert [phrases.axis_value(*pair) for where in wheres for pair in where.items()] == told
