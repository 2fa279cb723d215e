"""What an author says outside of titles: the work that a summary lists, and whom summary and not_titles leave out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from personacheck.match.persona.shown import level_shown, under
from personacheck.match.persona.votes import Beside
from personacheck.match.title.reading import read
from personacheck.vocabulary.lists import longest_first
from personacheck.vocabulary.sections import DENIALS, FIELD
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from personacheck.match.title.part import Part
    from personacheck.model.cast import Persona
    from personacheck.vocabulary.words import Function


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words."""
    return "|".join(map(re.escape, longest_first(words)))


@cache
def _leading() -> re.Pattern[str]:
    triggers, ends = any_of(vocabulary().leads), any_of(vocabulary().list_ends)
    return re.compile(rf"(?<!\w)(?:{triggers})(?!\w)(.*?)(?=[.;:(]|\s[-–—]\s|\s(?:{ends})(?!\w)|$)", re.IGNORECASE)


def listed(summary: str) -> frozenset[str]:
    """Functions that a summary lists after "leads" or "answers for"; the rest of it is read by people alone.

    Among whole functions a lone specialty of another is a word of theirs: of sales, "accounts" are no bookkeeping.

    Examples
    --------
    >>> sorted(listed("Leads sales or business development with a team - CRO, head of sales."))
    ['business-development', 'sales']
    >>> sorted(listed("Leads sales, business development or accounts."))
    ['business-development', 'sales']
    >>> listed("Trusts the sales team.") | listed("Leads people who write software.")
    frozenset()
    """
    functions = vocabulary().functions
    texts = _leading().findall(" ".join(summary.split()))
    named = (part.functions[0] for text in texts for part in work_told(text))
    work = {name for name in named if not functions[name].sector and not functions[name].general}
    if all(functions[name].under for name in work):
        return frozenset(work)
    wide = [vocabulary().wider(name)[-1] for name in work]
    return frozenset(name for name in work if not functions[name].under or wide.count(vocabulary().wider(name)[-1]) > 1)


def work_told(text: str) -> Iterator[Part]:
    """Parts of running text that name work; an abbreviation in capitals only: "it" is a pronoun there.

    Examples
    --------
    >>> [part.functions for text in ("chooses it", "chooses IT") for part in work_told(text)]
    [('it',)]
    """
    functions = vocabulary().functions
    for part in read(text).parts:
        said = {word.shown for word in part.words if word.entry.functions}
        labels = {functions[name].label for name in part.functions}
        if part.firm and not said <= {label.lower() for label in labels if label.isupper()}:
            yield part


def affirmed(summary: str) -> frozenset[str]:
    """Functions that a summary names before it says who is not meant; they only confirm what titles show.

    Examples
    --------
    >>> sorted(affirmed("Watches over rules - compliance, risk management. Not quality."))
    ['compliance', 'risk']
    """
    meant = _denying().split(" ".join(summary.split()), maxsplit=1)[0]
    items = re.split(r"[.,;:()]|\s[-–—]\s", meant)
    return frozenset(name for item in items for part in work_told(item) for name in part.functions)


def beside(summary: str) -> Beside:
    """What a persona's titles are read beside."""
    return Beside(affirmed(summary), denied(summary, frozenset()))


def left_out(persona: Persona, ranks: frozenset[str], named: frozenset[str], whole: Set[str]) -> frozenset[str]:
    """Functions that a persona does not mean, though it may mean wider ones.

    What its summary or its not_titles say it is not, with all that is under it, and what is meant only where it is
    named; but nothing that it names itself.

    Parameters
    ----------
    ranks
        The persona's; empty: all.
    named
        Functions that the author states, or shows by titles and examples.
    whole
        Those of them that are meant with all their specialties.
    """
    vocab = vocabulary()
    wider = {wide for name in named if name in vocab.functions for wide in vocab.wider(name)}
    unsaid = {name for name, function in vocab.functions.items() if function.named}
    unsaid = {name for name in unsaid if not set(persona.functions) & {*vocab.wider(name)}}
    unsaid -= {name for name in unsaid if len(vocab.functions[name].under) > 1 and vocab.wider(name)[1] in whole}
    unsaid |= _unlisted(persona)
    spared = denied(persona.summary, ranks) | refused(persona.not_titles, ranks)
    return (under(spared - wider) | unsaid) - named


def _unlisted(persona: Persona) -> frozenset[str]:
    """Specialties of another kind, of functions that are stated, where the summary names such work and not these.

    Of production "manufacturing, plants" are no maintenance; of finance "controllers, accountants" no auditors.
    """
    vocab, meant = vocabulary(), affirmed(persona.summary)
    told = [name for name in persona.functions if name in vocab.functions and meant & {name, *vocab.narrower(name)}]
    directors = {vocab.functions[name].directed for name in told}  # a head of production runs a plant
    kinds = (vocab.functions[name] for name in under(frozenset(told)).difference(told))
    other = (kind.id for kind in kinds if len(kind.under) == 1 and (kind.named or _of_its_own(kind)))
    return frozenset(other) - meant - directors


def _of_its_own(kind: Function) -> bool:
    """Work that is no case of the general one that it is told under: who manages products leads no projects."""
    return kind.alone and not kind.general and any(vocabulary().functions[name].general for name in kind.under)


@cache
def _denying() -> re.Pattern[str]:
    """A sentence, or what is left of it, that says who the persona is not."""
    languages = vocabulary().languages
    denials = {entry.term for language in languages for entry in language.entries if entry.section == DENIALS}
    joiners = {word for language in languages for word in language.joiners if word.isalpha()}
    begins = rf"(?:^|[.,;:(–—-]|\s(?:{any_of(joiners)})(?=\s))\s*(?:{any_of(denials)})(?!\w)[\s–—:-]*"
    return re.compile(begins, re.IGNORECASE)


@cache
def _denied_before() -> re.Pattern[str]:
    """What stands in a sentence before "are not": whom the persona's name follows."""
    return re.compile(rf"(?:^|[.;:(])([^.;:()]*?)\s(?:{any_of(vocabulary().are_not)})(?!\w)", re.IGNORECASE)


@cache
def _list_end() -> re.Pattern[str]:
    return re.compile(rf"[.;:()]|\s[-–—]\s|\s(?:{any_of(vocabulary().list_ends)})(?!\w)", re.IGNORECASE)


def denied(summary: str, levels: Set[str]) -> frozenset[str]:
    """Functions that a summary sets apart with "not": who does not lead them, of a persona for leaders, says nothing.

    Examples
    --------
    >>> sorted(denied("Plans shipments. Not drivers, not the planners of stock.", frozenset()))
    ['drivers', 'supply-chain']
    >>> sorted(denied("Sells. Recruiters and tax advisors are not Ann.", frozenset()))
    ['recruiting', 'tax']
    >>> denied("Leads maintenance. Not mechanics without a team.", {"lead"}) | denied("Works with no IT.", set())
    frozenset()
    >>> sorted(denied("Leads sellers; sales support and marketing heads are not Ann.", {"lead"}))
    ['marketing', 'sales-support']
    """
    return _of_ranks((part for item, _ in denied_items(summary) for part in work_told(item)), levels)


def denied_items(summary: str) -> Iterator[tuple[str, bool]]:
    """What a summary lists after "not", and before "are not"; and whether a word goes on to say which of them."""
    line = " ".join(summary.split())
    for text in (*_denying().split(line)[1:], *_denied_before().findall(line)):
        end = _list_end().search(text)
        *items, last = (text[: end.start()] if end else text).split(",")
        yield from ((item, False) for item in items)
        yield last, bool(end and end[0].strip()[:1].isalpha())


def refused(not_titles: tuple[str, ...], levels: Set[str]) -> frozenset[str]:
    """Specialties that not_titles name, so that the same work is left out in other words and languages, too.

    Examples
    --------
    >>> sorted(refused(("recruiter", "payroll", "assistant", "sales", "widget buyer"), frozenset()))
    ['payroll', 'recruiting']
    """
    functions = vocabulary().functions
    named = (reading.parts for reading in map(read, not_titles) if len(reading.parts) == 1 and not reading.unread)
    refused_work = _of_ranks((part for parts in named for part in parts), levels)
    return frozenset(name for name in refused_work if functions[name].under and not functions[name].general)


def _of_ranks(parts: Iterable[Part], levels: Set[str]) -> frozenset[str]:
    """What those parts are that name work, of these ranks or of none by a word of their own."""
    firm = [part for part in parts if part.firm]
    areas = (part.functions[0] for part in firm if part.lent and part.strength == FIELD)  # ranked by a neighbour's word
    ranked = (part.functions[0] for part in firm if not levels or level_shown(part) in levels | {""})
    return frozenset((*areas, *ranked))
