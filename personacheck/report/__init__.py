"""Comes in: an assessment, and the review beside it.
Goes out: every file that users read. A new format is one module and one entry in ``formats``.
Start at ``write``.
"""
