"""A cast of two personas, by titles."""

from __future__ import annotations

import pytest


@pytest.fixture
def cast(tmp_path):
    path = tmp_path / "cast.yaml"
    personas = "[{id: it, name: Ingrid, titles: [head of it]}, {id: money, name: Moe, titles: [cfo]}]"
    path.write_text(f"version: 1\nname: Ours\npersonas: {personas}\n", encoding="utf-8")
    return path
