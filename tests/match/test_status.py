"""Status, scope, side and reasons: what a decision becomes in its segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from builders import cast, contacts, persona, scope
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.match.matcher import Matcher
from personacheck.model import tables as t

if TYPE_CHECKING:
    from personacheck.model.cast import Cast


def match(who: Cast, *rows: dict[str, object]) -> pd.DataFrame:
    return Matcher.train(who, rules_only=True).match(contacts(*rows))


IT = {"functions": ("it",)}
SOUND = Matcher.train(
    cast(persona("it", **IT), persona("boss", levels=("executive",)), persona("sales", titles=("*sales*", "vertrieb"))),
)


@pytest.mark.parametrize(
    ("scope_of", "channel", "status", "assumed"),
    [
        (scope(channel=["direct"]), "direct", "covered", False),
        (scope(channel=["direct"]), "indirect", "stretched", False),
        (scope(channel=["direct"]), "unknown", "covered", True),
        (scope(), "indirect", "covered", False),
        (None, "direct", "covered", True),
    ],
)
def test_scope_makes_stretched_and_assumed(scope_of, channel, status, assumed) -> None:
    who = cast(persona("it", **IT, **({"scope": scope_of} if scope_of else {})))
    row = match(who, {t.TITLE: "Developer", t.CHANNEL: channel}).iloc[0]
    assert (row[t.STATUS], row[t.ASSUMED], row[t.PERSONA]) == (status, assumed, "it")
    assert ("its scope leaves this segment out" in row[t.REASON]) == (status == "stretched")


def test_a_recorded_side_that_is_not_the_persona_s_is_the_reason() -> None:
    row = match(cast(persona("it", **IT, side="user", scope=scope())), {t.TITLE: "Developer", t.SIDE: "buyer"}).iloc[0]
    assert row[t.STATUS] == "stretched"
    assert row[t.REASON].endswith(": It, but its side is not the one that the CRM records.")


def test_a_persona_in_scope_comes_before_a_surer_one_out_of_it() -> None:
    who = cast(
        persona("large", titles=("developer",), scope=scope(size=["large"])),
        persona("small", **IT, scope=scope(size=["small"])),
    )
    row = match(who, {t.TITLE: "Developer", t.SIZE: "small"}).iloc[0]
    assert (row[t.STATUS], row[t.PERSONA], row[t.ALTERNATIVES]) == ("covered", "small", ())


def test_a_recorded_side_stretches_and_an_inferred_one_never_does() -> None:
    who = cast(persona("it", **IT, side="user", scope=scope()))
    table = match(who, {t.TITLE: "CIO", t.SIDE: "buyer"}, {t.TITLE: "CIO"}, {t.TITLE: "CIO", t.SIDE: "user"})
    assert table[t.STATUS].tolist() == ["stretched", "covered", "covered"]
    assert table[t.SIDE].tolist() == ["buyer", "buyer", "user"]
    assert table[t.SIDE_INFERRED].tolist() == [False, True, False]


def test_a_negative_persona_leaves_out_whom_its_titles_name_and_no_whole_function() -> None:
    who = cast(persona("it", **IT), persona("recruiter", kind="negative", titles=("recruiter",)))
    table = match(who, {t.TITLE: "IT Recruiter"}, {t.TITLE: "HR Director"}, {t.TITLE: "Head of People"})
    assert table[t.STATUS].tolist() == ["excluded", "uncovered", "uncovered"]


def test_a_negative_persona_of_workers_leaves_their_managers_in() -> None:
    sellers = persona("seller", kind="negative", functions=("sales",), levels=("senior", "professional", "junior"))
    titles = ("Sales Representative", "Sales Manager", "Responsable commercial", "Head of Sales")
    table = match(cast(sellers, persona("it", **IT)), *({t.TITLE: title} for title in titles))
    assert table[t.STATUS].tolist() == ["excluded", "uncovered", "uncovered", "uncovered"]


def test_a_negative_persona_leaves_out_other_titles_of_a_sectors_specialty_where_it_names_several() -> None:
    care = persona("care", kind="negative", titles=("physician", "surgeon", "nurse", "krankenschwester", "broker"))
    titles = ("Oberarzt", "Infermiere", "Pharmacist", "Investment Broker Analyst", "Project Manager Nursing")
    table = match(cast(care, persona("health", functions=("healthcare",))), *({t.TITLE: title} for title in titles))
    assert table[t.STATUS].tolist() == ["excluded", "excluded", "covered", "excluded", "covered"]
    table = match(cast(care, persona("it", **IT)), {t.TITLE: "Investment Analyst"}, {t.TITLE: "Dentist"})
    assert table[t.STATUS].tolist() == ["uncovered", "uncovered"]


def test_excluded_contacts_and_negative_personas_stay_out() -> None:
    who = cast(persona("it", **IT), persona("student", kind="negative", functions=("student",)))
    table = match(who, {t.TITLE: "Developer", t.EXCLUDED: "own staff"}, {t.TITLE: "Student"}, {t.TITLE: "Developer"})
    assert table[t.STATUS].tolist() == ["excluded", "excluded", "covered"]
    assert table[t.REASON].tolist()[:2] == ["Excluded: own staff.", "Excluded: negative persona student."]
    assert table[t.PERSONA].tolist() == ["", "", "it"]


def test_a_reason_says_what_speaks_against_the_more_exact_persona_and_what_nobody_covers() -> None:
    seller = persona("seller", functions=("inside-sales",), levels=("professional", "senior"))
    who = cast(persona("boss", functions=("sales",), levels=("director", "lead")), seller)
    table = match(who, {t.TITLE: "Head of Inside Sales"}, {t.TITLE: "Director of Sales & Catering"})
    assert table[t.PERSONA].tolist() == ["boss", "boss"]
    assert "Not Seller: lead is not among its levels." in table[t.REASON][0]
    assert "No persona covers this other role: restaurants, director." in table[t.REASON][1]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Head of Payroll", "“Head of Payroll” is one of its titles: Pay."),
        ("Leiterin Entgeltabrechnung", "“Leiterin” and “Entgeltabrechnung” mean payroll and benefits, lead: Pay."),
        ("Zorbling Payroll Manager, North", "“Payroll Manager” and “Manager” mean payroll and benefits, manager: Pay."),
    ],
)
def test_a_reason_names_the_words_that_decided(title: str, why: str) -> None:
    pay = persona("pay", titles=("head of payroll", "payroll director"), scope=scope())
    assert match(cast(pay), {t.TITLE: title})[t.REASON].tolist() == [why]


def test_a_match_names_the_specialty_beside_the_function() -> None:
    who = cast(persona("it", **IT))
    table = match(who, {t.TITLE: "Payroll Specialist"}, {t.TITLE: "HR Director"})
    assert table[t.FUNCTION].tolist() == ["hr", "hr"]
    assert table[t.SPECIALTY].tolist() == ["payroll", ""]


def test_a_persona_of_partner_staff_is_not_for_customers() -> None:
    who = cast(persona("reseller", kind="partner", functions=("sales",)), persona("it", **IT))
    rows = [{t.TITLE: "Sales Manager", t.POPULATION: name} for name in ("customer", "partner", "unclassified")]
    table = match(who, *rows)
    assert table[t.PERSONA].tolist() == ["", "reseller", "reseller"]
    assert table[t.REASON].iloc[0] == "Sales, manager: no persona."
    assert table[t.SCORE].iloc[0] < 0.5


@pytest.mark.parametrize(
    ("title", "status", "unread"),
    [
        ("", "unreadable", "no-title"),
        ("  ", "unreadable", "no-title"),
        ("Manager", "unreadable", "vague"),
        ("Qwzx Blorft", "unreadable", "words-unknown"),
        ("Врач", "unreadable", "words-unknown"),
        ("Head of Accounting", "uncovered", ""),
    ],
)
def test_ignorance_is_no_gap(title, status, unread) -> None:
    row = match(cast(persona("it", **IT)), {t.TITLE: title}).iloc[0]
    assert (row[t.STATUS], row[t.UNREAD], row[t.PERSONA]) == (status, unread, "")


def test_a_gap_names_its_function_and_its_nearest_persona() -> None:
    who = cast(persona("it-leader", functions=("it",), levels=("executive", "director", "lead")))
    row = match(who, {t.TITLE: "Software Developer"}).iloc[0]
    assert (row[t.FUNCTION], row[t.LEVEL], row[t.LEANING]) == ("it", "professional", "it-leader")
    assert "nearest is It Leader" in row[t.REASON]


@pytest.mark.parametrize("title", ["Messdatenblatt", "Carbon Blorft Officer"])
def test_own_words_apart_or_within_a_longer_word_lean_to_the_persona(title: str) -> None:
    row = match(cast(persona("metering", titles=("messdaten", "carbon officer"))), {t.TITLE: title}).iloc[0]
    assert (row[t.PERSONA], row[t.LEANING]) == ("", "metering")
    assert row[t.SCORE] < 0.5


def test_own_words_break_a_tie_within_a_function() -> None:
    who = cast(
        persona("plant", titles=("power plant engineer", "nuclear engineer")),
        persona("saver", titles=("energy manager", "energy consultant")),
    )
    assert match(who, {t.TITLE: "Energy Analyst"})[t.PERSONA].tolist() == ["saver"]


def test_the_table_has_the_contacts_index_and_the_contracts_columns() -> None:
    people = contacts({t.TITLE: "Developer"}, {t.TITLE: "Nurse"}, {t.TITLE: "Developer"}).set_index(pd.Index([7, 3, 5]))
    table = Matcher.train(cast(persona("it", **IT))).match(people)
    assert list(table.columns) == list(t.MATCH_COLUMNS)
    assert table.index.tolist() == [7, 3, 5]
    assert table[t.STATUS].tolist() == ["covered", "uncovered", "covered"]
    assert table[t.SCORE].between(0, 1).all()


def test_no_contacts_give_an_empty_table() -> None:
    people = contacts({t.TITLE: "x"}).iloc[:0]
    table = Matcher.train(cast(persona("it", **IT))).match(people)
    assert list(table.columns) == list(t.MATCH_COLUMNS)
    assert table.empty


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_every_contact_gets_exactly_one_sound_row(titles: list[str]) -> None:
    table = SOUND.match(contacts(*({t.TITLE: title} for title in titles)))
    assert len(table) == len(titles)
    assert set(table[t.STATUS]) <= {"covered", "uncovered", "unreadable"}
    assert ((table[t.UNREAD] != "") == (table[t.STATUS] == "unreadable")).all()
    assert ((table[t.PERSONA] != "") == (table[t.STATUS] == "covered")).all()
    assert ((table[t.SCORE] >= 0.5) == (table[t.STATUS] == "covered")).all()
