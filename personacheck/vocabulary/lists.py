"""YAML files of the vocabulary -> plain data, read once. Their readers build typed tables of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from personacheck.errors import Problem, VocabularyError
from personacheck.vocabulary.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

FOLDER: Final = files("personacheck.vocabulary")


@cache
def read_words(name: str) -> Any:  # YAML is untyped until its reader has built tables from it
    """The data of ``vocabulary/<name>``, for example ``crm/plain.yaml``; ``titles/`` is read by ``words``.

    Raises
    ------
    VocabularyError
        The file is missing, or some file is no YAML.
    """
    if name not in _tables():
        raise VocabularyError(Problem(name, "", "cannot be read: there is no such file"))
    return _tables()[name]


def word_files(folder: str) -> tuple[str, ...]:
    """Names of the YAML files in a folder of the vocabulary, sorted, as ``read_words`` takes them."""
    return tuple(sorted(name for name in _tables() if name.startswith(f"{folder}/")))


@cache
def _tables() -> dict[str, Any]:
    """The data of every file, by its name."""
    written = _yaml_files()
    made_of = [*written.values(), FOLDER / "lists.py"]
    tables: dict[str, Any] = compiled(
        "lists", made_of, lambda: {name: read_yaml(name, file.read_text("utf-8")) for name, file in written.items()}
    )
    return tables


def _yaml_files() -> dict[str, Traversable]:
    entries = {entry.name: entry for entry in FOLDER.iterdir()}
    entries |= {f"crm/{entry.name}": entry for entry in (FOLDER / "crm").iterdir()}
    return {name: entry for name, entry in entries.items() if name.endswith(".yaml")}


def read_yaml(name: str, text: str) -> Any:
    """The data of a text.

    Raises
    ------
    VocabularyError
        It is no YAML.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  # slow to import; needed only where words have changed
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415  # same reason

    try:
        return YAML(typ="safe").load(text)
    except YAMLError as error:
        raise VocabularyError(Problem(name, "", f"not valid YAML: {' '.join(str(error).split())}")) from None


def longest_first(texts: Iterable[str]) -> list[str]:
    """Texts in the order in which they are to be tried: of two that begin alike the longer one.

    Examples
    --------
    >>> longest_first({"sum", "total", "sums", "all"})
    ['total', 'sums', 'all', 'sum']
    """
    return sorted(texts, key=lambda text: (-len(text), text))
