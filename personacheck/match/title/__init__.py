"""Comes in: a job title in any language.
Goes out: ``Reading``: its parts, each with function and level, and the words that it rests on.
Start at ``reading``.
"""
