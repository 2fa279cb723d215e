"""The files of title words -> the same as plain data, checked: what ``words`` builds its tables of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from personacheck.errors import Problem, VocabularyError
from personacheck.model.tables import LEVELS
from personacheck.text.nearest import did_you_mean
from personacheck.vocabulary.lists import read_yaml
from personacheck.vocabulary.sections import HEADS, LEVEL, MEANINGS, SAID, SILENT
from personacheck.vocabulary.shapes import BACKGROUND, FUNCTION, LANGUAGE, Each, faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHAPES: Final = {"functions": Each(FUNCTION), "background": BACKGROUND}
"""Of the files that are no language's."""


class Kind(NamedTuple):
    """What a term can mean: its section, the functions, the level ("" for none)."""

    section: str
    functions: tuple[str, ...] = ()
    level: str = ""


def read_titles(texts: Mapping[str, str]) -> dict[str, Any]:
    """Files by name without ending (``functions``, ``background``, languages) -> plain data, kept as it is.

    Of a language ``terms`` are in the order of its file; ``of`` has the place of what each means among ``kinds``.

    Raises
    ------
    VocabularyError
        Unknown sections, functions or levels, misplaced ``*``, a term said twice in one section; all at once.
    """
    problems: list[Problem] = []
    tables = {name: _load(name, text, problems) for name, text in texts.items()}
    if problems:
        raise VocabularyError(*problems)
    functions = _functions(tables.pop("functions", {}), problems)
    background = _terms(str(tables.pop("background", {}).get("titles", "")))
    languages = [_language(code, table, functions, problems) for code, table in sorted(tables.items())]
    if problems:
        raise VocabularyError(*problems)
    return {"functions": functions, "background": background, "languages": languages}


def _functions(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Entries by id, with all that they are ``under`` as a list; each that they name is one of them."""
    functions = {}
    for key, entry in table.items():
        under = entry.get("under", [])
        functions[key] = {**entry, "under": [under] if isinstance(under, str) else under}
        named = [*functions[key]["under"], *entry.get("makers", ()), entry.get("directed"), entry.get("by_hand")]
        problems += [
            Problem("functions.yaml", key, f"unknown function {name}", did_you_mean(name, table))
            for name in named
            if name and name not in table
        ]
    return functions


def _load(name: str, text: str, problems: list[Problem]) -> dict[str, Any]:
    file, shape = f"{name}.yaml", SHAPES.get(name, LANGUAGE)
    try:
        table: dict[str, Any] = read_yaml(file, text)
    except VocabularyError as error:
        problems.extend(error.problems)
        return {}
    problems.extend(faults(file, "", table, shape))
    return table


def _language(
    code: str, table: dict[str, Any], functions: Mapping[str, Any], problems: list[Problem]
) -> dict[str, Any]:
    file = f"{code}.yaml"
    heads = table.get(HEADS, "last")
    if heads not in ("first", "last"):
        problems.append(Problem(file, HEADS, "neither first nor last"))
    entries = [*_meanings(file, table, functions, problems)]
    entries += [(term, Kind(section)) for section in SILENT for term in _terms(table.get(section))]
    _check(file, entries, problems)
    kinds = list(dict.fromkeys(kind for _, kind in entries))
    place = {kind: at for at, kind in enumerate(kinds)}
    return {
        "code": code,
        "head_first": heads == "first",
        "terms": [term for term, _ in entries],
        "kinds": kinds,
        "of": [place[kind] for _, kind in entries],
        "abbreviations": {str(key): str(value) for key, value in (table.get("abbreviations") or {}).items()},
        "stated": {
            term.lower(): str(level) for level, value in (table.get("stated") or {}).items() for term in _terms(value)
        },
        **{name: _terms(table.get(name)) for name in ("endings", "fillers", "joiners", *SAID)},
    }


def _check(file: str, entries: list[tuple[str, Kind]], problems: list[Problem]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for term, kind in entries:
        key = (term, kind.section, kind.level if kind.section == LEVEL else " ".join(kind.functions))
        if key in seen:
            problems.append(Problem(file, f"{kind.section}, {term}", "said twice"))
        if ":" in term or ">" in term:
            problems.append(Problem(file, f"{kind.section}, {term}", "holds a key: it begins a line of its own"))
        if not _well_formed(term):
            problems.append(Problem(file, f"{kind.section}, {term}", "* stands at the ends of a word only"))
        seen.add(key)


def _meanings(
    file: str, table: dict[str, Any], functions: Mapping[str, Any], problems: list[Problem]
) -> Iterator[tuple[str, Kind]]:
    for section in MEANINGS:
        for key, value in (table.get(section) or {}).items():
            words = str(key).split()
            level = next((word for word in words if word in LEVELS), "")
            named = tuple(word for word in words if word != level)
            strange = [word for word in named if word not in functions]
            if strange:
                problems.append(Problem(file, f"{section}, {key}", f"unknown function or level: {', '.join(strange)}"))
                continue
            yield from ((term, Kind(section, named, level)) for term in _terms(value))


def _terms(value: object) -> list[str]:
    return [" ".join(term.split()) for term in str(value or "").split(",") if term.strip()]


def _well_formed(term: str) -> bool:
    return all(word == "*" or (word.strip("*") and "*" not in word.strip("*")) for word in term.split())
