"""The words of job titles as typed entries, as they are written. How they hit is ``match.title.lexicon``'s.

The files and their notation are described in ``titles/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from personacheck.vocabulary.compiled import compiled
from personacheck.vocabulary.sections import SAID
from personacheck.vocabulary.title_files import read_titles

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = files("personacheck.vocabulary")
CODE: Final = ("title_files.py", "sections.py", "lists.py", "shapes.py")
"""What says how the files are read, and changes with them what is kept."""


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
    directed
        The specialty of those who direct it, "" where that has no name of its own.
    by_hand
        The specialty of its technicians, "" where that has no name of its own.
    named
        Meant only where an author names it: not with all of the wider function, unless that is stated.
    managers_work
        A manager of it does it, unless the cast's titles say otherwise.
    makers
        It is what is sold to those who do the work beside it, unless they make such things themselves, as these do.
    for_others
        It is done for the work that is named before it, which is not the work: "Cloud Alliances" are alliances.
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
    directed: str = ""
    by_hand: str = ""
    named: bool = False
    managers_work: bool = False
    makers: tuple[str, ...] = ()
    for_others: bool = False

    @property
    def of_areas(self) -> bool:
        """Casts mean it with an area of work beside it: consulting and projects, not offices."""
        return self.general and self.core


class Entry(NamedTuple):
    """One term and what it means: its section, the functions, the level ("" for none)."""

    term: str
    section: str
    functions: tuple[str, ...] = ()
    level: str = ""
    head_first: bool = False
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
    list_ends: frozenset[str] = frozenset()
    """Words of a summary that end such a list."""
    any_rank: frozenset[str] = frozenset()
    """Words of a summary by which the author means those who lead the work and those who do it."""
    are_not: frozenset[str] = frozenset()
    """Words of a summary before which stands whom the author does not mean."""
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
    def list_ends(self) -> frozenset[str]:
        """Words of a summary that end a list of work, of all languages."""
        return frozenset().union(*(language.list_ends for language in self.languages))

    @property
    def any_rank(self) -> frozenset[str]:
        """Words of a summary that mean every rank, of all languages."""
        return frozenset().union(*(language.any_rank for language in self.languages))

    @property
    def are_not(self) -> frozenset[str]:
        """Words of a summary before which stands who is not meant, of all languages."""
        return frozenset().union(*(language.are_not for language in self.languages))

    @property
    def alone(self) -> frozenset[str]:
        """Words that say nothing where nothing else is said, of all languages."""
        return frozenset().union(*(language.alone for language in self.languages))

    def wider(self, function: str) -> tuple[str, ...]:
        """The function and those above it, narrowest first."""
        return self._chains[function]

    @cached_property
    def _chains(self) -> dict[str, tuple[str, ...]]:
        chains: dict[str, tuple[str, ...]] = {}
        for function in self.functions:
            chain = [function]
            for name in chain:
                chain += (wide for wide in self.functions[name].under if wide not in chain)
            chains[function] = tuple(chain)
        return chains

    def narrower(self, function: str) -> tuple[str, ...]:
        """Its specialties, in the order of the file; empty for a function that has none."""
        return self._specialties[function]

    @cached_property
    def _specialties(self) -> dict[str, tuple[str, ...]]:
        specialties: dict[str, tuple[str, ...]] = dict.fromkeys(self.functions, ())
        for name, specialty in self.functions.items():
            for wide in specialty.under:
                specialties[wide] += (name,)
        return specialties

    def reported_as(self, function: str) -> str:
        """The function under which tables and gaps report it: of a specialty the wider one, unless it stands alone."""
        return self._reported[function]

    @cached_property
    def _reported(self) -> dict[str, str]:
        functions = self.functions
        return {
            function: next(
                (name for name in self.wider(function) if functions[name].alone or not functions[name].under), function
            )
            for function in functions
        }


@cache
def vocabulary() -> Vocabulary:
    """The shipped words of titles.

    Raises
    ------
    VocabularyError
        What `read_titles` finds wrong with the files.
    """
    title_files = [entry for entry in (FOLDER / "titles").iterdir() if entry.name.endswith(".yaml")]
    made_of = [*title_files, *(FOLDER / name for name in CODE)]

    def make() -> dict[str, Any]:
        """All files of titles, read."""
        return read_titles({file.name.removesuffix(".yaml"): file.read_text("utf-8") for file in title_files})

    return _typed(compiled("titles", made_of, make))


def parse(texts: Mapping[str, str]) -> Vocabulary:
    """Files by name without ending -> Vocabulary; raises like `vocabulary`.

    Examples
    --------
    >>> words = parse({"functions": "hr: {label: HR, means: hires}", "en": "roles: {hr lead: head of people}"})
    >>> words.languages[0].entries
    (Entry(term='head of people', section='roles', functions=('hr',), level='lead', head_first=False),)
    """
    return _typed(read_titles(texts))


def _typed(data: dict[str, Any]) -> Vocabulary:
    functions = {
        name: Function(id=name, **{**entry, "under": tuple(entry["under"]), "makers": tuple(entry.get("makers", ()))})
        for name, entry in data["functions"].items()
    }
    return Vocabulary(functions, tuple(map(_language, data["languages"])), tuple(data["background"]))


def _language(data: dict[str, Any]) -> Language:
    kinds = [(section, tuple(functions), level, data["head_first"]) for section, functions, level in data["kinds"]]
    return Language(
        code=data["code"],
        entries=tuple(Entry(term, *kinds[of]) for term, of in zip(data["terms"], data["of"], strict=True)),
        endings=tuple(data["endings"]),
        fillers=tuple(data["fillers"]),
        joiners=tuple(data["joiners"]),
        abbreviations=data["abbreviations"],
        stated=data["stated"],
        **{name: frozenset(data[name]) for name in SAID},
    )
