"""The lifelike assessment with a reviewed sample, for the tests of the report.

>>> sampled().result.headline.main_contacts.reviewed
48
"""

from __future__ import annotations

from dataclasses import replace

import samples

from personacheck.model.sample import Agreement, Handful, ReviewedSample

FEW = ReviewedSample(8, 4, 0, None, None)
HANDFUL = Handful(12, 12, 0.22, True, "12 of 12 accounts fit: up to 22 % may still not.")
FACTS = ReviewedSample(99, 48, 3, HANDFUL, Agreement(88, 0.83))


def sampled(facts=FACTS, share=0.61, whole=None):
    """With an estimate of main contacts, of contacts, and of each segment; without one where ``share`` is None."""
    whole = whole or samples.assessment()
    result, headline = whole.result, whole.result.headline
    told = replace(
        headline,
        main_contacts=_found(headline.main_contacts, share, facts.main_contacts),
        contacts=_found(headline.contacts, share, facts.contacts),
    )
    segments = tuple(
        replace(segment, main_contacts=_found(segment.main_contacts, share, 9)) for segment in result.segments
    )
    return replace(whole, result=replace(result, headline=told, segments=segments, sample=facts), whole=None)


def _found(tally, share, reviewed):
    if share is None:
        return replace(tally, reviewed=reviewed)
    found = {"estimate": share, "low": share - 0.09, "high": share + 0.09, "matched": 0.44, "unread": 0.06}
    return replace(tally, **found, reviewed=reviewed)
