"""Comes in: contacts with their matches, and accounts.
Goes out: ``Census`` and tallies: main contacts, the status of each account, segments, personas.
Start at ``census``; what a tally counts is in ``tally``.
"""
