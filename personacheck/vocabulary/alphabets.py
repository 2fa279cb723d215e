"""Letters by which an encoding is told (``alphabets.yaml``): how well a text reads as one of its languages.

General detectors fail on exports, which are short and made of names: charset-normalizer 3.5 takes French, Spanish and
Portuguese ones in cp1252 for cp1250, and so turns "financière" into "financičre".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from personacheck.vocabulary.lists import read_words

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD: Final = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
# Punctuation and signs that stand in texts of any language.
_NEUTRAL: Final = re.compile("[¡¿‘’‚“”„†‡•…‹›–—«»·°€£©®™§´\u00a0\u00ad\uff01-\uff5e\u3000-\u3002\u30fb\u300c\u300d]")
_ODD: Final = re.compile(r"[^\x00-\x7f]")
# Signs of a foreign script within a word of plain letters, and signs that stand in no word.
_TORN: Final = re.compile(r"[A-Za-z][^\x00-\x7f]+[A-Za-z]")
_STRAY: Final = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f]|[^\w\s\x00-\x7f](?=[^\W\d_])")
# Signs that stand between words, not in them; and frames of DOS, which stand in no text.
_MISPLACED: Final = re.compile(
    r"(?<=[^\W\d_])(?:[†‡‰…“”‹›—«»°€£©®™§](?=[^\W\d_])|[‚„¡¿])|(?<![^\W\d_])[™®©](?=[^\W\d_])|[\u2500-\u259f]"
)
_SMALL: Final = re.compile("[a-z]")
_CAPITALS: Final = re.compile("[A-Z][^A-Z]*[A-Z]")
_MIXED: Final = 0.7
"""What a small letter among capitals is worth: some programs raise only A to Z ("MüLLER")."""


@dataclass(frozen=True)
class Candidate:
    """An encoding, as programs and as people call it.

    Attributes
    ----------
    wide
        Two bytes a character, not one.
    fitness
        A decoded text to the share (0..1) of its words or characters that read well.
    """

    encoding: str
    name: str
    wide: bool
    fitness: Callable[[str], float]


@cache
def candidates() -> tuple[Candidate, ...]:
    """Encodings of eight bits or two bytes, the best guess first."""
    return tuple(
        Candidate(entry["encoding"], entry.get("name", entry["encoding"]), "leads" in entry, _fitness(entry))
        for entry in read_words("alphabets.yaml")
    )


def _fitness(entry: dict[str, Any]) -> Callable[[str], float]:
    if "languages" in entry:
        tables = (table if isinstance(table, dict) else {"letters": table} for table in entry["languages"].values())
        languages = [(frozenset(table["letters"]), table.get("weight", 1.0)) for table in tables]
        return lambda text: _latin(text, languages)
    if "script" in entry:
        letters, frequent = (frozenset(entry["script"][key]) for key in ("letters", "frequent"))
        return lambda text: _script(text, letters, frequent)
    leads = frozenset(lead for first, last in entry["leads"] for lead in range(first, last + 1))
    return lambda text: _double(text, entry["encoding"], leads, entry.get("trail", 0))


def _latin(text: str, languages: list[tuple[frozenset[str], float]]) -> float:
    """Share of words whose odd letters all belong to one language."""
    misplaced = len(_MISPLACED.findall(text))
    text = _NEUTRAL.sub(" ", text)
    words = _WORD.findall(text)
    best = {word: _case(word) * _best(word, languages) for word in set(words)}
    return _mean([best[word] for word in words] + [0.0] * (len(_STRAY.findall(text)) + misplaced))


def _best(word: str, languages: list[tuple[frozenset[str], float]]) -> float:
    odd = frozenset(letter for letter in word.lower() if letter > "\x7f")
    return max((weight for letters, weight in languages if odd <= letters), default=0.0)


def _case(word: str) -> float:
    """What capital letters speak for a word (0..1): beyond A to Z none stands inside a word of small letters."""
    odd = [letter for letter in word if letter > "\x7f"]
    if _SMALL.search(word):
        return 0.0 if any(letter.isupper() for letter in odd if letter != word[0]) else 1.0
    return _MIXED if _CAPITALS.search(word) and any(letter.islower() for letter in odd) else 1.0


def _script(text: str, letters: frozenset[str], frequent: frozenset[str]) -> float:
    """Share of odd characters that are frequent letters of the script; a rare one counts a little."""
    text = _NEUTRAL.sub(" ", text)
    torn = sum(map(len, _TORN.findall(text)))
    small = text.lower()
    good = sum(1.0 if letter in frequent else 0.3 for letter in _ODD.findall(small) if letter in letters)
    raised = sum(1 for left, right in pairwise(text) if left > "\x7f" and left.islower() and right.isupper())
    total = len(_ODD.findall(small))
    return max(0.0, good - torn - raised) / total if total else 1.0


def _double(text: str, encoding: str, leads: frozenset[int], trail: int) -> float:
    """Share of odd characters in daily use, by their first byte."""
    text = _NEUTRAL.sub(" ", text)
    torn = sum(len(tear) - 2 for tear in _TORN.findall(text))
    pairs = [letter.encode(encoding) for letter in _ODD.findall(text)]
    good = sum(1 for pair in pairs if len(pair) == 2 and pair[0] in leads and pair[1] >= trail)
    return max(0, good - torn) / len(pairs) if pairs else 1.0


def _mean(figures: list[float]) -> float:
    return sum(figures) / len(figures) if figures else 1.0
