"""YAML as we write it, for people to edit: entries under their key, short lists on one line, nothing folded."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeVar

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    Block = TypeVar("Block", CommentedMap, CommentedSeq)


def dumped(data: CommentedMap, yaml: YAML | None = None) -> str:
    """The text of a document; ``yaml`` where its scalars are to be written in another way than ruamel's usual one."""
    yaml, text = yaml or YAML(), io.StringIO()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096  # a folded phrase would be harder to edit
    yaml.dump(data, text)
    return text.getvalue()


def on_one_line(block: Block) -> Block:
    """The same list or table, to be written on one line."""
    block.fa.set_flow_style()
    return block
