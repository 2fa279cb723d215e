"""Comes in: ``personacheck.toml``, or our table of a ``pyproject.toml``, and the environment.
Goes out: ``Settings``, checked; or every key at fault with the next step.
Start at ``settings``, which says what can be set, a table of it each in ``sections``; ``file`` reads them.
"""
