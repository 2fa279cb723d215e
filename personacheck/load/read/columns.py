"""Cells by column, as codes of distinct texts: what a thousand rows hold is kept, and looked at, once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

HEAD: Final = 60
"""First rows that are kept as they stand, too: a header is looked for among them."""
_BATCH: Final = 250
"""Rows that are turned at a time: so many lie near a processor, which looks at each text twice as fast."""


class Column:
    """Cells of one column.

    Attributes
    ----------
    codes
        Position of each cell's text in ``texts``; as few bytes each as hold it, shape ``(rows,)``.
    texts
        Distinct texts, the first of them ``""``; where they hardly repeat one may stand twice.
    """

    def __init__(self, codes: np.ndarray, texts: list[str]) -> None:
        self.codes, self.texts = codes.astype(_least_bytes(len(texts)), copy=False), texts
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        return self.texts[int(self.codes[row])]

    def __iter__(self) -> Iterator[str]:
        return map(self.texts.__getitem__, memoryview(self.codes))  # type: ignore[arg-type]  # no list of all codes

    def __setitem__(self, row: int, text: str) -> None:
        self._places = self._places or {text: code for code, text in enumerate(self.texts)}
        code = self._places.setdefault(text, len(self.texts))
        self.texts += [text] if code == len(self.texts) else []
        self.codes = self.codes.astype(np.promote_types(self.codes.dtype, _least_bytes(len(self.texts))), copy=False)
        self.codes[row] = code

    @property
    def filled(self) -> np.ndarray:
        """Whether each cell holds anything; bool."""
        return np.asarray(self.codes != 0)

    @property
    def times(self) -> np.ndarray:
        """How many cells hold each text."""
        return np.asarray(np.bincount(self.codes, minlength=len(self.texts)))

    def holds(self, wanted: Callable[[str], bool]) -> np.ndarray:
        """Whether each cell's text is such a one; bool. Each distinct text is asked about once."""
        return np.take(np.fromiter(map(wanted, self.texts), bool, len(self.texts)), self.codes)

    def with_texts(self, texts: Sequence[str]) -> Column:
        """The same with other texts in place of its own; those that are equal now are one."""
        if texts == self.texts:
            return self
        index = {"": 0}
        moved = [index.setdefault(text, len(index)) for text in texts]
        return Column(np.array(moved, self.codes.dtype)[self.codes], list(index))

    def held(self, rows: np.ndarray) -> pd.Series:
        """The cells of the rows that are kept: codes of the texts that they hold (categories) where those are few."""
        codes = self.codes if rows.all() else self.codes[rows]
        texts = np.array(self.texts, dtype=object)
        times = np.bincount(codes, minlength=len(texts))
        present = times > 0
        if present.all():
            return hold(codes, texts)
        moved = (np.cumsum(present) - 1).astype(np.int32)
        return hold(moved[codes], texts[present])


def filled_in_row(columns: Sequence[Column]) -> np.ndarray:
    """How many cells of each row hold anything; int32."""
    filled = np.zeros(len(columns[0]) if columns else 0, np.int32)
    for column in columns:
        filled += column.filled
    return filled


def _least_bytes(texts: int) -> np.dtype:
    return np.min_scalar_type(-max(texts, 1))


FEW: Final = 0.5
"""Distinct texts in a column for each of its cells, up to which codes take less than texts do."""


def hold(codes: np.ndarray, texts: np.ndarray, index: pd.Index | None = None) -> pd.Series:
    """A column as codes of its texts (categories) where these are few, each once, else as the texts themselves."""
    if len(texts) > FEW * len(codes):
        return pd.Series(texts[codes], index=index, dtype="object", copy=False)
    held = pd.Index(texts, dtype="object")
    if not held.is_unique:
        moved, held = pd.factorize(held)
        codes = moved.astype(np.int32)[codes]
    dtype = pd.CategoricalDtype(held)
    return pd.Series(pd.Categorical.from_codes(codes, dtype=dtype, validate=False), index=index, copy=False)


@dataclass(frozen=True, eq=False)
class Cells:
    """Rows of text, by column.

    Attributes
    ----------
    head
        The first rows as they stand.
    columns
        A row that is shorter than others holds ``""`` in the columns that it lacks.
    lengths
        Cells of each row; shape ``(rows,)``.
    beyond
        Row to its cells beyond the last column.
    """

    head: list[list[str]]
    columns: list[Column]
    lengths: np.ndarray
    beyond: dict[int, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def filled(self) -> bool:
        """Whether any cell holds anything."""
        return any(column.filled.any() for column in self.columns) or any(map(any, self.beyond.values()))

    def row(self, at: int) -> list[str]:
        """One row as it stands."""
        return [column[at] for column in self.columns[: self.lengths[at]]] + self.beyond.get(at, [])

    def put(self, at: int, row: list[str]) -> None:
        """Another row in place of one; it has no more cells than there are columns."""
        for column, text in zip(self.columns, row + [""] * (len(self.columns) - len(row)), strict=True):
            column[at] = text
        self.lengths[at] = len(row)
        self.beyond.pop(at, None)

    def part(self, begin: int, end: int | None = None) -> Cells:
        """The rows from one to before another."""
        rows = slice(begin, end)
        columns = [Column(column.codes[rows], column.texts) for column in self.columns]
        beyond = {at - begin: cells for at, cells in self.beyond.items() if at >= begin}
        return Cells(self.head[rows], columns, self.lengths[rows], beyond)


def index_of_texts() -> dict[str, int]:
    """Text to its code; a text that is new gets the next one, which no Python code has to hand out."""
    index = defaultdict[str, int](count(1).__next__)
    index[""] = 0
    return index


class Growing:
    """Columns that come some rows at a time."""

    def __init__(self) -> None:
        self._indexes: list[dict[str, int]] = []
        self._codes: list[list[np.ndarray]] = []
        self._lengths = [np.zeros(0, np.int64)]
        self.rows = 0

    def add(self, lengths: np.ndarray, columns: Iterable[tuple[Sequence[str], np.ndarray | slice]]) -> None:
        """Further rows.

        Parameters
        ----------
        lengths
            Cells of each.
        columns
            Of each column texts, and which of them each cell holds.
        """
        given = 0
        for given, (texts, held) in enumerate(columns, start=1):
            if given > len(self._indexes):
                self._indexes.append(index_of_texts())
                self._codes.append([np.zeros(self.rows, np.int32)])
            places = np.fromiter(map(self._indexes[given - 1].__getitem__, texts), np.int32, len(texts))
            self._codes[given - 1].append(places[held])
        for lacking in self._codes[given:]:
            lacking.append(np.zeros(len(lengths), np.int32))
        self._lengths.append(lengths)
        self.rows += len(lengths)

    def grown(self, head: list[list[str]], beyond: dict[int, list[str]] | None = None) -> Cells:
        """All that came, under its first rows as they stand; nothing is left here."""
        columns = []
        while self._codes:  # each index is let go as soon as its column stands
            columns.append(Column(np.concatenate(self._codes.pop()), list(self._indexes.pop())))
        return Cells(head, columns[::-1], np.concatenate(self._lengths), beyond or {})


def by_column(rows: Iterable[list[str]], *, whole: bool = True) -> Cells:
    """Rows by column, without ever holding all of them.

    Parameters
    ----------
    whole
        Whether there is a column for every cell; else only for as many as one of the first rows has.
    """
    coming = iter(rows)
    head = list(islice(coming, HEAD))
    widest = max(map(len, head), default=0)
    beyond: dict[int, list[str]] = {}
    growing = Growing()
    for batch in _batches(head, coming):
        counts = np.fromiter(map(len, batch), np.int64, len(batch))
        width = int(counts.max()) if whole else min(int(counts.max()), widest)
        beyond |= {growing.rows + at: batch[at][width:] for at in np.flatnonzero(counts > width).tolist()}
        growing.add(counts, ((cells, slice(None)) for cells in _turned(batch, counts, width)))
    return growing.grown(head, beyond)


def _batches(head: list[list[str]], coming: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    first = list(chain(head, islice(coming, _BATCH)))
    if first:
        yield first
    while batch := list(islice(coming, _BATCH)):
        yield batch


def _turned(rows: list[list[str]], counts: np.ndarray, width: int) -> Iterator[list[str]]:
    """Columns of rows that are made as long as the longest."""
    if not (counts == width).all():
        rows = [row if len(row) == width else row[:width] + [""] * (width - len(row)) for row in rows]
    flat = list(chain.from_iterable(rows))
    return (flat[at::width] for at in range(width))
