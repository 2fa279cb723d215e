from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
import snapshots as s
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.model.snapshot import Mix
from personacheck.review.drift import drift, noise_of, swapped, unseen, words

COUNTS = st.dictionaries(st.sampled_from(["", "it", "finance", "sales"]), st.integers(0, 500), min_size=2)


def index(before, after):
    (found,) = drift(Mix(functions=before), Mix(functions=after), {})
    return found


@given(COUNTS.filter(lambda mix: sum(mix.values())), COUNTS.filter(lambda mix: sum(mix.values())))
@settings(deadline=None, max_examples=60)
def test_the_index_is_never_negative_is_symmetric_and_zero_of_itself(one, other):
    assert index(one, one).index == pytest.approx(0, abs=1e-12)
    assert index(one, other).index == pytest.approx(index(other, one).index)
    assert index(one, other).index >= 0


def test_the_index_is_that_of_the_textbook():
    found = index({"a": 5_000_000, "b": 5_000_000}, {"a": 6_000_000, "b": 4_000_000})
    assert found.index == pytest.approx(0.1 * 0.182322 + 0.1 * 0.223144, abs=1e-6)
    assert found.verdict == "stable"


@pytest.mark.parametrize(("after", "verdict"), [((500, 500), "stable"), ((660, 340), "watch"), ((800, 200), "act")])
def test_the_bounds_are_the_conventional_ones(after, verdict):
    assert index({"a": 500, "b": 500}, dict(zip("ab", after, strict=True))).verdict == verdict


def test_few_contacts_move_by_chance():
    assert index({"a": 5, "b": 5}, {"a": 8, "b": 2}).index > 0.25
    assert index({"a": 5, "b": 5}, {"a": 8, "b": 2}).verdict == "stable"


def test_noise_holds_in_95_of_100_draws():
    draw = random.Random(11)
    mix, size = [0.4, 0.3, 0.2, 0.1], 200
    over = 0
    for _ in range(400):
        one, other = (Counter(draw.choices("abcd", mix, k=size)) for _ in range(2))
        over += index(one, other).index > noise_of(4, size, size)
    assert 0.02 <= over / 400 <= 0.08


def test_what_groups_make_of_themselves_is_the_same_each_time_and_in_either_order():
    june, september = (
        np.array([[n % it + 1.0 for n in range(40)], [n % finance + 2.0 for n in range(40)]])
        for it, finance in ((7, 5), (4, 6))
    )
    assert swapped(june, september) == swapped(september, june) == pytest.approx(0.017464, abs=1e-6)
    assert swapped(june, june) == 0


def test_a_renamed_persona_does_not_drift():
    before, after = Mix(personas={"boss": 80, "": 20}), Mix(personas={"it": 80, "": 20})
    assert drift(before, after, {})[0].verdict == "act"
    assert drift(before, after, {"boss": "it"})[0].index == pytest.approx(0)


def test_the_values_and_the_words_that_drive_it_are_named():
    found = index({"it": 500, "finance": 100, "sales": 400}, {"it": 500, "finance": 400, "sales": 100})
    assert {driver.value for driver in found.drivers[:2]} == {"finance", "sales"}
    before = Mix(words={"finance": 10, "manager": 90}, titled=200)
    after = Mix(words={"finance": 60, "manager": 92}, titled=200)
    assert [(d.value, d.before, d.after) for d in words(before, after)] == [("finance", 0.05, 0.3)]
    assert words(before, before) == ()


def test_a_run_without_titles_has_no_words():
    assert words(Mix(), Mix(words={"cio": 9}, titled=9)) == ()
    assert drift(Mix(), Mix(functions={"it": 9}), {}) == ()


def test_titles_are_unseen_where_no_earlier_run_showed_them():
    past = [s.run("2026-03-31", mix=Mix(titles={"cio": 9})), s.run("2026-06-30", mix=Mix(titles={"cfo": 9}))]
    after = Mix(titles={"cio": 9, "cfo": 9, "cro": 6, "ciso": 7})
    assert list(unseen(past, after).items()) == [("ciso", 7), ("cro", 6)]
    assert unseen([], after) == {}
