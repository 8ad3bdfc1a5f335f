"""A changed instruction that nobody has said they read."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.core.attention import Band, Facts, ReasonKind, reasons
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Inputs, PlanState
from tests.core.attention.facts import facts, mark, of, one, resolved
from tests.core.news.chain import chain, news
from tests.core.news.test_news_properties import in_turn, plans
from tests.core.plans import STOP, WARFARIN, at, decided, inputs, moved

BASE = inputs(medicines=(WARFARIN,), decisions=(STOP,))
# A Wednesday, at 2pm.
MOVED = replace(
    moved(BASE, procedure="2027-03-11 10:30", arrival="2027-03-11 08:30"),
    as_of=at("2027-02-17 14:00"),
)
EARLIER = replace(moved(BASE, arrival="2027-03-04 08:00"), as_of=at("2027-03-01 14:00"))
CHANGED = ReasonKind.CHANGED


def changed(*made: Inputs, **known: object) -> Facts:
    """Facts of the last of these, with what the first of them said still unread."""
    last = chain(*made)[-1]
    return facts(made[-1], content=last.content, news=news(*made), **known)


def test_from_the_change_until_the_end_of_that_day() -> None:
    reason = one(changed(BASE, MOVED), CHANGED, "2027-02-17 14:00")
    assert reason.band is Band.TODAY
    assert reason.since == reason.from_at == at("2027-02-17 14:00")
    assert reason.do_by == at("2027-02-17 17:00")
    assert of(changed(BASE, MOVED), CHANGED, "2027-02-17 13:59") == []


def test_it_says_what_changed_and_when() -> None:
    reason = one(changed(BASE, MOVED), CHANGED, "2027-02-17 15:00")
    assert reason.words == (
        "Changed and not acknowledged: the procedure is now on Thursday 11 March, and 7 more"
    )
    assert reason.detail == "changed Wednesday 17 February"
    arrival = one(changed(BASE, EARLIER), CHANGED, "2027-03-01 15:00")
    assert arrival.words == "Changed and not acknowledged: Come to Entrance B"


def test_a_day_that_was_taken_away_is_said() -> None:
    none = replace(moved(BASE, procedure="", arrival=""), as_of=at("2027-02-17 14:00"))
    said = one(changed(BASE, none), CHANGED, "2027-02-17 15:00").words
    assert said.startswith("Changed and not acknowledged: the procedure has no date yet")


def test_who_cannot_tap_is_called() -> None:
    reason = one(changed(BASE, MOVED, paper=True), CHANGED, "2027-02-17 15:00")
    assert reason.words == "Call: the list on paper is old"
    assert reason.detail == (
        "changed Wednesday 17 February: the procedure is now on Thursday 11 March, and 7 more"
    )


def test_when_the_procedure_is_near_it_is_a_matter_of_now() -> None:
    known = changed(BASE, EARLIER)
    assert one(known, CHANGED, "2027-03-02 10:29").band is Band.TODAY
    assert one(known, CHANGED, "2027-03-02 10:30").band is Band.NOW


def test_it_ends_when_what_changed_is_over() -> None:
    known = changed(BASE, EARLIER)
    assert one(known, CHANGED, "2027-03-04 07:59")
    assert of(known, CHANGED, "2027-03-04 08:00") == []


def test_what_is_over_before_the_procedure_is_near_is_never_a_matter_of_now() -> None:
    """The answers' own date passes weeks before."""
    sooner = replace(moved(BASE, procedure="2027-03-18 10:30"), as_of=at("2027-02-16 09:00"))
    revisions = chain(BASE, sooner)
    known = news(BASE, sooner)
    only = replace(
        known, moved=None, pieces=tuple(p for p in known.pieces if p.was.key == "blood-test")
    )
    found = facts(sooner, content=revisions[-1].content, news=only)
    (reason,) = (r for r in reasons(found) if r.kind is CHANGED)
    assert (reason.band, reason.until_at) == (Band.TODAY, only.ends_at)


def test_reading_it_clears_it_and_so_does_doing_it() -> None:
    assert of(facts(MOVED), CHANGED, "2027-02-17 15:00") == []
    made = chain(BASE, EARLIER)
    done = facts(
        EARLIER,
        mark(made[-1].content, "arrive"),
        content=made[-1].content,
        news=news(BASE, EARLIER),
    )
    assert of(done, CHANGED, "2027-03-01 15:00") == []


def test_settling_one_change_settles_no_later_one() -> None:
    first = one(changed(BASE, MOVED), CHANGED, "2027-02-17 15:00")
    settled = resolved(first)
    assert of(changed(BASE, MOVED, resolutions=settled), CHANGED, "2027-02-17 15:00") == []
    again = replace(
        moved(BASE, procedure="2027-03-18 10:30", arrival="2027-03-18 08:30"),
        as_of=at("2027-02-18 14:00"),
    )
    reason = one(changed(BASE, MOVED, again, resolutions=settled), CHANGED, "2027-02-18 15:00")
    assert "Thursday 18 March" in reason.words


def test_settled_today_it_asks_again_when_the_procedure_is_near() -> None:
    settled = resolved(one(changed(BASE, MOVED), CHANGED, "2027-02-17 15:00"))
    known = changed(BASE, MOVED, resolutions=settled)
    assert of(known, CHANGED, "2027-03-09 10:00") == []
    assert one(known, CHANGED, "2027-03-09 10:30").band is Band.NOW


def test_a_change_made_since_is_due_on_its_own_day() -> None:
    again = replace(EARLIER, choices={"lifting_limit": "3kg"}, as_of=at("2027-03-02 09:00"))
    reason = one(changed(BASE, EARLIER, again), CHANGED, "2027-03-02 10:00")
    assert reason.since == at("2027-03-01 14:00")
    assert reason.do_by == at("2027-03-02 17:00")
    assert reason.detail == "changed more than once since Monday 1 March"


def test_the_concern_of_a_medicine_stands_beside_it() -> None:
    void = decided(DecisionKind.VOID, "2027-02-22 14:00")
    taken_back = replace(BASE, decisions=(STOP, void), as_of=at("2027-02-22 14:00"))
    reason = one(changed(BASE, taken_back), CHANGED, "2027-02-22 15:00")
    assert reason.tag == "blood thinner"
    assert reason.words == "Changed and not acknowledged: Do not change warfarin yet"


@pytest.mark.parametrize("state", [PlanState.RECOVERING, PlanState.CLOSED])
def test_once_the_procedure_is_over_its_day_is_asked_of_nobody(state: PlanState) -> None:
    assert of(changed(BASE, MOVED, state=state), CHANGED, "2027-03-11 15:00") == []


@settings(max_examples=50)
@given(st.lists(plans(), min_size=2, max_size=3), st.booleans())
def test_whatever_changed_it_is_one_reason_at_a_time_and_to_be_dealt_with_in_it(
    made: list[Inputs],
    paper: bool,
) -> None:
    found = [r for r in reasons(changed(*in_turn(*made), paper=paper)) if r.kind is CHANGED]
    assert len(found) <= 2
    for reason in found:
        assert reason.since <= reason.from_at
        assert reason.since < reason.do_by
        assert reason.until_at is None or reason.from_at < reason.until_at
    for earlier, later in pairwise(found):
        assert earlier.until_at == later.from_at
