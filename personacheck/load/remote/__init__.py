"""Comes in: addresses that a user typed.
Goes out: local paths, with copies of the files there, for as long as the program runs.
Start at ``copies``.
"""
