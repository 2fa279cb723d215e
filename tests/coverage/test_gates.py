from __future__ import annotations

from dataclasses import replace

import pytest
from builders import AS_OF, accounts, cast, contacts, export, matches

from personacheck.coverage.assess import assess
from personacheck.coverage.gates import Gate, measured, missed, parse_gate, parse_gates
from personacheck.errors import Problem, SettingsError, UsageError
from personacheck.model.tally import percent
from personacheck.settings.sections import Axis
from personacheck.settings.settings import Settings


@pytest.fixture(scope="module")
def coverage():
    """Contacts: 4 of 5 covered; partner-sold: 1 of 2; accounts: 1 of 2; revenue: 90 of 100."""
    people = contacts(
        *({"account_id": "a", "channel": "direct"} for _ in range(3)),
        *({"account_id": "b", "channel": "indirect"} for _ in range(2)),
    )
    firms = accounts(
        {"account_id": "a", "revenue": 90.0, "channel": "direct"},
        {"account_id": "b", "revenue": 10.0, "channel": "indirect"},
    )
    found = matches(people, status=["covered"] * 4 + ["uncovered"])
    return assess(export(people, firms), found, cast(), Settings(), AS_OF)


def told(coverage, *texts, **settings):
    gates = parse_gates(texts, settings)
    return [str(one) for one in missed(gates, coverage.headline, coverage.segments)]


@pytest.mark.parametrize("met", ["80", "80%", "all: 80", "channel=indirect:50", "by-accounts:50", "by-revenue: 90"])
def test_a_gate_that_is_just_met(coverage, met):
    assert told(coverage, met) == []


@pytest.mark.parametrize(
    ("gate", "figure"),
    [
        ("80.1", "by contact is 80.0 % (4 of 5), below 80.1 %"),
        ("channel=indirect:51", "by contact is 50.0 % (1 of 2), below 51 %"),
        ("by-accounts:51", "by account is 50.0 % (1 of 2), below 51 %"),
        ("by-revenue:91", "by revenue is 90.0 %, below 91 %"),
        ("by-accounts channel=indirect:1", "by account is 0.0 % (0 of 1), below 1 %"),
        ("by-main-contacts:81", "by main contact is 80.0 % (4 of 5), below 81 %"),
    ],
)
def test_a_gate_that_is_missed_says_by_how_much(coverage, gate, figure):
    assert told(coverage, gate) == [f"--fail-under {gate}: persona fit {figure}. See the gaps in the report."]


def test_a_gate_of_the_settings_says_so(coverage):
    (problem,) = told(coverage, **{"by-accounts": 51})
    assert problem.startswith("[gates] by-accounts: 51: persona fit by account is 50.0 %")


def test_the_number_of_a_gate_is_told_whether_it_is_met_or_not(coverage):
    gates, all_ = parse_gates(("99", "size=large:1"), {}, {}), coverage.headline.contacts
    fit = f"{percent(all_.coverage, 1)} ({all_.covered:,} of {all_.judged:,})"
    told_of = [*measured(gates, coverage.headline, coverage.segments)]
    assert told_of == [f"Gate --fail-under 99: persona fit by contact is {fit}."]


def test_where_nobody_can_be_judged_a_gate_is_missed(coverage):
    step = "See the gaps for what is missing."
    assert told(coverage, "size=large:1") == [
        f"--fail-under size=large:1: persona fit by contact: no readable contacts in this segment. {step}"
    ]
    nobody = assess(export(contacts(), accounts()), matches(contacts()), cast(), Settings(), AS_OF)
    assert told(nobody, "by-accounts:1") == [
        f"--fail-under by-accounts:1: persona fit by account: no readable contacts. {step}"
    ]


NO_NUMBER, BEYOND = "it does not end in a percentage", "a percentage is between 0 and 100"
WRITE = 'Write 80, "by-accounts: 50" or "channel=indirect: 60".'
SEGMENT = "A segment is written channel=indirect."
KNOWN = f"Use one of: all, by-contacts, by-main-contacts, by-accounts, by-revenue. {SEGMENT}"


@pytest.mark.parametrize(
    ("nonsense", "cause", "step"),
    [
        ("", NO_NUMBER, WRITE),
        ("high", NO_NUMBER, WRITE),
        ("80:", NO_NUMBER, WRITE),
        ("channel=indirect", NO_NUMBER, WRITE),
        ("by-heart:80", "by-heart is not a gate", KNOWN),
        ("by-account: 50", "by-account is not a gate", f"Did you mean by-accounts? {SEGMENT}"),
        ("140", BEYOND, WRITE),
        ("100.1", BEYOND, WRITE),
        ("-1", BEYOND, WRITE),
        ("=:80", "= is not a gate", KNOWN),
        ("channel=:80", "channel= is not a gate", KNOWN),
    ],
)
def test_what_is_no_gate_is_refused(nonsense, cause, step):
    with pytest.raises(UsageError) as refused:
        parse_gate(nonsense)
    assert refused.value.exit_code == 2
    assert refused.value.problems == (Problem("", f"--fail-under {nonsense}", cause, step),)


@pytest.mark.parametrize(
    ("which", "least", "cause", "step"),
    [("by-heart", 80, "by-heart is not a gate", KNOWN), ("all", 101, BEYOND, WRITE)],
)
def test_what_is_no_gate_of_the_settings_is_refused_with_its_place(which, least, cause, step):
    with pytest.raises(SettingsError) as refused:
        parse_gates([], {which: least})
    assert refused.value.problems == (Problem("personacheck.toml", f"gates.{which}", cause, step),)


def test_what_is_wrong_with_gates_of_both_is_refused_at_once():
    with pytest.raises(SettingsError) as refused:
        parse_gates(["chanel=indirect, size=huge:60"], {"stage=never": 50.0})
    assert [(problem.file, problem.place, problem.cause) for problem in refused.value.problems] == [
        ("personacheck.toml", "gates.stage=never", "stage has no value never"),
        ("", "--fail-under chanel=indirect, size=huge:60", "there is no axis chanel"),
        ("", "--fail-under chanel=indirect, size=huge:60", "size has no value huge"),
    ]


def test_gates_are_read_whole():
    assert parse_gates(["by-accounts, channel=indirect size=small: 60%"], {"all": 50.0, "by-revenue": 7.5}) == (
        Gate("all: 50", "contacts", {}, 50.0, "[gates]"),
        Gate("by-revenue: 7.5", "revenue", {}, 7.5, "[gates]"),
        Gate(
            "by-accounts, channel=indirect size=small: 60%",
            "accounts",
            {"channel": "indirect", "size": "small"},
            60.0,
            "--fail-under",
        ),
    )


def test_an_axis_that_does_not_exist_is_refused():
    with pytest.raises(UsageError, match=r"--fail-under chanel=indirect:60: there is no axis chanel.*mean channel"):
        parse_gates(["chanel=indirect:60"], {})


@pytest.mark.parametrize(("gate", "step"), [("size=huge:50", "of: small, medium, large"), ("size=smal:5", "small")])
def test_a_value_that_an_axis_cannot_have_is_refused(gate, step):
    with pytest.raises(UsageError, match=rf"--fail-under {gate}: size has no value .*{step}"):
        parse_gates([gate], {})


def test_of_the_settings_the_file_is_named():
    with pytest.raises(SettingsError, match=r"personacheck.toml, gates.size=huge: size has no value huge"):
        parse_gates([], {"size=huge": 50.0})


def test_the_file_is_named_that_was_read():
    with pytest.raises(SettingsError) as refused:
        parse_gates([], {"by-heart": 50.0, "size=huge": 50.0}, file="q3.toml")
    assert {problem.file for problem in refused.value.problems} == {"q3.toml"}
    with pytest.raises(SettingsError, match=r"^q3.toml, gates.size=huge"):
        parse_gates([], {"size=huge": 50.0}, file="q3.toml")


def test_values_of_own_axes_are_those_of_the_settings():
    axes = {"band": Axis(column="x", bands={"low": 1, "high": 9}), "region": Axis(column="y")}
    assert parse_gates(["band=low:5", "region=North:5", "size=unknown:5"], {}, axes)
    with pytest.raises(UsageError, match=r"band has no value mid"):
        parse_gates(["band=mid:5"], {}, axes)


def test_of_a_column_as_it_is_somebody_has_the_value(coverage):
    gates = parse_gates(["region=Nort:5"], {}, {"region": Axis(column="y")})
    here = coverage.segments[-1]
    segments = (*coverage.segments, replace(here, where={"region": "North"}))
    with pytest.raises(
        UsageError,
        match=r"--fail-under region=Nort:5: there is no region Nort here. Did you "
        "mean North",
    ):
        missed(gates, coverage.headline, segments)


def test_the_command_line_wins_over_the_settings(coverage):
    assert told(coverage, all=100.0) != []
    assert told(coverage, "80", all=100.0) == []
    assert len(told(coverage, "by-accounts:99", all=100.0)) == 2
