"""YAML files of the vocabulary -> plain data, read once. Their readers build typed tables of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from personacheck.errors import Problem, VocabularyError
from personacheck.text.nearest import did_you_mean
from personacheck.vocabulary.compiled import compiled
from personacheck.vocabulary.shapes import file_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

FOLDER: Final = files("personacheck.vocabulary")
CODE: Final = ("lists.py", "shapes.py", "layouts.py")
"""What says how the files are read, and changes with them what is kept."""
FUNCTIONS: Final = FOLDER / "titles" / "functions.yaml"
"""The functions that other files name."""


@cache
def read_words(name: str) -> Any:  # YAML is untyped until its reader has built tables from it
    """The data of ``vocabulary/<name>``, for example ``crm/plain.yaml``; ``titles/`` is read by ``words``.

    Raises
    ------
    VocabularyError
        The file is missing; or some file is no YAML, or holds what `shapes` does not know: all of it at once.
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
    made_of = [*written.values(), FUNCTIONS, *(FOLDER / name for name in CODE)]
    tables: dict[str, Any] = compiled(
        "lists", made_of, lambda: checked({name: file.read_text("utf-8") for name, file in written.items()})
    )
    return tables


def checked(texts: Mapping[str, str]) -> dict[str, Any]:
    """The data of files, by name; raises like `read_words`."""
    tables = {name: read_yaml(name, text) for name, text in texts.items()}
    problems = [problem for name, table in tables.items() for problem in file_faults(name, table)]
    problems = problems or [*_unknown_functions(tables)]
    if problems:
        raise VocabularyError(*problems)
    return tables


def _unknown_functions(tables: Mapping[str, Any]) -> Iterator[Problem]:
    """Where files name a function that ``titles/functions.yaml`` does not have."""
    functions = read_yaml(FUNCTIONS.name, FUNCTIONS.read_text("utf-8"))
    naming = {("segments.yaml", "sides, functions"): tables.get("segments.yaml", {}).get("sides", {}).get("functions")}
    for place in ("people", "places", "seldom"):
        naming["roles.yaml", place] = tables.get("roles.yaml", {}).get(place)
    for (file, place), named in naming.items():
        for name in named or ():
            if name not in functions:
                yield Problem(file, place, f"unknown function {name}", did_you_mean(name, functions))


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
        return YAML(typ="safe", pure=True).load(text)
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
