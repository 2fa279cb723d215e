"""Comes in: sources, one a table.
Goes out: ``Records``: contacts, accounts and deals of all files, joined by id, name or domain, under today's ids.
Start at ``gather``.
"""
