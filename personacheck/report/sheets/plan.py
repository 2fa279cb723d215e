"""Plan: which gaps to close first, and what is covered from step to step, by accounts, contacts and revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.model.plan import plan_of
from personacheck.report.sheets.sheet import Chart, Kind, Sheet, column, counts

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment

NOW = "as it is now"


def plan(assessment: Assessment) -> Sheet:
    """The three orders, one row a step; each begins with what is covered now."""
    result = assessment.result
    titles, now, orders = {gap.id: gap.title for gap in result.gaps}, result.headline, result.priorities
    lists = {"accounts": orders.accounts, "contacts": orders.contacts, "revenue": orders.revenue}
    rows = [(by, n, step) for by, steps in lists.items() if steps for n, step in enumerate((None, *steps))]
    paid = now.revenue.covered if now.revenue else None

    def cells(measure: str, first: float | None) -> list[float | None]:
        return [getattr(step, measure) if step else first for _, _, step in rows]

    revenue = [column("Revenue", cells("revenue", paid), Kind.MONEY)] if now.revenue else []
    first = plan_of(result)
    return Sheet(
        "Plan",
        (
            column("To recover most", [by for by, _, _ in rows]),
            counts("Step", [n for _, n, _ in rows]),
            column("Gap to close", [titles[step.id] if step else NOW for _, _, step in rows], Kind.LONG),
            counts("Accounts", cells("accounts", now.accounts.covered)),
            counts("Main contacts", cells("main_contacts", now.main_contacts.covered)),
            counts("Contacts", cells("contacts", now.contacts.covered)),
            *revenue,
        ),
        (
            *((f"{first.says}.",) if first else ()),
            "Covered with this gap and those above it closed, order by order.",
        ),
        _charts(len(orders.accounts), len(orders.contacts)),
    )


def _charts(accounts: int, contacts: int) -> tuple[Chart, ...]:
    """The steps by accounts and by contacts: the two lists stand one below the other."""
    after = accounts + 1 if accounts else 0
    charts = (
        [Chart("Accounts covered, step by step", "bar", "Gap to close", "Accounts", (0, after))] if accounts else []
    )
    rows = (after, after + contacts + 1)
    charts += [Chart("Contacts covered, step by step", "bar", "Gap to close", "Contacts", rows)] if contacts else []
    return tuple(charts)
