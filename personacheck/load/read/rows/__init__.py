"""Comes in: a ``Grid`` with its header.
Goes out: ``RawTable``: the rows that are loaded, clean, and an account of all others.
Start at ``tabulate``.
"""
