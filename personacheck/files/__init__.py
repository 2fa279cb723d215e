"""Comes in: the path or address of a file, or what is to stand in it.
Goes out: what it names; its bytes, looked at first; formats that several rooms share; Ctrl-C held back while they move.
Start at ``inputs``.
"""
