"""What was eaten after its limit reaches a nurse at once, in one voice, and goes with its cause."""

from __future__ import annotations

from dataclasses import replace

from checklist.core.attention import Band, Facts, ReasonKind
from checklist.core.marks import MarkState
from checklist.core.morning import Morning
from checklist.core.plan.model import PlanState
from tests.core.attention.facts import facts, mark, of, one, resolved
from tests.core.plans import at, inputs, plan, planned

MADE = inputs()
CONTENT = plan(MADE)
TOAST = Morning(
    id="m1",
    by="Sam Okafor",
    at=at("2027-03-04 09:05"),
    food="Toast",
    food_at=at("2027-03-04 08:00"),
)
SHEET = "2027-03-04 09:10"


def delayed(start: str) -> Facts:
    """The same plan, its start moved within the day at 9:15am."""
    later = replace(
        MADE,
        anchors=planned(procedure=f"2027-03-04 {start}", arrival="2027-03-04 08:30"),
        as_of=at("2027-03-04 09:15"),
    )
    return facts(later, morning=TOAST, content=plan(later, before=CONTENT))


def test_eaten_after_the_limit_is_a_matter_of_now_and_says_whom_to_call() -> None:
    reason = one(facts(MADE, morning=TOAST), ReasonKind.SLIPPED, SHEET)
    assert reason.words == (
        "Ate at 8am, 3 hours 30 minutes after the limit. "
        "Call the anaesthetist before anything else."
    )
    assert reason.detail == "Sam Okafor, 9:05am on Thursday 4 March"
    assert (reason.band, reason.do_by) == (Band.NOW, at("2027-03-04 10:30"))


def test_eaten_in_time_is_no_reason() -> None:
    in_time = replace(TOAST, food_at=at("2027-03-04 04:30"))
    assert of(facts(MADE, morning=in_time), ReasonKind.SLIPPED, SHEET) == []


def test_the_patients_own_word_and_the_sheet_are_one_reason() -> None:
    said = mark(CONTENT, "no-food", MarkState.SLIPPED, "2027-03-04 08:05")
    (reason,) = of(facts(MADE, said, morning=TOAST), ReasonKind.SLIPPED, SHEET)
    assert reason.words == "Says “I ate something”: Do not eat before your procedure"
    assert reason.detail == (
        "Maria Silva, 8:05am on Thursday 4 March; morning sheet: ate at 8am, "
        "3 hours 30 minutes after the limit. Call the anaesthetist before anything else."
    )
    assert reason.band is Band.NOW


def test_once_dealt_with_the_sheet_does_not_ask_again_about_the_same_meal() -> None:
    said = mark(CONTENT, "no-food", MarkState.SLIPPED, "2027-03-04 08:05")
    known = facts(MADE, said, morning=TOAST)
    done = resolved(one(known, ReasonKind.SLIPPED, SHEET))
    assert of(replace(known, resolutions=done), ReasonKind.SLIPPED, SHEET) == []


def test_a_later_meal_is_asked_about_whatever_was_dealt_with_before() -> None:
    said = mark(CONTENT, "no-food", MarkState.SLIPPED, "2027-03-04 07:00")
    done = resolved(one(facts(MADE, said), ReasonKind.SLIPPED, SHEET))
    known = facts(MADE, said, morning=TOAST, resolutions=done)
    assert one(known, ReasonKind.SLIPPED, SHEET).words.startswith("Ate at 8am, 3 hours 30")


def test_a_start_delayed_far_enough_clears_it() -> None:
    assert of(delayed("14:30"), ReasonKind.SLIPPED, "2027-03-04 09:20") == []


def test_a_start_delayed_not_far_enough_does_not() -> None:
    reason = one(delayed("13:00"), ReasonKind.SLIPPED, "2027-03-04 09:20")
    assert reason.words.startswith("Ate at 8am, 1 hour after the limit.")


def test_brought_forward_over_a_meal_it_shouts() -> None:
    early = replace(TOAST, food_at=at("2027-03-04 04:00"))
    assert of(facts(MADE, morning=early), ReasonKind.SLIPPED, SHEET) == []
    sooner = replace(MADE, anchors=planned(procedure="2027-03-04 09:45"), as_of=at(SHEET))
    known = facts(sooner, morning=early, content=plan(sooner, before=CONTENT))
    assert one(known, ReasonKind.SLIPPED, "2027-03-04 09:20").words.startswith(
        "Ate at 4am, 15 minutes after the limit."
    )


def test_after_the_procedure_it_is_told_no_more() -> None:
    assert (
        of(facts(MADE, morning=TOAST, state=PlanState.RECOVERING), ReasonKind.SLIPPED, SHEET) == []
    )
