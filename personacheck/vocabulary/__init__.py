"""Comes in: the YAML beside: words that a marketer edits.
Goes out: the same as typed tables, each read once.
Start at ``lists``, then ``words`` for titles and ``dialects`` for headers.
"""
