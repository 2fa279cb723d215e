"""Which contacts, accounts and segments does no persona of your cast fit: a test on a whole CRM export.

``from personacheck import check`` assesses from Python; what is stable is listed in ``docs/how-to/from-python.md``.
Nothing is imported before it is used, so that ``personacheck --help`` stays quick; ``__init__.pyi`` has the types.
"""

__version__ = "0.3.0"
__all__ = ["Result", "__version__", "check"]


def __getattr__(name: str) -> object:
    """``check`` and ``Result``, imported when they are first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  # a start needs none of it

    return getattr(import_module("personacheck.library"), name)


def __dir__() -> list[str]:
    """What is public."""
    return __all__
