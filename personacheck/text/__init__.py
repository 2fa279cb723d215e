"""Comes in: text as other programs and people typed it, and words of ours.
Goes out: text cleaned, shown without what nobody sees, put into English sentences, and "did you mean".
Start at ``prose``; ``clean`` is for what comes in.
"""
