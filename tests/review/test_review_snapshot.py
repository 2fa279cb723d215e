from __future__ import annotations

from dataclasses import replace
from datetime import date

import builders as b
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.model import tables as t
from personacheck.model.few import SMALLER, Least
from personacheck.model.result import ReviewDue, Suggestion
from personacheck.model.small_cells import without_small_cells
from personacheck.model.snapshot import Basis, Mix, Share
from personacheck.review import history
from personacheck.review.snapshot import fresh, take
from personacheck.settings.settings import Settings

SINCE = date(2026, 6, 30)
SUGGESTION = Suggestion("Finance leads", "finance", "lead", 1, 1, ("CFO",), {}, None, None)


def assessed(rows, **found):
    people = b.contacts(*rows)
    return samples.counted(b.export(people), b.matches(people, **found), samples.six())


def test_a_contact_is_new_after_the_day_an_account_if_all_its_contacts_are():
    rows = [
        {"account_id": "old", "created": "2026-06-30 23:59"},
        {"account_id": "old", "created": "2026-07-01 00:00"},
        {"account_id": "new", "created": "2026-07-01 08:00"},
        {"account_id": "new", "created": "2026-09-01 00:00"},
        {"account_id": "half", "created": "2026-09-01 00:00"},
        {"account_id": "half", "created": None},
        {"account_id": "", "created": "2026-09-01 00:00"},
    ]
    found = fresh(
        assessed(rows, status=["covered", "uncovered", "covered", "covered", "covered", "covered", "covered"]), SINCE
    )
    assert (found.new_contacts, found.old_contacts, found.undated_contacts) == (Share(4, 5), Share(1, 1), 1)
    assert (found.new_accounts, found.old_accounts, found.undated_accounts) == (Share(1, 1), Share(0, 1), 1)


def test_prospects_and_excluded_ones_are_not_counted():
    rows = [
        {"account_id": "a", "created": "2026-09-01 00:00"},
        {"account_id": "a", "created": "2026-09-01 00:00", "population": "prospect"},
        {"account_id": "a", "created": "2026-09-01 00:00", "excluded": "duplicate"},
    ]
    found = take(assessed(rows, status=["covered", "covered", "excluded"]), Settings(), since=SINCE)
    assert found.fresh.new_contacts == Share(1, 1)
    assert found.basis.contacts == 1
    assert found.mix.functions == {"": 1}


@pytest.mark.parametrize(("contacts", "accounts", "shown"), [(5, 3, True), (4, 4, False), (9, 2, False)])
def test_a_title_is_kept_if_enough_contacts_at_enough_accounts_hold_it(contacts, accounts, shown):
    spellings = ["Head of  Data", "head of data", "HEAD OF DATA"]
    rows = [{"account_id": f"a{n % accounts}", "title": spellings[n % 3]} for n in range(contacts)]
    mix = take(assessed(rows), Settings()).mix
    assert mix.titles == ({"head of data": contacts} if shown else {})
    assert mix.words == ({"data": contacts, "head": contacts} if shown else {})
    assert mix.titled == contacts


def test_what_is_kept_of_a_run_whole():
    titles = [*["Head of IT"] * 6, *["Buyer"] * 5, ""]
    rows = [
        {
            "account_id": f"a{n % 4}", "title": title, "channel": "direct" if n < 9 else "unknown", "region": "north",
            "where:Tier": "Gold" if n == 7 else "", "where:Seat": "",
        }
        for n, title in enumerate(titles)
    ]  # fmt: skip  # a table
    people = b.contacts(*rows, {"account_id": "a0", "excluded": "left"})
    status = [*["covered"] * 6, *["uncovered"] * 5, "unreadable", "excluded"]
    function, level = [*["it"] * 6, *["finance"] * 5, "", "it"], [*["lead"] * 6, *["junior"] * 7]
    found = b.matches(people, status=status, persona=["olu"] * 6 + [""] * 7, function=function, level=level)
    export = replace(b.export(people, currency="EUR"), aliases="1" * 64)
    where = {"Tier": ("Gold",), "Seat": ("yes",), "Rank": ("A",)}
    cast = b.cast(b.persona("olu", where=where))
    whole = samples.counted(export, found, cast, review=ReviewDue("2026-12-30", overdue=False, since={}))
    noted = replace(whole.result, run=replace(whole.result.run, notes=("A remark.",)), suggestions=(SUGGESTION,))
    deep = (*noted.segments, replace(noted.segments[0], where={"channel": "direct", "size": "small", "side": "user"}))
    settings = Settings.model_validate({"axes": {"region": {"column": "Region"}}})
    kept = take(replace(whole, result=replace(noted, segments=deep)), settings, matching="rules")
    shallow = tuple(segment for segment in whole.result.segments if len(segment.where) <= 2)
    assert kept.result == replace(whole.result, segments=shallow, review=None)
    assert (kept.fresh, kept.cast, {*kept.basis.settings}) == (
        None, cast, {"accounts", "size", "export", "region"},
    )  # fmt: skip  # side by side
    assert replace(kept.basis, settings={}) == Basis(
        population="customer", objects=("contacts",), contacts=12, settings={}, currency="EUR", aliases="1" * 64,
        known={"channel": 0.75, "size": 0.0, "side": 0.0, "stage": 0.0, "region": 1.0}, lacking=("Seat", "Rank"),
        matching="rules",
    )  # fmt: skip  # a table
    assert kept.mix == Mix(
        personas={"olu": 6, "": 5}, functions={"it": 6, "finance": 5, "": 1}, levels={"lead": 6, "junior": 6},
        titles={"head of it": 6, "buyer": 5}, words={"head": 6, "buyer": 5}, titled=11,
    )  # fmt: skip  # a table


def test_contacts_without_an_account_are_no_account():
    rows = [{"account_id": "", "title": "Head of Data"} for _ in range(9)]
    assert take(assessed(rows), Settings()).mix.titles == {}


def test_who_no_persona_covers_is_part_of_the_persona_mix():
    rows = [{"account_id": f"a{n % 3}"} for n in range(12)]
    status = [*["covered"] * 9, "stretched", "uncovered", "unreadable"]
    found = assessed(rows, status=status, persona=[*["olu"] * 5, *["elin"] * 4, "olu", "", ""])
    assert take(found, Settings()).mix.personas == {"olu": 5, SMALLER: 4, "": 2}


def test_settings_that_change_the_meaning_of_numbers_are_part_of_the_basis():
    whole = samples.assessment(accounts=8)
    plain = take(whole, Settings()).basis.settings
    other = take(whole, Settings.model_validate({"size": {"small_below": 20}, "purpose": "x"})).basis.settings
    assert {name for name in plain if plain[name] != other[name]} == {"size"}


def test_an_empty_export_can_be_recorded(tmp_path):
    empty = samples.empty()
    run = take(replace(empty, result=without_small_cells(empty.result, Least())), Settings(), since=SINCE)
    history.record(tmp_path / "h.sqlite3", run)
    assert history.runs(tmp_path / "h.sqlite3") == (run,)


def test_where_nobody_is_loaded_no_group_holds_anybody():
    kept = take(assessed([]), Settings())
    assert {sum(counts) for counts in kept.groups.values()} == {0}
    assert (kept.mix, kept.basis.contacts, kept.basis.known) == (Mix(), 0, {})


def test_who_had_another_id_before_is_not_new():
    rows = [{"account_id": key, "created": "2026-08-01"} for key in ("moved", "moved", "come", "merged")]
    plain = assessed(rows, status=["covered"] * 4)
    people = plain.export.contacts.assign(**{t.ALIASED: [True, False, False, False]})
    firms = plain.export.accounts
    firms = firms.assign(**{t.ALIASED: firms.index == "merged"})
    found = fresh(replace(plain, export=replace(plain.export, contacts=people, accounts=firms)), SINCE)
    assert (found.new_contacts.judged, found.old_contacts.judged) == (3, 1)
    assert (found.new_accounts.judged, found.old_accounts.judged) == (1, 2)


PEOPLE = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(["2026-01-01", "2026-08-01", None]),
    st.sampled_from(["covered", "stretched", "uncovered", "unreadable"]),
)


@given(st.lists(PEOPLE, min_size=1, max_size=12))
@settings(deadline=None, max_examples=25)
def test_new_and_old_and_undated_ones_are_all_of_them(rows):
    people = [{"account_id": key, "created": created} for key, created, _ in rows]
    found = fresh(assessed(people, status=[status for _, _, status in rows]), SINCE)
    undated = sum(created is None and status != "unreadable" for _, created, status in rows)
    assert found.new_contacts.judged + found.old_contacts.judged + undated == sum(r[2] != "unreadable" for r in rows)


def test_nothing_that_tells_a_person_or_an_account_gets_into_the_file(tmp_path):
    marks = {column: f"canary{n}x" for n, column in enumerate(("record_id", "account", "name", "email", "title",
             "department", "owner_team", "country", "industry", "persona", "where:Secret"))}  # fmt: skip  # a row
    rows = [{**marks, "record_id": f"canary0x{n}", "account_id": f"canaryid{n % 4}"} for n in range(4)]
    people = b.contacts(*rows)
    firms = b.accounts(*({"account_id": f"canaryid{n}", "account": marks["account"]} for n in range(4)))
    found = b.matches(people, reason="canaryreason", function="finance")
    whole = samples.counted(b.export(people, firms), found, samples.six(), gaps=())
    file = tmp_path / "history.sqlite3"
    history.record(file, take(whole, Settings(), since=SINCE))
    assert SMALLER.encode() in file.read_bytes()
    assert b"finance" not in file.read_bytes()
    assert b"canary" not in file.read_bytes()
    assert "canary" not in history.export(file)
