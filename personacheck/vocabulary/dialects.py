"""Dialects of CRM exports: which header means which field. One file a dialect, ``crm/<name>.yaml``.

A file names its ``crm``, the ``signs`` and ``marks`` that tell it, the texts that a joined account column stands
``before`` or ``after``, headers that are known but ``unused``, and for each object its fields with their headers, best
first; headers in one bracket are equally good. Headers are compared folded (``fold_header``). Plain dialects, one a
language, are what every other falls back on.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from personacheck.vocabulary.layouts import OBJECTS, PLAIN, Dialect, Layout, Ranks
from personacheck.vocabulary.lists import longest_first, read_words, word_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CUSTOM: Final = re.compile(r"^(?:[a-z0-9]+__)?(.+?)__(?:c|r|pc)$")
_RELATION: Final = re.compile(r"__r\.")
_BREAK: Final = re.compile(r"[_\s]+")
_REMARK: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


@lru_cache(maxsize=65_536)
def fold_header(text: str) -> str:
    """A header as it is compared: letters and digits of any script, caseless, accents and custom-field marks taken off.

    Examples
    --------
    >>> fold_header("Job Title"), fold_header("JOB_TITLE"), fold_header("job title *")
    ('jobtitle', 'jobtitle', 'jobtitle')
    >>> fold_header("acme__Partner_Type__c"), fold_header("Téléphone"), fold_header("役職")
    ('partnertype', 'telephone', '役職')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    relation, _, own = _RELATION.sub(".", plain).rpartition(".")
    custom = _CUSTOM.match(own)
    plain = relation + (custom[1] if custom else own)
    if plain.isascii():
        return "".join(filter(str.isalnum, plain))  # most are, and bear no accents
    letters = []
    for letter in plain:
        base = unicodedata.normalize("NFD", letter)[0]
        letters.append(base if base.isascii() else letter)
    return "".join(letter for letter in letters if letter.isalnum())


def header_forms(text: str) -> tuple[str, ...]:
    """A header folded; then without what exports write around it: the object's name, a remark in brackets.

    Examples
    --------
    >>> header_forms("Job Title"), header_forms("Contact: Title")
    (('jobtitle',), ('contacttitle', 'title'))
    >>> header_forms("POSITION_AKTUELL")
    ('positionaktuell', 'position')
    >>> header_forms("Last Activity Date (CEST)")
    ('lastactivitydatecest', 'lastactivitydate')
    """
    bare = _REMARK.sub("", text)
    whole = [fold_header(text), fold_header(bare)]
    own = [folded.removeprefix(before) for folded in whole for before in _around()[2] if folded.startswith(before)]
    return tuple(dict.fromkeys(form for form in (whole[0], *own[:1], whole[1], *own, _unqualified(bare)) if form))


def _unqualified(text: str) -> str:
    """A header without a small word that databases write before or behind it: "POSITION_AKTUELL"; "" without one."""
    words = [fold_header(word) for word in _BREAK.split(text)]
    if len(words) > 1 and words[-1] in _qualifiers():
        return "".join(words[:-1])
    return "".join(words[1:]) if len(words) > 1 and words[0] in _qualifiers() else ""


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset().union(*(dialect.qualifiers for dialect in dialects()))


def is_primary(text: str) -> bool:
    """Whether a remark behind a header says that it is of the primary one of several linked records.

    >>> is_primary("Associated Company IDs (Primary)"), is_primary("Primary"), is_primary("Phone (work)")
    (True, False, False)
    """
    remark = _REMARK.search(text)
    return remark is not None and any(fold_header(remark[0]) in dialect.primary for dialect in dialects())


def base_header(text: str) -> str:
    """The first form of a header that some dialect knows, else all of it folded.

    Examples
    --------
    >>> base_header("Contact: Industry"), base_header("Colour (outside)")
    ('industry', 'colouroutside')
    >>> base_header("Website (Company Name) (Account)")
    'websitecompanynameaccount'
    """
    forms = header_forms(text)
    return next((form for form in forms if _means(form)), forms[0] if forms else "")


def is_unused_header(text: str) -> bool:
    """Whether some dialect knows this header, as one of no use here.

    >>> is_unused_header("Mobile"), is_unused_header("Job Title")
    (True, False)
    """
    folded = fold_header(text)
    return any(folded in dialect.unused for dialect in dialects())


def is_known_header(text: str) -> bool:
    """Whether some dialect knows this text as a header."""
    return _means(base_header(text))


def _means(folded: str) -> bool:
    if folded in _known_headers():
        return True
    before, after, _ = _around()
    if not (folded.startswith(before) or folded.endswith(after)):
        return False
    return any(dialect.account_part(folded) in dialect.accounts for dialect in dialects())


@cache
def _around() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What stands before and after joined columns, and before the object's own, in all dialects."""
    parts = [{text for dialect in dialects() for text in getattr(dialect, name)} for name in ("before", "after", "own")]
    before, after, own = (tuple(longest_first(texts)) for texts in parts)
    return before, after, own


@cache
def dialects() -> tuple[Dialect, ...]:
    """All dialects, those of CRMs first, then the plain ones; each group by file name."""
    read = [_dialect(read_words(name)) for name in word_files("crm")]
    return tuple(sorted(read, key=lambda dialect: (dialect.crm == PLAIN, dialect.crm, dialect.language != "en")))


def name_of(field: str, crm: str) -> str:
    """What a CRM calls the column of a field, for whoever is asked to export it; in plain English where it is unknown.

    >>> name_of("title", "salesforce"), name_of("title", "plain")
    ('Title', 'Job Title')
    """
    called = {dialect.crm: dialect.names for dialect in dialects() if field in dialect.names}
    return called.get(crm, called[PLAIN])[field]


@cache
def _known_headers() -> frozenset[str]:
    headers: set[str] = set()
    for dialect in dialects():
        headers |= dialect.signs | dialect.marks | dialect.unused
        for layout in dialect.layouts.values():
            headers |= layout.headers | layout.marks
    return frozenset(headers - {""})


def _dialect(data: Mapping[str, Any]) -> Dialect:
    joined = data.get("joined", {})
    layouts: dict[str, Layout] = {}
    for thing in OBJECTS:
        if thing in data:
            layouts[thing] = _layout(data[thing], layouts)
    return Dialect(
        crm=data["crm"],
        language=data.get("language", "en"),
        signs=_fold(data.get("signs", ())),
        marks=_fold(data.get("marks", ())),
        unused=_fold(data.get("unused", ())),
        before=_longest(joined.get("before", ())),
        after=_longest(joined.get("after", ())),
        id_prefixes={prefix: thing for thing, prefix in data.get("ids", {}).items()},
        own=_longest(data.get("own", ())),
        names=data.get("names", {}),
        primary=_fold(data.get("primary", ())),
        qualifiers=_fold(data.get("qualifiers", ())),
        layouts=layouts,
    )


def _layout(data: Mapping[str, Any], others: Mapping[str, Layout]) -> Layout:
    own = {name: _ranks(headers) for name, headers in data.get("fields", {}).items()}
    like = others[data["like"]] if "like" in data else Layout(frozenset(), {})
    fields = {name: own.get(name, ()) + like.fields.get(name, ()) for name in {**own, **like.fields}}
    codes = {
        name: {header if header == "*" else fold_header(header): labels for header, labels in by_header.items()}
        for name, by_header in data.get("codes", {}).items()
    }
    return Layout(_fold(data.get("marks", ())) | like.marks, fields, {**like.codes, **codes})


def _ranks(headers: Iterable[str | list[str]]) -> Ranks:
    return tuple(_fold([entry] if isinstance(entry, str) else entry) for entry in headers)


def _fold(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_header(str(header)) for header in headers)


def _longest(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(longest_first({fold_header(text) for text in texts}))


@cache
def _unclear_revenue() -> frozenset[str]:
    """Headers of money that may be the account's own or what it pays (``revenue.yaml``)."""
    return frozenset(fold_header(word) for word in read_words("revenue.yaml")["unclear"])


def is_unclear_revenue(header: str) -> bool:
    """Whether a header names an amount and does not say whose; a remark in brackets, a unit or a year counts not.

    >>> is_unclear_revenue("Umsatz (TEUR)"), is_unclear_revenue("Revenue 2025"), is_unclear_revenue("Sales Rep")
    (True, True, False)
    """
    return any(form.rstrip("0123456789") in _unclear_revenue() for form in header_forms(header))
