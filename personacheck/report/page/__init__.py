"""Comes in: an assessment.
Goes out: what each part of the page says, in words and figures; the templates only lay it out.
Start at ``page``; the page of a review at ``review``.
"""
