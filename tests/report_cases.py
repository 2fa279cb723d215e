"""Reports for the tests in a browser: what is usual, and the extremes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import builders as b
import reviewed
import samples
from payloads import MARKUP
from sampled import FEW, sampled

from personacheck import pipeline
from personacheck.cli import assessing
from personacheck.settings.file import load_settings


@cache
def forty():
    """Forty personas with names of every kind."""
    names = ["Ingrid, IT decision maker", "محمد، مدير تقنية المعلومات", "田中、情報システム部長", "x" * 120, *MARKUP]
    cast = b.cast(*(b.persona(f"p{n}", name=names[n % len(names)] + f" {n}") for n in range(40)), name="<b>Cast</b>")
    people = b.contacts(
        *({"account_id": f"a{n % 90}", "account": names[n % len(names)], "channel": ["direct", "indirect"][n % 2],
           "size": ["small", "medium", "large"][n % 3], "side": ["buyer", "user"][n % 2]} for n in range(900))
    )  # fmt: skip  # a row
    who = [f"p{min(39, n * n // 20000)}" for n in range(900)]
    found = b.matches(
        people, status=["covered" if n % 4 else "stretched" for n in range(900)], persona=who, score=0.9,
        function="it", side=["buyer", "user"] * 450,
    )  # fmt: skip  # a row
    return samples.counted(b.export(people), found, cast)


def nobody():
    """An export without a single contact or account."""
    people = b.contacts()
    return samples.counted(b.export(people, b.accounts()), b.matches(people), samples.six(), findings=())


def one_account():
    """One account, one contact, one persona; no axis is known, no revenue, no customer field."""
    people = b.contacts({"account_id": "a1", "title": "CFO"})
    found = b.matches(people, status="covered", persona="cfo", score=1.0)
    return samples.counted(b.export(people, customers_known=False), found, b.cast(b.persona("cfo")), findings=())


@cache
def demo():
    """The shipped example, assessed."""
    example = assessing.example_folder()
    settings = load_settings(example / "personacheck.toml", {})
    files = [example / "export.xlsx"], example / "cast.yaml", settings
    return pipeline.check(*files, as_of=assessing.DEMO_DATE, labels=None, tell=lambda _: None)


def no_gap():
    """Everybody is covered, nothing is found."""
    people = b.contacts(*({"account_id": f"a{n // 3}", "side": ["buyer", "user"][n % 2]} for n in range(60)))
    found = b.matches(people, status="covered", persona="olu", score=1.0, function="it")
    return samples.counted(b.export(people), found, samples.six(), gaps=(), findings=())


def far_and_wide():
    """Names written from right to left, in Chinese and Japanese, and very long words, in every text there is."""
    names = [
        "شركة المياه الوطنية",
        "חברת החשמל",
        "東京水道株式会社",
        "上海能源集团",
        "Donaudampfschifffahrt" * 6,
        "ก" * 90,
    ]
    cast = b.cast(*(b.persona(f"p{n}", name=f"{name}، {name}") for n, name in enumerate(names)), name=names[0])
    folk = b.contacts(
        *({"account_id": f"a{n}", "account": names[n % 6], "owner_team": names[n // 6 % 6], "channel": "direct",
           "size": ["small", "large"][n % 2], "side": ["buyer", "user"][n % 2]} for n in range(240))
    )  # fmt: skip  # a row
    statuses = [["covered", "stretched", "uncovered"][n % 3] for n in range(240)]
    found = b.matches(folk, status=statuses, persona=[f"p{n % 6}" for n in range(240)], function="it")
    whole = samples.counted(b.export(folk), found, cast)
    run = replace(whole.result.run, notes=tuple(names))
    gaps = tuple(replace(gap, title=names[n % 6], examples=tuple(names)) for n, gap in enumerate(whole.result.gaps))
    return replace(whole, result=replace(whole.result, run=run, gaps=gaps), purpose=names[4])


CASES = {
    "demo": demo,
    "people found": sampled,
    "few labels": lambda: sampled(FEW, None),
    "no gap": no_gap,
    "far and wide": far_and_wide,
    "lifelike": samples.assessment,
    "eight quarters": reviewed.reviewed,
    "forty personas": forty,
    "nothing readable": samples.empty,
    "nobody": nobody,
    "one account": one_account,
}
