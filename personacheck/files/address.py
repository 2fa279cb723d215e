"""Addresses of files in a cloud or on the web, as typed: what they name, which are refused, what of them may be told.

Their folders, user names and queries may hold keys, so nothing shows more of one than its host or bucket and its file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from personacheck.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES: Final = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
    "https": "aiohttp",
    "http": "aiohttp",
}
"""What addresses that are read begin with, and the package that reads them through fsspec."""
HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names that a computer has for itself."""
WEB: Final = frozenset({"https", "http"})
_PLAIN: Final = frozenset({"http", "ftp"})
_FORM: Final = re.compile(r"([a-z][a-z0-9+.:-]+)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[\w.-]+)(:\d+)?", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"^\[[0-9a-f:.]+\]", re.IGNORECASE)
_BUCKET: Final = re.compile(r"[\w.-]+|arn:[\w:-]+")
_CONTAINER: Final = re.compile(r"[\w.$-]+(@[\w.-]+)?")
_QUERY: Final = re.compile(r"\?[\w.-]+=")
_NO_EXPORTS: Final = frozenset({".yaml", ".yml", ".toml"})
_KINDS: Final = "s3://, gs://, abfs:// or https://"


def is_address(text: str) -> bool:
    """Whether a text begins as an address does; the drives of Windows have one letter.

    Examples
    --------
    >>> is_address("s3://bucket/contacts.csv"), is_address("exports/contacts.csv"), is_address("C://contacts.csv")
    (True, False, False)
    """
    return _FORM.match(text) is not None


@dataclass(frozen=True)
class Address:
    """What a user typed in a file's place: of a file, of a folder (it ends in ``/``), or a pattern."""

    text: str

    @property
    def scheme(self) -> str:
        """What stands before ``://``."""
        return self._split[0].lower()

    @property
    def host(self) -> str:
        """The computer, bucket or container."""
        return self._split[1]

    @property
    def package(self) -> str:
        """What reads it, beside fsspec; of an address that is not refused."""
        return PACKAGES[self.scheme]

    @property
    def place(self) -> str:
        """Where it leads, for messages."""
        return f"{self.scheme}://{self.host}"

    @property
    def whole(self) -> str:
        """All of it, for those who fetch it and nobody else: keys of the web stand in it."""
        return f"{self.place}{self._split[2]}"

    @property
    def bare(self) -> str:
        """The same without a query; its folders may be keys still."""
        return f"{self.place}{self._path}"

    @property
    def has_query(self) -> bool:
        """Whether it may be signed."""
        return self.bare != self.whole

    @property
    def is_folder(self) -> bool:
        """Whether it ends as folders do."""
        return self._path.endswith("/")

    @property
    def folder(self) -> str:
        """The folder that is looked into: itself, that of the file, or of a pattern the last one without a wildcard."""
        end = self._wild if self._wild is not None else len(self._path)
        return f"{self.place}{self._path[: self._path.rfind('/', 0, end) + 1]}"

    @property
    def is_pattern(self) -> bool:
        """Whether it stands for all files that match; on the web a question mark begins a query."""
        return self._wild is not None

    @property
    def parts(self) -> tuple[str, ...]:
        """What copies are called: the name, of a pattern also the names before it from the first wildcard on."""
        parts = self.bare.removeprefix(self.folder).split("/") if self.is_pattern else [self._last]
        return tuple(map(self.decoded, parts))

    @property
    def name(self) -> str:
        """What the file, folder or pattern is called, for messages."""
        return self.parts[-1]

    @property
    def pasteable(self) -> str:
        """The address for a command that may be pasted: of the web, where folders may be keys, only host and file.

        Examples
        --------
        >>> Address("s3://bucket/2026/*.csv").pasteable, Address("https://a.example/k3y/c.csv?sig=x").pasteable
        ('s3://bucket/2026/*.csv', 'https://a.example/…/c.csv')
        """
        name = "" if self._path == "/" else f"{self.name}/" if self.is_folder else self.name
        if self.scheme not in WEB or self.text == f"{self.place}/{name}":
            return self.text
        return f"{self.place}/…/{name}"

    def decoded(self, part: str) -> str:
        """A part of a path as a file is called: the web has ``%20`` for a space."""
        return unquote(part) if self.scheme in WEB else part

    def problem(self) -> Problem | None:
        """Why it is refused before anybody is asked; None if it is not."""
        fault = next(self._faults(), None)
        return None if fault is None else Problem("", f"{self.scheme}://…", *fault)

    def _faults(self) -> Iterator[tuple[str, str]]:
        """Causes and next steps; only the first holds, since the later ones take for granted that there was none."""
        if "::" in f"{self.scheme}{_NUMBERS.sub('', self.host)}{self._path}":
            yield "is a chain of addresses", "Give the address of the file alone."
        if self.scheme in _PLAIN and (self.scheme not in PACKAGES or not self._is_here):
            yield "is not encrypted", "Use https://."
        if self.scheme not in PACKAGES:
            step = f"Use {_KINDS}; give files on this computer by their path."
            yield "is not a kind of address that is read", step
        if not self._has_host:
            cause = "holds a user name or password, or what is no name of a host or bucket"
            yield cause, "Leave it out; docs/scale.md says where keys belong."
        if self.scheme not in WEB and _QUERY.search(self._path):
            yield "has a query, as addresses of the web have", "Leave it out, or use the address with https://."
        if not all(map(is_name, self.parts)):
            yield "names no file", "Give a file, a folder that ends in /, or a pattern."
        if PurePath(self.name).suffix.casefold() in _NO_EXPORTS:
            yield "is a cast or settings, which are read from this computer only", "Copy the file here first."

    @property
    def _has_host(self) -> bool:
        form = _HOST if self.scheme in WEB else _CONTAINER if self.package == "adlfs" else _BUCKET
        return form.fullmatch(self.host) is not None

    @property
    def _is_here(self) -> bool:
        host = _HOST.fullmatch(self.host)
        return host is not None and host[1].lower().strip("[]") in HERE

    @cached_property
    def _split(self) -> tuple[str, str, str]:
        form = _FORM.match(self.text)
        assert form is not None  # noqa: S101  # is_address was asked; for mypy
        return form[1], form[2], form[3]

    @property
    def _path(self) -> str:
        """What follows the host, without query; it begins with a slash."""
        return re.split(r"[?#]", self._split[2], maxsplit=1)[0] if self.scheme in WEB else self._split[2]

    @property
    def _last(self) -> str:
        """The last name; of a whole bucket its own."""
        return (self._path.removesuffix("/") or (self.host if self.is_folder else "")).rpartition("/")[2]

    @property
    def _wild(self) -> int | None:
        """Where the first wildcard stands."""
        wild = re.search(r"[*\[]" if self.scheme in WEB else r"[*?\[]", self._path)
        return wild.start() if wild else None


def is_name(part: str) -> bool:
    """Whether a part of an address can be what a file here is called: it leads nowhere else.

    Examples
    --------
    >>> [part for part in ("contacts.csv", "..", "", "a/b", "*") if is_name(part)]
    ['contacts.csv', '*']
    """
    return part not in {"", ".", ".."} and PurePath(part).name == part and "\0" not in part
