"""Compiled templates are kept beside the code, and never stand for another text than the template's."""

from __future__ import annotations

import sys

import pytest
from jinja2 import Environment

from personacheck.report import templates


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setattr(templates, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(templates, "folder", lambda: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "page.html"
    path.write_text("{% if word %}\n{{ word }}\n{% endif %}\n", encoding="utf-8")
    return path


def rendered():
    return templates.environment().get_template("page.html").render(word="a < b")


def test_what_is_kept_is_not_compiled_again(page, monkeypatch):
    assert rendered() == "a &lt; b\n"
    monkeypatch.setattr(Environment, "compile", None)
    assert rendered() == "a &lt; b\n"


def test_an_edited_template_is_seen(page):
    rendered()
    page.write_text("now {{ word }}", encoding="utf-8")
    assert rendered() == "now a &lt; b"


def test_a_changed_option_is_seen(page, monkeypatch):
    rendered()
    monkeypatch.setattr(templates, "OPTIONS", templates.OPTIONS | {"trim_blocks": False})
    assert rendered() == "\na &lt; b\n"


@pytest.mark.parametrize("damage", [b"", b"\xff\n", b"nonsense"], ids=repr)
@pytest.mark.parametrize("whole", [True, False])
def test_a_damaged_file_is_made_again(page, damage, whole):
    rendered()
    (kept,) = page.parent.joinpath("kept").iterdir()
    before = kept.read_bytes()
    kept.write_bytes(damage if whole else before[: before.index(b"\n") + 1] + damage)
    assert rendered() == "a &lt; b\n"
    assert kept.read_bytes() == before


def test_where_python_keeps_nothing_nothing_is_kept(page, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered() == "a &lt; b\n"
    assert not page.parent.joinpath("kept").exists()


def test_where_nothing_can_be_kept_the_page_is_written(page):
    page.parent.joinpath("kept").write_text("a file in the folder's place", encoding="utf-8")
    assert rendered() == "a &lt; b\n"
