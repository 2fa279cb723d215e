"""What people found: the reviewed sample beside what was matched, the handful test, how far reviewers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.estimand import estimand
from personacheck.report.page.fit import Fit, fit
from personacheck.report.wording import count, percent, span, tied
from personacheck.text.prose import plural, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from personacheck.model.assessment import Assessment
    from personacheck.model.result import Result
    from personacheck.model.sample import Agreement, ReviewedSample
    from personacheck.model.tally import AccountTally, Tally

ENOUGH: Final = 100
"""Contacts that `sample --random` draws unless told otherwise: the interval is then about ten points each way."""
ACCOUNTS: Final = ("--accounts", "50", "--proportional")
SHEET: Final = ("--out", "sample.xlsx")
WELL: Final = 0.8
MOSTLY: Final = 0.6
"""Kappa from which two agree well, and mostly: "almost perfect" and "substantial" of Landis and Koch, 1977."""
WIDENS: Final = 0.2
"""Share of a draw in conflict or blank that explains an interval wider than 40 points: half of it."""


class SampleRow(NamedTuple):
    """Contacts of one kind; both shares are of all whom people can judge."""

    fit: Fit
    reviewed: str
    estimate: str
    interval: str


class SamplePart(NamedTuple):
    """The part of the page; ``rows`` are empty where no random sample was reviewed.

    Attributes
    ----------
    claim
        Who was reviewed, for the margin.
    facts
        Sentences on the sample, each under a word.
    """

    claim: str
    rows: tuple[SampleRow, ...]
    facts: tuple[tuple[str, str], ...]


def checked(result: Result) -> str:
    """What the number is of, and whether people have checked it, in sentences."""
    tally, sample, estimand_sentence = result.headline.main_contacts, result.sample, tied(estimand(result.headline))
    if not result.headline.contacts.in_market:
        return ""
    if tally.estimate is not None:
        unjudged = _unjudged(sample, by_contact=result.headline.by_contact)
        return " ".join(filter(None, (estimand_sentence, unjudged, _accounts(result.headline.accounts, sample))))
    return f"{estimand_sentence} {_not_yet(sample)}".lstrip()


def _not_yet(sample: ReviewedSample | None) -> str:
    if sample is None:
        return "Not yet checked by people."
    if sample.contacts:
        judged = f", {count(_judged(sample))} of them judged" if _apart(sample) else ""
        reviewed = f"Barely checked by people so far: {plural(sample.contacts, 'contact')} reviewed{judged}"
        return f"{reviewed}{_open(sample) or ', too few to tell'}. {_spot_checked(sample)}".rstrip()
    if sample.accounts is None:
        return "Not yet checked by people on a random sample."
    return f"{_spot_checked(sample)} No random sample has been reviewed yet."


def _spot_checked(sample: ReviewedSample | None) -> str:
    """What the handful test found, in a sentence; "" where there was none."""
    tried = sample.accounts if sample else None
    if tried is None:
        return ""
    fitting = "all" if tried.fit == tried.accounts else count(tried.fit) if tried.fit else "none"
    return f"Spot-checked by people on {plural(tried.accounts, 'account')}: {fitting} fit."


def _open(sample: ReviewedSample) -> str:
    """What alone makes an interval too wide to show: answers in conflict or blanks, each of which may go either way."""
    blank = sample.left_out or 0
    if max(sample.conflicts, blank) <= WIDENS * (sample.contacts + blank):
        return ""
    if sample.conflicts >= blank:
        return f"; the reviewers differ on {count(sample.conflicts)}"
    return f"; {count(blank)} more that were drawn are blank"


def _apart(sample: ReviewedSample) -> int:
    """Contacts of the sample that nobody could judge, or that are not customers'."""
    return sample.cannot_tell + sample.not_customers


def _unjudged(sample: ReviewedSample | None, *, by_contact: bool) -> str:
    """That people could not judge some of those just told, since a share of the others may look like one of all."""
    if sample is None:
        return ""
    drawn = sample.contacts if by_contact else sample.main_contacts
    unjudged = sample.cannot_tell if by_contact else sample.main_cannot_tell
    return f"They could not judge {count(unjudged)} of the {count(drawn)}." if unjudged else ""


def _judged(sample: ReviewedSample) -> int:
    return sample.contacts - _apart(sample)


def _accounts(accounts: AccountTally, sample: ReviewedSample | None) -> str:
    """Whether people's reading reaches the accounts, in a sentence."""
    if accounts.estimate is None:
        checked_some = _spot_checked(sample)
        as_matched = "The account figures are as matched"
        return f"{checked_some} {as_matched}." if checked_some else f"{as_matched}: people have not checked them."
    between = span(accounts.low, accounts.high)
    matched = "" if accounts.matched is None else f"; as matched, {percent(accounts.matched)} of the same accounts"
    estimate = f"{percent(accounts.estimate)} fit ({between})"
    return f"Of {count(accounts.reviewed)} accounts that people judged, {estimate}{matched}."


def sample_part(assessment: Assessment) -> SamplePart | None:
    """The reviewed sample; None before there is one."""
    result = assessment.result
    sample, headline = result.sample, result.headline
    if sample is None:
        return None

    def draw(*more: str) -> str:
        """The next step, and the command for it."""
        return ": ".join(assessment.command("sample", *more))

    rows = [_row("Main contacts", headline.main_contacts, sample), _row("All contacts", headline.contacts, sample)]
    return SamplePart(_claim(sample), tuple(rows) if sample.contacts else (), tuple(_facts(result, sample, draw)))


def _such(sample: ReviewedSample) -> str:
    """What labels must be for so many to be enough."""
    return "that people can judge, without blanks," if _apart(sample) else "without blanks"


def _row(label: str, tally: Tally, sample: ReviewedSample) -> SampleRow:
    """As matched beside found, both of the people whom people can judge."""
    unread = f"{percent(tally.unread)} not read" if tally.unread else ""
    matched = fit(label, tally)._replace(fits=unread, share=tally.matched, floor=None, ceiling=None)
    estimate = percent(tally.estimate) if tally.estimate is not None else "withheld"
    few = "too few judged" if _apart(sample) else f"too few: {plural(tally.reviewed, 'label')}"
    interval = span(tally.low, tally.high) or ("above 40 points" if _open(sample) else few)
    return SampleRow(matched, count(tally.reviewed), estimate, interval)


def _claim(sample: ReviewedSample) -> str:
    if not sample.contacts:
        return "No random sample is reviewed yet."
    main = f", {count(sample.main_contacts)} of them main contacts" if sample.main_contacts else ""
    return f"{plural(sample.contacts, 'contact')} drawn at random and reviewed by people{main}."


def _facts(result: Result, sample: ReviewedSample, draw: Callable[..., str]) -> Iterator[tuple[str, str]]:
    if not sample.contacts:
        yield "Estimate", f"It takes a random sample. {draw('--random', str(ENOUGH), *SHEET)}"
    elif result.headline.main_contacts.estimate is None:
        cause = "Not shown: its interval would be wider than 40 points"
        enough = "Settle these first" if _open(sample) else f"{ENOUGH} {_such(sample)} are enough"
        yield "Estimate", f"{cause}{_open(sample)}. {enough}."
    if sample.left_out:
        whom = plural(sample.left_out, "contact of the draw was", "contacts of the draw were")
        yield "Left out", f"{whom} not reviewed. The interval allows for either case; fill them in to narrow it."
    elif sample.left_out == 0:
        yield "Left out", "Nobody: everyone drawn was reviewed."
    elif sample.contacts:
        yield "Left out", "Not known: the sample was not drawn here."
    yield from _answers(sample, draw)
    yield from _further(sample, draw)
    if sample.accounts:
        yield "Handful test", sample.accounts.message
    if sample.agreement:
        yield "Two reviewers", _agreed(sample.agreement)


def _further(sample: ReviewedSample, draw: Callable[..., str]) -> Iterator[tuple[str, str]]:
    """What more reviewing would tell."""
    if sample.more:
        yield (
            "More",
            f"About {count(sample.more)} more reviewed contacts would narrow the overall interval to ten points.",
        )
    if sample.contacts and not sample.drawn_accounts:
        some = "A handful is no estimate of all accounts"
        so_far = some if sample.accounts else "People have not reviewed accounts yet"
        yield "Accounts", f"{so_far}. {draw(*ACCOUNTS, *SHEET)}"
    if sample.accounts_left_out:
        yield "Accounts", f"{plural(sample.accounts_left_out, 'account')} drawn but not reviewed; as above."


def _answers(sample: ReviewedSample, draw: Callable[..., str]) -> Iterator[tuple[str, str]]:
    """What people answered beside personas."""
    apart = [f"{count(sample.cannot_tell)} could not be judged"] if sample.cannot_tell else []
    apart += [f"{count(sample.not_customers)} are not customer contacts"] if sample.not_customers else []
    if apart:
        stay = " The matched figures still include these, as the CRM does." if sample.not_customers else ""
        yield "Not judged", f"{sentence(' and '.join(apart))}; what people found is about all others.{stay}"
    if sample.conflicts:
        whom = plural(sample.conflicts, "contact")
        yield (
            "In conflict",
            f"Reviewers differ on {whom}; the interval spans both. Have them settle it. {draw('--conflicts', *SHEET)}",
        )


def _agreed(agreement: Agreement) -> str:
    both = f"both judged {plural(agreement.contacts, 'contact')}"
    if agreement.kappa is None:
        return f"{sentence(both)} and always gave the same answer."
    if agreement.kappa >= WELL:
        how = "they agree well"
    elif agreement.kappa >= MOSTLY:
        how = "they mostly agree"
    else:
        how = "they often disagree: settle what each persona means before more is reviewed"
    between = "" if agreement.low is None or agreement.high is None else f" ({agreement.low:.2f}–{agreement.high:.2f})"
    scale = "where 1 means always and 0 no more than chance"
    return f"{sentence(both)}; {how} (kappa {agreement.kappa:.2f}{between}, {scale})."
