"""Assessments that several tests of the report look at."""

from __future__ import annotations

import pytest
import report_cases
import samples


@pytest.fixture(scope="session")
def lifelike():
    """148 invented accounts."""
    return samples.assessment()


@pytest.fixture(scope="session")
def shipped():
    """The shipped example, assessed."""
    return report_cases.demo()


@pytest.fixture(scope="session")
def unreadable():
    """Twelve accounts, nothing readable."""
    return samples.empty()
