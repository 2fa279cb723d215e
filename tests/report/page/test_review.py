"""review.html as text: what it says of agenda, changes and decisions, and what it never says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import builders as b
import pytest
import reviewed
import samples
import snapshots as s
from payloads import MARKUP

from personacheck.model.decisions import Decision, Decisions, Kpi
from personacheck.model.snapshot import Fresh, Share
from personacheck.report.html import render
from personacheck.review.review import review
from personacheck.settings.settings import Settings

FRESH = Fresh("2026-06-30", Share(4, 10), Share(56, 90), 3, Share(0, 0), Share(20, 30), 1)


def page(current, past=(), decisions=(), whole=None):
    """The page of a review of hand-made runs, as markup."""
    whole = whole or samples.assessment(accounts=24)
    found = review(
        current, past, Decisions(tuple(decisions), date(2026, 9, 30)), Settings(), rescore=lambda *_: current
    )
    return render(whole, found).decode()


def told(markup):
    """What a reader sees of it."""
    body = markup.split("</style>")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def lifelike():
    whole = reviewed.reviewed()
    return render(whole, whole.review).decode()


def test_the_head_counts_what_there_is_to_decide(lifelike):
    text = told(lifelike)
    assert re.search(r"(Two|Three|Four|Five|Six|Seven|Eight) things to decide, one of them overdue", text)
    assert "Our six personas fit every main contact that can be judged at" in text
    assert "Since 30 June 2026" in text


def test_the_agenda_says_what_why_and_what_suits(lifelike):
    text = told(lifelike)
    assert "Customer service leads overdue To extend, due on 2026-08-31; owner: Product marketing." in text
    assert "research first, add a persona or accept until a date" in text


def test_what_is_in_hand_stands_with_owner_date_and_figures():
    gap = s.gap("a1", coverage=0.41, title="Finance leads")
    decided = Decision("a1", "Finance leads", "add", "Marketing", date(2026, 12, 15), kpi=Kpi(20, 60))
    text = told(page(s.run(gaps=(gap,)), decisions=[decided]))
    assert "Finance leads add a persona Marketing 15 December 2026 41 % 60 % under way" in text
    assert "No change is needed" in text
    assert "The next review is due on 31 December 2026." in text


def test_a_finding_in_hand_shows_its_figure_not_a_share():
    decided = Decision("size-skew", "Size skew", "research", "CX", date(2026, 12, 15), kpi=Kpi(0.5, 0.1))
    text = told(page(s.run(findings=(s.finding("size-skew"),)), decisions=[decided]))
    assert "15 December 2026 0.4 0.1 under way" in text


def test_what_moved_is_split_into_data_and_cast():
    where = {"channel": "indirect"}
    before = s.run(
        "2026-06-30", covered=60, segments=(s.segment(where, 40, 50),), gaps=(s.gap("left", 9, function="legal"),)
    )
    after = s.run(
        covered=50, segments=(s.segment(where, 20, 50),), gaps=(s.gap("came"), s.gap("team", cause="words-unknown"))
    )
    text = told(page(replace(after, fresh=FRESH), [before]))
    assert "Main contacts 60 % 50 % −10 points by the data" in text
    assert "Segments where it fell, main contacts" in text
    assert "Channel: partner-sold, 50 contacts 80 % 40 % −40 points by the data" in text
    assert "Gap came none 12, 24 new the data moved" in text
    assert "Gap left 9, 18 none closed" in text
    assert "Gap team" not in text
    assert "Of 10 new contacts 40 % fit, of the others 62 %. No new accounts that can be judged." in text


def test_both_parts_are_named_where_both_moved():
    old, new = (b.cast(b.persona("olu", titles=titles)) for titles in (("cio",), ("cio", "cto")))
    before, between = s.run("2026-06-30", covered=60, cast=old), s.run(covered=50, cast=old)
    after = s.run(covered=70, cast=new)
    found = review(after, [before], Decisions(), Settings(), rescore=lambda *_: between)
    text = told(render(samples.assessment(accounts=24), found).decode())
    assert "Main contacts 60 % 70 % +10 points −10 by the data, +20 by the cast" in text


def test_what_cannot_be_compared_is_said():
    text = told(page(s.run(basis=s.basis(9_000)), [s.run("2026-06-30")]))
    assert "Not like for like: The exports differ in scope" in text
    assert "Not comparable" in text


def test_a_first_run_has_nothing_to_compare_with_and_links_to_nothing_missing():
    markup = page(s.run())
    assert "First run" in told(markup)
    assert 'id="moved"' not in markup
    targets = set(re.findall(r'href="#([\w-]+)"', markup)) - set(re.findall(r'id="([\w-]+)"', markup))
    assert targets == set()


def test_more_than_an_hour_is_counted():
    markup = page(s.run(findings=tuple(s.finding(f"code-{n}") for n in range(20))))
    assert "20 things to decide" in told(markup)
    assert "13 more do not fit into an hour: next time." in told(markup)


def test_customers_stand_before_housekeeping_each_with_what_is_asked():
    gap, finding = s.gap("a"), s.finding("size-skew")
    text = told(page(s.run(gaps=(gap,), findings=(finding,))))
    first, second = text.index("Customers: whom no persona covers"), text.index("Housekeeping: the cast itself")
    assert first < text.index(gap.next_step) < second < text.index(finding.remedy)


def test_hostile_text_is_shown_as_text():
    gaps = tuple(s.gap(f"g{n}", title=text) for n, text in enumerate(MARKUP))
    decided = [Decision("g0", MARKUP[0], "research", MARKUP[1], date(2026, 12, 1))]
    markup = page(s.run(gaps=gaps), [s.run("2026-06-30")], decided)
    for text in MARKUP[:3]:
        assert text not in markup.split("</style>")[1] or "<" not in text
    assert "<script" not in markup
    assert " style=" not in markup


def test_no_account_and_no_person_is_named(lifelike):
    names = [name for name in reviewed.reviewed().accounts["account"] if name]
    assert names
    assert not [name for name in names if name in lifelike]


def test_the_policy_holds_the_hash_of_its_one_style(lifelike):
    import base64
    import hashlib

    style = lifelike.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in lifelike
    assert lifelike.count("<style") == 1


def test_the_same_review_is_the_same_bytes():
    whole = reviewed.reviewed()
    again = reviewed.reviewed()
    assert render(whole, whole.review) == render(again, again.review)
