"""What was made of the words is kept, and made again as soon as a word has changed; whatever happens to the file."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from personacheck.vocabulary.compiled import KEPT, compiled
from personacheck.vocabulary.lists import _yaml_files, read_words, read_yaml

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def word(tmp_path) -> Path:
    file = tmp_path / "words.yaml"
    file.write_text("a: b", "utf-8")
    return file


def made(word: Path, times: list[str]) -> object:
    def make() -> dict[str, tuple[str]]:
        times.append(word.read_text("utf-8"))
        return {"text": (times[-1],)}

    return compiled("words", [word], make, word.parent / "kept")


def test_it_is_made_once_and_again_after_an_edit(word) -> None:
    times: list[str] = []
    first = made(word, times)
    assert first == made(word, times) == {"text": ["a: b"]}
    word.write_text("a: c", "utf-8")
    assert made(word, times) == {"text": ["a: c"]}
    assert times == ["a: b", "a: c"]
    assert [path.name for path in (word.parent / "kept").iterdir()] == ["words.json"]


def test_a_new_file_of_words_is_seen(word) -> None:
    folder = word.parent / "kept"
    compiled("words", [word], lambda: 1, folder)
    other = word.with_name("more.yaml")
    other.write_text("a: b", "utf-8")
    assert compiled("words", [word, other], lambda: 2, folder) == 2


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff", b'{"digest": "0", "data": 3}'])
def test_a_kept_file_that_is_broken_or_of_other_words_is_made_again(word, broken) -> None:
    times: list[str] = []
    made(word, times)
    kept = word.parent / "kept" / "words.json"
    kept.write_bytes(broken)
    assert made(word, times) == {"text": ["a: b"]}
    assert json.loads(kept.read_bytes())["data"] == {"text": ["a: b"]}


def test_what_cannot_be_kept_is_made_in_memory(word) -> None:
    (word.parent / "kept").write_text("a file stands where the folder would", "utf-8")
    times: list[str] = []
    assert made(word, times) == made(word, times) == {"text": ["a: b"]}
    assert len(times) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be written here")
def test_a_folder_that_may_not_be_written_is_left_alone(word) -> None:
    folder = word.parent / "kept"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert made(word, []) == {"text": ["a: b"]}
    assert not [*folder.iterdir()]


def test_many_at_once_read_whole_files_only(word) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = [*pool.map(lambda _: made(word, []), range(200))]
    assert all(each == {"text": ["a: b"]} for each in found)
    assert [path.name for path in (word.parent / "kept").iterdir()] == ["words.json"]


def test_every_list_of_words_is_the_same_kept_as_it_is_written() -> None:
    """A key that is a number would come back as text."""
    files = _yaml_files()
    assert {name: read_yaml(name, file.read_text("utf-8")) for name, file in files.items()} == {
        name: read_words(name) for name in files
    }


def test_a_second_start_reads_no_yaml() -> None:
    lines = "import sys; from personacheck.match.title.reading import read; read('IT'); print('ruamel' in sys.modules)"
    for _ in range(2):  # the first may have to make it
        said = subprocess.run([sys.executable, "-c", lines], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "False"
    assert {path.name for path in KEPT.glob("*.json")} >= {"terms.json", "titles.json"}
