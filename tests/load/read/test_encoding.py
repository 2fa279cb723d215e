"""A text file's encoding is told, or guessed and said; what the user says is believed."""

from __future__ import annotations

import pytest
from books import known
from ruamel.yaml import YAML

from personacheck.errors import ExportError
from personacheck.load.read.encoding import decode
from personacheck.load.read.files import read_table


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        folder = metafunc.config.rootpath / "tests" / "cases" / "encodings.yaml"
        cases = YAML(typ="safe").load(folder.read_text(encoding="utf-8"))
        metafunc.parametrize("case", cases, ids=[f"{case['language']}-{case['encoding']}" for case in cases])


def test_a_text_is_read_back_letter_by_letter(case):
    decoded = decode(case["text"].encode(case["encoding"]), "export.csv", None)
    assert decoded.text == case["text"]
    assert bool(decoded.notes) == (not case["encoding"].startswith("utf"))


def test_more_of_the_same_changes_nothing(case):
    head, _, rest = case["text"].partition("\n")
    decoded = decode((head + "\n" + rest * 300).encode(case["encoding"]), "export.csv", None)
    assert decoded.text == head + "\n" + rest * 300


def test_the_user_is_believed():
    assert decode("Müller".encode("cp850"), "export.csv", "cp850").text == "Müller"
    assert decode("\ufeffMüller".encode(), "export.csv", "utf-8").text == "Müller"


def test_bytes_that_the_stated_encoding_lacks_are_told_with_their_line():
    with pytest.raises(ExportError, match="line 3: is not in the encoding utf-8"):
        decode("a\r\nb\r\nMüller".encode("cp1252"), "export.csv", "utf-8")


def test_an_unknown_encoding_is_told():
    with pytest.raises(ExportError, match="unknown encoding: utf-7x"):
        decode(b"a", "export.csv", "utf-7x")


@pytest.mark.parametrize("other", ["cp1252", "cp1250"])
def test_two_encodings_in_one_file_are_told_with_the_lines(tmp_path, other):
    lines = ["Last Name,Job Title", "Dvořák,CTO", "Weiß,CFO", "Zoë,CEO"]
    foreign = {"cp1252": "Garçon,Directrice financière", "cp1250": "Łukasz,Główny księgowy"}[other]
    data = "\n".join(lines).encode() + b"\n" + foreign.encode(other) + b"\n"
    path = tmp_path / "export.csv"
    path.write_bytes(data)
    table = read_table(path, sheet=None, encoding=None, is_known=known)
    assert table.frame[0].tolist() == ["Dvořák", "Weiß", "Zoë", foreign.partition(",")[0]]
    assert any("line 5" in note and other in note for note in table.notes)


def test_noise_is_no_text():
    noise = bytes(range(256)) * 40
    with pytest.raises(ExportError, match="not a text table"):
        decode(noise, "export.csv", None)


def test_letters_garbled_before_are_said(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text("Last Name,Job Title\nMüller,Geschäftsführer\n".encode().decode("cp1252"), encoding="utf-8")
    table = read_table(path, sheet=None, encoding=None, is_known=known)
    assert any("2 cells were garbled before" in note for note in table.notes)
