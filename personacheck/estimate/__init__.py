"""Comes in: contacts with their matches, and reviewed labels.
Goes out: whom people should review next; and how right the numbers are, with an interval.
Start at ``draws`` for the one, ``sample`` and ``estimates`` for the other.
"""
