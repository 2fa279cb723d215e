"""Comes in: what is known of a contact, and a cast.
Goes out: a verdict for each persona: whether it fits, how well, and what speaks against it.
Start at ``rules``; ``profiles`` is what a persona is matched by, ``sentence`` reads it back.
"""
