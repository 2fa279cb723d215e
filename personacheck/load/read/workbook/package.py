"""A workbook in a zip container, checked before any reader sees it: one streamed pass, nothing kept, nothing parsed.

The bounds leave room for real files: a sheet of 100,000 rows inflates to 46 MB, 13 times its
packed size; bombs reach 400 to 1,000 times.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNPACKED: Final = 500 * 1024**2
RATIO: Final = 200
RATIO_FROM: Final = 10 * 1024**2
"""Below this size a part may be packed as tightly as it likes."""

CHUNK: Final = 1024**2

_DIRECTORY: Final = 10 * 1024**2
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CDATA: Final = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_MARKUP: Final = (".xml", ".rels", ".vml")
_ENCRYPTED: Final = 0x1


class Package:
    """A zip container whose parts may be read safely, once each.

    Parameters
    ----------
    file
        Name for messages.

    Raises
    ------
    ExportError
        Damaged, protected with a password, or too large when unpacked.
    """

    def __init__(self, path: Path, file: str) -> None:
        self._file = file
        self._unpacked = 0
        self.read_parts: set[str] = set()
        if _directory_size(path) > _DIRECTORY:
            raise ExportError(Problem(file, "", "is too large when unpacked: it holds too many parts", _EXPORT))
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
            raise self._damaged() from None
        self.parts = {info.filename: info for info in self._archive.infolist()}
        for info in self._archive.infolist():
            if info.flag_bits & _ENCRYPTED:
                raise ExportError(Problem(file, "", "is protected with a password", "Save a copy without it."))
            self._bound(info, info.file_size)
        if sum(info.file_size for info in self._archive.infolist()) > UNPACKED:
            raise self._too_large(sum(info.file_size for info in self._archive.infolist()))

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def find(self, name: str) -> str | None:
        """The part of that name, whatever its case."""
        if name in self.parts:
            return name
        return next((part for part in self.parts if part.casefold() == name.casefold()), None)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, a megabyte at a time, counted while they are inflated; XML is scanned for a DTD.

        Raises
        ------
        ExportError
            Damaged, larger than any honest part, or XML with a DTD.
        """
        info = self.parts[name]
        markup = name.casefold().endswith(_MARKUP)
        size = 0
        tail = b""
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._bound(info, size)
                    if markup and _declares(tail + chunk):
                        cause = "holds a DTD or entities, which no spreadsheet program writes; refused"
                        raise ExportError(Problem(self._file, name, cause, "Ask where the file comes from."))
                    tail = chunk[-32:]
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise self._damaged(name) from None
        self._unpacked += 0 if name in self.read_parts else size
        self.read_parts.add(name)
        if self._unpacked > UNPACKED:
            raise self._too_large(self._unpacked)

    def read(self, name: str) -> bytes:
        """A part as a whole; for small ones."""
        return b"".join(self.chunks(name))

    def peek(self, name: str) -> bytes:
        """The beginning of a part; empty where there is none."""
        return next(iter(self.chunks(name)), b"") if name in self.parts else b""

    def _bound(self, info: zipfile.ZipInfo, size: int) -> None:
        if size > UNPACKED or (size > RATIO_FROM and size > RATIO * max(info.compress_size, 1)):
            raise self._too_large(size)

    def _too_large(self, size: int) -> ExportError:
        cause = f"is too large when unpacked: {size // 1024**2:,} MB, or packed more than {RATIO} times"
        return ExportError(Problem(self._file, "", cause, _EXPORT))

    def _damaged(self, name: str = "") -> ExportError:
        cause = "is damaged or incomplete: not a whole Excel file" if not name else "is damaged or incomplete"
        return ExportError(Problem(self._file, name, cause, "Download or export it again."))


_EXPORT: Final = "Export only the rows and columns that are needed, or save the sheet as CSV."


def _declares(markup: bytes) -> bool:
    """Whether a DTD or an entity is declared, in UTF-8 or UTF-16, and not merely quoted as a cell's text."""
    plain = markup.replace(b"\0", b"") if b"\0" in markup else markup
    return bool(_DTD.search(plain) and _DTD.search(_CDATA.sub(b"", plain)))


def _directory_size(path: Path) -> int:
    """Size of the container's directory as its end record states it; 0 where there is none."""
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 65_557))
        tail = stream.read()
    for mark, begin, end in ((b"PK\x06\x06", 40, 48), (b"PK\x05\x06", 12, 16)):  # the 64-bit record, then the plain one
        at = tail.rfind(mark)
        if 0 <= at <= len(tail) - end:
            return int.from_bytes(tail[at + begin : at + end], "little")
    return 0
