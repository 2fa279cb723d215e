"""The digest of rules and words: whatever may change an answer changes it, and remarks do not."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

import personacheck
from personacheck.match.edition import code_of, digest_of, edition

HOME = Path(personacheck.__file__).parent


@pytest.fixture
def rooms(tmp_path):
    for room in ("match", "vocabulary"):
        shutil.copytree(HOME / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def _digest(rooms):
    return digest_of([rooms / "match", rooms / "vocabulary"])


def _edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_it_is_that_of_what_is_installed_wherever_that_lies(rooms):
    assert _digest(rooms) == edition()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("match/persona/verdicts.py", "Tier.ROLE: 0.78", "Tier.ROLE: 0.79"),
        ("match/decision.py", "return Unread.", "return  Unread."),
        ("vocabulary/sections.py", 'FIELD: Final = "fields"', 'FIELD: Final = "field s"'),
        ("vocabulary/titles/de.yaml", "leiter", "leiterin"),
        ("vocabulary/segments.yaml", "partner", "partners"),
    ],
)
def test_a_changed_word_or_line_changes_it(rooms, file, old, new):
    _edit(rooms / file, old, new)
    assert _digest(rooms) != edition()


def test_a_new_file_of_words_changes_it(rooms):
    (rooms / "vocabulary" / "titles" / "xx.yaml").write_text("roles: {it: flurb}\n", "utf-8")
    assert _digest(rooms) != edition()


def test_remarks_and_line_ends_do_not(rooms):
    file = rooms / "match" / "persona" / "verdicts.py"
    _edit(file, '"""What a rule says of one persona and one contact."""', '"""Another\n\nremark."""\n\n# and one more')
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert _digest(rooms) == edition()


def test_only_remarks_are_left_out():
    source = 'def f(x):\n    """Doc\n    of two lines."""\n    return f"{x!r}  # {{}}" + """\n    text"""  # why\n'
    assert code_of(source) == 'def f(x):\n    return f"{x!r}  # {{}}" + """\n    text"""'


def test_code_without_remarks_still_means_the_same():
    for path in sorted((HOME / "match").rglob("*.py")):
        source = path.read_text("utf-8")
        assert ast.dump(ast.parse(code_of(source))) == ast.dump(_undocumented(ast.parse(source))), path.name


def _undocumented(tree):
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _is_text(each)]
    return tree


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
