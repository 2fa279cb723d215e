"""A move to another CRM between two reviews: other ids, all creation dates new, two accounts merged."""

from __future__ import annotations

from datetime import date

import pytest

from personacheck import pipeline
from personacheck.review import history
from personacheck.review.memory import Memory
from personacheck.settings.file import load_settings

CAST = """version: 1
name: Small cast
personas:
  - id: buyer
    name: Bea, buyer
    titles: [purchasing manager]
    scope: everywhere
"""
LABELS = "record_id,title,persona,initials,date,draw\n" + "".join(
    f"C{n},Legal Counsel,{'buyer' if n % 4 == 1 else 'none'},JB,2026-03-01,random\n" for n in range(1, 40, 2)
)  # of one title, so that only the record ids tell whom the persona fits
MOVED = "2026-08-15"


def people(prefix, firms, created):
    titles = ("Purchasing Manager", "Legal Counsel")
    header = "Contact ID,Job Title,Account ID,Company,Account Type,Created Date\n"
    return header + "".join(
        f"{prefix}{n},{titles[n % 2]},{firms[n % len(firms)]},Firm {firms[n % len(firms)]},Customer,{created}\n"
        for n in range(40)
    )


@pytest.fixture
def reviewed(tmp_path):
    (tmp_path / "cast.yaml").write_text(CAST, encoding="utf-8")
    (tmp_path / "labels.csv").write_text(LABELS, encoding="utf-8")
    before = [f"A{n}" for n in range(20)]
    after = [f"Z{n if n < 18 else 0}" for n in range(20)]  # two accounts were merged into the first
    rows = [f"C{n},K{n},contact\n" for n in range(40)]
    rows += [f"{old},{new},account\n" for old, new in zip(before, after, strict=True)]
    (tmp_path / "aliases.csv").write_text("old_id,new_id,object\n" + "".join(rows), encoding="utf-8")
    (tmp_path / "then.csv").write_text(people("C", before, "2020-01-01"), encoding="utf-8")
    (tmp_path / "now.csv").write_text(people("K", after, MOVED), encoding="utf-8")
    memory = Memory(history.history_file(tmp_path), tmp_path / "decisions.yaml")

    def play(export, day, text=""):
        toml = tmp_path / "personacheck.toml"
        toml.write_text(text, encoding="utf-8")
        found = pipeline.review(
            [tmp_path / export], tmp_path / "cast.yaml", load_settings(toml, {}),
            as_of=date.fromisoformat(day), labels=tmp_path / "labels.csv", memory=memory, tell=lambda _: None,
        )  # fmt: skip  # a row a kind
        history.record(memory.history, found.snapshot)
        return found

    return play


ALIASES = '[review]\naliases = "aliases.csv"\n'


def test_without_the_table_labels_are_lost_and_everybody_is_new(reviewed):
    reviewed("then.csv", "2026-06-30")
    review = reviewed("now.csv", "2026-09-30").review
    people = review.changes.headline[2]
    assert (people.before.covered, people.after.covered) == (30, 20)
    assert (review.fresh.new_contacts.judged, review.fresh.old_contacts.judged) == (40, 0)


def test_with_the_table_nobody_is_new_and_labels_hold(reviewed):
    reviewed("then.csv", "2026-06-30")
    found = reviewed("now.csv", "2026-09-30", ALIASES)
    review = found.review
    people = review.changes.headline[2]
    assert (people.measure, people.before.covered, people.after.covered) == ("contacts", 30, 30)
    assert (review.fresh.new_contacts.judged, review.fresh.old_contacts.judged) == (0, 40)
    assert (review.fresh.new_accounts.judged, review.fresh.old_accounts.judged) == (0, 18)
    assert review.changes.notes == (
        "The table of aliases differs: accounts that it merges count once in one run and separately in the other.",
    )
    assert found.snapshot.basis.aliases == found.export.aliases != ""


def test_an_earlier_export_checked_again_counts_merged_accounts_once(reviewed):
    reviewed("then.csv", "2026-06-30")
    again = reviewed("then.csv", "2026-06-30", ALIASES)
    assert again.result.headline.accounts.total == 18
    review = reviewed("now.csv", "2026-09-30", ALIASES).review
    assert review.changes.before == "2026-06-30"
    assert review.changes.notes == ()


def test_no_id_gets_into_the_history(reviewed, tmp_path):
    reviewed("now.csv", "2026-09-30", ALIASES)
    text = history.export(history.history_file(tmp_path))
    assert not any(f'"{mark}' in text for mark in ("K1", "K39", "Z0", "A19", "C1"))
