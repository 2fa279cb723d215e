"""The shipped words of titles, split, numbered and folded: made once, and kept beside the vocabulary."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from personacheck.match.title.table import Table, table_of
from personacheck.match.title.terms import split, whole_words
from personacheck.vocabulary.compiled import compiled, sources
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Shipped:
    """Languages are bits of a number: the first of ``vocabulary().languages`` is 1, the second 2, the third 4.

    Attributes
    ----------
    table
        Of the entries of all languages, one after the other.
    spelt, alone
        Folded words of terms, and those that are a term by themselves, to their languages (for ``spelling``).
    terms, words
        Terms without stars, and their words, unfolded, to their languages.
    """

    table: Table
    spelt: dict[str, int]
    alone: dict[str, int]
    terms: dict[str, int]
    words: dict[str, int]


@cache
def shipped() -> Shipped:
    """The words of ``vocabulary()``."""
    data = compiled("terms", sources("personacheck.vocabulary", "personacheck.match.title"), _make)
    return Shipped(Table(**data.pop("table")), **{name: _to_languages(words) for name, words in data.items()})


def _make() -> dict[str, Any]:
    cut = [([split(entry.term) for entry in language.entries], language.endings) for language in vocabulary().languages]
    folded = [whole_words(terms) for terms, _ in cut]
    bare = [[tuple(word.strip("*") for word in term) for term in terms] for terms, _ in cut]
    return {
        "table": asdict(table_of((term, endings) for terms, endings in cut for term in terms)),
        "spelt": _by_language(words for words, _ in folded),
        "alone": _by_language(alone for _, alone in folded),
        "terms": _by_language([" ".join(term) for term in terms] for terms in bare),
        "words": _by_language([word for term in terms for word in term] for terms in bare),
    }


def _by_language(languages: Iterable[Iterable[str]]) -> dict[int, str]:
    """Words of the same languages in one text, with commas between, which is read in a tenth of the time."""
    bits: dict[str, int] = {}
    for place, words in enumerate(languages):
        for word in sorted(set(words)):
            bits[word] = bits.get(word, 0) | 1 << place
    together: dict[int, list[str]] = {}
    for word, of in bits.items():
        together.setdefault(of, []).append(word)
    return {of: ",".join(words) for of, words in together.items()}


def _to_languages(together: Mapping[str, str]) -> dict[str, int]:
    return {word: int(of) for of, words in together.items() for word in words.split(",")}
