"""A warning sign that the patient tapped: "this is me"."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import closing_time
from checklist.core.flag_taps import FlagTap
from checklist.core.protocol import Tier


def warned(facts: Facts) -> Iterator[Reason]:
    """Every sign tapped, the latest tap of each; the patient read at once what to do.

    Of now, but for what is only to be mentioned. An emergency is to be followed up as soon as
    anybody is there. A later tap of the same sign asks again.
    """
    latest = {tap.flag_key: tap for tap in sorted(facts.taps, key=lambda tap: (tap.at, tap.id))}
    for tap in latest.values():
        yield _tapped(facts, tap)


def _tapped(facts: Facts, tap: FlagTap) -> Reason:
    there = facts.clinic.next_open(tap.at)
    return Reason(
        kind=ReasonKind.RED_FLAG,
        subject=tap.flag_key,
        cause=tap.id,
        band=Band.TODAY if tap.tier is Tier.MENTION else Band.NOW,
        words=f"Says: {tap.text[:1].lower()}{tap.text[1:]}",
        detail=f"{naming.by_whom(facts, tap.by, tap.at)}, read: {tap.told}",
        since=tap.at,
        from_at=tap.at,
        do_by=there if tap.tier is Tier.EMERGENCY else closing_time(facts.clinic, tap.at),
    )
