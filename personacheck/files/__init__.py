"""Comes in: the path of a file, or what is to stand in it.
Goes out: its bytes, looked at first; formats that several rooms share; Ctrl-C held back while files are moved.
Start at ``inputs``.
"""
