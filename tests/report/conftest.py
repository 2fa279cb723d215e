"""Assessments that several tests of the report look at."""

from __future__ import annotations

import pytest
import samples


@pytest.fixture(scope="session")
def lifelike():
    """148 invented accounts."""
    return samples.assessment()


@pytest.fixture(scope="session")
def unreadable():
    """Twelve accounts, nothing readable."""
    return samples.empty()
