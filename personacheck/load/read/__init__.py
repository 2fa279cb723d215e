"""Comes in: the bytes of a file, whatever its name says.
Goes out: ``RawTable``: a header and rows of text, with what was skipped, set apart or remarked.
Start at ``files``.
"""
