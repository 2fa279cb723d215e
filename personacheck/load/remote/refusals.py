"""Why files at an address cannot be read, in words: the libraries beneath share no root of their errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.files.address import Address


class RedirectedError(Exception):
    """A server sends the reader on to another address."""


_ACCESS: Final = ("no permission to read it", "Check your credentials for it; docs/scale.md says where they belong.")
_NO_KEYS: Final = ("needs credentials, and there are none", _ACCESS[1])
_NETWORK: Final = ("does not answer", "Check the network and the address, then run it again.")
_MISSING: Final = ("not found", "Check the address; one of a folder ends in /.")
_REDIRECTED: Final = ("leads on to another address, and only the one that you type is read", "Type the other address.")
_PATTERN: Final = ("is not a possible pattern", "Two stars stand for whole folders: exports/**/*.csv.")

_FAILED: Final = 400
_BY_STATUS: Final = {401: _ACCESS, 403: _ACCESS, 404: _MISSING}
_BY_NAME: Final = {
    "RedirectedError": _REDIRECTED,
    "PermissionError": _ACCESS,
    "ClientAuthenticationError": _ACCESS,
    "RefreshError": _ACCESS,
    "TokenRetrievalError": _ACCESS,
    "UnauthorizedSSOTokenError": _ACCESS,
    "NoCredentialsError": _NO_KEYS,
    "PartialCredentialsError": _NO_KEYS,
    "DefaultCredentialsError": _NO_KEYS,
    "SSOTokenLoadError": _NO_KEYS,
    "ProfileNotFound": _NO_KEYS,
    "ConnectionError": _NETWORK,
    "TimeoutError": _NETWORK,
    "gaierror": _NETWORK,
    "ClientConnectionError": _NETWORK,
    "HTTPClientError": _NETWORK,
    "ServiceRequestError": _NETWORK,
    "TransportError": _NETWORK,
    "FileNotFoundError": _MISSING,
}
"""By the name of a class of errors, so that none of these libraries has to be there."""


def refusal(address: Address, error: Exception, name: str = "") -> Problem:
    """Why an address, or the file of this name there, cannot be read; never what an error says, which may hold keys."""
    for each in _inmost_first(error):
        if told := _told(each):
            return problem(address, *told, name)
    if isinstance(error, ValueError) and address.is_pattern:
        return problem(address, *_PATTERN, name)
    return problem(address, f"cannot be read ({type(error).__name__})", "Copy it to this computer first.", name)


def _told(error: BaseException) -> tuple[str, str] | None:
    """Cause and next step; None where an error tells neither by its status nor by its name."""
    status = getattr(error, "status", None) or getattr(error, "code", None)
    if isinstance(status, int) and status >= _FAILED:
        return _BY_STATUS.get(status, (f"cannot be read now (the server answers {status})", "Try again later."))
    return next(filter(None, (_BY_NAME.get(kind.__name__) for kind in type(error).__mro__)), None)


def problem(address: Address, cause: str, step: str, name: str = "") -> Problem:
    """What is wrong with the files of an address, or with one of them."""
    return Problem(name or address.name, address.place, cause, step)


def broken_off(address: Address, name: str, done: int, size: int | None) -> Problem:
    """Only some of a file arrived."""
    of = f" of {megabytes(size)}" if size else ""
    return problem(address, f"broke off after {megabytes(done)}{of}", "Run it again, or copy it here first.", name)


def lacks(address: Address, package: str) -> Problem:
    """What is not installed."""
    return problem(address, f"needs {package}, which is not installed", f"Install it: pip install {package}")


def megabytes(size: int) -> str:
    """So many bytes in words.

    >>> megabytes(3_250_000_000), megabytes(40)
    ('3,099 MB', '40 bytes')
    """
    return f"{size / 1024**2:,.0f} MB" if size >= 1024**2 else f"{size:,} bytes"


def _inmost_first(error: BaseException) -> Iterator[BaseException]:
    """What an error was raised for, and what that was raised for: the first of them knows best."""
    if (cause := error.__cause__ or error.__context__) is not None:
        yield from _inmost_first(cause)
    yield error
