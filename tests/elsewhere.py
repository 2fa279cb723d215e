"""Files at addresses, in the memory of a test: ``memory://`` and, where some misbehave, ``odd://`` and ``https://``."""

from __future__ import annotations

import contextlib
import re

import fsspec
from fsspec.implementations.memory import MemoryFileSystem

from personacheck.files import address
from personacheck.load.remote import store


class Odd(MemoryFileSystem):
    """Files in memory, some of which misbehave by their names."""

    protocol = "odd"
    store = {}  # noqa: RUF012  # as of its parent, whose files are others
    pseudo_dirs = [""]  # noqa: RUF012  # same reason

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(re.sub(r"^(odd|https)://|\?.*", "", path))

    def info(self, path, **more):
        if "forbidden" in path:
            raise PermissionError(path)
        about = super().info(path, **more)
        return {**about, "size": 10**18} if "huge" in path else about

    def _open(self, path, mode="rb", **more):
        if mode == "rb" and "lost" in path:
            return Breaking([b"Cont", OSError("s3cret")])
        if mode == "rb" and "short" in path:
            return Breaking([b"Conta", b""])
        return super()._open(path, mode, **more)


class Breaking:
    """A stream of which some arrives."""

    def __init__(self, chunks):
        self.chunks = chunks

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def read(self, _size):
        chunk = self.chunks.pop(0)
        if isinstance(chunk, OSError):
            raise chunk
        return chunk


@contextlib.contextmanager
def lying(monkeypatch):
    """Let addresses of the memory be read, which no user's are; what puts a file there."""
    kinds = {"memory": MemoryFileSystem, "odd": Odd, "https": Odd}
    monkeypatch.setattr(address, "PACKAGES", dict.fromkeys(kinds, "fsspec"))
    monkeypatch.setattr(fsspec, "get_filesystem_class", kinds.__getitem__)
    monkeypatch.setattr(store, "_web", lambda _address: {})

    def put(path, content, *, odd=False):
        (Odd if odd else MemoryFileSystem)(skip_instance_cache=True).pipe_file(path, content)

    yield put
    for kind in (MemoryFileSystem, Odd):
        kind.store.clear()
        kind.pseudo_dirs[:] = [""]
