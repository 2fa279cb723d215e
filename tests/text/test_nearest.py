"""Did you mean: a word, a file."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from personacheck.cast.form import PersonaForm
from personacheck.cli.app import run
from personacheck.coverage.findings import FINDINGS
from personacheck.model import tables as t
from personacheck.settings.settings import Settings
from personacheck.text.nearest import did_you_mean, file_meant, nearest
from personacheck.vocabulary.words import vocabulary


@pytest.mark.parametrize(
    ("text", "known", "told"),
    [
        ("Titel", ["title", "level"], "Did you mean title?"),
        ("TITLE", ["title", "level"], "Did you mean title?"),
        (7, ["title", "level"], "Use one of: title, level."),
    ],
)
def test_the_nearest_word_or_all_of_them(text, known, told):
    assert did_you_mean(text, known) == told


@pytest.mark.parametrize(
    ("written", "word", "near"),
    [
        ("purchsnig", "purchasing", True),  # two slips, in ten letters of the word that is meant
        ("exceuttive", "executive", True),  # in ten letters of the one written
        ("exceutvie", "executive", False),  # in nine
        ("exectives", "executive", True),  # a plural is none
        ("executive", "exectives", True),
        ("ccto", "cto", True),  # one is always believed
        ("gardening", "garage", False),
    ],
)
def test_slips_are_counted_by_the_longer_word(written, word, near):
    assert nearest(written, [word]) == (word if near else None)


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ("aabbc", "Use one of: a, b, c."),
        (["a, b", "c"], "Use one of: a, b; c."),
        ("abcdefgh", "Use one of: a, b, c, d, e, f, g, h."),
        ("abcdefghi", "Use one of: a, b, c, d, e … (9 in all)"),
    ],
)
def test_choices_are_listed_once_and_can_be_told_apart(choices, told):
    assert did_you_mean("xyz", choices) == told


KEYS = [*PersonaForm.model_fields, *Settings.model_fields]
CODES = [rule.code for rule in FINDINGS]
FUNCTIONS = [*vocabulary().functions]


def slips(word):
    """A word with a letter left out, doubled, another, or two swapped, at each place."""
    for n, letter in enumerate(word):
        yield word[:n] + word[n + 1 :]
        yield word[:n] + letter + word[n:]
        yield f"{word[:n]}q{word[n + 1 :]}"
        yield word[:n] + word[n + 1 : n + 2] + letter + word[n + 2 :]


@pytest.mark.parametrize("words", [KEYS, CODES, FUNCTIONS], ids=["keys", "codes", "functions"])
def test_a_word_with_a_slip_is_found(words):
    for slip in (slip for word in words for slip in slips(word) if len(slip) > 2):
        near = nearest(slip, words)
        assert near is not None, slip
        assert OSA.distance(slip, near) <= 1, (slip, near)


@pytest.mark.parametrize(
    ("text", "words", "near"),
    [
        ("indirectly", t.AXIS_VALUES["channel"], "indirect"),
        ("small medium", t.AXIS_VALUES["channel"], None),
        ("enterprise", [*t.AXIS_VALUES["size"], *t.AXIS_VALUES["side"]], None),
        ("exclude", KEYS, None),
        ("seniority", KEYS, None),
        ("tags", KEYS, None),
        ("zzunknown", t.AXIS_VALUES["stage"], None),
        ("notes", KEYS, None),
        ("Not Titles", KEYS, "not_titles"),
        ("chanel_skew", CODES, "channel-skew"),
        ("astrology", FUNCTIONS, None),
        ("gardening", FUNCTIONS, None),
        ("politics", FUNCTIONS, None),
        ("ignorance", FUNCTIONS, None),
        ("notes", FUNCTIONS, None),
        ("expiry", KEYS, None),
        ("enginering", FUNCTIONS, "engineering"),
        ("custmer-servise", FUNCTIONS, "customer-service"),
        ("", KEYS, None),
        ("?!", ["-", "a"], None),
    ],
)
def test_no_word_rather_than_a_wrong_one(text, words, near):
    assert nearest(text, words) == near


@pytest.mark.parametrize(
    ("number", "rest", "told"),
    [
        (8, "", "Use one of: w0, w1, w2, w3, w4, w5, w6, w7."),
        (8, "personacheck schema cast", "Use one of: w0, w1, w2, w3, w4, w5, w6, w7."),
        (9, "", "Use one of: w0, w1, w2, w3, w4 … (9 in all)"),
        (9, "personacheck schema cast", "Use one of: w0, w1, w2, w3, w4 … More: personacheck schema cast"),
    ],
)
def test_of_many_words_a_handful_is_listed_and_where_the_others_are(number, rest, told):
    assert did_you_mean("zebra", [f"w{n}" for n in range(number)], rest) == told


def test_a_file_beside_is_meant_and_never_a_folder(tmp_path):
    (tmp_path / "contacts.xlsx").touch()
    (tmp_path / "contact.csv").mkdir()
    meant = f"Did you mean {tmp_path / 'contacts.xlsx'}?"
    assert file_meant(tmp_path / "contact.csv.txt", "-", bool) == meant
    (tmp_path / "contacts.xlsx").unlink()
    assert file_meant(tmp_path / "contact.csv.txt", "-", bool) == "-"
    assert file_meant(tmp_path / "none" / "contact.csv", "-", bool) == "-"


def test_of_files_that_differ_in_their_dates_the_nearest_is_meant(tmp_path):
    for day in ("2026-03-31", "2026-06-30"):
        (tmp_path / f"export-{day}.csv").touch()
    assert "export-2026-06-30.csv" in file_meant(tmp_path / "export-2026-07-30.csv", "-", bool)
    assert file_meant(tmp_path / "2026-06-30.csv", "-", bool) == "-"


def test_exports_and_casts_propose_files_of_their_kind(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "customers").mkdir()
    (tmp_path / "contacts.csv").write_text("Name,Title\nA B,CIO\n", encoding="utf-8")
    (tmp_path / "customer-2026.csv").touch()
    run(["inspect", "customers.csv"])
    assert "Did you mean customer-2026.csv?" in capsys.readouterr().err
    run(["check", "contacts.csv", "--cast", "customers.yaml"])
    assert "Create one with: personacheck init" in capsys.readouterr().err
    (tmp_path / "customer-2026.yaml").touch()
    run(["check", "contacts.csv", "--cast", "customers.yaml"])
    assert "Did you mean customer-2026.yaml?" in capsys.readouterr().err
