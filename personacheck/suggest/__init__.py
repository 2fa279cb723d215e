"""Comes in: contacts that no persona covers.
Goes out: candidate personas, and as YAML to paste.
Start at ``candidates``.
"""
