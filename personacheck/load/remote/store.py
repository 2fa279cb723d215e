"""Files at an address, through fsspec: which there are, and their bytes.

Imported only where an address was typed. No address is asked but that one, and the files found below it; a server that
sends the reader elsewhere is not followed.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from personacheck.errors import ExportError
from personacheck.files.address import WEB, Address, is_name
from personacheck.load.read.parts import ENDINGS, is_listed
from personacheck.load.remote.refusals import RedirectedError, broken_off, lacks, problem, refusal
from personacheck.text.prose import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK: Final = 16 * 1024**2
"""Bytes that are copied at a time."""
CONNECT, SILENCE = 20, 60
"""Seconds that a server may take to answer, and be silent then."""
INSTALL: Final = "pip install 'personacheck[dask]'"
_TALKATIVE: Final = ("fsspec", "s3fs", "gcsfs", "adlfs", "aiobotocore", "botocore", "azure", "google", "asyncio")


@dataclass(frozen=True)
class Found:
    """A file at an address.

    Attributes
    ----------
    key
        What it is called there.
    parts
        What its copy is called below the folder of the address: its own name, before it those of folders in a pattern.
    size
        Bytes; None where the server does not tell.
    """

    key: str
    parts: tuple[str, ...]
    size: int | None

    @property
    def name(self) -> str:
        """Its own name."""
        return self.parts[-1]


class Store:
    """Where an address leads, with the credentials that its library finds in the environment or a profile.

    Raises
    ------
    ExportError
        fsspec, or the package for this kind of address, is not installed; or it finds no way to begin.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        if find_spec("fsspec") is None:
            cause, step = "needs fsspec, which is not installed", f"Install it: {INSTALL}"
            raise ExportError(problem(address, cause, step))
        import fsspec  # noqa: PLC0415  # an extra

        try:
            kind = fsspec.get_filesystem_class(address.scheme)
            options = {} if address.scheme in WEB else kind._get_kwargs_from_urls(address.whole)
            web = _web(address) if address.scheme in WEB else {}
            self._files = kind(**options, **web, skip_instance_cache=True, use_listings_cache=False)
        except ImportError:
            raise ExportError(lacks(address, address.package)) from None
        except Exception as error:  # noqa: BLE001  # these libraries share no root of errors
            raise ExportError(refusal(address, error)) from None
        self._opening = {"block_size": 0} if address.scheme in WEB else {"block_size": CHUNK, "cache_type": "none"}

    def find(self) -> list[Found]:
        """The files that the address stands for, by name.

        Raises
        ------
        ExportError
            There are none, or one cannot look; a file is called as none can be here.
        """
        address = self._address
        try:
            found = self._folder() if address.is_folder else self._matching() if address.is_pattern else self._one()
        except ExportError:
            raise
        except Exception as error:  # noqa: BLE001  # as above
            raise ExportError(refusal(address, error)) from None
        if not found and address.is_folder:
            cause = f"is a folder without {listed(sorted(ENDINGS), 'or')} files"
            step = "Give another one, or a pattern for the files in its folders: **/*.csv."
            raise ExportError(problem(address, cause, step))
        if not found:
            step = "Check the folder and the ending in it."
            raise ExportError(problem(address, "no file matches this pattern", step))
        if odd := next((file for file in found if not all(map(is_name, file.parts))), None):
            cause = "stands for files that cannot be called here as they are there"
            raise ExportError(problem(address, cause, "Give others, or copy them here first.", odd.name))
        return sorted(found, key=lambda file: file.parts)

    def read(self, file: Found) -> Iterator[bytes]:
        """The bytes of a file, some at a time.

        Raises
        ------
        ExportError
            They do not arrive, or not all of them.
        """
        done = 0
        try:
            with self._files.open(file.key, "rb", **self._opening) as stream:
                while chunk := stream.read(CHUNK):
                    done += len(chunk)
                    yield chunk
        except Exception as error:  # noqa: BLE001  # as above
            told = broken_off(self._address, file.name, done, file.size) if done else None
            raise ExportError(told or refusal(self._address, error, file.name)) from None
        if file.size is not None and done != file.size:
            raise ExportError(broken_off(self._address, file.name, done, file.size))

    def _one(self) -> list[Found]:
        key = self._key(self._address.whole)
        about = self._files.info(key)
        if about["type"] == "directory":
            raise ExportError(problem(self._address, "is a folder", "End its address with /."))
        return [Found(key, self._address.parts, about.get("size"))]

    def _folder(self) -> list[Found]:
        entries = self._files.ls(self._key(self._address.folder), detail=True)
        found = self._below(entries)
        name = self._address.name
        return [
            Found(file.key, (name, *file.parts), file.size)
            for file in found
            if len(file.parts) == 1 and is_listed(file.name)
        ]

    def _matching(self) -> list[Found]:
        found = self._below(self._files.glob(self._key(self._address.bare), detail=True).values())
        hidden = any(part.startswith(".") for part in self._address.parts)
        return [file for file in found if hidden or not any(part.startswith(".") for part in file.parts)]

    def _below(self, entries: Any) -> list[Found]:
        """The files among entries that lie below the address's folder; a page may name others."""
        base = self._key(self._address.folder).rstrip("/") + "/"
        inside = [entry for entry in entries if entry["type"] == "file" and entry["name"].startswith(base)]
        found = []
        for entry in inside:
            path = entry["name"].removeprefix(base)
            if path and not (self._address.scheme in WEB and set("?#") & set(path)):
                size = entry["size"] if entry["size"] is not None else self._files.info(entry["name"]).get("size")
                found.append(Found(entry["name"], tuple(map(self._address.decoded, path.split("/"))), size))
        return found

    def _key(self, text: str) -> str:
        key: str = self._files._strip_protocol(text)
        return key


@contextmanager
def unheard() -> Iterator[None]:
    """Let these libraries log nothing: what they say may hold keys."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _web(address: Address) -> dict[str, Any]:
    """No redirects; a signed address goes out as it was typed; a proxy is asked only beyond this computer."""
    import aiohttp  # noqa: PLC0415  # needed for the web alone

    async def stay(*_: object) -> None:
        raise RedirectedError

    following = aiohttp.TraceConfig()
    following.on_request_redirect.append(stay)
    client = {
        "timeout": aiohttp.ClientTimeout(total=None, sock_connect=CONNECT, sock_read=SILENCE),
        "trace_configs": [following],
        "trust_env": address.scheme == "https",
    }
    return {"client_kwargs": client, "encoded": address.has_query}
