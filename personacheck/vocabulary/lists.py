"""YAML files of the vocabulary -> plain data, read once. Their readers build typed tables of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from personacheck.errors import Problem, VocabularyError

FOLDER: Final = files("personacheck.vocabulary")


@cache
def read_words(name: str) -> Any:  # YAML is untyped until its reader has built tables from it
    """The data of ``vocabulary/<name>``, for example ``crm/plain.yaml``.

    Raises
    ------
    VocabularyError
        The file is missing or is no YAML.
    """
    try:
        return YAML(typ="safe").load((FOLDER / name).read_text(encoding="utf-8"))
    except (OSError, YAMLError) as error:
        raise VocabularyError(Problem(name, "", f"cannot be read: {error}")) from None


def word_files(folder: str) -> tuple[str, ...]:
    """Names of the YAML files in a folder of the vocabulary, sorted, as ``read_words`` takes them."""
    return tuple(
        sorted(f"{folder}/{entry.name}" for entry in (FOLDER / folder).iterdir() if entry.name[-5:] == ".yaml")
    )
