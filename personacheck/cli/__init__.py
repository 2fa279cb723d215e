"""Comes in: the words of a command line.
Goes out: words on the terminal, and an exit code.
Start at ``app``; each group of commands is a module.
"""
