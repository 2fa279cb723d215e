"""The templates of the pages, and how Jinja reads them; it is heavy, so this is imported where a page is written."""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from importlib.resources import files
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined

from personacheck.report import wording
from personacheck.text.prose import noun, sentence, spelled
from personacheck.vocabulary.compiled import keep

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

OPTIONS: Final[dict[str, Any]] = {
    "autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True,
}  # fmt: skip  # a table
KEPT: Final = Path(cache_from_source(__file__)).parent
"""Where Python keeps the bytecode of this room; who may write there may change the program anyhow."""


def folder() -> Path:
    """The packaged templates or, in a checkout, the folder that they are packaged from."""
    packaged = Path(str(files("personacheck.report") / "templates"))
    checkout = Path(__file__).resolve().parents[2] / "reports" / "templates"
    return packaged if packaged.is_dir() else checkout


def environment() -> Environment:
    """Jinja as the report needs it: everything escaped, nothing undefined."""
    jinja = Environment(loader=FileSystemLoader(folder()), bytecode_cache=Bytecode(), **OPTIONS)  # noqa: S701  # OPTIONS has autoescape
    jinja.filters |= {
        "percent": wording.percent, "span": wording.span, "count": wording.count, "tied": wording.tied,
        "sentence": sentence, "spelled": spelled, "noun": noun,
    }  # fmt: skip  # a table
    return jinja


class Bytecode(BytecodeCache):
    """Templates compiled, as Python keeps its modules: made again where a template, an option or Python differs.

    Compiling them took a thirtieth of a small run.
    """

    def get_source_checksum(self, source: str) -> str:
        """Of what a template was made from."""
        return super().get_source_checksum(f"{MAGIC_NUMBER!r} {OPTIONS} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it is whole and of this template."""
        with suppress(OSError, EOFError, TypeError, ValueError):
            checksum, _, code = _path(bucket).read_bytes().partition(b"\n")
            if checksum.decode() == bucket.checksum:
                bucket.code = marshal.loads(code)  # noqa: S302  # as Python loads the modules of this folder

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where Python may keep its own."""
        if not sys.dont_write_bytecode:
            keep(_path(bucket), f"{bucket.checksum}\n".encode() + marshal.dumps(bucket.code))


def _path(bucket: Bucket) -> Path:
    return KEPT / f"{bucket.key}.{sys.implementation.cache_tag}.template"
