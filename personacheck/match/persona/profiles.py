"""A persona as its author wrote it -> what can be compared with a title."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from personacheck.match.persona.own_words import own_titles
from personacheck.match.persona.ranks import denied_managers, ranks_meant
from personacheck.match.persona.shown import LEADERS, MANAGER, WORKERS, Shown, shown, siblings, spared, under
from personacheck.match.persona.summary import beside, left_out, listed
from personacheck.match.title.normalise import fold, sequence, tokens
from personacheck.match.title.reading import read
from personacheck.model.cast import Kind
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from personacheck.model.cast import Cast, Persona


@dataclass(frozen=True, slots=True)
class Profile:
    """A persona, ready to compare.

    Attributes
    ----------
    place
        In the cast, from 0.
    functions
        Stated, read from departments, and shown by titles and examples, each at the grain at which it is named.
    whole
        Those of them that are meant with all their specialties.
    covered
        Its functions, and what is under those that are meant as a whole.
    authored
        Those that the author stated or named in titles and examples, not only as a department.
    levels
        That fit as stated; empty: all.
    function_levels
        That fit where the work does: `levels`, or those that own titles show.
    managers
        Functions whose managers titles of the cast show, with the places of the personas that show them.
    led
        Functions of the cast's personas for leading ranks.
    worked
        Specialties that personas for those who do the work name, and none for leading ranks.
    headed
        What it covers as part of work that its titles head: not for those who do it.
    apart
        What its summary says it is not, of what it would cover with others of their kind.
    joint
        Kinds of work that its titles name with an area each, and not alone: it fits whoever names both.
    no_managers
        Functions whose managers its summary says are not meant: only those whom its titles show.
    names, called
        Folded id, name and CRM values; the name that readers see.
    any_work
        Its titles and examples are known words that name no work: whoever is a "*leiter", of whatever.
    by_role
        Has a criterion on what people do (titles, functions, departments, examples).
    words
        Of its own titles and examples: they break ties between personas of one function.
    loose
        The words of each title and example without stars, in no order.
    titles
        The words of each title and example, in order.
    """

    place: int
    persona: Persona
    functions: frozenset[str]
    whole: frozenset[str]
    covered: frozenset[str]
    authored: frozenset[str]
    levels: frozenset[str]
    function_levels: frozenset[str]
    departments: frozenset[str]
    buying_roles: frozenset[str]
    where: tuple[tuple[str, frozenset[str]], ...]
    names: frozenset[str]
    any_work: bool
    by_role: bool
    words: frozenset[str]
    loose: tuple[frozenset[str], ...]
    titles: frozenset[tuple[str, ...]]
    managers: tuple[tuple[str, frozenset[int]], ...] = ()
    led: frozenset[str] = frozenset()
    worked: frozenset[str] = frozenset()
    headed: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    joint: frozenset[tuple[str, str]] = frozenset()
    no_managers: frozenset[str] = frozenset()
    called: str = ""

    @property
    def leads(self) -> bool:
        """Is for leading ranks alone."""
        return bool(self.function_levels) and self.function_levels.isdisjoint(WORKERS)

    def fitting(self, functions: Iterable[str]) -> tuple[str, ...]:
        """Those of the functions that this persona has, itself or as a wider one."""
        return tuple([name for name in functions if name in self.covered])

    def narrow(self, function: str) -> bool:
        """The function is this persona's, not only a wider one is."""
        return function in self.functions

    def means(self, function: str) -> bool:
        """All of this work is its own, or no specialties are known: an IT technician's IT is not its consultants'."""
        whole = not vocabulary().narrower(function) or function in self.whole | under(self.whole)
        return whole and self.persona.kind != Kind.NEGATIVE

    def at_home(self, function: str) -> bool:
        """The function is this persona's, or a specialty of one that is: enough for a weak word."""
        either = {function, vocabulary().reported_as(function)}
        return function in self.covered and not self.functions.isdisjoint(either)

    def named(self, function: str) -> bool:
        """The author named it, or a wider one, as work, not only as a department."""
        return function in self.authored | under(self.authored & self.whole)

    def of_rank(self, level: str) -> bool:
        """The level is one that the author states or shows; a manager's is anybody's."""
        return not self.function_levels or level in self.function_levels or level == MANAGER

    def takes(self, level: str, function: str) -> bool:
        """The level fits this persona, for people of this function.

        A manager belongs where the cast's titles show one for the function, or the nearest wider one; of a specialty
        that is drawn for those who work in it, or that managers do, to them; else to those who lead it. Ranks of
        consultants and project managers say too little to hold against them, unless the author states levels.
        """
        levels = self.function_levels
        if not self.levels and function and vocabulary().functions[function].of_areas:
            return True
        if function in self.headed and level in WORKERS:
            return False
        negative = self.persona.kind == Kind.NEGATIVE  # excludes only whom its words name
        if level != MANAGER or not levels or level in self.levels or negative:
            return not levels or level in levels
        return self._manages(function)

    def _manages(self, function: str) -> bool:
        """A manager of this function fits."""
        levels, shows = self.function_levels, dict(self.managers)
        for name in vocabulary().wider(function) if function else ():
            if name in shows:
                return self.place in shows[name]
            if name in self.worked:
                return levels.isdisjoint(LEADERS) and name in self.functions
            if name in self.no_managers:
                return False
            if vocabulary().functions[name].managers_work:
                return not levels.isdisjoint(WORKERS)
        return "lead" in levels or (levels.isdisjoint(LEADERS) and bool(self.levels) and function not in self.led)


def profiles(cast: Cast) -> tuple[Profile, ...]:
    """One profile a persona, in the cast's order."""
    shows = [shown(own_titles(persona), beside(persona.summary)) for persona in cast.personas]
    drafts = [_profile(place, persona, shows[place]) for place, persona in enumerate(cast.personas)]
    managers: dict[str, frozenset[int]] = {}
    for profile, show in zip(drafts, shows, strict=True):
        for name in profile.functions if MANAGER in profile.levels else show.managers:
            managers[name] = managers.get(name, frozenset()) | {profile.place}
    leading = frozenset(draft.place for draft in drafts if draft.leads)
    for wide, places in siblings(managers):
        for name in under(frozenset({wide})) if places <= leading else ():
            managers.setdefault(name, places)
    led = frozenset().union(*(profile.covered for profile in drafts if profile.leads))
    drafts = [_spanning(profile, show, led) for profile, show in zip(drafts, shows, strict=True)]
    workers = (draft for draft in drafts if draft.function_levels and draft.function_levels.isdisjoint(LEADERS))
    worked = {name for draft in workers for name in draft.functions if vocabulary().functions[name].under}
    unled = frozenset(worked).difference(*(draft.functions for draft in drafts if draft.leads))
    shown_managers = tuple(sorted(managers.items()))
    return tuple(
        replace(draft, managers=shown_managers, led=led, worked=unled, called=persona.name)
        for draft, persona in zip(drafts, cast.shortly.personas, strict=True)
    )


def _spanning(profile: Profile, show: Shown, led: frozenset[str]) -> Profile:
    """Whose titles show managers beside those who do the work is for their heads too, where nobody else leads it."""
    mixed = not profile.levels and show.managers and profile.function_levels == WORKERS
    if not mixed or not led.isdisjoint(profile.functions):
        return profile
    return replace(profile, function_levels=frozenset(LEVELS))


def _profile(place: int, persona: Persona, show: Shown) -> Profile:
    titles = own_titles(persona)
    negative = persona.kind == Kind.NEGATIVE
    shows = spared(show, titles) if negative else show
    stated = frozenset(persona.functions)
    departments = frozenset(function for text in persona.departments for function in _department_functions(text))
    summarised = frozenset() if negative else listed(persona.summary)
    named = stated | shows.functions | summarised
    whole = stated | shows.whole | summarised | (departments & _family(named) if named else departments)
    levels = frozenset(persona.levels)
    covered = named | departments | under(whole)
    meant = named | departments | under(whole - shows.headed)
    plain = dict.fromkeys(text for text in (*persona.titles, *persona.examples) if "*" not in text)
    loose = tuple(frozenset(token.text for token in tokens(text) if not token.filler) for text in plain)
    unread = {word for text in titles for word in read(text).unread}
    apart = frozenset() if negative else left_out(persona, levels or show.levels, named, whole) & covered
    crm = (value for fields in persona.crm.values() for value in fields.values())
    return Profile(
        place=place,
        persona=persona,
        functions=named | departments,
        whole=whole,
        covered=covered - apart,
        apart=apart,
        authored=named or departments,
        levels=levels,
        function_levels=levels or ranks_meant(persona, show.levels, named),
        departments=frozenset(fold(text) for text in persona.departments),
        buying_roles=frozenset(fold(text) for text in persona.buying_roles),
        where=tuple((header, frozenset(fold(value) for value in values)) for header, values in persona.where.items()),
        names=frozenset(fold(text) for text in (persona.id, persona.name, *crm)),
        any_work=bool(titles) and not named | show.functions | departments | unread,
        by_role=bool(persona.titles or persona.functions or persona.departments or persona.examples),
        words=frozenset().union(*loose),
        loose=loose,
        headed=frozenset() if stated or levels else (under(shows.headed & whole) - meant) | shows.led,
        titles=frozenset(sequence(read(text).tokens) for text in plain),
        joint=shows.joint,
        no_managers=denied_managers(persona.summary, named),
    )


def _family(functions: Iterable[str]) -> frozenset[str]:
    """All functions under the widest of each."""
    vocab = vocabulary()
    return under(frozenset(vocab.wider(name)[-1] for name in functions if name in vocab.functions))


def _department_functions(text: str) -> tuple[str, ...]:
    """A department stands for its function only if it is all read: "metering operations" is not operations.

    What is under it is not meant, unless other words of the persona are of its kind: an IT persona whose people sit in
    "engineering" is not for electricians.
    """
    reading = read(text)
    return () if reading.unread else reading.functions[:1]
