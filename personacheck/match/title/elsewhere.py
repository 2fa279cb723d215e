"""Words of a title that are not said of the person: a company's name, somebody else's role, what the person is not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.match.title.normalise import JOINER, fold, spellings
from personacheck.match.title.part import CAPPED
from personacheck.match.title.shipped import shipped
from personacheck.vocabulary.people import fold_words, people
from personacheck.vocabulary.sections import COMPANY, DENIALS, EMPLOYER, FIELD, HELPER, OTHERS, ROLE
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.match.title.lexicon import Hit
    from personacheck.match.title.normalise import Token
    from personacheck.vocabulary.words import Entry

_HIGHEST: Final = "executive"
_TURNING: Final = frozenset({EMPLOYER, OTHERS, DENIALS, HELPER})
_APOSTROPHES: Final = ("'", "’")
GENITIVE: Final = "s"
"""The token behind an apostrophe."""


def elsewhere(hits: Sequence[Hit[Entry]], tokens: Sequence[Token]) -> frozenset[int]:
    """Tokens that are not said of the person: "at Acme", "office of the CIO", "assistant to the CEO", "owner's"."""
    stretches = (*_following(hits, tokens), *_helped(hits, tokens), *_advised(hits, tokens), *_owning(hits, tokens))
    return frozenset(place for stretch in stretches for place in stretch)


def turn_away(hits: Sequence[Hit[Entry]]) -> bool:
    """Some of them may say that others are not said of the person."""
    return any(hit.meaning.section in _TURNING or _advises(hit) for hit in hits)


def denies(text: str) -> bool:
    """What stands behind "N/A -" is a department, a wish, a leftover: the title is not known."""
    head, dash, _ = text.partition(" - ")
    return bool(dash) and fold_words(head) in people().no_value


def says_nothing(hits: Sequence[Hit[Entry]], tokens: Sequence[Token]) -> bool:
    """Only words that say nothing alone ("Prof. Dr.", "Ing."), or a row that was made to try something ("IT test")."""
    alone = _alone()
    if all(token.filler or token.text in alone or fold(token.shown) in alone for token in tokens):
        return any(not token.filler for token in tokens)
    if people().test_titles.isdisjoint([token.text for token in tokens]):
        return False
    functions = vocabulary().functions
    areas = {
        place
        for hit in hits
        if hit.meaning.section == FIELD and not any(functions[name].under for name in hit.meaning.functions)
        for place in range(hit.first, hit.last + 1)
    }
    others = (token.text for place, token in enumerate(tokens) if not token.filler and place not in areas)
    return people().test_titles.issuperset(others)


def _following(hits: Sequence[Hit[Entry]], tokens: Sequence[Token]) -> Iterator[range]:
    """What follows "at", "office of" or, at the start of a part, "no"; to the end of the part."""
    for hit in hits:
        section = hit.meaning.section
        begins = not hit.first or tokens[hit.first - 1].part != tokens[hit.first].part
        if section == OTHERS or (section == EMPLOYER and hit.first > 0) or (section == DENIALS and begins):
            yield range(hit.last + 1, _end(hit.last, tokens))


def _helped(hits: Sequence[Hit[Entry]], tokens: Sequence[Token]) -> Iterator[range]:
    """Whoever is assisted or advised, if that is somebody who leads: "assistant to the head of sales".

    English deputies are none of them: an "assistant sales manager" has no word between that says "of".
    """
    for hit in hits:
        helps, after = hit.meaning.section == HELPER, hit.last + 1
        if not (helps or _advises(hit)) or after >= len(tokens) or not (_goes_on(hit) or tokens[after].filler):
            continue
        end = _end(hit.last, tokens)
        leader = next((other.last for other in hits if other.first >= after and _leads(other)), after)
        end = next((place for place in range(leader, end) if tokens[place].text == JOINER), end)
        beside = [other for other in hits if after <= other.first and other.last < end]
        if any(_leads(other) if helps else _is_chief(other) for other in beside):
            yield range(after, end)


def _advised(hits: Sequence[Hit[Entry]], tokens: Sequence[Token]) -> Iterator[range]:
    """The chief whom a firm or a person advises: "CIO Advisory", "CEO Coach".

    Who heads a firm of advisers is no such chief: a "Managing Director Consulting". Nor is whoever stands before an
    adviser in French and its sisters, where the head comes first.
    """
    advice = {hit.first: hit.meaning.section != FIELD for hit in hits if _advises(hit) and not hit.meaning.head_first}
    for hit in hits if advice else ():
        after = hit.last + 1
        if after not in advice or hit.meaning.section != ROLE or not _is_chief(hit) or hit.meaning.head_first:
            continue
        apart = tokens[after].part != tokens[hit.last].part
        if not apart and (advice[after] or hit.meaning.functions[0] != COMPANY):
            yield range(hit.first, after)


def _owning(hits: Sequence[Hit[Entry]], tokens: Sequence[Token]) -> Iterator[range]:
    """Whoever stands in an English genitive: "owner's assistant"; not "children's book editor"."""
    for place, token in enumerate(tokens[:-1]):
        if token.shown[-1:] not in _APOSTROPHES or tokens[place + 1].text != GENITIVE or place + 2 == len(tokens):
            continue
        ends = [hit for hit in hits if hit.last == place]
        led = {hit.last + 1 for hit in hits if _leads(hit)}
        if any(_leads(hit) or (hit.meaning.section == FIELD and hit.first in led) for hit in ends):
            first = next(at for at, other in enumerate(tokens) if other.part == token.part)
            yield range(first, place + 2)


def _end(place: int, tokens: Sequence[Token]) -> int:
    """Behind the last token of the part."""
    part = tokens[place].part
    return next((at for at in range(place, len(tokens)) if tokens[at].part != part), len(tokens))


def _advises(hit: Hit[Entry]) -> bool:
    return bool(hit.meaning.functions) and _advice().issuperset(hit.meaning.functions)


@cache
def _advice() -> frozenset[str]:
    """Functions of advisers and their like, whatever they are of."""
    functions = vocabulary().functions.values()
    return frozenset(function.id for function in functions if function.vague and function.general)


def _goes_on(hit: Hit[Entry]) -> bool:
    """It ends in a small word, which is no term by itself: "assistant to", not "executive assistant"."""
    return fold(hit.meaning.term.split()[-1].strip("*")) not in shipped().alone


def _leads(hit: Hit[Entry]) -> bool:
    return bool(hit.meaning.level) and hit.meaning.level not in CAPPED


def _is_chief(hit: Hit[Entry]) -> bool:
    return hit.meaning.level == _HIGHEST and bool(hit.meaning.functions)


@cache
def _alone() -> frozenset[str]:
    return frozenset(form for word in vocabulary().alone for form in spellings(word))
