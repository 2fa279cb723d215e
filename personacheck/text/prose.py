"""Numbers, nouns, lists and quotes in English sentences: thousands by comma, "and" before the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SPELLED: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip  # read in a row
_LONGEST: Final = 40
"""Characters of a text that a message repeats."""


def plural(number: float, singular: str, many: str = "") -> str:
    """A number with its noun, or with what is said of one or of many; ``many`` is ``singular`` with an s if left out.

    Examples
    --------
    >>> [plural(n, "account") for n in (0, 1, 1204)]
    ['0 accounts', '1 account', '1,204 accounts']
    >>> plural(2, "contact names no company", "contacts name no company")
    '2 contacts name no company'
    """
    return f"{number:,.0f} {noun(number, singular, many)}"


def noun(number: float, singular: str, many: str = "") -> str:
    """The noun alone, where its number is told in another way; a loss of one is one, too.

    >>> noun(1, "point"), noun(-1, "point"), noun(0.5, "point")
    ('point', 'point', 'points')
    """
    return singular if abs(number) == 1 else many or f"{singular}s"


def part_of(number: int, whole: int, singular: str) -> str:
    """A part of a number of things; all of them, or the only one, are told as that.

    Examples
    --------
    >>> part_of(5, 9, "account"), part_of(9, 9, "account"), part_of(1, 1, "account"), part_of(0, 1, "account")
    ('5 of 9 accounts', 'all 9 accounts', 'the one account', '0 of 1 account')
    """
    if number == whole > 0:
        return f"all {plural(whole, singular)}" if whole > 1 else f"the one {singular}"
    return f"{number:,} of {plural(whole, singular)}"


def counted(number: int, phrase: str) -> str:
    """A number of things, the first word of which is put into the plural.

    Examples
    --------
    >>> counted(1, "cell with an error"), counted(2, "cell with an error")
    ('1 cell with an error', '2 cells with an error')
    """
    noun, _, rest = phrase.partition(" ")
    return f"{plural(number, noun)} {rest}".rstrip()


def spelled(number: int) -> str:
    """A small number as a word, a larger one in digits.

    Examples
    --------
    >>> [spelled(n) for n in (0, 3, 1204)]
    ['no', 'three', '1,204']
    """
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else f"{number:,}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Parts as a list in a sentence.

    Examples
    --------
    >>> listed(["finance", "IT", "legal"]), listed(["finance"]), listed([])
    ('finance, IT and legal', 'finance', '')
    """
    *first, end = [*parts] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def some(parts: Sequence[str], most: int = 5, last: str = "and") -> str:
    """The first of a list, and how many more.

    Examples
    --------
    >>> some(["cio", "cto", "cdo"], most=2)
    'cio, cto and 1 more'
    """
    left = len(parts) - most
    return listed([*parts[:most], *([f"{left} more"] if left > 0 else [])], last)


def numbered(numbers: Sequence[int], unit: str) -> str:
    """Lines, rows or columns by their numbers.

    Examples
    --------
    >>> numbered([4], "line"), numbered([4, 9], "line"), numbered([4, 9, 12, 30, 31], "line")
    ('line 4', 'lines 4 and 9', 'lines 4, 9, 12 and 2 more')
    """
    return f"{noun(len(numbers), unit)} {some([str(number) for number in numbers], 3)}"


def sentence(text: str) -> str:
    """With a capital at its start; the rest as it is.

    >>> sentence("line 4")
    'Line 4'
    """
    return text[:1].upper() + text[1:]


def quoted(value: object) -> str:
    """A value in quotes for a message, or "" where it had better not be told.

    >>> quoted("nmae"), quoted("ann@example.com")
    ('"nmae"', '')
    """
    return f'"{value}"' if isinstance(value, str) and is_tellable(value) else ""


def is_tellable(text: str) -> bool:
    """Whether a text may stand in a message: short, printable, and no e-mail address."""
    return 0 < len(text) <= _LONGEST and text.isprintable() and "@" not in text
