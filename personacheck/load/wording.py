"""Numbers and places in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def listed(numbers: Sequence[int], unit: str, shown: int = 3) -> str:
    """Places in words.

    Examples
    --------
    >>> listed([4], "line"), listed([4, 9], "line"), listed([4, 9, 12, 30, 31], "line")
    ('line 4', 'lines 4 and 9', 'lines 4, 9, 12 and 2 more')
    """
    told = [str(number) for number in numbers[:shown]]
    left = len(numbers) - len(told)
    if left:
        told.append(f"{left} more")
    words = " and ".join((", ".join(told[:-1]), told[-1])) if len(told) > 1 else told[0]
    return f"{unit}{'s' if len(numbers) > 1 else ''} {words}"


def counted(number: int, told: str) -> str:
    """A number of things, the first word of which is put into the plural.

    Examples
    --------
    >>> counted(1, "cell with an error"), counted(2, "cell with an error")
    ('1 cell with an error', '2 cells with an error')
    """
    thing, _, rest = told.partition(" ")
    return f"{number:,} {thing}{'' if number == 1 else 's'} {rest}".rstrip()


def agree(number: int, one: str, many: str) -> str:
    """A number of things, and what is said of one or of many of them; the words agree with the number.

    Examples
    --------
    >>> agree(1, "contact names no company", "contacts name no company")
    '1 contact names no company'
    >>> agree(2000, "contact names no company", "contacts name no company")
    '2,000 contacts name no company'
    """
    return f"{number:,} {one if number == 1 else many}"


def begin(words: str) -> str:
    """Words as a sentence begins with them.

    >>> begin("line 4")
    'Line 4'
    """
    return words[:1].upper() + words[1:]
