"""Cells of text columns -> what they say: cleaned text, flags, numbers, dates. Each distinct text is looked at once.

Columns of few texts hold codes of them (categories), others the texts; ``field`` gives texts of either.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import pandas as pd

from personacheck.load.read.columns import hold
from personacheck.vocabulary.numbers import numbers
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

AROUND: Final = 4
"""Brackets, dashes and blanks around "not set"; what is longer with them than any such text needs no look at them."""

SAMPLE: Final = 4_096
"""Cells of a longer column that are drawn to tell whether its texts repeat themselves, and more of a very long one."""

_LETTER: Final = re.compile(r"[^\W_]")


def map_cells(column: pd.Series, say: Callable[[str], Value], dtype: str = "object") -> pd.Series:
    """What ``say`` makes of each cell, asked once for each distinct text where texts repeat themselves."""
    codes, texts = distinct(column)
    values = np.fromiter(map(say, texts), object, len(texts)).astype(dtype, copy=False)
    return pd.Series(values[codes], index=column.index, dtype=dtype, copy=False)


def distinct(column: pd.Series) -> tuple[np.ndarray | slice, np.ndarray]:
    """The position of each cell's text among the texts of a column, and these; all cells, where few texts repeat."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.array.codes, column.array.categories.to_numpy(dtype=object)
    cells = column.to_numpy(dtype=object)
    return pd.factorize(cells) if _repeating(cells) else (slice(None), cells)


def factorized(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """The same with a position for each cell; texts that hardly repeat are not sorted out, and may stand twice."""
    codes, texts = distinct(column)
    return (np.arange(len(texts)), texts) if isinstance(codes, slice) else (codes, texts)


def stand_again(column: pd.Series) -> np.ndarray:
    """Whether each cell's text stands in other cells, too; bool.

    Millions of texts are told apart by their hashes, which lie together in memory as the texts do not.
    """
    codes, texts = distinct(column)
    if not isinstance(codes, slice):
        return np.asarray(np.bincount(codes, minlength=len(texts))[codes] > 1)
    hashes = np.fromiter(map(hash, texts), np.int64, len(texts))
    ordered = np.sort(hashes)
    again = pd.Series(hashes).isin(ordered[1:][ordered[1:] == ordered[:-1]]).to_numpy(copy=True)
    again[again] = pd.Series(texts[again], dtype="object").duplicated(keep=False)
    return again


def _repeating(cells: np.ndarray) -> bool:
    """Whether a text stands in two cells or more, more or less: else they are ids or addresses, not to be sorted out.

    Of a long column some cells are drawn: were each text in two, so many pairs of these would be equal (as birthdays
    are), wherever in the column equal texts stand.
    """
    drawn = cells
    if len(cells) > SAMPLE:
        number = max(SAMPLE, 4 * math.isqrt(len(cells)))
        drawn = cells[np.unique(np.random.default_rng(0).integers(len(cells), size=number))]
    pairs = len(drawn) - len(set(drawn))
    return 2 * pairs >= len(drawn) ** 2 / (2 * max(len(cells), 1)) > 0


def coded(column: pd.Series) -> pd.Series:
    """The same column as codes of its texts, where these repeat themselves; what holds no texts as it is."""
    if column.dtype.kind != "O" or isinstance(column.dtype, pd.CategoricalDtype):
        return column
    codes, texts = distinct(column)
    return column if isinstance(codes, slice) else hold(codes, texts, column.index)


def recoded(column: pd.Series, say: Callable[[str], str]) -> pd.Series:
    """A column with other texts in place of its own, asked for once each; codes stay codes.

    Where no text is another one it is the column itself, so that nothing is held twice.
    """
    codes, texts = distinct(column)
    told = np.fromiter(map(say, texts), object, len(texts))
    if (told == texts).all():
        return column
    if isinstance(column.dtype, pd.CategoricalDtype):
        return hold(np.asarray(codes), told, column.index)
    return pd.Series(told[codes], index=column.index, dtype="object", copy=False)


def said(column: pd.Series, say: Callable[[str], str]) -> pd.Series:
    """What is said of each cell, where few different things are said of however many texts: codes of these."""
    codes, texts = distinct(column)
    places: dict[str, int] = {}
    moved = np.fromiter((places.setdefault(say(text), len(places)) for text in texts), np.int32, len(texts))
    if len(places) < len(texts) or isinstance(codes, slice):
        codes = moved[codes]  # else each text is another one, and the codes are those that there are
    return hold(codes, np.array([*places], dtype=object), column.index)


def choose(index: pd.Index, *choices: tuple[pd.Series | np.ndarray, pd.Series | str], otherwise: str = "") -> pd.Series:
    """Of each row what the first choice that holds for it says: one text, or the cell of a column; codes of these."""
    places, codes = {otherwise: 0}, np.zeros(len(index), np.int32)
    for holds, says in reversed(choices):
        rows = np.asarray(holds, bool)
        told, texts = (0, [says]) if isinstance(says, str) else factorized(says[rows])
        moved = np.fromiter((places.setdefault(text, len(places)) for text in texts), np.int32, len(texts))
        codes[rows] = moved[told]
    stand = np.zeros(len(places), bool)
    stand[codes] = True
    return hold((np.cumsum(stand, dtype=np.int32) - 1)[codes], np.array([*places], object)[stand], index)


def or_else(cells: pd.Series, other: pd.Series) -> pd.Series:
    """The cells of a column, and those of another where these are empty; codes of them."""
    return choose(cells.index, (cells != "", cells), (other != "", other))


def constant(text: str, index: pd.Index) -> pd.Series:
    """A column that holds one text throughout."""
    return hold(np.zeros(len(index), np.int8), np.array([text], dtype=object), index)


def field(frame: pd.DataFrame, name: str) -> pd.Series:
    """A column of text, as texts; as many empty cells where the frame has none of that name."""
    return as_texts(frame[name]) if name in frame else pd.Series("", index=frame.index, dtype="object")


def as_held(frame: pd.DataFrame, name: str) -> pd.Series:
    """A column of text as the frame holds it; empty cells where it has none of that name."""
    return frame[name] if name in frame else constant("", frame.index)


def as_texts(column: pd.Series) -> pd.Series:
    """A column of texts, or of codes of them, as texts; what holds no texts as it is."""
    return column.astype("object") if isinstance(column.dtype, pd.CategoricalDtype) else column


def differ(column: pd.Series, other: pd.Series) -> np.ndarray:
    """Whether two columns hold other texts, cell by cell; bool."""
    return (as_texts(column) != as_texts(other)).to_numpy(bool)


def each_column(frame: pd.DataFrame, change: Callable[[pd.Series], pd.Series]) -> pd.DataFrame:
    """A frame whose columns are all held in another way (``coded``, ``as_texts``)."""
    return pd.DataFrame({name: change(frame[name]) for name in frame}, index=frame.index)


def said_in(frame: pd.DataFrame, name: str, say: Callable[[str], str]) -> pd.Series:
    """What is said of each cell of a column, or of "" where the frame has none of that name; codes, as of ``said``."""
    return said(as_held(frame, name), say)


def map_column(frame: pd.DataFrame, name: str, say: Callable[[str], Value], dtype: str = "object") -> pd.Series:
    """What ``say`` makes of each cell of a column, or of "" where the frame has none of that name."""
    if name in frame:
        return map_cells(frame[name], say, dtype)
    nothing = np.empty(len(frame), dtype=object)
    nothing[:] = [say("")] * len(frame)
    return pd.Series(nothing, index=frame.index, dtype=dtype)


def one_line(column: pd.Series) -> pd.Series:
    r"""Texts on one line each, blanks single; codes stay codes.

    Examples
    --------
    >>> list(one_line(pd.Series(["Head of\n  IT", "CFO"])))
    ['Head of IT', 'CFO']
    """
    return recoded(column, _one_line)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return text if line == text else line  # not a second copy of what nearly all texts are


def has_value(text: str) -> bool:
    """Whether a label says something: "N/A", "-" and "Not set" do not."""
    if text[-1:].isdecimal():
        return True  # no such label ends in a digit
    if len(text) > _longest() + AROUND:
        return _LETTER.search(text) is not None
    return bool(text) and fold_words(text) not in people().no_value and _LETTER.search(text) is not None


@cache
def _longest() -> int:
    return max(map(len, people().no_value))


def truth(text: str) -> bool:
    """Whether a flag is set; any text that is not a "no", nor empty in words, sets it (a date of the last login).

    Examples
    --------
    >>> truth("TRUE"), truth("nein"), truth(""), truth("2026-05-01"), truth("0")
    (True, False, False, True, False)
    >>> truth("Not Converted"), truth("Not Set"), truth("nicht aktiv"), truth("Norbert Weiss")
    (False, False, False, True)
    """
    plain = text.strip().casefold()
    if plain in numbers().affirmative:
        return True
    return not (plain in numbers().negative or _denied(plain) or not_set(plain))


def not_set(text: str) -> bool:
    """Whether a text says in words that nothing is filled in."""
    folded = fold_words(text)
    return bool(folded) and folded in people().no_value


def is_flag(text: str) -> bool:
    """Whether a text is a yes or a no."""
    plain = text.strip().casefold()
    return plain in numbers().negative or plain in numbers().affirmative or _denied(plain)


def _denied(plain: str) -> bool:
    first, _, rest = plain.partition(" ")
    denials = numbers().denials
    return (bool(rest) and first in denials) or (
        not plain.isascii() and plain.startswith(_UNSPACED) and plain[0] in denials
    )


_UNSPACED: Final = ("未", "不", "無", "미")
"""Denials of scripts that write no blanks between words."""
