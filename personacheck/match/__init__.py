"""Comes in: contacts, a cast, and labels where there are some.
Goes out: a match a contact: status, persona, score, and the reason in words.
Start at ``matcher``: title -> clues -> persona -> decision -> placing.
"""
