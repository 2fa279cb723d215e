"""Bytes of a text file -> text: by a byte order mark, strict UTF-8, UTF-16 without a mark, or a guess that is said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.text.prose import numbered
from personacheck.vocabulary.alphabets import candidates

if TYPE_CHECKING:
    from personacheck.vocabulary.alphabets import Candidate

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_HEAD: Final = 64 * 1024
_SAMPLE: Final = 2_000
_LEAST: Final = 0.5
"""Share of words that must read well for a guess."""

_GOOD: Final = 0.8
"""Share of words that reads well in a right encoding."""

_SAY: Final = "Set it with --encoding, or export the file again as UTF-8."


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding that it was read in, and remarks on it."""

    text: str
    encoding: str
    notes: list[str] = field(default_factory=list)


def decode(data: bytes, file: str, encoding: str | None, declared: str | None = None) -> Decoded:
    """The text of a file.

    Parameters
    ----------
    encoding
        What the user says: believed.
    declared
        What the file says of itself (a web page): believed if the bytes agree.

    Raises
    ------
    ExportError
        No such encoding, bytes that it does not have (with the line), or no text at all.
    """
    if encoding is not None:
        return Decoded(_strict(data, file, encoding).removeprefix("\ufeff"), codecs.lookup(encoding).name)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, file, name).removeprefix("\ufeff"), name)
    for name in filter(None, (_wide(data), "utf-8", declared)):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        _refuse_binary(text[:_HEAD].encode(), file)
        return Decoded(text, name)
    _refuse_binary(data, file)
    return _guess(data, file)


def _strict(data: bytes, file: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        raise ExportError(Problem(file, f"line {line}", f"is not in the encoding {encoding}", _SAY)) from None
    except (LookupError, UnicodeError):
        raise ExportError(Problem(file, "", f"unknown encoding: {encoding}", "Try utf-8 or cp1252.")) from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: half of its bytes are NUL wherever it is Latin, and its line ends are whole."""
    head = data[:_HEAD]
    if head.count(0) < len(head) / 20 or len(data) % 2:
        return None
    for name, zero in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[zero::2].count(0) > 4 * head[1 - zero :: 2].count(0):
            return name
    return None


def _refuse_binary(data: bytes, file: str) -> None:
    head = data[:_HEAD]
    if len(head) - len(head.translate(None, _CONTROL)) > len(head) / 50:
        cause = "is not a text table: it holds binary data"
        raise ExportError(Problem(file, "", cause, "Save or export the table as .xlsx or .csv."))


def _lines(data: bytes) -> list[tuple[int, bytes]]:
    """Lines that are not plain ASCII, with their numbers."""
    lines = re.split(rb"\r\n|\r|\n", data)
    return [(number, line) for number, line in enumerate(lines, start=1) if not line.isascii()]


def _guess(data: bytes, file: str) -> Decoded:
    """The best candidate for the lines that are no UTF-8; the others may be UTF-8, as when two exports were pasted."""
    lines = _lines(data)
    foreign = [(number, line) for number, line in lines if not _is_utf8(line)]
    best = _best([line for _, line in foreign])
    if best is None:
        raise ExportError(Problem(file, "", "could not detect the encoding", _SAY))
    others = [line for _, line in lines if _is_utf8(line)]
    # Lines of UTF-8 hardly come about by chance where a character is one byte.
    if others and not (best.wide and _fit(best, others) >= _GOOD):
        where = numbered([number for number, _ in foreign], "line")
        note = f"The file mixes encodings: it is UTF-8, but {where} read as {best.name}; check the names there."
        parts = re.split(rb"(?<=\n)", data)
        return Decoded("".join(_strict(part, file, _encoding_of(part, best)) for part in parts), "utf-8", [note])
    other = "cp850" if best.encoding == "cp1252" else "cp1252"
    note = (
        f"The file does not state its encoding; {best.name} was detected. "
        f"If names look wrong, set another, such as --encoding {other}."
    )
    return Decoded(_strict(data, file, best.encoding), best.encoding, [note])


def _best(lines: list[bytes]) -> Candidate | None:
    best, fitness = None, _LEAST
    for candidate in candidates():
        fit = _fit(candidate, lines)
        if fit > fitness + 0.01:
            best, fitness = candidate, fit
    return best


def _fit(candidate: Candidate, lines: list[bytes]) -> float:
    try:
        return candidate.fitness(b"\n".join(lines[:_SAMPLE]).decode(candidate.encoding))
    except UnicodeDecodeError:
        return 0.0


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _encoding_of(part: bytes, best: Candidate) -> str:
    return "utf-8" if _is_utf8(part) else best.encoding
