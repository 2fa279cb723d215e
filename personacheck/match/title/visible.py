"""The vocabulary's terms in a title -> those that count: of one that lies within another the longer one, mostly.

What counts in a run of words that terms hold together does not depend on the rest of the title: it is looked through
once, however many titles hold it. The runs are those of the vocabulary, by and large, and not those of an export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from personacheck.match.title.elsewhere import turn_away
from personacheck.match.title.lexicon import Hit, Lexicon
from personacheck.match.title.part import CAPPED
from personacheck.vocabulary.sections import EMPLOYER, FIELD, HELPER, LEVEL, NOTHING, OTHERS, ROLE, WEAK
from personacheck.vocabulary.words import Entry, vocabulary

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from personacheck.match.title.normalise import Token
    from personacheck.match.title.table import Table


class Visible(NamedTuple):
    """What counts in a title.

    Attributes
    ----------
    hits
        By place.
    nouns
        Where single words end that are a role, whether they count or not; with whether an area of work within names
        it: "Marketingleiter", not "Berater".
    turns
        Some hit may say that other words are not said of the person.
    """

    hits: list[Hit[Entry]]
    nouns: dict[int, bool]
    turns: bool


class _Run(NamedTuple):
    """The same of a run of words, as if a title began with it; and its letters, with a blank behind each word."""

    hits: list[Hit[Entry]]
    nouns: dict[int, bool]
    turns: bool
    size: int


class VisibleTerms(Lexicon[Entry]):
    """The terms of all languages."""

    def __init__(self, table: Table, meanings: Sequence[Entry]) -> None:
        super().__init__(table, meanings)
        self._runs: dict[Hashable, _Run] = {}

    def visible(self, tokens: Sequence[Token]) -> Visible:
        """Of all words of a title."""
        looks = self.looks(tokens)
        hits: list[Hit[Entry]] = []
        nouns: dict[int, bool] = {}
        at = 0
        turns = False
        for first, last in self.runs(tokens, looks):
            if first == last and not looks[first].alone:
                at += len(tokens[first].text) + 1  # no term, and the export's: there may be many
                continue
            run = self._run(tokens[first : last + 1])
            hits += _moved(run.hits, at, first) if first else run.hits
            for end, named in run.nouns.items():
                nouns[at + end] = named
            at += run.size
            turns = turns or run.turns
        return Visible(hits, nouns, turns)

    def _run(self, tokens: Sequence[Token]) -> _Run:
        key = tokens[0].text if len(tokens) == 1 else tuple([(token.text, token.filler) for token in tokens])
        run = self._runs.get(key)
        if run is None:
            hits, size = self.find(tokens), sum([len(token.text) + 1 for token in tokens])
            visible = _visible(hits)
            run = self._runs[key] = _Run(visible, _nouns(hits), turn_away(visible), size)
        return run


def _moved(hits: list[Hit[Entry]], letters: int, tokens: int) -> list[Hit[Entry]]:
    return [
        Hit(meaning, letters + start, letters + end, tokens + first, tokens + last)
        for meaning, start, end, first, last in hits
    ]


def _nouns(hits: list[Hit[Entry]]) -> dict[int, bool]:
    nouns: dict[int, bool] = {}
    for hit in hits:
        if hit.meaning.section == ROLE and hit.first == hit.last:
            nouns[hit.end] = nouns.get(hit.end, False) or _named(hit, hits)
    return nouns


def _named(role: Hit[Entry], hits: list[Hit[Entry]]) -> bool:
    """By an area of work within it: "Marketingleiter", not "Berater"."""
    work = {name for function in role.meaning.functions for name in vocabulary().wider(function)}
    areas = (hit.meaning.functions for hit in hits if hit.meaning.section == FIELD and role.covers(hit))
    return any(not work.isdisjoint(functions) for functions in areas)


def _visible(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    """The longer term wins; but a role that says no level does not hide a level word inside it ("sales director")."""
    whole = _outermost(hits)
    areas = [hit for hit in whole if hit.meaning.section == FIELD]
    cut = [hit for hit in whole if hit.meaning.section == ROLE and any(_cuts(area, hit, hits) for area in areas)]
    cut += [hit for hit in whole if hit.meaning.section == WEAK and hit.meaning.level and _goes_on(hit, whole)]
    return _outermost([hit for hit in hits if hit not in cut]) if cut else whole


def _outermost(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    return [hit for hit in hits if not _is_hidden(hit, hits)]


def _is_hidden(hit: Hit[Entry], hits: list[Hit[Entry]]) -> bool:
    """Some longer hit covers it and hides it; hits come by their start."""
    start, end = hit.start, hit.end
    for other in hits:
        if other.start > start:
            return False
        if other.end >= end and other is not hit and _hides(other, hit):
            return True
    return False


def _cuts(area: Hit[Entry], role: Hit[Entry], hits: list[Hit[Entry]]) -> bool:
    """A longer name of another area ends or begins within the role: "Head of Product Marketing", "Data Quality Lead".

    Not where what is left still says the role: "consultant" in "Consultant HR Management".
    """
    ends = role.start < area.start < role.end < area.end
    if not ends and not area.first < role.first <= area.last < role.last:
        return False
    work = set(role.meaning.functions)
    if work & set(area.meaning.functions):
        return False
    inside = (hit for hit in hits if role.covers(hit) and hit.size < role.size)
    remaining = (hit for hit in inside if (hit.end <= area.start if ends else hit.end > area.end))
    return not any(work & set(hit.meaning.functions) for hit in remaining)


def _goes_on(weak: Hit[Entry], whole: list[Hit[Entry]]) -> bool:
    """Its last word begins a longer phrase: "Senior Partner Success Manager"."""
    longer = (hit for hit in whole if hit.meaning.section in (ROLE, FIELD, NOTHING) and hit.first < hit.last)
    return any(weak.start < hit.start < weak.end < hit.end for hit in longer)


def _hides(longer: Hit[Entry], shorter: Hit[Entry]) -> bool:
    """Of two hits, the first of which covers the second."""
    outer, inner = longer.meaning, shorter.meaning
    if outer.section == NOTHING:
        return inner.section != NOTHING
    within = longer.first == longer.last and longer.end == shorter.end
    alike = longer.start == shorter.start and longer.end == shorter.end
    if alike or (inner.section == HELPER and within):
        return False  # also a "Projektassistent" helps
    if outer.section == LEVEL:
        deputy = inner.section == WEAK and outer.level not in CAPPED and _general(inner)  # "assistant vice president"
        return bool(inner.level) or not inner.functions or deputy
    return bool(outer.level) or outer.section in (FIELD, EMPLOYER, OTHERS) or inner.section != LEVEL


def _general(entry: Entry) -> bool:
    return all(vocabulary().functions[name].general for name in entry.functions)
