"""What is read in titles, language by language: the cases are YAML that anybody can extend."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from personacheck.match.title.reading import read
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.words import vocabulary

CASES = Path(__file__).parents[2] / "cases"
FILES = sorted(CASES.glob("titles_*.yaml"))
LEAST = {"en": 60, "de": 60, "fr": 30, "es": 30, "it": 30, "pt": 30, "nl": 30}


def load(path: Path) -> dict[str, str]:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


README = Path(str(files("personacheck.vocabulary") / "titles" / "README.md"))


def _cases(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    return YAML(typ="safe").load(text.split("```yaml\n")[1].split("```")[0] if path == README else text)


@pytest.mark.parametrize("path", [*FILES, README], ids=lambda path: path.stem)
def test_titles_say_what_their_readers_would_say(path: Path) -> None:
    wrong = []
    for title, expected in _cases(path).items():
        reading = read(str(title))
        words = [word for word in str(expected).split() if word != "nothing"]
        functions = sorted(word for word in words if word not in LEVELS)
        level = next((word for word in words if word in LEVELS), "")
        if (sorted(reading.functions), reading.level) != (functions, level):
            wrong.append(f"{title}: {' '.join((*reading.functions, reading.level))}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("language", "least"), LEAST.items())
def test_every_language_of_the_design_has_its_words_and_cases(language: str, least: int) -> None:
    assert language in {known.code for known in vocabulary().languages}
    assert len(load(CASES / f"titles_{language}.yaml")) >= least


def _told(title: str) -> str:
    reading = read(title)
    parts = ", ".join(
        " ".join((
            "+".join(part.functions) or "-", part.strength or "-", part.level or "-",
            *(("in", "+".join(part.fields)) if part.fields else ()), *(("lent",) if part.lent else ()),
        ))
        for part in reading.parts
    )  # fmt: skip  # a part a line would be five
    return (parts or "nothing") + (f" | not read: {' '.join(reading.unread)}" if reading.unread else "")


READINGS = load(CASES / "readings_told.yaml")


@pytest.mark.parametrize("title", READINGS)
def test_a_title_is_read_whole(title: str) -> None:
    assert _told(title) == READINGS[title]
