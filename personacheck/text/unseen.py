"""Characters that nobody sees and that a terminal or a browser obeys: they never leave the program raw."""

from __future__ import annotations

import re
from typing import Final

UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Control characters but tab and line feed, marks that turn the direction of writing, halves of a surrogate pair."""


def seen(text: str) -> str:
    r"""A text without them.

    Examples
    --------
    >>> seen("ring\x07 \x1b[31mred, \u202eturned"), seen("two\nlines")
    ('ring [31mred, turned', 'two\nlines')
    """
    return UNSEEN.sub("", text)


def escaped(json: str) -> str:
    r"""JSON that says the same without holding one of them raw.

    Examples
    --------
    >>> escaped('"a\u202eb"')
    '"a\\u202eb"'
    """
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json)
