from __future__ import annotations

import pytest
from builders import AS_OF, cast, contacts, export, matches, persona

from personacheck.coverage.assess import assess
from personacheck.settings.settings import Settings
from personacheck.suggest.candidates import suggest


def group(people, function, level="professional", *, status="uncovered", title="", firms=6, **match):
    """Contacts of one role: rows for ``contacts``, and cells for ``matches``."""
    rows = [{"account_id": f"{function}{n % firms}", "title": title} for n in range(people)]
    covered = {"persona": "olu"} if status == "covered" else {}
    return rows, {"function": function, "level": level, "status": status, **covered, **match}


def candidates(*groups):
    people = contacts(*(row for rows, _ in groups for row in rows))
    cells = {}
    for name in {name for _, match in groups for name in match}:
        default = {"persona": "", "leaning": "", "unread": "", "specialty": ""}.get(name)
        cells[name] = [match.get(name, default) for rows, match in groups for _ in rows]
    found = matches(people, **cells)
    coverage = assess(export(people), found, cast(persona("olu"), persona("elin")), Settings(), AS_OF)
    return suggest(coverage.census.contacts, coverage.titles, Settings())


def test_the_uncovered_by_function_the_most_accounts_first():
    told = candidates(group(10, "finance"), group(20, "purchasing", firms=12), group(9, "it", status="covered"))
    assert [(one.function, one.contacts, one.accounts) for one in told] == [("purchasing", 20, 12), ("finance", 10, 6)]


def test_a_group_of_one_level_is_of_that_level():
    (told,) = candidates(group(9, "finance", "director"), group(1, "finance", "junior"))
    assert (told.name, told.level, told.contacts) == ("Finance leads", "lead", 9)
    assert told.rule == {"functions": ("finance",), "levels": ("executive", "vp", "director", "lead")}


def test_a_mixed_group_is_told_without_a_level():
    (told,) = candidates(group(6, "finance", "director"), group(6, "finance", "junior"))
    assert (told.name, told.level, told.rule) == ("Finance contacts", None, {"functions": ("finance",)})


def test_the_other_half_of_a_described_function_weighs_double():
    described = group(8, "it", "vp", status="covered")
    told = candidates(described, group(8, "it", "junior"), group(14, "finance", firms=9))
    assert [one.name for one in told] == ["IT staff", "Finance contacts"]


def test_a_group_of_one_specialty_is_of_that_specialty():
    (told,) = candidates(group(9, "hr", "lead", specialty="payroll"), group(1, "hr", "lead", specialty="recruiting"))
    assert (told.name, told.function, told.contacts) == ("Payroll and benefits leads", "hr", 10)
    assert told.rule["functions"] == ("payroll",)


def test_a_group_of_several_specialties_is_of_the_function():
    (told,) = candidates(group(6, "hr", specialty="payroll"), group(6, "hr", specialty="recruiting"))
    assert (told.name, told.rule["functions"]) == ("HR contacts", ("hr",))


def test_functions_that_vendors_seldom_address_weigh_half():
    told = candidates(group(14, "student", firms=9), group(8, "finance"))
    assert [one.function for one in told] == ["finance", "student"]


def test_near_misses_need_better_words_and_no_persona():
    covered = group(20, "it", status="covered")
    assert candidates(covered, group(10, "it", leaning="olu")) == ()


@pytest.mark.parametrize(("people", "firms"), [(4, 4), (9, 2)])
def test_a_few_people_are_no_candidate(people, firms):
    assert candidates(group(people, "finance", firms=firms)) == ()


def test_contacts_without_a_company_are_at_no_account():
    people, match = group(8, "finance", firms=4)
    alone = [{"account_id": "", "title": ""}] * 5
    (told,) = candidates(([*people, *alone], match))
    assert (told.contacts, told.accounts) == (13, 4)
    assert candidates((people[:2] + alone, match)) == ()  # seven contacts at two accounts


def test_a_word_is_shown_only_if_three_accounts_hold_it():
    people, match = group(8, "finance", title="Treasury Analyst", firms=2)
    others, _ = group(8, "finance", title="Controller", firms=5)
    alone = [{"account_id": "", "title": "Treasury Analyst"}] * 5
    (told,) = candidates(([*people, *alone, *others], match))
    assert told.rule["titles"] == ("controller",)


def test_narrow_functions_count_with_the_wide_one():
    (told,) = candidates(group(4, "it"), group(4, "it-security"))
    assert (told.function, told.contacts) == ("it", 8)


def test_titles_and_words_are_shown_only_if_many_hold_them():
    shared, rare = group(8, "finance", title="Treasury Analyst"), group(2, "finance", title="Cash Wizard")
    (told, *_) = candidates(shared, rare, group(30, "it", status="covered", title="Systems Analyst"))
    assert told.titles == ("Treasury Analyst",)
    assert told.rule["titles"] == ("treasury analyst",)


def test_words_that_others_hold_too_are_no_rule():
    told, *_ = candidates(group(10, "finance", title="Manager"), group(20, "it", status="covered", title="Manager"))
    assert "titles" not in told.rule
    assert (told.precision, told.recall) == (None, None)


def test_nobody_uncovered():
    assert candidates(group(10, "it", status="covered")) == ()


def test_the_same_candidates_for_any_order_of_rows():
    groups = [group(10, "finance"), group(10, "purchasing"), group(10, "hr")]
    assert candidates(*groups) == candidates(*reversed(groups))
