"""Small cells: who is under five by role or title is counted here from the tables, and looked for in every artefact."""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import canaries
import pytest
from report_text import Outline

from personacheck import pipeline
from personacheck.cli import assessing
from personacheck.cli.options import as_date
from personacheck.settings.file import load_settings

pytestmark = pytest.mark.safety

CONTACTS, ACCOUNTS = 5, 3
AXES = ("channel", "size", "side", "stage")
OF_ACCOUNTS = {"no-contact"}
SMALL_CAST = """version: 1
name: Small cast
personas:
  - {id: it, name: "Ingrid, IT lead", side: buyer, functions: [it], levels: [executive, vp, director, lead]}
  - {id: finance, name: "Fred, finance", side: buyer, functions: [finance]}
  - {id: research, name: "Rae, researcher", side: user, titles: [researcher, scientist], scope: {size: [large]}}
"""


@dataclass(frozen=True)
class Told:
    """One export through all commands that name nobody: rows counted by hand, and what was written."""

    rows: list[dict[str, Any]]
    firms: list[dict[str, Any]]
    result: dict[str, Any]
    report: str
    review: str
    texts: dict[str, str]
    runs: list[dict[str, Any]]


def through(folder, exports, cast, settings=None):
    """Two runs on one export, a quarter apart, so that there is a review, too."""
    config = ["--config", str(settings)] if settings else []
    common = [*map(str, exports), "--cast", str(cast), *config]
    history = ["--history", str(folder / "history.sqlite3")]
    orders = {
        "check": ["check", *common, "--as-of", "2026-06-30", "--out", "out", *history],
        "review": ["review", *common, "--as-of", "2026-09-30", "--out", "out", *history],
        "markdown": ["review", *common, "--as-of", "2026-09-30", "--out", "out", "--format", "markdown", *history],
        "suggest": ["suggest", *common, "--as-of", "2026-06-30"],
        "runs": ["history", "export", *history],
    }
    said = {name: canaries.run(folder, arguments) for name, arguments in orders.items()}
    assert {name: code for name, (code, _) in said.items() if code not in {0, 4}} == {}, said
    assessed = pipeline.check(
        exports, cast, load_settings(settings, {}), as_of=as_date("2026-06-30"), labels=None, tell=lambda _: None
    )
    out = folder / "out"
    return Told(
        [*_people(assessed)],
        [*_firms(assessed)],
        json.loads((out / "result.json").read_text("utf-8")),
        (out / "report.html").read_text("utf-8"),
        (out / "review.html").read_text("utf-8"),
        {name: text for name, (_, text) in said.items() if name != "runs"},
        json.loads(said["runs"][1]),
    )


def _people(assessed):
    export = assessed.export
    for contact, match in zip(export.contacts.to_dict("records"), assessed.matches.to_dict("records"), strict=True):
        mine = not export.customers_known or contact["population"] == "customer"
        if mine and contact["population"] != "partner" and match["status"] != "excluded":
            yield {**contact, **match}


def _firms(assessed):
    for firm in assessed.accounts.to_dict("records"):
        if not assessed.export.customers_known or firm["population"] == "customer":
            yield firm


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    example = tmp_path_factory.mktemp("example") / "copy"
    shutil.copytree(assessing.example_folder(), example)  # a review keeps its register beside the settings
    paths = [example / "export.xlsx"], example / "cast.yaml", example / "personacheck.toml"
    return through(tmp_path_factory.mktemp("demo"), *paths)


@pytest.fixture(scope="module")
def titles(tmp_path_factory, shared):
    folder = tmp_path_factory.mktemp("titles")
    (folder / "cast.yaml").write_text(SMALL_CAST, encoding="utf-8")
    return through(folder, [shared / "data" / "titles" / "b2b_contacts.csv"], folder / "cast.yaml")


@pytest.fixture(params=["demo", pytest.param("titles", marks=[pytest.mark.shared, pytest.mark.long])])
def told(request):
    return request.getfixturevalue(request.param)


def few(rows):
    """Whether these people are too few to show as a number."""
    accounts = {row["account_id"] for row in rows} - {""}
    return 0 < len(rows) < CONTACTS or 0 < len(accounts) < ACCOUNTS


def by(rows, *keys):
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[key] for key in keys)].append(row)
    return groups


def covered(told):
    return [row for row in told.rows if row["status"] == "covered"]


def test_there_are_small_cells_to_be_found(told):
    cells = by(covered(told), "persona", "size")
    assert any(few(rows) for rows in cells.values())
    assert any(not few(rows) for rows in cells.values())
    assert told.result["smaller_gaps"] > 0


def test_personas_by_segment_are_told_where_they_are_enough_and_nowhere_else(told):
    figures = {figure["id"]: figure for figure in told.result["personas"]}
    for (persona,), rows in by(covered(told), "persona").items():
        if figures[persona]["contacts"] is None:
            assert few(rows)
        else:
            assert (figures[persona]["contacts"], few(rows)) == (len(rows), False)
    for axis in AXES:
        for (persona, value), rows in by(covered(told), "persona", axis).items():
            shown = figures[persona]["by_axis"][axis][value]
            assert shown == (None if few(rows) else len(rows)), (persona, axis, value)
            if shown is None:
                assert figures[persona]["under"] == CONTACTS


def test_nothing_in_the_result_counts_people_of_a_role_one_by_one(told):
    seen = 0
    for one in walk(told.result):
        if {"contacts", "function"} <= one.keys() and one.get("cause") not in OF_ACCOUNTS and not recorded(one):
            seen += 1
            assert one["contacts"] >= CONTACTS
            assert one["accounts"] >= ACCOUNTS or not one["accounts"]
    assert seen


def recorded(gap):
    """Whether a gap is of accounts whose axis is not recorded."""
    return gap.get("cause") == "missing-data" and bool(gap.get("where"))


def walk(value):
    """Every object of a JSON document."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(part)


def test_gaps_of_few_are_counted_and_not_listed(told):
    listed = {(gap["function"], gap["level"]) for gap in told.result["gaps"] if not gap["where"]}
    missed = [row for row in told.rows if row["status"] == "uncovered"]
    small = {function for (function,), rows in by(missed, "function").items() if few(rows)}
    assert small
    assert not {function for function, _ in listed} & small
    kept = {gap["id"] for gap in told.result["gaps"]}
    steps = [step["id"] for way in told.result["priorities"].values() for step in way]
    assert {*steps} <= kept


def test_a_segment_of_few_accounts_carries_no_revenue(told):
    for segment in told.result["segments"]:
        if len(segment["where"]) == 1 and "side" not in segment["where"]:
            ((axis, value),) = segment["where"].items()
            paid = [firm["revenue"] for firm in told.firms if firm[axis] == value and firm["revenue"] >= 0]
            assert (segment["revenue"] is None) == (len(paid) < ACCOUNTS), segment["where"]


def test_a_gap_of_few_accounts_carries_no_revenue(told):
    few_pay = [gap for gap in told.result["gaps"] if 0 < gap["paying"] < ACCOUNTS]
    assert [gap["revenue"] for gap in few_pay] == [None] * len(few_pay)
    assert any(gap["revenue"] for gap in told.result["gaps"])


def test_the_curve_ends_before_a_persona_that_adds_few(told):
    of = told.result["headline"]["contacts"]
    judged = of["covered"] + of["stretched"] + of["uncovered"]
    reached = [0.0, *(point["coverage"] for point in told.result["curve"])]
    gains = [round((now - then) * judged) for then, now in pairwise(reached)]
    assert gains
    assert all(gain == 0 or gain >= CONTACTS for gain in gains)


def held_by_few(told):
    """Titles of few, but those that the cast, or others' titles, say in any case."""
    rows = by([row | {"t": " ".join(row["title"].casefold().split()).strip('"')} for row in told.rows], "t")
    many = " | ".join(title for (title,), held in rows.items() if not few(held))
    return [title for (title,), held in rows.items() if few(held) and title not in many and len(title.split()) > 2]


def test_no_title_of_few_is_told_anywhere(told):
    texts = {
        "result": json.dumps(told.result, ensure_ascii=False),
        "report": Outline(told.report).text,
        "review": Outline(told.review).text,
        "history": json.dumps([{**run, "cast": None} for run in told.runs], ensure_ascii=False),
        **told.texts,
    }
    rare = held_by_few(told)
    assert len(rare) > 20
    for name, text in texts.items():
        low = text.casefold()
        assert [title for title in rare if title in low] == [], name


def cells(page, kind):
    """Text of the cells of a class."""
    found = re.findall(rf'<td class="{kind}[^"]*"[^>]*>(.*?)</td>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", re.sub(r"<span class=\"u\">.*?</span>", "", cell)).strip() for cell in found]


def test_the_page_counts_nobody_of_a_role_one_by_one(told):
    presence = cells(told.report, "q ")
    assert {text for text in presence if text.isdigit() and 0 < int(text) < CONTACTS} == set()
    assert not presence or "under five" in presence
    missing = " ".join(cells(told.report, "ms"))
    assert [number for number in re.findall(r"\((\d+)\)", missing) if int(number) < CONTACTS] == []
    accounts = told.report[told.report.index('id="accounts"') :].split("</section>")[0]
    assert [text for text in cells(accounts, "n") if text.isdigit() and 0 < int(text) < CONTACTS] == []
    assert "single contact" not in accounts


def test_gaps_in_words_are_of_people_enough(told):
    said = " ".join([*told.texts.values(), Outline(told.review).text])
    sizes = re.findall(r"(\d+) accounts?, ([\d,]+) contacts?", said)
    assert sizes
    assert [n for _, n in sizes if 0 < int(n.replace(",", "")) < CONTACTS] == []
    assert f"{told.result['smaller_gaps']} smaller ones (under five contacts or three accounts)" in told.texts["check"]


def sizes(gaps):
    """Gaps by id, without their order: whom we talk to most changes with the day, and with it what recovers most."""
    return {gap["id"]: {key: gap[key] for key in gap if key not in {"rank", "folded", "within"}} for gap in gaps}


def test_a_plan_tells_no_step_that_adds_few(told):
    plans, now = told.result["priorities"], told.result["headline"]
    assert plans["accounts"] and plans["contacts"]
    for steps in plans.values():
        for measure in ("main_contacts", "contacts"):
            sums = [now[measure]["covered"], *(step[measure] for step in steps if step[measure] is not None)]
            assert all(after == before or after - before >= CONTACTS for before, after in pairwise(sums))
        told_of = 0
        for step in steps:
            told_of += step["paying"]
            assert step["revenue"] is None or told_of == 0 or told_of >= ACCOUNTS
            told_of = told_of if step["revenue"] is None else 0


def test_history_keeps_no_more_than_the_result(told):
    for run in told.runs:
        for name in ("functions", "levels", "personas"):
            assert all(n >= CONTACTS or key in {"", "smaller ones"} for key, n in run["mix"][name].items())
        assert run["result"]["least"] == {"contacts": CONTACTS, "accounts": ACCOUNTS}
        assert sizes(run["result"]["gaps"]) == sizes(told.result["gaps"])
        assert run["result"]["personas"] == told.result["personas"]


def test_a_vendor_may_lower_the_marks_and_the_page_says_so(tmp_path):
    example = assessing.example_folder()
    lowered = tmp_path / "personacheck.toml"
    text = (example / "personacheck.toml").read_text("utf-8").replace("[privacy]", "[privacy_]")
    assert "[privacy_]" not in text
    lowered.write_text(f"{text}\n[privacy]\nmin_contacts = 2\nmin_accounts = 1\n", encoding="utf-8")
    common = [str(example / "export.xlsx"), "--cast", str(example / "cast.yaml"), "--config", str(lowered)]
    formats = ["--format", "html,json"]
    for arguments in (["check", *formats, "--as-of", "2026-06-30"], ["review", "--as-of", "2026-09-30"]):
        code, said = canaries.run(tmp_path, [*arguments, *common, "--out", "out", "--history", "history.sqlite3"])
        assert code == 0, said
    report, review, result = (tmp_path / "out" / name for name in ("report.html", "review.html", "result.json"))
    words = "The settings show people by role from two at one upwards (default: five contacts at three accounts)"
    assert words in Outline(report.read_text("utf-8")).text
    assert words in Outline(review.read_text("utf-8")).text
    assert any(gap["contacts"] in {2, 3, 4} for gap in json.loads(result.read_text("utf-8"))["gaps"])
