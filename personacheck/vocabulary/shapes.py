"""What each file of words may hold: its keys, and what stands below them. Checked whenever words are compiled.

A key that nothing reads would be ignored in silence, with all words below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from personacheck.errors import Problem
from personacheck.model import cast
from personacheck.model.tables import AXIS_VALUES, CHANNEL, LEVELS, SIZE, Population, Side
from personacheck.text.nearest import did_you_mean
from personacheck.vocabulary.layouts import FIELDS, OBJECTS
from personacheck.vocabulary.sections import HEADS, LISTS, MAPS


class Kind(NamedTuple):
    """What stands below a key: what it is called, how it is written, and whether something is of this kind."""

    name: str
    step: str
    holds: Callable[[Any], bool]


class Each(NamedTuple):
    """Keys of any name, with the same below each of them."""

    below: Shape


class Either(NamedTuple):
    """A word, or keys where more is said than it."""

    word: Kind
    keys: Mapping[str, Kind]


Shape = Kind | Each | Either | Mapping[str, Any]  # of shapes; mypy takes no alias that names itself
"""A mapping has these keys and no other; one with a question mark may be left out."""


def _is_word(value: Any) -> bool:
    return isinstance(value, str | int | float)


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_word, value))


def _are_ranks(value: Any) -> bool:
    return isinstance(value, list) and all(_is_word(rank) or _are_words(rank) for rank in value)


WORD: Final = Kind("no word", "Write it as key: word.", _is_word)
WORDS: Final = Kind("no list of words", "Write it as [one, two].", _are_words)
RANKS: Final = Kind("no list of words", "Write it as [best, [as good, as this], next].", _are_ranks)
ONE_OR_MORE: Final = Kind(
    "neither a word nor a list", "Write it as [one, two].", lambda value: _is_word(value) or _are_words(value)
)
NUMBER: Final = Kind("no number", "Write it as key: 1000.", lambda value: isinstance(value, int | float))
OF_ONE_AND_MORE: Final = Kind(
    "no pair of words", "Write it as [of one, of several].", lambda value: _are_words(value) and len(value) == 2
)


def _each(keys: Iterable[str], below: Shape, *, optional: bool = False) -> dict[str, Shape]:
    return {f"{key}?" if optional else str(key): below for key in keys}


_LAYOUT: Final = {
    "marks?": WORDS,
    "like?": WORD,
    "fields?": _each(FIELDS, RANKS, optional=True),
    "codes?": _each(FIELDS, Each(Each(WORD)), optional=True),
}
DIALECT: Final[Shape] = {
    "crm": WORD,
    "language?": WORD,
    **_each(("signs", "marks", "unused", "own", "primary", "qualifiers"), WORDS, optional=True),
    "joined?": {"before?": WORDS, "after?": WORDS},
    "ids?": _each(OBJECTS, WORD, optional=True),
    "names?": _each(FIELDS, WORD, optional=True),
    **_each(OBJECTS, _LAYOUT, optional=True),
}
"""Of each file in ``crm/``."""
ALPHABET: Final[Shape] = {
    "encoding": WORD,
    "name?": WORD,
    "languages?": Each(Either(WORD, {"letters": WORD, "weight?": NUMBER})),
    "script?": {"letters": WORD, "frequent": WORD},
    "leads?": Kind("no list of pairs", "Write it as [[1, 2], [3, 4]].", _are_ranks),
    "trail?": WORD,
}
"""Of each entry of ``alphabets.yaml``."""
FUNCTION: Final[Shape] = {
    "label": WORD,
    "means": WORD,
    "under?": ONE_OR_MORE,
    "makers?": WORDS,
    **_each(
        ("core", "sector", "general", "vague", "alone", "directed", "by_hand", "named", "managers_work", "for_others"),
        WORD,
        optional=True,
    ),
}
"""Of each function in ``titles/functions.yaml``."""
LANGUAGE: Final[Shape] = {
    **_each(MAPS, Each(WORD), optional=True),
    **_each((*LISTS, HEADS), WORD, optional=True),
}
"""Of each other file in ``titles/``."""
BACKGROUND: Final[Shape] = {"titles": WORD}
PEOPLE: Final = (
    "shared_domains", "mailboxes", "honorifics", "posts", "title_apart", "title_before", "title_after",
    "title_as_written", "title_until", "test_titles", "test_accounts", "catch_all_accounts", "anonymised", "no_value",
    "active_headers", "inactive", "gone", "one_of_several", "role_words", "family_before", "family_after",
    "family_between", "company", "team_words", "inside_words", "inside_teams", "first_names",
)  # fmt: skip  # a list of names reads better in columns
"""Lists of ``people.yaml``."""
_NUMBERS: Final = (
    "affirmative", "negative", "denials", "within", "beside", "under", "over", "through", "currency_codes",
)  # fmt: skip  # same reason


def _one_of(name: str, choices: Iterable[str]) -> Kind:
    words = list(choices)
    return Kind(f"no {name}", f"Use one of: {', '.join(words)}.", lambda value: value in words)


_SIDE: Final = _one_of("side", Side)
_LEVELS: Final = Kind(
    "no list of levels",
    f'Write some of: {", ".join(LEVELS)}, "".',
    lambda value: _are_words(value) and {*value} <= {*LEVELS, ""},
)
_TIERS: Final = (*(f"tier {n}" for n in range(1, 5)), "a", "b", "c", "platinum", "gold", "silver", "bronze")
"""Sizes as a CRM ranks them, which no number of employees bounds."""
_VALUES: Final = {axis: (*values, *(_TIERS if axis == SIZE else ())) for axis, values in AXIS_VALUES.items()}
REASONS: Final = (
    "own staff", "test row", "do not profile", "gone", "deleted", "inactive", "duplicate", "converted lead",
    "closed lead", "former customer", "vendor",
)  # fmt: skip  # same reason
"""Why the program leaves contacts out by itself; types and stages of a CRM may give others."""
_OF_PERSONAS: Final = (
    "name", "titles", "departments", "summary", "goals", "frustrations", "channels", "quote", "owner", "kind", "side",
)  # fmt: skip  # same reason
FILES: Final[dict[str, Shape]] = {
    "folders.yaml": _each(("synced", "volumes", "shares"), WORDS),
    "footers.yaml": _each(("totals", "subtotals", "footers"), WORDS),
    "imports.yaml": Each(_each(("name", "id", "pattern"), WORD)),
    "numbers.yaml": {
        **_each(_NUMBERS, WORDS),
        **_each(("factors", "above", "currency_prefixes"), Each(NUMBER)),
        **_each(("currency_signs", "currency_names"), Each(WORD)),
        "months": _each(map(str, range(1, 13)), WORDS),
    },
    "other_files.yaml": Each({"for": WORD, **_each(("ids", "signs", "marks"), WORDS)}),
    "people.yaml": {
        **_each(PEOPLE, WORDS),
        "name_marks": _each(REASONS, WORDS, optional=True),
        "roles_in_names": Each(WORD),
        "leading_marks": Each(_one_of("reason", REASONS)),
        "test_words": _each(("sure", "with"), WORDS),
    },
    "persona_tables.yaml": {
        "fields": _each(_OF_PERSONAS, WORDS),
        "tables": _each(("personas", "people"), WORDS),
        "kind": _each(cast.Kind, WORDS, optional=True),
        "side": _each(Side, WORDS, optional=True),
    },
    "phrases.yaml": {
        "sides": _each(Side, WORD),
        "of_side": _each(Side, WORD),
        "accounts": _each((*Population, "all"), WORD),
        "adjectives": {axis: _each(AXIS_VALUES[axis], WORD, optional=True) for axis in (SIZE, CHANNEL)},
    },
    "revenue.yaml": {"unclear": WORDS},
    "roles.yaml": {
        "levels": _each(LEVELS, {"levels": _LEVELS, "people": WORD}, optional=True),
        "nobody": WORD,
        "level_names": _each(LEVELS, WORD, optional=True),
        **_each(("people", "places", "seldom"), WORDS),
    },
    "segments.yaml": {
        **_each(("account_types", "stages"), Each(WORDS)),
        "reasons": Each(OF_ONE_AND_MORE),
        "sizes": _each(_VALUES[SIZE], WORDS, optional=True),
        **_each(("open_types", "closed_leads", "won", "lost", "renewals"), WORDS),
        "channels": _each(AXIS_VALUES[CHANNEL], WORDS),
        "buying_roles": _each(Side, WORDS, optional=True),
        "sides": {"default": _each(LEVELS, _SIDE), "functions": Each(_each(LEVELS, _SIDE))},
        "labels": {axis: _each(values, WORD, optional=True) for axis, values in _VALUES.items()},
    },
}


def file_faults(name: str, data: Any) -> Iterator[Problem]:
    """What is wrong with the data of a file that ``read_words`` reads: unknown and missing keys, words out of place."""
    if name == "alphabets.yaml" and not isinstance(data, list):
        yield Problem(name, "", "holds no entries", "Begin each with a dash: - encoding: cp1252")
    elif name == "alphabets.yaml":
        for number, entry in enumerate(data, start=1):
            yield from faults(name, f"entry {number}", entry, ALPHABET)
    else:
        yield from faults(name, "", data, DIALECT if name.startswith("crm/") else FILES.get(name, {}))


def faults(file: str, place: str, data: Any, shape: Shape) -> Iterator[Problem]:
    """What in some data is not of this shape, each with its place and a next step."""
    if isinstance(shape, Either):
        shape = shape.keys if isinstance(data, Mapping) else shape.word
    if isinstance(shape, Kind):
        if not shape.holds(data):
            yield Problem(file, place, f"is {shape.name}", shape.step)
        return
    if not isinstance(data, Mapping):
        yield Problem(file, place, "holds no keys", "Write it as key: value.")
        return
    if isinstance(shape, Each):
        shape = _each(map(str, data), shape.below)
    known = {key.removesuffix("?"): below for key, below in shape.items()}
    for key, value in data.items():
        if str(key) not in known:
            yield Problem(file, place, f"unknown key {key}", did_you_mean(key, known))
        else:
            yield from faults(file, f"{place}, {key}" if place else str(key), value, known[str(key)])
    for key in shape:
        if not key.endswith("?") and key not in map(str, data):
            yield Problem(file, place, f"no key {key}", "Add it.")
