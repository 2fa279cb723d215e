"""Ctrl-C and SIGTERM: held back while files are moved, and answered with what was written by then."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Ctrl-C, and what ends a program and would leave its temporary files behind; Windows knows no SIGHUP."""

_placed: list[str] = []
_stopped: list[int] = []


class Stopped(BaseException):
    """The user or the system asked the program to end: no error, so it passes every ``except Exception``.

    ``KeyboardInterrupt`` would not do: Typer takes it for itself, and nobody hears what was written.
    """

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number
        super().__init__(number)


def stop_in_order() -> None:
    """From here on each of ``ENDING`` raises ``Stopped``, so that temporary files are taken away first."""
    for number in ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup's wish
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    for ending in ENDING:  # a second one would break off the tidying up
        signal.signal(ending, signal.SIG_IGN)
    _stopped.append(number)
    raise Stopped(number)


def again() -> None:
    """Raise ``Stopped`` once more, if something else was made of it: DuckDB raises an error of its own."""
    if _stopped:
        raise Stopped(_stopped[0])


@contextmanager
def unbroken() -> Iterator[None]:
    """Hold Ctrl-C and SIGTERM back to the end of the block, which takes milliseconds."""
    if threading.current_thread() is not threading.main_thread():  # only there do signals arrive
        yield
        return
    arrived: list[int] = []
    before = {number: signal.signal(number, lambda number, _frame: arrived.append(number)) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    if arrived:
        signal.raise_signal(arrived[0])


def begin() -> None:
    """Nothing has been written yet."""
    _placed.clear()
    _stopped.clear()


def note(what: Path | str) -> None:
    """Keep in mind that this was written."""
    _placed.append(str(what))


def summary() -> str:
    """What was written and what was not, for somebody who broke the program off."""
    if not _placed:
        return "nothing was written"
    return f"completely written before that: {', '.join(_placed)}. Nothing else was written."
