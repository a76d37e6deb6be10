"""What stands in the place of something that was retired."""

from __future__ import annotations

from outcome_frameworks.model import Portfolio, Target


def successors(target: Target, portfolio: Portfolio) -> list[Target]:
    """Give what replaced an entry that is retired, what replaced that, and so on to what stands now.

    A circle ends where it would begin again; the check reports it.
    """
    found: list[Target] = []
    now: Target | None = target
    while now is not None and getattr(now.entry, "status", "") == "retired":
        reference = getattr(now.entry, "replaced_by", None)
        now = portfolio.find(reference, now.framework) if reference else None
        if now is None or now.key == target.key or now in found:
            break
        found.append(now)
    return found
