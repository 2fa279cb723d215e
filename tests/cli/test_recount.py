"""Anyone can recount the printed figures from the two CSV files of a run."""

from __future__ import annotations

import json
import shutil

import pytest
import recount

from personacheck.cli.app import run as command

MEASURES = ("accounts", "main_contacts", "contacts", "revenue")
NO_COUNTS = ("currency", "estimate", "low", "high", "matched", "unread", "reviewed")
AXIS = '\n[axes.land]\ncolumn = "Billing Country"\n'


@pytest.fixture(scope="module")
def run(root, tmp_path_factory):
    """Result and files of the shipped example, with an axis of its own."""
    folder = tmp_path_factory.mktemp("run")
    for name in ("contacts.csv", "accounts.csv", "cast.yaml", "personacheck.toml"):
        shutil.copy(root / "fixtures" / name, folder)
    with (folder / "personacheck.toml").open("a", encoding="utf-8") as settings:
        settings.write(AXIS)
    inputs = [str(folder / name) for name in ("contacts.csv", "accounts.csv")]
    told = ["--cast", str(folder / "cast.yaml"), "--config", str(folder / "personacheck.toml"), "--no-record"]
    assert command(["check", *inputs, *told, "--out", str(folder / "out"), "--as-of", "2026-09-30", "-q"]) == 0
    return json.loads((folder / "out" / "result.json").read_text("utf-8")), recount.read(folder / "out")


def same(printed, counted):
    """All measures that are printed; what is held back is None."""
    for measure in MEASURES:
        if printed[measure] is None:
            continue
        told = {key: value for key, value in printed[measure].items() if key not in NO_COUNTS}
        assert {key: counted[measure][key] for key in told} == pytest.approx(told), measure


def test_the_headline_and_the_populations_beside_it(run):
    result, files = run
    same(result["headline"], recount.four(files.of({"customer"})))
    assert result["headline"]["accounts"]["covered"] == 19
    for name, four in result["populations"].items():
        same(four, recount.four(files.of({name})))


def test_every_segment(run):
    result, files = run
    customers = files.of({"customer"})
    assert {axis for segment in result["segments"] for axis in segment["where"]} >= {"channel", "side", "land"}
    for segment in result["segments"]:
        same(segment, recount.four(customers.within(segment["where"])))


def test_every_persona(run):
    result, files = run
    for one in result["personas"]:
        among = files.of({"partner"} if one["id"] == "partner-manager" else {"customer"})
        counted = recount.persona(among, one["id"], one["by_axis"])
        few = {key for key in ("contacts", "accounts", "share", "alone") if one[key] is None}
        assert {key: counted[key] for key in ("contacts", "accounts", "share", "alone") if key not in few} == {
            key: one[key] for key in ("contacts", "accounts", "share", "alone") if key not in few
        }
        for axis, cells in one["by_axis"].items():
            assert {value: n for value, n in counted["by_axis"][axis].items() if cells[value] is not None} == {
                value: n for value, n in cells.items() if n is not None
            }


def test_every_gap_of_people(run):
    result, files = run
    customers = files.of({"customer"})
    of_people = [gap for gap in result["gaps"] if gap["contacts"]]
    assert len(of_people) > 10
    for gap in of_people:
        counted = recount.gap(customers, gap["id"])
        assert counted["contacts"] == gap["contacts"], gap["title"]
        if gap["cause"] != "missing-data":  # a gap of accounts counts those that nobody is known at, too
            assert (counted["accounts"], counted["revenue"]) == (gap["accounts"], pytest.approx(gap["revenue"]))


def test_roles_that_nobody_describes_by_the_columns_alone(run):
    result, files = run
    customers = files.of({"customer"})
    roles = [gap for gap in result["gaps"] if gap["cause"] == "no-persona" and not gap["where"]]
    assert roles
    for gap in roles:
        inside = [row for row in customers.contacts if gap["id"] in row["gaps"].split(";")]
        assert inside
        assert {(row["status"], row["function"]) for row in inside} == {("uncovered", gap["function"])}


def test_accounts_without_anybody_known(run):
    result, files = run
    empty = [row for row in files.of({"customer"}).accounts if row["status"] == "empty"]
    gaps = [gap for gap in result["gaps"] if gap["cause"] == "no-contact"]
    assert sum(gap["accounts"] for gap in gaps) == len(empty) > 0
