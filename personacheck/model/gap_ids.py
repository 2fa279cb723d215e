"""What a gap of a role is called: the same in every run, and known before the gap is there."""

from __future__ import annotations

import hashlib


def role_id(cause: str, function: str | None, level: str | None) -> str:
    """Id of the gap of a role; function and level as ``Gap`` holds them."""
    return digest(cause, function or "", level or "")


def digest(*told: str) -> str:
    """Twelve hexadecimal digits of what makes a gap."""
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:12]
