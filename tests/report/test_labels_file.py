"""``labels.csv`` grows at its end, and can always be read again."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personacheck.errors import LabelsError, OutputError
from personacheck.labels.labels_csv import load_labels
from personacheck.model import tables as t
from personacheck.report.labels import append_labels


@pytest.fixture
def path(tmp_path):
    return tmp_path / "labels.csv"


def _labels(*rows) -> pd.DataFrame:
    """Record, persona, initials, date; a random draw, of two personas."""
    full = [(record, f"Title {record}", persona, who, day, "random", "it|buyer") for record, persona, who, day in rows]
    return pd.DataFrame(full, columns=list(t.LABEL_COLUMNS), dtype=object)


FIRST = _labels(("007", "it", "JB", "2026-09-30"), ("008", "", "JB", "2026-09-30"))


def test_labels_are_written_and_read_back(path):
    assert append_labels(path, None, FIRST) == 2
    pd.testing.assert_frame_equal(load_labels(path), FIRST)
    assert path.read_text("utf-8").splitlines()[2] == "008,Title 008,none,JB,2026-09-30,random,it|buyer"


def test_what_is_there_stays_as_it_is(path):
    header, mine = "draw;date;initials;persona;title;record_id", "\n;2026-01-02;KM;it;  CIO ;001"
    path.write_text("\ufeff" + header + mine, encoding="utf-8")
    append_labels(path, load_labels(path), FIRST)
    now = header + ";offered" + mine + "\nrandom;2026-09-30;JB;it;Title 007;007;it|buyer\n"
    assert path.read_text("utf-8").startswith(now)
    again = load_labels(path)
    assert list(again[t.RECORD_ID]) == ["001", "007", "008"]
    assert list(again[t.OFFERED]) == ["", "it|buyer", "it|buyer"]
    assert append_labels(path, again, FIRST) == 0


def test_the_same_sheet_twice_adds_nothing(path):
    append_labels(path, None, FIRST)
    before = path.read_bytes()
    assert append_labels(path, load_labels(path), FIRST.assign(date="2026-10-01")) == 0
    assert path.read_bytes() == before


def test_a_later_answer_is_added_and_a_later_one_of_another_draw(path):
    append_labels(path, None, FIRST)
    changed = _labels(("007", "buyer", "JB", "2026-10-01"))
    assert append_labels(path, load_labels(path), changed) == 1
    assert append_labels(path, load_labels(path), changed.assign(draw="active")) == 1
    assert append_labels(path, load_labels(path), FIRST.assign(date="2026-10-02")) == 1


def test_the_same_answer_says_more_where_more_was_offered(path):
    append_labels(path, None, FIRST)
    later = FIRST.assign(date="2026-10-01")
    assert append_labels(path, load_labels(path), later.assign(offered="buyer|it")) == 0
    assert append_labels(path, load_labels(path), later.assign(offered="it")) == 0
    assert append_labels(path, load_labels(path), later.assign(offered="it|buyer|boss")) == 2


def test_two_answers_of_a_reviewer_on_a_day_are_refused(path):
    append_labels(path, None, FIRST)
    before = path.read_bytes()
    with pytest.raises(LabelsError, match="contacts: 1"):
        append_labels(path, load_labels(path), _labels(("007", "buyer", "JB", "2026-09-30")))
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        append_labels(tmp_path / "file" / "labels.csv", None, FIRST)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.sampled_from(["it", ""]), st.sampled_from(["JB", "KM"]), st.text(max_size=9)
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda row: (row[0], row[2]),
    )
)
def test_what_was_appended_can_be_read_and_says_the_same(path, rows):
    path.unlink(missing_ok=True)
    labels = _labels(*((record, persona, who, "2026-09-30") for record, persona, who, _ in rows))
    append_labels(path, None, labels.assign(title=[title for *_, title in rows]))
    again = load_labels(path)
    assert again[[t.RECORD_ID, t.PERSONA, t.INITIALS]].equals(labels[[t.RECORD_ID, t.PERSONA, t.INITIALS]])
    assert append_labels(path, again, labels) == 0
