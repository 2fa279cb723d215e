"""Comes in: contacts and accounts, joined.
Goes out: the same with a population or a reason to be excluded, a value on each axis, and what they pay us.
Start at ``who_counts``, then ``axes``; ``shape`` makes the two tables.
"""
