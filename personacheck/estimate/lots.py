"""Lots: a number for each record that never changes, so that a draw can be repeated, topped up and recognised.

Whoever holds the smallest numbers is drawn. A later draw takes the next ones, and whoever joined the export since with
a smaller number; together they are again a simple random sample of the export as it is then (permanent random numbers:
Ohlsson 1995, "Coordination of samples using permanent random numbers").
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_BYTES: Final = 8


def lots(keys: Iterable[str], seed: int, purpose: str = "") -> NDArray[np.float64]:
    """A number in 0..1 for each key: even, and the same for a key in every export.

    Parameters
    ----------
    purpose
        Sets draws apart that are not to choose the same records.

    Examples
    --------
    >>> first, again = lots(["c1", "c2"], seed=0), lots(["c2", "c1"], seed=0)
    >>> bool((first == again[::-1]).all())
    True
    """
    start = hashlib.blake2b(f"{seed}:{purpose}:".encode(), digest_size=_BYTES)
    numbers = []
    for key in keys:
        digest = start.copy()
        digest.update(key.encode("utf-8", "surrogatepass"))
        numbers.append(digest.digest())
    whole = np.frombuffer(b"".join(numbers), dtype=">u8")
    return np.asarray(whole / 2.0 ** (8 * _BYTES), np.float64)
