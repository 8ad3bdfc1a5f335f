"""A warning sign that a patient tapped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core.attention import Band, Facts, ReasonKind
from checklist.core.flag_taps import FlagTap
from checklist.core.plan.model import PlanState
from checklist.core.protocol import Tier
from tests.core.attention.facts import facts, of, one, resolved
from tests.core.plans import at

RED_FLAG = ReasonKind.RED_FLAG


def tapped(*taps: FlagTap) -> Facts:
    return facts(taps=taps)


def tap(when: str = "2027-03-01 09:05", tier: Tier = Tier.EMERGENCY, key: str = "chest") -> FlagTap:
    return FlagTap(
        id=f"{key} {when}",
        flag_key=key,
        tier=tier,
        text="Your chest hurts.",
        told="call 999",
        by="Maria Silva",
        at=at(when),
    )


def test_it_says_what_was_said_when_and_what_they_read() -> None:
    reason = one(tapped(tap()), RED_FLAG, "2027-03-01 09:05")
    assert reason.words == "Says: your chest hurts."
    assert reason.detail == "Maria Silva, 9:05am on Monday 1 March, read: call 999"
    assert (reason.band, reason.do_by) == (Band.NOW, at("2027-03-01 09:05"))


@pytest.mark.parametrize(
    ("tier", "band"),
    [(Tier.EMERGENCY, Band.NOW), (Tier.SAME_DAY, Band.NOW), (Tier.MENTION, Band.TODAY)],
)
def test_what_is_only_to_be_mentioned_is_for_today(tier: Tier, band: Band) -> None:
    assert one(tapped(tap(tier=tier)), RED_FLAG, "2027-03-01 09:05").band is band


def test_at_night_it_is_to_be_followed_up_as_soon_as_anybody_is_there() -> None:
    reason = one(tapped(tap("2027-02-28 21:00")), RED_FLAG, "2027-02-28 21:00")
    assert reason.do_by == at("2027-03-01 08:00")


def test_the_same_sign_tapped_again_is_one_reason_and_asks_again_once_settled() -> None:
    first, second = tap(), tap("2027-03-01 15:00")
    settled = resolved(one(tapped(first), RED_FLAG, "2027-03-01 10:00"))
    both = replace(tapped(first, second), resolutions=settled)
    assert one(both, RED_FLAG, "2027-03-01 15:00").since == at("2027-03-01 15:00")
    other = tapped(first, tap("2027-03-01 09:06", key="legs"))
    assert len(of(other, RED_FLAG, "2027-03-01 10:00")) == 2


@pytest.mark.parametrize("state", list(PlanState))
def test_it_is_heard_in_every_state_of_a_plan(state: PlanState) -> None:
    known = replace(tapped(tap("2027-05-20 09:00")), state=state)
    assert one(known, RED_FLAG, "2027-05-20 09:00")
