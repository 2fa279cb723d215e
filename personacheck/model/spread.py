"""Work that is the same for each of many batches, wherever it is done: here, or by other processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Batch = TypeVar("Batch")
Done = TypeVar("Done")


class Spread(Protocol):
    """Does some work on each batch, and gives what comes of it in their order, as ``map`` does."""

    def __call__(self, work: Callable[[Batch], Done], batches: Iterable[Batch], /) -> Iterable[Done]:
        """What comes of each batch."""
