"""Areas of work side by side in a title: which of them is the work, and which only says more about it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.vocabulary.sections import FIELD, ROLE, RUNNING
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Set

    from personacheck.match.title.lexicon import Hit
    from personacheck.vocabulary.words import Entry

_RUNNING: Final = (RUNNING,)
_FOR: Final = 2
"""Tokens from a word for products to the work that they are for: "Solutions for HR"."""


def areas_apart(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    """In Romance languages, what is both a role and an area is an area after one: a "vendedor farmacéutico" sells."""
    areas = {(hit.start, hit.end) for hit in hits if hit.meaning.section == FIELD and hit.meaning.head_first}
    if not areas:
        return hits
    work = [hit for hit in hits if hit.meaning.section in (ROLE, FIELD)]
    return [
        hit
        for hit in hits
        if hit.meaning.section != ROLE
        or (hit.start, hit.end) not in areas
        or not any(other.end < hit.start for other in work)
    ]


def heads_first(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    """Of areas side by side the last is the head: "IT procurement" buys. In French and its sisters it is the first.

    How an area is run never is ("sales processes"), nor the sector that it is done in ("IT hospital").
    """
    areas = [hit for hit in hits if hit.meaning.section == FIELD]
    if len(areas) < 2:  # side by side are two
        return areas
    runs: list[list[Hit[Entry]]] = []
    for hit in areas:
        if runs and hit.first <= runs[-1][-1].last + 1:
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return [
        hit
        for run in runs
        for hit in sorted(_by_head(run), key=lambda hit: are_sectors(hit.meaning.functions))
        if not _within_word(hit, run) and not _runs(hit, run)
    ]


def for_whom(hits: list[Hit[Entry]]) -> tuple[list[Hit[Entry]], frozenset[str]]:
    """What says the work, those who run it in its area; and the work that is only whom it is done for."""
    if _telling().isdisjoint([name for hit in hits for name in hit.meaning.functions]):
        return hits, frozenset()
    hits, served = _apart_from_products(_of_areas(hits))
    return hits, served | _objects(hits)


@cache
def _telling() -> frozenset[str]:
    """Functions that say more of the work beside them."""
    functions = vocabulary().functions.values()
    return frozenset({RUNNING, *(function.id for function in functions if function.makers or function.for_others)})


def _of_areas(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    """Who runs an area named right before belongs to it as well: "Retail Operations Manager"."""
    if all(hit.meaning.functions != _RUNNING for hit in hits):
        return hits
    ends = {hit.last for hit in hits if hit.meaning.section == FIELD}
    return [
        hit._replace(meaning=hit.meaning._replace(section=FIELD))
        if hit.meaning.section == ROLE and hit.meaning.functions == _RUNNING and hit.first - 1 in ends
        else hit
        for hit in hits
    ]


def at_their_grain(
    functions: tuple[str, ...], areas: tuple[str, ...], both: Set[str] = frozenset()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is done and in which areas, each as narrow as it is said: "IT Security" is security, not all of IT.

    An area that is a specialty of the role says what the role is: "IT Manager Infrastructure".

    Parameters
    ----------
    both
        Functions of terms that say several: those of one stay together, a "service manager" is of both kinds.
    """
    if len(functions) < 2 and not areas:  # nothing beside it is narrower
        return functions, areas
    vocab = vocabulary()
    said = {*functions}
    specialties = [area for area in areas if area not in said and not said.isdisjoint(vocab.wider(area)[1:])]
    named = dict.fromkeys((*specialties, *functions))
    wide = {wider for name in named for wider in vocab.wider(name)[1:]} - (both & said)
    narrow = tuple(name for name in named if name not in wide)
    return narrow, tuple(area for area in areas if area not in narrow and area not in wide)


def _by_head(run: list[Hit[Entry]]) -> list[Hit[Entry]]:
    elsewhere = {hit.first for hit in run if not hit.meaning.head_first}
    if any(hit.first not in elsewhere for hit in run):
        return run  # some word of these areas is known only where the head comes first
    running = [hit for hit in run if hit.meaning.functions == _RUNNING]
    return [*(hit for hit in reversed(run) if hit not in running), *running]


def _runs(hit: Hit[Entry], run: list[Hit[Entry]]) -> bool:
    """It says that the area named right before it is run: "E-Commerce Operations", "Culinary Operations"."""
    meaning = hit.meaning
    return meaning.functions == _RUNNING and not meaning.level and any(other.last + 1 == hit.first for other in run)


def _within_word(hit: Hit[Entry], run: list[Hit[Entry]]) -> bool:
    """It begins a word that ends in another area, which is the work: "Logistikcontrolling" is controlling."""
    return hit.first == hit.last and any(
        other.first == other.last == hit.first
        and hit.start < other.start
        and hit.end < other.end
        and not are_sectors(other.meaning.functions)
        for other in run
    )


def _apart_from_products(hits: list[Hit[Entry]]) -> tuple[list[Hit[Entry]], frozenset[str]]:
    """Without words for products, and the work that they are sold for: "HR Solutions" is no HR.

    They say what is done where nothing else does; and nothing beside those who make them ("IT Solutions"), beside a
    sector, or alone.
    """
    products = [hit for hit in hits if hit.meaning.section == FIELD and _makers(hit)]
    if not products:
        return hits, frozenset()
    rest = [hit for hit in hits if hit not in products]
    if any(hit.meaning.section == ROLE and hit.meaning.functions for hit in rest):
        return rest, frozenset()
    areas = [hit for hit in rest if hit.meaning.section == FIELD]
    served = [area for area in areas if any(_serves(product, area) for product in products)]
    names = frozenset(name for hit in served for name in hit.meaning.functions)
    return hits if served and len(served) == len(areas) else rest, names


def _serves(product: Hit[Entry], area: Hit[Entry]) -> bool:
    """It is named after this work, whose people do not make such things: "HR Solutions", "Solutions for HR"."""
    behind = area.first - product.last
    named_after = area.last + 1 == product.first or behind == _FOR or (behind == 1 and product.meaning.head_first)
    makers = {name for work in area.meaning.functions for name in vocabulary().wider(work)} & {*_makers(product)}
    return named_after and not makers and not are_sectors(area.meaning.functions)


def _makers(hit: Hit[Entry]) -> tuple[str, ...]:
    functions = vocabulary().functions
    return functions[hit.meaning.functions[0]].makers if hit.meaning.functions else ()


def _objects(hits: list[Hit[Entry]]) -> frozenset[str]:
    """The work named before a kind of work that is done for others: "Cloud Alliances"; in French behind it."""
    functions = vocabulary().functions
    areas = [hit for hit in hits if hit.meaning.section == FIELD]
    doing = [hit for hit in areas if any(functions[name].for_others for name in hit.meaning.functions)]
    if not doing:
        return frozenset()
    done = {name for hit in doing for name in hit.meaning.functions}
    beside = {hit.last + 1 if hit.meaning.head_first else hit.first - 1 for hit in doing}
    others = (hit for hit in areas if hit not in doing and not beside.isdisjoint((hit.first, hit.last)))
    return frozenset(name for hit in others for name in hit.meaning.functions) - done


def without_sectors(areas: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is done, and the sectors that it is done in: "Retail CRM"; but who runs a sector is in it."""
    work = tuple(name for name in areas if not are_sectors((name,)))
    if not work or work == _RUNNING:
        return areas, ()
    return work, tuple(name for name in areas if name not in work)


def are_sectors(names: tuple[str, ...]) -> bool:
    """These functions say where the work is done, if they stand beside work: "Leiter IT Klinikum"."""
    functions = vocabulary().functions
    return all(functions[name].sector for name in names)
