from __future__ import annotations

from dataclasses import replace

import builders as b
import pytest
import snapshots as s
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.cli import review_summary
from personacheck.model.cast_edit import CastEdit
from personacheck.model.changes import Move, PersonaChange
from personacheck.model.decisions import Decisions
from personacheck.report import markdown
from personacheck.review.compare import compare, finding_id
from personacheck.review.review import review
from personacheck.review.split import split
from personacheck.settings.settings import Settings

MIRROR = {Move.NEW: Move.CLOSED, Move.WORSE: Move.BETTER, Move.UNCHANGED: Move.UNCHANGED}
MIRROR |= {value: key for key, value in MIRROR.items()}
WHERES = ({}, {"channel": "direct"}, {"channel": "indirect"}, {"channel": "indirect", "size": "small"})


@st.composite
def any_run(draw):
    judged = draw(st.integers(60, 100))
    found = st.sampled_from([None, 2.0])
    gaps = draw(
        st.dictionaries(st.sampled_from("abcde"), st.tuples(st.integers(0, 40), st.sampled_from(WHERES), found))
    )
    segments = draw(st.dictionaries(st.sampled_from(range(1, 4)), st.tuples(st.integers(0, 20), st.integers(20, 60))))
    shares = draw(st.dictionaries(st.sampled_from(["olu", "priya", "marek"]), st.floats(0, 1)))
    known = draw(st.sampled_from([0.9, 0.85, 0.2]))
    return s.run(
        draw(st.sampled_from(["2026-06-30", "2026-09-30"])),
        draw(st.integers(0, 60)),
        judged,
        gaps=tuple(s.gap(key, size, where=where, excess=excess) for key, (size, where, excess) in gaps.items()),
        segments=tuple(s.segment(WHERES[n], *sizes) for n, sizes in segments.items()),
        personas=tuple(s.figure(key, share) for key, share in shares.items()),
        findings=tuple(s.finding(code) for code in draw(st.sets(st.sampled_from(["size-skew", "idle-persona"])))),
        basis=s.basis(judged * draw(st.sampled_from([1, 5])), known={"channel": known}),
    )


def nothing_moved(changes):
    moves = [change.move for change in (*changes.headline, *changes.gaps)]
    lists = (changes.bars, changes.segments, changes.personas, changes.findings)
    return all(move == Move.UNCHANGED for move in moves) and not any(lists) and not changes.edit


@given(any_run())
@settings(deadline=None, max_examples=30)
def test_a_run_and_itself_differ_in_nothing(run):
    assert nothing_moved(compare(run, run))


@given(any_run(), any_run())
@settings(deadline=None, max_examples=60)
def test_runs_swapped_give_the_mirror(one, other):
    there, back = compare(one, other), compare(other, one)
    assert nothing_moved(there) == nothing_moved(back)
    assert (there.before, there.after) == (back.after, back.before)
    assert [bar.what for bar in there.bars] == [bar.what for bar in back.bars]
    for mine, theirs in ((there.headline, back.headline), (there.segments, back.segments)):
        turned = [replace(c, before=c.after, after=c.before, move=MIRROR[c.move]) for c in theirs]
        assert sorted(mine, key=str) == sorted(turned, key=str)
    assert there.gaps == tuple(replace(c, before=c.after, after=c.before, move=MIRROR[c.move]) for c in back.gaps)
    assert {(c.id, c.before, c.after) for c in there.findings} == {(c.id, c.after, c.before) for c in back.findings}
    assert {c.id: (c.before, c.after) for c in there.personas} == {c.id: (c.after, c.before) for c in back.personas}


@given(st.permutations(["a", "b", "c", "d"]))
@settings(deadline=None, max_examples=20)
def test_the_order_in_a_run_plays_no_part(order):
    before = s.run(gaps=tuple(s.gap(key) for key in "abc"))
    after = s.run(gaps=tuple(s.gap(key, 20) for key in order))
    plain = s.run(gaps=tuple(s.gap(key, 20) for key in "abcd"))
    assert compare(before, after).gaps == compare(before, plain).gaps


@pytest.mark.parametrize(
    ("was", "now", "move"),
    [
        ((12, 24), (12, 24), Move.UNCHANGED),
        ((12, 24), (13, 26), Move.UNCHANGED),
        ((12, 24), (14, 28), Move.WORSE),
        ((100, 200), (110, 210), Move.UNCHANGED),
        ((100, 200), (112, 210), Move.WORSE),
        ((14, 28), (12, 24), Move.BETTER),
        ((12, 24), (12, 40), Move.WORSE),
    ],
)
def test_a_gap_moves_by_accounts_then_by_contacts(was, now, move):
    before = s.run(gaps=(s.gap("a", was[0], contacts=was[1]),))
    after = s.run(gaps=(s.gap("a", now[0], contacts=now[1]),))
    assert [change.move for change in compare(before, after).gaps] == [move]


def test_a_gap_that_moved_to_a_narrower_segment_names_the_one_it_was():
    wide = s.gap("wide", where={"channel": "indirect"})
    narrow = s.gap("narrow", where={"channel": "indirect", "size": "small"})
    other = s.gap("other", where={"channel": "direct"}, function="it")
    changes = compare(s.run(gaps=(wide,)), s.run(gaps=(narrow, other)))
    assert {c.id: c.kin for c in changes.gaps} == {"wide": ("narrow",), "narrow": ("wide",), "other": ()}


EVERYBODY = {"function": None, "level": None, "excess": 5.0}
PARTNER = {"channel": "indirect"}


class TestWhatBecameOfAGap:
    def told(self, before, after):
        changes = compare(s.run(gaps=before), s.run(gaps=after))
        return {change.id: changes.instead(change) for change in changes.gaps}

    def test_a_segment_that_a_wider_one_took_in_is_a_part_of_it_and_not_closed(self):
        wide = s.gap("wide", where=PARTNER, cause="out-of-scope", **EVERYBODY)
        narrow = s.gap("narrow", where={**PARTNER, "side": "buyer"}, **EVERYBODY)
        assert self.told((wide, narrow), (wide,)) == {"wide": "", "narrow": "a part of Gap wide"}
        assert self.told((wide,), (wide, narrow)) == {"wide": "", "narrow": "a part of Gap wide"}
        assert self.told((narrow,), (wide,)) == {"wide": "wider than Gap narrow", "narrow": "a part of Gap wide"}
        assert self.told((wide,), (narrow,)) == {
            "wide": "no more than Gap narrow",
            "narrow": "what is left of Gap wide",
        }

    def test_a_role_that_is_covered_now_is_closed_whatever_its_segment_still_lacks(self):
        segment = s.gap("segment", where=PARTNER, **EVERYBODY)
        role = s.gap("role", where=PARTNER, cause="out-of-scope", function="it")
        assert self.told((segment, role), (segment,)) == {"segment": "", "role": ""}

    def test_what_only_moved_is_not_told_as_closed(self):
        wide = s.gap("wide", where=PARTNER, **EVERYBODY)
        narrow = s.gap("narrow", where={**PARTNER, "side": "buyer"}, **EVERYBODY)
        before = s.run("2026-06-30", gaps=(wide, narrow, s.gap("legal", function="legal")))
        found = review(s.run(gaps=(wide,)), [before], Decisions(), Settings())
        for lines in (markdown.summary(found).splitlines(), [*review_summary.summary(found)]):
            told = "\n".join(lines).replace("*", "")
            assert "closed: Gap legal" in told
            assert "moved: Gap narrow; it is now a part of Gap wide" in told


def test_what_is_printed_of_a_change_adds_up():
    before, between, after = (
        s.run(covered=289, judged=450),
        s.run(covered=280, judged=451),
        s.run(covered=77, judged=451),
    )
    change = split(compare(before, after), between).headline[0]
    assert [round(100 * each.coverage, 1) for each in (change.before, change.after)] == [64.2, 17.1]
    assert (change.points(1), *change.parts(1).values()) == (-47.1, -2.1, -45.0, 0.0)
    assert (change.points(0), *change.parts(0).values()) == (-47.0, -2.0, -45.0, 0.0)
    whole = compare(before, after).headline[0]
    assert (whole.points(1), *whole.parts(1).values()) == (-47.1, None, None, None)


def test_a_segment_moved_if_it_did_by_five_people():
    where = {"channel": "indirect"}
    for people, moves in ((4, []), (5, [Move.WORSE])):
        before, after = (s.run(segments=(s.segment(where, covered, 50),)) for covered in (30, 30 - people))
        assert [change.move for change in compare(before, after).segments] == moves


@pytest.mark.parametrize(("axes", "told"), [(1, True), (2, True), (3, False)])
def test_segments_of_one_axis_and_of_two_are_compared(axes, told):
    where = dict([("channel", "indirect"), ("size", "small"), ("stage", "renewal")][:axes])
    before, after = (s.run(segments=(s.segment(where, covered, 50),)) for covered in (30, 10))
    assert [change.where for change in compare(before, after).segments] == ([where] if told else [])


def test_what_moved_stands_by_size_then_by_id_and_segments_by_the_people_who_moved():
    covered = {"direct": 40, "mixed": 10, "indirect": 25}
    parts = [
        tuple(s.segment({"channel": name}, 50 - lost * now, 50) for name, lost in covered.items()) for now in (0, 1)
    ]
    gaps = [tuple(s.gap(key, size) for key, size in zip("hgfedcba", (9, 9, 20, 9, 9, 5, 9, 9), strict=True))] * 2
    before, after = (s.run(segments=parts[n], gaps=gaps[n]) for n in (0, 1))
    changes = compare(before, after)
    assert [change.where["channel"] for change in changes.segments] == ["direct", "indirect", "mixed"]
    assert [change.id for change in changes.gaps] == [*"fabdeghc"]


def test_one_point_of_coverage_is_no_change():
    assert {c.move for c in compare(s.run(covered=60), s.run(covered=61)).headline} == {Move.UNCHANGED}
    assert {c.move for c in compare(s.run(covered=60), s.run(covered=62)).headline} == {Move.BETTER}


def test_a_segment_is_spoken_of_from_twenty_main_contacts_on():
    where = {"channel": "indirect"}
    small = s.run(segments=(s.segment(where, 0, 19),))
    large = s.run(segments=(s.segment(where, 0, 20),))
    assert compare(s.run(segments=()), small).segments == ()
    assert [c.move for c in compare(s.run(segments=()), large).segments] == [Move.NEW]


def test_personas_that_moved_came_or_went_are_told_those_of_today_first():
    """In the order of today's run; 0.51 - 0.5 is a little over 0.01 in binary."""
    shares = {
        "olu": (0.50, 0.51), "elin": (0.20, 0.211), "it": (0.30, 0.288), "none": (None, None), "idle": (None, 0.02),
        "dana": (0.05, 0.03), "edge": (0.06, 0.05), "small": (0.04, 0.01),
    }  # fmt: skip  # a table
    was = {key: s.figure("boss" if key == "it" else key, share) for key, (share, _) in shares.items()}
    now = {key: s.figure(key, share) for key, (_, share) in shares.items()}
    gone, come = s.figure("gone", 0.1), s.figure("come", 0.0)
    changes = compare(
        s.run(personas=(*was.values(), gone), cast=b.cast(b.persona("boss", titles=("cio",)))),
        s.run(personas=(come, *now.values()), cast=b.cast(b.persona("it", titles=("cio",)))),
    )
    told = [("elin", False), ("it", False), ("idle", False), ("dana", True), ("small", False)]
    assert changes.personas == (
        PersonaChange("come", None, come, faded=False),
        *(PersonaChange(key, was[key], now[key], faded=faded) for key, faded in told),
        PersonaChange("gone", gone, None, faded=False),
    )


def test_a_persona_that_fell_below_five_percent_has_faded():
    before = s.run(personas=(s.figure("olu", 0.94), s.figure("dana", 0.06)))
    after = s.run(personas=(s.figure("olu", 0.96), s.figure("dana", 0.04)))
    assert {c.id: c.faded for c in compare(before, after).personas} == {"olu": False, "dana": True}


class TestWhatIsNotComparable:
    def test_another_population_bars_everything(self):
        changes = compare(s.run(covered=10), s.run(covered=60, basis=s.basis(population="all")))
        assert [bar.what for bar in changes.bars] == ["all"]
        assert changes.headline == changes.segments == changes.gaps == changes.personas == ()
        assert not nothing_moved(changes)

    def test_other_files_bar_everything(self):
        changes = compare(s.run(), s.run(basis=s.basis(objects=("contacts",))))
        assert [bar.what for bar in changes.bars] == ["all"]
        assert "accounts, contacts then" in changes.bars[0].why

    def test_a_part_of_the_export_bars_everything(self):
        assert compare(s.run(), s.run(basis=s.basis(49))).bars[0].what == "all"
        assert compare(s.run(), s.run(basis=s.basis(50))).bars == ()

    def test_an_axis_that_lost_its_field_bars_its_segments_and_gaps_only(self):
        where = {"channel": "direct"}
        before = s.run(gaps=(s.gap("a", where=where), s.gap("b")))
        after = s.run(covered=30, gaps=(s.gap("a", 40, where=where), s.gap("b")), basis=s.basis(known={"channel": 0.1}))
        changes = compare(before, after)
        assert [bar.what for bar in changes.bars] == ["channel"]
        assert changes.bars[0].why.endswith("10 % now: a field was added or removed.")
        assert changes.segments == ()
        assert [change.id for change in changes.gaps] == ["b"]
        assert len(changes.headline) == 4

    def test_another_choice_of_main_contacts_leaves_contacts_only(self):
        changes = compare(s.run(), s.run(covered=30, basis=s.basis(settings={"accounts": "2", "export": "1"})))
        assert {bar.what for bar in changes.bars} == {"accounts", "main_contacts", "revenue"}
        assert [change.measure for change in changes.headline] == ["contacts"]

    def test_another_currency_bars_revenue(self):
        changes = compare(s.run(), s.run(basis=s.basis(currency="USD")))
        assert [bar.what for bar in changes.bars] == ["revenue"]
        assert "revenue" not in [change.measure for change in changes.headline]

    def test_settings_of_the_export_and_the_program_are_noted(self):
        changes = compare(s.run(), s.run(version="0.2.0", basis=s.basis(settings={"accounts": "1", "export": "2"})))
        assert len(changes.notes) == 2
        assert changes.bars == ()


class TestCasts:
    def test_an_edit_is_of_what_decides_whom_a_persona_covers(self):
        olu = b.persona("olu", titles=("operations manager",))
        before = b.cast(olu, b.persona("dana", titles=("data analyst",)), b.persona("it", functions=("it",)))
        after = b.cast(
            replace(olu, summary="Runs the plant.", place="line 9", owner="CX"),
            b.persona("it", functions=("it",), levels=("lead",)),
            b.persona("finance", functions=("finance",)),
        )
        edit = compare(s.run(cast=before), s.run(cast=after)).edit
        assert edit == CastEdit(added=("finance",), removed=("dana",), changed=("it",))

    def test_a_persona_under_a_new_id_is_found_by_its_criteria(self):
        before = b.cast(b.persona("boss", titles=("cio",)))
        after = b.cast(b.persona("it-leader", titles=("cio",)))
        found = (s.finding("stale-persona", "boss"),), (s.finding("stale-persona", "it-leader"),)
        changes = compare(
            s.run(cast=before, personas=(s.figure("boss", 0.5),), findings=found[0]),
            s.run(cast=after, personas=(s.figure("it-leader", 0.5),), findings=found[1]),
        )
        assert changes.edit == CastEdit(renamed={"boss": "it-leader"})
        assert changes.personas == changes.findings == ()

    def test_a_gap_that_is_named_after_a_renamed_persona_is_the_same_gap(self):
        casts = [b.cast(b.persona(key, titles=("cio",))) for key in ("boss", "it")]
        scope = {"cause": "out-of-scope", "where": {"channel": "indirect"}}
        before = s.run(cast=casts[0], gaps=(s.gap("a1", 10, personas=("boss",), **scope), s.gap("b2")))
        between = s.run(cast=casts[0], gaps=(s.gap("a1", 20, personas=("boss",), **scope), s.gap("b2")))
        after = s.run(cast=casts[1], gaps=(s.gap("c3", 20, personas=("it",), **scope), s.gap("b2")))
        changes = split(compare(before, after), between)
        assert [(c.id, c.move, c.because) for c in changes.gaps] == [("c3", "worse", "data"), ("b2", "unchanged", "")]
        assert changes.renamed == {"boss": "it", "a1": "c3"}
        (new,) = split(compare(s.run(cast=casts[0], gaps=(s.gap("b2"),)), after), between).gaps[:1]
        assert (new.id, new.move, new.because) == ("c3", "new", "data")

    def test_a_persona_renamed_and_edited_is_found_by_the_settings(self):
        before = b.cast(b.persona("boss", titles=("cio",)))
        after = b.cast(b.persona("it-leader", titles=("cio", "head of it")))
        edit = compare(s.run(cast=before), s.run(cast=after), {"boss": "it-leader"}).edit
        assert edit == CastEdit(changed=("it-leader",), renamed={"boss": "it-leader"})


def test_findings_come_and_go():
    before = s.run(findings=(s.finding("size-skew"), s.finding("stale-persona", "olu")))
    after = s.run(findings=(s.finding("size-skew"), s.finding("stale-persona", "dana")))
    moves = {c.id: c.move for c in compare(before, after).findings}
    assert moves == {"stale-persona:olu": Move.CLOSED, "stale-persona:dana": Move.NEW}
    assert finding_id(s.finding("size-skew")) == "size-skew"
