"""report.html as text: golden, words, privacy, sentences at the extremes."""

from __future__ import annotations

import re
from dataclasses import replace

import builders as b
import pytest
import reviewed
import samples
from payloads import MARKUP
from report_text import Outline, rendered, told

from personacheck.report.privacy import account_mark
from personacheck.report.sheets.cast import personas


def test_every_element_is_closed_and_headings_descend_by_one(lifelike):
    outline = Outline(rendered(lifelike))
    assert outline.open == []
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(outline.headings, outline.headings[1:], strict=False))


def test_the_first_screen_says_number_assumption_check_gaps_and_decision(lifelike):
    text = told(lifelike)
    for part in (
        "Our six personas fit every main contact that can be judged at 55 of 140 customer accounts",
        "At 16 accounts, they fit nobody.",
        "By main contact, they fit 308 of 449 (69 %)",
        "For 38 of the 55 this is assumed : Priya does not say which customers it covers.",
        "Not yet checked by people.",
        "First run",
        "IT leads at partner-sold customers outside scope",
        "Approve 15 interviews, five for each gap.",
    ):
        assert part in text


def test_words_that_readers_would_misread_are_not_used(lifelike):
    text = re.sub(r"\b(size|channel|side)-skew\b", "", told(lifelike)).lower()
    for word in ("coverage", "accuracy", " ai ", "confidence", "match rate", "significant", "kpi", "score", "indirect"):
        assert word not in text, word


def test_nothing_about_a_person_is_in_the_report():
    personal = ("name", "email", "record_id", "title", "department", "buying_role", "owner_team", "country", "industry")
    people = b.contacts(
        *({"account_id": f"a{n}", **{column: f"canary{column}{n}" for column in personal}} for n in range(30))
    )
    found = b.matches(people, function="it", reason=[f"canaryreason{n}" for n in range(30)], unread="")
    page = rendered(samples.counted(b.export(people), found, samples.six(), gaps=()))
    assert "canary" not in page


def test_sole_traders_are_marked_and_others_named(lifelike):
    undescribed = lifelike.accounts["status"].isin(["stretched", "uncovered"])
    trader = lifelike.accounts.index[undescribed][0]
    marked = lifelike.accounts.assign(sole_trader=lifelike.accounts.index == trader)
    page = rendered(replace(lifelike, accounts=marked))
    assert account_mark(trader) in page
    assert marked.loc[trader, "account"] not in page
    assert marked.loc[lifelike.accounts.index[undescribed][1], "account"] in page
    assert "under a pseudonym" in page


def test_without_names_no_account_is_named(lifelike):
    names, page, nameless = lifelike.accounts["account"], rendered(lifelike), rendered(lifelike, account_names=False)
    assert [name for name in names if name in page]
    assert not [name for name in names if name in nameless]


def test_hostile_text_is_shown_as_text():
    cast = b.cast(*(b.persona(f"p{n}", name=text) for n, text in enumerate(MARKUP)), name=MARKUP[0], owner=MARKUP[1])
    people = b.contacts(*({"account_id": f"a{n}", "account": text} for n, text in enumerate(MARKUP)))
    found = b.matches(people, function="it", persona=[f"p{n}" for n in range(len(MARKUP))], status="stretched")
    whole = samples.counted(b.export(people), found, cast)
    finding = replace(samples.FINDINGS[0], message=MARKUP[0], remedy=MARKUP[1])
    gap = replace(whole.result.gaps[0], title=MARKUP[2], examples=MARKUP[:3], next_step=MARKUP[4])
    run = replace(whole.result.run, notes=MARKUP)
    hostile = replace(whole, result=replace(whole.result, findings=(finding,), gaps=(gap,), run=run))
    page = rendered(hostile)
    for active in ("<script", "<img", "<svg onload", "<iframe", "</style><", "<style>*"):
        assert active not in page
    outline = Outline(page)
    assert outline.open == []
    for text in MARKUP:
        assert " ".join(text.split()) in outline.text


@pytest.mark.parametrize(
    ("statuses", "headline"),
    [
        (["covered", "covered"], "fit every main contact that can be judged at all 2 customer accounts"),
        (["covered", "uncovered"], "fit every main contact that can be judged at 1 of 2 customer accounts"),
        (["uncovered", "uncovered"], "fit nobody at any of the 2 customer accounts"),
        (["unreadable", "unreadable"], "None of the 2 customer accounts can be judged"),
        (["covered", "unreadable"], "that can be judged at the one customer account with enough on record"),
    ],
)
def test_headline_at_the_extremes(statuses, headline):
    people = b.contacts({"account_id": "a"}, {"account_id": "b"})
    found = b.matches(people, status=statuses, function="it", persona="olu")
    assert headline in told(samples.counted(b.export(people), found, samples.six()))


def test_zero_and_hundred_percent_only_when_exact():
    people = b.contacts(*({"account_id": f"a{n}"} for n in range(1000)))
    found = b.matches(people, status=["uncovered", *["covered"] * 999], function="it", persona="olu")
    text = told(samples.counted(b.export(people), found, samples.six()))
    assert "over 99 %" in text
    assert "999 of 1,000" in text


def test_an_unreadable_export_shows_no_percentage_and_asks_for_data(unreadable):
    text = told(unreadable)
    assert not re.search(r"\d %", re.sub(r"100 %", "", text))
    assert "Fill in job titles for 12 contacts." in text
    assert "Where the cast fits" not in text


def test_customers_unknown_says_accounts():
    people = b.contacts({"account_id": "a"}, {"account_id": "b"})
    found = b.matches(people, status="covered", persona="olu")
    text = told(samples.counted(b.export(people, customers_known=False), found, samples.six()))
    assert "at all 2 accounts" in text
    assert "customer accounts" not in text


def test_the_purpose_of_the_cast_is_told(lifelike):
    text = told(replace(lifelike, purpose="Onboarding journeys of metering customers."))
    assert "Purpose of the cast: Onboarding journeys of metering customers." in text


def test_at_most_fifty_accounts_are_listed():
    people = b.contacts(*({"account_id": f"a{n:02}"} for n in range(60)))
    found = b.matches(people, function="it")
    text = told(samples.counted(b.export(people), found, samples.six()))
    assert text.count("Company a") == 50
    assert "The other 10 are in accounts.csv and the workbook." in text


def test_accounts_that_are_no_customers_are_not_listed_beside_the_headline_that_leaves_them_out():
    firms = b.accounts({"account_id": "a0"}, {"account_id": "a1", "population": "prospect"})
    people = b.contacts({"account_id": "a0"}, {"account_id": "a1"})
    text = told(samples.counted(b.export(people, firms), b.matches(people, function="it"), samples.six()))
    assert "Company a0" in text
    assert "Company a1" not in text


def test_no_template_trusts_text(root):
    for path in (root / "reports" / "templates").rglob("*.html"):
        assert "|safe" not in path.read_text("utf-8").replace(" ", ""), path
        assert "style=" not in path.read_text("utf-8"), path


def test_a_later_run_says_what_changed_and_what_was_decided():
    text = told(reviewed.reviewed())
    for part in (
        "Since 30 June 2026 +1 account From 54 of 139 to 55 of 140.",
        "4 gaps new, 1 gap closed: Gap gone.",
        "The next review is due on 31 December 2026.",
        "Sold direct: from 66 % to 83 %. Partner-sold: from 53 % to 45 %.",
        "A Jun 25: Added Elin",
        "Product marketing 31 August 2026 late",
        "waiver: too few to research this year Customer experience 1 July 2027 accepted until its expiry date",
    ):
        assert part in text, part
    assert "First run" not in text


def test_what_is_not_comparable_is_not_subtracted():
    from personacheck.model.changes import Bar

    whole = reviewed.reviewed()
    barred = replace(whole.review.changes, bars=(Bar("all", "The files held leads then."),))
    text = told(replace(whole, review=replace(whole.review, changes=barred)))
    assert "Not comparable The files held leads then." in text
    assert "+1 account" not in text


def test_a_quote_stands_beside_its_persona_on_the_page_and_in_the_workbook(lifelike):
    first, *others = lifelike.cast.personas
    quoted = replace(first, quote="It has to <b>run</b>.", goals=("Sleep", "Keep it running"))
    case = replace(lifelike, cast=replace(lifelike.cast, personas=(quoted, *others)))
    assert "“It has to &lt;b&gt;run&lt;/b&gt;.”" in rendered(case)
    columns = {column.head: list(column.cells) for column in personas(case).columns}
    position = [figure.id for figure in case.result.personas].index(first.id)
    assert columns["Quote"][position] == "It has to <b>run</b>."
    assert columns["Goals"][position] == "Sleep; Keep it running"
    assert "Channels" not in columns
