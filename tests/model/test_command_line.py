"""Commands that a run prints: as they were typed, and for a reader elsewhere without a path of the machine."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from personacheck.model.command_line import ABOVE, APART, BESIDE, CommandLine

pytestmark = pytest.mark.skipif(os.name != "posix", reason="paths of this system's kind are written out")

HERE, HOME = "/home/mara/crm/2026", "/home/mara"


def typed(exports, cast, *options, **fields):
    return CommandLine(tuple(exports), cast, options, here=HERE, home=HOME, **fields)


@pytest.mark.parametrize(
    ("given", "where", "command"),
    [
        (typed(["a.csv", "b.csv"], "cast.yaml"), BESIDE, "a.csv b.csv --cast cast.yaml"),
        (typed(["q3/a.csv"], "q3/cast.yaml"), BESIDE, "a.csv --cast cast.yaml"),
        (typed(["q3/a.csv"], "cast.yaml"), ABOVE, "q3/a.csv --cast cast.yaml"),
        (typed(["../a.csv"], "/home/mara/casts/c.yaml"), ABOVE, "crm/a.csv --cast casts/c.yaml"),
        (typed(["/home/otto/a.csv"], "cast.yaml"), APART, "a.csv --cast cast.yaml"),
        (typed(["/srv/a.csv"], "/home/mara/c.yaml"), APART, "a.csv --cast c.yaml"),
        (typed(["/srv/crm/a.csv"], "/srv/casts/c.yaml"), ABOVE, "crm/a.csv --cast casts/c.yaml"),
        (typed(["-"], "cast.yaml"), BESIDE, "- --cast cast.yaml"),
        (typed(["exports"], "cast.yaml"), BESIDE, "exports --cast cast.yaml"),
        (
            typed(["a.csv"], "cast.yaml", ("--labels", "../labels.csv"), ("--as-of", "2026-09-30")),
            ABOVE,
            "2026/a.csv --cast 2026/cast.yaml --labels labels.csv --as-of 2026-09-30",
        ),
        (typed(["../a.csv"], "../c.yaml"), BESIDE, "a.csv --cast c.yaml"),
        (
            typed(["../a.csv"], "../c.yaml", settings="personacheck.toml"),
            ABOVE,
            "a.csv --cast c.yaml --config 2026/personacheck.toml",
        ),
        (typed(["q3/a.csv"], "q3/c.yaml", settings="personacheck.toml"), ABOVE, "q3/a.csv --cast q3/c.yaml"),
        (CommandLine(("a.csv",), "cast.yaml"), BESIDE, "a.csv --cast cast.yaml"),
        (typed(["s3://bucket/q3/a.csv"], "cast.yaml"), APART, "a.csv --cast cast.yaml"),
        (typed(["https://files.example/…/q3/", "b.csv"], "cast.yaml"), APART, "q3 b.csv --cast cast.yaml"),
    ],
)
def test_for_a_reader_elsewhere_files_go_by_their_place_in_one_folder(given, where, command):
    told, elsewhere = given.handed_on()
    assert (told, elsewhere.command("sample")) == (where, f"personacheck sample {command}")


def test_what_is_handed_on_names_no_user():
    for exports in (["/home/otto/a.csv"], ["../../../a.csv"], ["/a.csv"], ["/home/mara/a.csv"]):
        _, elsewhere = typed(exports, "cast.yaml", settings="/home/mara/personacheck.toml").handed_on()
        assert not {"mara", "otto", "home"} & set(elsewhere.command("sample").replace("/", " ").split())


def test_a_name_that_begins_with_a_hyphen_is_no_flag():
    assert CommandLine(("-a.csv",), "-c.yaml").command("check") == "personacheck check ./-a.csv --cast ./-c.yaml"
    assert replace(CommandLine(("-",)), cast="c.yaml").command("check") == "personacheck check - --cast c.yaml"
