"""A move broken off at any step, and eight at once: the folder is of the old run, of the new one, or it says so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter

import pytest

pytestmark = [
    pytest.mark.safety,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked; Windows cannot"),
]


def done(root, *arguments: object) -> list[dict]:
    script = str(root / "tests" / "breaking.py")
    told = subprocess.run([sys.executable, script, *map(str, arguments)], capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


@pytest.fixture(scope="module")
def killed(root):
    return done(root, "every_step", int(signal.SIGKILL))


def test_killed_at_any_step_the_folder_is_old_or_new_or_says_that_it_is_not_whole(killed):
    assert {step["held"] for step in killed if step["whole"]} == {"a", "", "b"}
    assert not [step for step in killed if step["held"] == "mixed" and step["whole"]]
    for before in ("a", ""):
        course = [step["held"] for step in killed if step["before"] == before]
        assert list(dict.fromkeys(course)) == [before, "mixed", "b"]


def test_killed_before_the_first_move_nothing_has_changed_and_after_the_last_all_has(killed):
    codes = Counter(step["code"] for step in killed)
    assert codes[0] == 2, "the last step of each course ends by itself"
    assert codes[-signal.SIGKILL] == len(killed) - 2
    assert len(killed) > 60, "each call to the file system is a step"


def test_the_next_run_puts_it_right_and_takes_nothing_for_an_edit(killed):
    assert {(step["again"], step["whole again"], *step["kept"]) for step in killed} == {("c", True)}


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_stopped_at_any_step_the_set_is_whole_and_no_draft_is_left(root, number):
    stopped = done(root, "every_step", int(number))
    assert all(step["whole"] for step in stopped)
    assert {step["held"] for step in stopped} == {"a", "", "b"}
    assert not [step["left"] for step in stopped if step["left"]]
    assert {step["code"] for step in stopped} == {0, 9}


def test_eight_writers_leave_one_whole_set_twenty_times(root):
    rounds = done(root, "together", 8, 20)
    assert len(rounds) == 20
    for each in rounds:
        assert each["codes"] == [0] * 8
        assert each["held"] in "abcdefgh"
        assert each["whole"]
        assert not each["left"]
