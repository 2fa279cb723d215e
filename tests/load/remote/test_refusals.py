"""Errors of libraries that share no root are told in words, never in their own, which may hold keys."""

import pytest

from personacheck.files.address import Address
from personacheck.load.remote.refusals import RedirectedError, refusal

PLACE = Address("s3://bucket/exports/contacts.csv")


def named(name, root=Exception, **told):
    """An error as a library has it that is not there."""
    error = type(name, (root,), {})("https://bucket.example?signature=s3cret")
    for key, value in told.items():
        setattr(error, key, value)
    return error


def after(inner, outer):
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError("s3cret"), "not found"),
        (PermissionError("s3cret"), "no permission to read it"),
        (ConnectionResetError("s3cret"), "does not answer"),
        (TimeoutError("s3cret"), "does not answer"),
        (RedirectedError("s3cret"), "leads on to another address, and only the one that you type is read"),
        (named("NoCredentialsError"), "needs credentials, and there are none"),
        (named("EndpointConnectionError", type("HTTPClientError", (Exception,), {})), "does not answer"),
        (named("ClientResponseError", status=403), "no permission to read it"),
        (named("HttpError", OSError, code=401), "no permission to read it"),
        (named("ClientResponseError", status=404), "not found"),
        (named("ClientResponseError", status=503), "cannot be read now (the server answers 503)"),
        (after(named("ClientResponseError", status=403), FileNotFoundError("s3cret")), "no permission to read it"),
        (after(RedirectedError(), FileNotFoundError("s3cret")), "leads on to another address"),
        (named("Surprise", code="NoSuchThing"), "cannot be read (Surprise)"),
        (ValueError("s3cret"), "cannot be read (ValueError)"),
    ],
)
def test_why(error, said):
    told = str(refusal(PLACE, error))
    assert told.startswith(f"contacts.csv, s3://bucket: {said}")
    assert told.endswith(".")
    assert "s3cret" not in told


def test_a_pattern_that_cannot_be():
    told = str(refusal(Address("s3://bucket/**a/*.csv"), ValueError("s3cret")))
    assert told.startswith("*.csv, s3://bucket: is not a possible pattern. ")
