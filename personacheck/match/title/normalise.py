"""Text -> words that can be compared. Every script survives; accents, case and gender marks do not matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.tables import LONGEST_TITLE
from personacheck.vocabulary.lists import longest_first
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

JOINER: Final = "&"
_OPENING: Final = "([{"
_CLOSING: Final = ")]}"
_DASHES: Final = ("-", "–", "—")
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d"}
)
_DIGRAPHS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "ae", "Ö": "oe", "Ü": "ue"}
)
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060\ufeff"))
"""Soft hyphens and joiners of no width: they stand within words."""
_ACCENTS: Final = re.compile("(?<=[a-z])[\u0300-\u036f]+")
# A word is any run of characters that are neither blanks nor punctuation: listed are the punctuation and the symbols,
# since "\w" would tear Devanagari and other scripts apart at their vowel signs.
_STOPS: Final = (
    r"\s!-/:-@\[-`{-~\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf×÷،؛।\u2000-\u206f\u2190-\u2bff"
    r"\u3000-\u3004\u3008-\u3030・\ufe00-\ufe0f\uffe0-\uffff\U0001f000-\U0001faff"
)
_WORD: Final = rf"[^{_STOPS}]"
_TOKEN: Final = re.compile(
    rf"(?P<code>(?<!{_WORD})[a-z]\+\+|(?<!{_WORD})[a-z]\#|(?<!{_WORD})\.[a-z]{{2,}}|(?<!{_WORD})[a-z]&[a-z](?!{_WORD}))"
    rf"|(?P<word>(?<!\S)@|@(?={_WORD}{{2}})|{_WORD}+(?:['’](?={_WORD}))?)|(?P<join>[&+])|(?P<cut>\s[-–—]+(?=\s)|[–—/|¦;,()\[\]{{}}•·:<>\\\n»«・、．।\u2190-\u2bff\U0001f300-\U0001faff]|[-–—]+\s)",
    re.IGNORECASE,
)
# "@" is a word before a company's name, not where it stands for a gendered letter ("técnic@s").
# "(m/w/d)", "m/f/x", "(h/f)": one letter a gender.
# "ProjectManager" is two words; "DevOps" and "iOS" are one.
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ]{4})(?=[A-ZÀ-Þ][a-zà-ÿ]{3})")
_GENDERS: Final = re.compile(
    r"\(\s*[a-z](?:\s*[/|,.*]\s*[a-z*]){1,3}\s*\)|(?<!\w)[mwfdxhv](?:/[mwfdxhv]){1,2}(?!\w)", re.IGNORECASE
)


# One of these stands in each of the marks above, and in those of the vocabulary.
_MARKS: Final = re.compile(r"[(/:*·_]")
# A letter before "-commerce", or between the dots of "C.E.O.".
_GLUED: Final = re.compile(r"[a-z](?:[-'’]\w|\.\w(?!\w))|(?<=\b\w[.'’])[a-z]", re.IGNORECASE)


class Token(NamedTuple):
    """One word: ``text`` is compared, ``shown`` stands in the title, ``part`` counts cuts; fillers are skipped."""

    text: str
    shown: str
    part: int
    filler: bool = False
    aside: bool = False
    """Stands in brackets."""
    glued: bool = False
    """A letter written together with a neighbour, as in "E-Commerce" and "C.E.O."."""
    slashed: bool = False
    """Follows a slash."""
    dashed: bool = False
    """Follows a spaced dash."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Case and Latin accents folded; other scripts keep their marks.

    Examples
    --------
    >>> fold("GESCHÄFTSFÜHRER"), fold("Đirektør"), fold("врачей"), fold("がくせい")
    ('geschaftsfuhrer', 'direktor', 'врачей', 'がくせい')
    """
    text = unicodedata.normalize("NFKC", word).casefold()
    if text.isascii():
        return text
    text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


def spellings(word: str) -> tuple[str, ...]:
    """The folded word, and how it is typed without umlauts.

    Examples
    --------
    >>> spellings("geschäftsführer")
    ('geschaftsfuhrer', 'geschaeftsfuehrer')
    """
    return tuple(dict.fromkeys((fold(word), fold(word.translate(_DIGRAPHS)))))


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a title in order: cut into parts, gender marks dropped, abbreviations written out.

    Examples
    --------
    >>> [token.text for token in tokens("Sr. Leiter:in Einkauf (m/w/d)")]
    ['senior', 'leiter', 'einkauf']
    >>> [(token.text, token.part) for token in tokens("C++ Developer, R&D")]
    [('c++', 0), ('developer', 0), ('r&d', 1)]
    """
    small = _small()
    return tuple(
        token._replace(text=JOINER)
        if place and joins(token)
        else token._replace(filler=True)
        if token.text in small.fillers
        else token
        for place, token in enumerate(_written_out(written(text)))
    )


def sequence(title: Iterable[Token]) -> tuple[str, ...]:
    """The words of a title in order as they are typed, whatever stands between them."""
    typed = dict.fromkeys(token.shown for token in title if not token.filler and token.text != JOINER)
    return tuple(fold(word) for shown in typed for word in shown.split())


def within(text: str) -> str:
    """So much of a title as is read: up to the last whole word within the bound.

    Examples
    --------
    >>> within("Head of IT"), within("Head of IT " + 400 * "x"), len(within(400 * "x"))
    ('Head of IT', 'Head of IT', 300)
    """
    if len(text) <= LONGEST_TITLE:
        return text
    head = text[: LONGEST_TITLE + 1]
    return (head.rsplit(maxsplit=1)[0] if len(head.split()) > 1 else head)[:LONGEST_TITLE]


def written(text: str) -> list[Token]:
    """The words as they stand, before abbreviations, joiners and fillers."""
    small = _small()
    composed = unicodedata.normalize("NFKC", within(text).replace("´", "'"))  # typed for an apostrophe
    plain = within(composed)  # one sign may stand for eighteen letters
    plain = plain if plain.isascii() else plain.translate(_UNSEEN)
    if _MARKS.search(plain):
        plain = small.gendered.sub("", _GENDERS.sub(" ", plain))
    plain = _CAMEL.sub(" ", plain)
    words: list[Token] = []
    part, aside, slashed, dashed, joining = 0, False, False, False, False
    for hit in _TOKEN.finditer(plain):
        if hit.lastgroup == "cut" and _suspended(plain, hit):
            joining = True
            continue
        if hit.lastgroup == "cut":
            part += 1
            slashed, dashed = hit.group() == "/", hit.group().strip() in _DASHES
            aside = hit.group() in _OPENING or (aside and hit.group() not in _CLOSING)
            continue
        word = hit.group()
        folded = JOINER if joining or hit.lastgroup == "join" else fold(word).rstrip("'’")
        glued = len(folded) == 1 and _GLUED.match(plain, hit.start()) is not None
        words.append(Token(folded, word, part, aside=aside, glued=glued, slashed=slashed, dashed=dashed))
        slashed, dashed, joining = False, False, False
    return words


def _suspended(plain: str, cut: re.Match[str]) -> bool:
    """The hyphen of "Vertriebs- und Marketingleiter": the word goes on after the joiner.

    A joiner that is written with a hyphen joins only there: Dutch "en" in "Netwerk- en systeembeheerder".
    """
    following = _TOKEN.match(plain, cut.end())
    if following is None or not plain[max(cut.start() - 1, 0)].isalpha() or not cut.group().startswith("-"):
        return False
    word = fold(following.group())
    return following.lastgroup == "join" or not _small().joiners.isdisjoint((word, f"-{word}"))


def seconds(word: str) -> frozenset[str]:
    """The second words of abbreviations of several words that this one begins."""
    return frozenset(fold(key[1]) for key, _ in _small().abbreviations.get(word, ()) if len(key) > 1)


def joins(token: Token) -> bool:
    """Says "and", in any language; a letter does so only where it stands alone."""
    return token.text in _small().joiners and not token.glued


def _written_out(words: list[Token]) -> list[Token]:
    short = _small().abbreviations
    result: list[Token] = []
    place = 0
    while place < len(words):
        for key, value in short.get(words[place].text, ()):
            window = words[place : place + len(key)]
            if _spells(window, key):
                shown = " ".join(token.shown for token in window)
                result += [
                    window[0]._replace(text=word, shown=shown, slashed=window[0].slashed and not at)
                    for at, word in enumerate(value)
                ]
                place += len(key)
                break
        else:
            result.append(words[place])
            place += 1
    return result


def _spells(window: list[Token], key: tuple[str, ...]) -> bool:
    """An abbreviation in capitals ("AI") hits capitals only; all of it in one part."""
    if len(window) != len(key) or window[0].part != window[-1].part:
        return False
    return all(
        joins(token) if word == JOINER else token.text == fold(word) and (token.shown.isupper() or not word.isupper())
        for token, word in zip(window, key, strict=True)
    )


@dataclass(frozen=True)
class _Small:
    """The small words of all languages."""

    fillers: frozenset[str]
    joiners: frozenset[str]
    gendered: re.Pattern[str]
    abbreviations: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


@cache
def _small() -> _Small:
    languages = vocabulary().languages
    endings = longest_first({ending for language in languages for ending in language.endings})
    gendered = re.compile(
        rf"(?<=\w\w)(?:[:*_·/]-?(?:{'|'.join(endings) or '$'})|\((?:-?{'|-?'.join(endings) or '$'})\))(?!\w)",
        re.IGNORECASE,
    )
    short: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for language in languages:
        for key, value in language.abbreviations.items():
            words = tuple(JOINER if word == JOINER else word for word in key.split())
            short.setdefault(fold(words[0]), []).append((words, tuple(fold(word) for word in value.split())))
    longest = {first: tuple(sorted(keys, key=lambda pair: (-len(pair[0]), pair))) for first, keys in short.items()}
    joiners = {fold(word) for language in languages for word in language.joiners} | {JOINER}
    fillers = {fold(word) for language in languages for word in language.fillers}
    return _Small(frozenset(fillers), frozenset(joiners), gendered, longest)
