"""The words of job titles -> typed entries, as they are written. How they hit is ``match.lexicon``'s.

The files and their notation are described in ``titles/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from personacheck.errors import Problem, VocabularyError
from personacheck.model.tables import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIELD: Final = "fields"  # the area of work
ROLE: Final = "roles"  # what the person does; wins over fields
WEAK: Final = "weak"  # read where nothing else is
VAGUE: Final = "vague"  # as weak, and alone it names no work, only what may be meant
LEVEL: Final = "levels"
NOTHING: Final = "nothing"  # hides what is inside it
HELPER: Final = "helpers"
EMPLOYER: Final = "employers"  # a company's name follows
OTHERS: Final = "others"  # somebody else follows: "office of", "reports to"
DENIALS: Final = "denials"  # at the start of a part: what follows is not so
ALONE: Final = "alone"  # says nothing where nothing else is said
MEANINGS: Final = (ROLE, FIELD, WEAK, VAGUE, LEVEL)
RANKS: Final = "ranks"  # head a company only where no unit is named
LEADS: Final = "leads"  # in a persona's summary: a list of work follows
LISTS: Final = (NOTHING, HELPER, EMPLOYER, OTHERS, DENIALS, ALONE, RANKS, LEADS, "fillers", "joiners", "endings")
_SILENT: Final = (NOTHING, HELPER, EMPLOYER, OTHERS, DENIALS)
MAPS: Final = (*MEANINGS, "abbreviations", "stated")
HEADS: Final = "heads"  # "first" or "last": where the main noun of a phrase stands


@dataclass(frozen=True)
class Function:
    """What a title can say of the work: under which wider functions, if any.

    Attributes
    ----------
    core
        Casts are made of such work.
    sector
        Beside other work it says where that is done.
    general
        A kind of work that is done in every area; the area beside it says for whom.
    vague
        Alone it says no work: a consultant may be one for anything.
    alone
        Told by its own name in gaps, though it is under another.
    """

    id: str
    label: str
    means: str
    under: tuple[str, ...] = ()
    core: bool = False
    sector: bool = False
    general: bool = False
    vague: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Entry:
    """One term and what it means: its section, the functions, the level ("" for none)."""

    term: str
    section: str
    functions: tuple[str, ...] = ()
    level: str = ""
    head_first: bool = field(default=False, repr=False)
    """Of a language whose nouns stand before what describes them: French, not English."""


@dataclass(frozen=True)
class Language:
    """One file: entries, and the small words that go with them."""

    code: str
    entries: tuple[Entry, ...]
    endings: tuple[str, ...]
    fillers: tuple[str, ...]
    joiners: tuple[str, ...]
    abbreviations: dict[str, str]
    stated: dict[str, str]
    """Value of a CRM's level field (lower case) -> level."""
    ranks: frozenset[str] = frozenset()
    """Terms that head a company only where no unit is named: a "Managing Director, Energy" is one of a bank's many."""
    leads: frozenset[str] = frozenset()
    """Words of a summary after which the author lists the work that a persona leads or answers for."""
    alone: frozenset[str] = frozenset()
    """Words that say nothing where nothing else is said: degrees, forms of address, "customer"."""


@dataclass(frozen=True)
class Vocabulary:
    """All files of the folder."""

    functions: dict[str, Function]
    languages: tuple[Language, ...]
    background: tuple[str, ...]
    """Titles that no B2B cast covers, for the classifier's none class."""

    @property
    def stated_levels(self) -> dict[str, str]:
        """Value of a CRM's level field (lower case) -> level, of all languages."""
        return {value: level for language in self.languages for value, level in language.stated.items()}

    @property
    def ranks(self) -> frozenset[str]:
        """Terms that head a company only where no unit is named, of all languages."""
        return frozenset().union(*(language.ranks for language in self.languages))

    @property
    def leads(self) -> frozenset[str]:
        """Words of a summary after which work is listed, of all languages."""
        return frozenset().union(*(language.leads for language in self.languages))

    @property
    def alone(self) -> frozenset[str]:
        """Words that say nothing where nothing else is said, of all languages."""
        return frozenset().union(*(language.alone for language in self.languages))

    def wider(self, function: str) -> tuple[str, ...]:
        """The function and those above it, narrowest first."""
        chain = [function]
        for name in chain:
            chain += (wide for wide in self.functions[name].under if wide not in chain)
        return tuple(chain)

    def narrower(self, function: str) -> tuple[str, ...]:
        """Its specialties, in the order of the file; empty for a function that has none."""
        return tuple(name for name, other in self.functions.items() if function in other.under)

    def told(self, function: str) -> str:
        """The function by which a gap tells it: a specialty is told as the wider one, unless it stands alone."""
        known = self.functions
        return next((name for name in self.wider(function) if known[name].alone or not known[name].under), function)


@cache
def vocabulary() -> Vocabulary:
    """The shipped words of titles.

    Raises
    ------
    VocabularyError
        Unknown sections, functions or levels, misplaced ``*``, a term said twice in one section; all at once.
    """
    folder = files("personacheck.vocabulary") / "titles"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    texts = {name.removesuffix(".yaml"): (folder / name).read_text(encoding="utf-8") for name in names}
    return parse(texts)


def parse(texts: Mapping[str, str]) -> Vocabulary:
    """Files by name without ending (``functions``, ``background``, languages) -> Vocabulary; raises like `vocabulary`.

    Examples
    --------
    >>> words = parse({"functions": "hr: {label: HR, means: hires}", "en": "roles: {hr lead: head of people}"})
    >>> words.languages[0].entries
    (Entry(term='head of people', section='roles', functions=('hr',), level='lead'),)
    """
    problems: list[Problem] = []
    tables = {name: _load(f"{name}.yaml", text, problems) for name, text in texts.items()}
    functions = {key: _function(key, value) for key, value in tables.pop("functions", {}).items()}
    background = tuple(_terms(str(tables.pop("background", {}).get("titles", ""))))
    languages = tuple(_language(code, table, functions, problems) for code, table in sorted(tables.items()))
    if problems:
        raise VocabularyError(*problems)
    return Vocabulary(functions, languages, background)


def _function(key: str, told: dict[str, Any]) -> Function:
    under = told.get("under", [])
    return Function(id=key, **{**told, "under": (under,) if isinstance(under, str) else tuple(under)})


def _load(file: str, text: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        table = YAML(typ="safe", pure=False).load(text)
    except YAMLError as error:
        problems.append(Problem(file, "", f"not valid YAML: {' '.join(str(error).split())}"))
        return {}
    return table if isinstance(table, dict) else {}


def _language(code: str, table: dict[str, Any], functions: dict[str, Function], problems: list[Problem]) -> Language:
    file = f"{code}.yaml"
    unknown = sorted(set(table) - {*LISTS, *MAPS, HEADS})
    known = ", ".join((*MAPS, *LISTS, HEADS))
    problems += [Problem(file, key, "unknown section", f"Known: {known}.") for key in unknown]
    heads = table.get(HEADS, "last")
    if heads not in ("first", "last"):
        problems.append(Problem(file, HEADS, "neither first nor last"))
    entries = [*_meanings(file, table, functions, problems)]
    entries += [Entry(term, section) for section in _SILENT for term in _terms(table.get(section))]
    seen: set[tuple[str, str, str]] = set()
    for entry in entries:
        key = (entry.term, entry.section, entry.level if entry.section == LEVEL else " ".join(entry.functions))
        if key in seen:
            problems.append(Problem(file, f"{entry.section}, {entry.term}", "said twice"))
        if not _well_formed(entry.term):
            problems.append(Problem(file, f"{entry.section}, {entry.term}", "* stands at the ends of a word only"))
        seen.add(key)
    entries = [replace(entry, head_first=heads == "first") for entry in entries]
    small = {name: tuple(_terms(table.get(name))) for name in ("endings", "fillers", "joiners")}
    short = {str(key): str(value) for key, value in (table.get("abbreviations") or {}).items()}
    stated = {
        term.lower(): str(level) for level, value in (table.get("stated") or {}).items() for term in _terms(value)
    }
    lists = (frozenset(_terms(table.get(name))) for name in (RANKS, LEADS, ALONE))
    return Language(code, tuple(entries), small["endings"], small["fillers"], small["joiners"], short, stated, *lists)


def _meanings(
    file: str, table: dict[str, Any], functions: dict[str, Function], problems: list[Problem]
) -> Iterator[Entry]:
    for section in MEANINGS:
        for key, value in (table.get(section) or {}).items():
            words = str(key).split()
            level = next((word for word in words if word in LEVELS), "")
            named = tuple(word for word in words if word != level)
            strange = [word for word in named if word not in functions]
            if strange:
                problems.append(Problem(file, f"{section}, {key}", f"unknown function or level: {', '.join(strange)}"))
                continue
            yield from (Entry(term, section, named, level) for term in _terms(value))


def _terms(value: object) -> list[str]:
    return [" ".join(term.split()) for term in str(value or "").split(",") if term.strip()]


def _well_formed(term: str) -> bool:
    return all(word == "*" or (word.strip("*") and "*" not in word.strip("*")) for word in term.split())
