"""Texts in their order, many times as fast as they compare one by one: ids and addresses of millions of contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHORT: Final = 40
"""Characters of a text up to which it is compared as bytes: all take as many as the longest."""


def sortable(texts: NDArray[np.object_]) -> NDArray[np.generic]:
    """What sorts as the texts do, and is equal where they are: their bytes (UTF-8) where all are short, else they.

    Cells hold no NUL, which bytes would lose at their end.

    Examples
    --------
    >>> [int(place) for place in np.argsort(sortable(np.array(["é", "z", "a"], dtype=object)))]
    [2, 1, 0]
    """
    if max(map(len, texts), default=0) > SHORT:
        return texts
    try:
        return texts.astype("S")
    except UnicodeEncodeError:
        return np.array([text.encode("utf-8", "surrogatepass") for text in texts], "S")


def ranks(texts: NDArray[np.object_]) -> NDArray[np.int64]:
    """Place of each text among the distinct ones, in their order; equal texts have the same; shape ``(n,)``."""
    return np.asarray(np.unique(sortable(texts), return_inverse=True)[1])
