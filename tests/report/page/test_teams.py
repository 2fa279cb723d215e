"""Owning teams, and the stages of the sale."""

from __future__ import annotations

import io
from dataclasses import replace

import builders as b
import openpyxl
import samples
from payloads import MARKUP
from report_text import Outline, rendered, told

from personacheck.model.few import Least
from personacheck.report import workbook
from personacheck.report.page.stages import LESSON, stages
from personacheck.report.page.teams import teams
from personacheck.report.privacy import Privacy


def owned(*groups):
    """Accounts of one main contact each; a group is a team, a status, and how many."""
    rows = [(team, status) for team, status, number in groups for _ in range(number)]
    folk = b.contacts(*({"account_id": f"a{n:03}", "owner_team": team} for n, (team, _) in enumerate(rows)))
    found = b.matches(
        folk, status=[status for _, status in rows], function=["it" if n % 3 else "finance" for n in range(len(rows))]
    )
    return samples.counted(b.export(folk), found, samples.six(), gaps=(), findings=())


WHOLE = (
    ("Channel", "uncovered", 9), ("Channel", "stretched", 3), ("Channel", "covered", 4), ("Enterprise", "covered", 20),
    ("Enterprise", "uncovered", 1), ("", "uncovered", 30), ("Tiny", "uncovered", 4), ("Channel", "unreadable", 50),
)  # fmt: skip  # a table


def test_teams_stand_by_what_no_persona_covers_and_small_ones_apart():
    found = teams(owned(*WHOLE))
    assert [(row.name, row.missed, row.judged) for row in found.rows] == [
        ("Channel", 12, 16), ("Enterprise", 1, 21), ("No team recorded", 30, 30),
    ]  # fmt: skip  # a table
    assert found.small == 1
    assert (found.rows[0].uncovered, found.rows[0].stretched) == (9, 3)
    assert found.claim.startswith("Team “Channel” owns 12 of the 47 main contacts that no persona covers")


def test_the_report_tells_it_after_the_customer_facts():
    text = told(owned(*WHOLE))
    assert text.index("Internal actions What is wrong") < text.index("Owning teams Team “Channel” owns")
    assert (
        "Channel 16 accounts 12 not covered 9 no persona 3 outside scope 25 % 4 of 16 IT (8), finance (under five)"
        in text
    )
    assert "1 team with under five contacts, or contacts at under three accounts is only in the workbook." in text
    assert "Tiny" not in text


def test_a_team_is_told_from_as_many_on_as_the_settings_say():
    whole = owned(*WHOLE)
    strict = replace(whole, result=replace(whole.result, least=Least(17, 3)))
    assert [row.name for row in teams(strict).rows] == ["Enterprise", "No team recorded"]
    assert teams(strict).small == 2
    small = "under 17 contacts, or contacts at under three accounts"
    assert f"2 teams with {small} are only in the workbook." in told(strict)
    narrow = replace(whole, result=replace(whole.result, least=Least(5, 18)))
    assert [row.name for row in teams(narrow).rows] == ["Enterprise", "No team recorded"]


def test_the_workbook_holds_small_teams_too():
    ((_, content),) = workbook.write(owned(*WHOLE), Privacy()).items()
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Teams"]
    assert "Tiny" in [row[0].value for row in sheet.iter_rows(min_row=4)]


def test_prospects_have_no_part_in_the_teams():
    of = ("customer", "prospect") * 6
    rows = ({"account_id": f"a{n}", "owner_team": "East", "population": whose} for n, whose in enumerate(of))
    folk = b.contacts(*rows)
    whole = samples.counted(b.export(folk), b.matches(folk), samples.six(), gaps=(), findings=())
    (team,) = teams(whole).rows
    assert (team.accounts, team.judged) == (6, 6)


def test_without_teams_there_is_no_part_and_no_sheet(lifelike):
    assert teams(lifelike) is None
    assert teams(owned(("Tiny", "uncovered", 4))) is None
    assert "Owning teams" not in told(lifelike)


def test_many_teams_are_eight_in_the_report_and_all_in_the_workbook():
    whole = owned(*((f"Team {n:02}", "uncovered", 5 + n) for n in range(11)))
    assert "3 more teams in the workbook." in told(whole)
    ((_, content),) = workbook.write(whole, Privacy()).items()
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Teams"]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [f"Team {n:02}" for n in range(10, -1, -1)]


def test_nothing_missed_makes_no_claim():
    found = teams(owned(("Channel", "covered", 9)))
    assert found.claim == ""
    assert found.rows[0].missing == ""


def test_prospects_stand_before_the_stages_of_customers(lifelike):
    prospects = replace(lifelike.result.headline)
    result = replace(lifelike.result, populations={"prospect": prospects})
    found = stages(result)
    assert [row.label for row in found.rows] == ["Prospects", "Onboarding", "After the sale", "Up for renewal"]
    assert found.claim == "Persona fit is 69 % among both prospects and customers.".replace(" %", "\u00a0%")
    assert (found.equal, found.lesson) == ("", LESSON)
    assert stages(lifelike.result).claim == ""


def test_a_difference_that_the_mix_explains_is_not_told_as_a_lesson(lifelike):
    told = "The cast fits 65 % of these, but 46 % of those. At equal size it reverses: the mix explains the difference."
    gap = replace(lifelike.result.findings[0], code="stage-gap", message=told)
    found = stages(replace(lifelike.result, findings=(gap,)))
    assert found.equal == "At equal size it reverses: the mix explains the difference."
    assert found.lesson == ""
    left = replace(gap, message="The cast fits 65 % of these. At equal size: 12 points.")
    assert stages(replace(lifelike.result, findings=(left,))).lesson == LESSON


def test_nothing_known_of_the_stage_is_said():
    folk = b.contacts({"account_id": "a"})
    whole = samples.counted(b.export(folk), b.matches(folk), samples.six(), gaps=())
    assert "Stage is not recorded for any contact. No prospects are known." in told(whole)


def test_an_axis_of_one_value_is_told_as_that_and_not_compared():
    folk = b.contacts(*({"account_id": "a", "stage": "renewal", "size": "large"} for _ in range(6)))
    page = told(samples.counted(b.export(folk), b.matches(folk), samples.six(), gaps=()))
    assert "Up for renewal is the only value: nothing to compare. No prospects are known." in page
    assert "Large is the only value: nothing to compare." in page


def test_a_hostile_team_is_text():
    page = rendered(owned(*((text, "uncovered", 6) for text in MARKUP[:8])))
    assert not [active for active in ("<script", "<img", "<svg onload", "</style><") if active in page]
    assert all(" ".join(text.split()) in Outline(page).text for text in MARKUP[:8])
