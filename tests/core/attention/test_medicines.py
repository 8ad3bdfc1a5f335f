"""Medicines nobody decided about, and medicines stopped and not restarted: the forgotten ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core.approvals import Approval
from checklist.core.attention import Band, Facts, ReasonKind, reasons
from checklist.core.medicines import DecisionKind, Medicine
from checklist.core.plan.model import Inputs, PlanState
from tests.core.attention.facts import facts, of, one, resolved
from tests.core.plans import (
    AMLODIPINE,
    STOP,
    WARFARIN,
    at,
    booked,
    decided,
    happened,
    inputs,
    planned,
)

UNDECIDED, HELD, SETTLE = ReasonKind.UNDECIDED, ReasonKind.HELD, ReasonKind.SETTLE
NAMED = inputs(medicines=(WARFARIN,))
STOPPED = replace(NAMED, decisions=(STOP,))


# To decide --------------------------------------------------------------------------------------


def test_undecided_asks_from_its_groups_decide_by() -> None:
    known = facts(NAMED)
    assert one(known, UNDECIDED, "2027-02-22 23:59").band is Band.TIDY
    reason = one(known, UNDECIDED, "2027-02-23 00:00")
    assert reason.words == "Medicine to decide: warfarin"
    assert reason.detail == "its decide-by has passed"
    assert (reason.band, reason.tag) == (Band.TODAY, "blood thinner")
    assert reason.do_by == at("2027-02-23 17:00")


def test_two_working_days_before_its_decide_by_it_is_said_in_good_time() -> None:
    known = facts(NAMED)
    assert not of(known, UNDECIDED, "2027-02-19 07:59")
    reason = one(known, UNDECIDED, "2027-02-19 08:00")
    assert reason.band is Band.TIDY
    assert reason.detail == "decide by the end of Monday 22 February"
    assert reason.do_by == at("2027-02-23 00:00")
    settled = replace(known, resolutions=resolved(reason))
    assert not of(settled, UNDECIDED, "2027-02-19 08:00")
    assert one(settled, UNDECIDED, "2027-02-23 00:00").band is Band.TODAY


def test_undecided_is_a_matter_of_now_when_the_procedure_is_near() -> None:
    assert one(facts(NAMED), UNDECIDED, "2027-03-02 10:30").band is Band.NOW


def test_booked_after_the_decide_by_asks_at_once_and_says_why() -> None:
    reason = one(
        facts(booked("2027-03-01 09:00", medicines=(WARFARIN,))), UNDECIDED, "2027-03-01 09:00"
    )
    assert reason.detail == "booked after its decide-by"
    assert reason.since == reason.from_at == at("2027-03-01 09:00")


@pytest.mark.parametrize("kind", [DecisionKind.KEEP, DecisionKind.STOP, DecisionKind.CHANGE])
def test_a_decision_clears_it(kind: DecisionKind) -> None:
    known = facts(replace(NAMED, decisions=(decided(kind, last_dose="2027-02-26 18:00"),)))
    assert not of(known, UNDECIDED, "2027-03-03 09:00")


def test_a_withdrawn_medicine_waits_for_nobody() -> None:
    known = facts(inputs(medicines=(replace(WARFARIN, withdrawn=True),)))
    assert not [r for r in reasons(known) if r.kind in (UNDECIDED, HELD)]


@pytest.mark.parametrize(
    ("medicine", "tag"),
    [
        (replace(AMLODIPINE, substance="amlodipine"), ""),
        (Medicine(id="m9", name="Boswellia mix"), "unknown"),
        (replace(WARFARIN, name="warfrin", looks_like="warfarin"), "blood thinner?"),
        (Medicine(id="m9", name="Lisinipril", looks_like="lisinopril"), ""),
    ],
)
def test_what_no_group_knows_is_decided_too_and_says_what_is_known(
    medicine: Medicine, tag: str
) -> None:
    known = facts(inputs(medicines=(medicine,)))
    assert one(known, UNDECIDED, "2027-02-23 09:00").tag == tag


def test_with_no_day_known_nothing_is_late_to_decide() -> None:
    assert not of(facts(inputs(anchors={}, medicines=(WARFARIN,))), UNDECIDED, "2027-06-01 09:00")


def test_after_the_procedure_an_undecided_medicine_is_still_to_decide() -> None:
    known = facts(NAMED, state=PlanState.RECOVERING)
    assert one(known, UNDECIDED, "2027-03-05 09:00").band is Band.TODAY


def test_a_move_voids_and_asks_the_same_day() -> None:
    """Weeks ahead of any decide-by: the patient is called that day."""
    void = decided(DecisionKind.VOID, "2027-02-20 10:00", reason="moved to Thursday 1 April")
    made = replace(
        NAMED, decisions=(decided(DecisionKind.KEEP), void), anchors=planned(procedure="2027-04-01")
    )
    reason = one(facts(made), SETTLE, "2027-02-20 10:00")
    assert reason.words == "Medicine to decide again: warfarin"
    assert reason.detail == "moved to Thursday 1 April"
    assert not of(facts(made), UNDECIDED, "2027-02-20 10:00")
    again = decided(DecisionKind.KEEP, "2027-02-22 09:00")
    assert not of(
        facts(replace(made, decisions=(*made.decisions, again))), SETTLE, "2027-02-22 10:00"
    )


def test_settled_for_today_it_asks_again_when_near() -> None:
    known = facts(NAMED)
    settled = replace(known, resolutions=resolved(one(known, UNDECIDED, "2027-02-23 09:00")))
    assert not of(settled, UNDECIDED, "2027-02-24 09:00")
    assert one(settled, UNDECIDED, "2027-03-03 09:00").band is Band.NOW


# To approve -------------------------------------------------------------------------------------

APPROVAL = ReasonKind.APPROVAL
WAITS = replace(STOP, needs_approval=True)


def word(*, yes: bool, when: str = "2027-02-21 09:00") -> Approval:
    return Approval(
        id="a1",
        decision_id=WAITS.id,
        approved=yes,
        by_id="s2",
        by="Dr Osei",
        at=at(when),
        note="no",
    )


def test_a_decision_that_waits_for_a_second_clinician_waits_visibly() -> None:
    known = facts(replace(NAMED, decisions=(WAITS,)))
    reason = one(known, APPROVAL, "2027-02-22 09:00")
    assert reason.words == "Stop to approve: warfarin"
    assert reason.detail == "decided by Dr Rao, 9am on Saturday 20 February"
    assert (reason.band, reason.tag) == (Band.TODAY, "blood thinner")


def test_it_is_a_matter_of_now_once_its_last_dose_would_have_been() -> None:
    known = facts(replace(NAMED, decisions=(WAITS,)))
    assert one(known, APPROVAL, "2027-02-26 17:59").band is Band.TODAY
    assert one(known, APPROVAL, "2027-02-26 18:00").band is Band.NOW


def test_until_approved_the_medicine_is_undecided_too() -> None:
    known = facts(replace(NAMED, decisions=(WAITS,)))
    assert of(known, UNDECIDED, "2027-02-23 09:00")


@pytest.mark.parametrize("yes", [True, False])
def test_a_second_clinicians_word_clears_it(yes: bool) -> None:
    made = replace(NAMED, decisions=(replace(WAITS, approval=word(yes=yes)),))
    assert not of(facts(made), APPROVAL, "2027-02-26 18:00")
    assert bool(of(facts(made), UNDECIDED, "2027-02-23 09:00")) is not yes


# Held -------------------------------------------------------------------------------------------

DONE = {"procedure_end": "2027-03-04 11:30"}
HOME = {**DONE, "home": "2027-03-04 15:00"}


def recovering(made: Inputs, **recorded: str) -> Facts:
    return facts(happened(made, "2027-03-04 15:00", **recorded), state=PlanState.RECOVERING)


def test_gone_home_with_a_stopped_medicine_and_no_restart() -> None:
    reason = one(recovering(STOPPED, **HOME), HELD, "2027-03-04 15:00")
    assert reason.words == "Stopped, restart not decided: warfarin"
    assert reason.detail == "gone home Thursday 4 March"
    assert (reason.band, reason.do_by) == (Band.TODAY, at("2027-03-04 17:00"))


def test_held_is_a_matter_of_now_once_the_patient_should_have_been_told() -> None:
    assert one(recovering(STOPPED, **HOME), HELD, "2027-03-05 16:00").band is Band.NOW


def test_held_is_a_matter_of_now_once_the_planned_restart_passes_unconfirmed() -> None:
    made = replace(
        NAMED, decisions=(replace(STOP, restart_at=at("2027-03-05 08:00"), restart_by=None),)
    )
    known = recovering(made, **HOME)
    assert one(known, HELD, "2027-03-04 16:00").words == "Stopped, restart not confirmed: warfarin"
    assert one(known, HELD, "2027-03-05 08:00").band is Band.NOW


def test_before_the_procedure_nothing_is_held_too_long() -> None:
    assert not of(facts(STOPPED), HELD, "2027-03-04 12:00")


def test_a_restart_decided_after_the_procedure_clears_it() -> None:
    restart = decided(DecisionKind.RESTART, "2027-03-04 12:00", restart_at="2027-03-06 08:00")
    known = recovering(replace(STOPPED, decisions=(STOP, restart)), **HOME)
    assert not of(known, HELD, "2027-03-10 09:00")


def test_a_restart_decided_beforehand_does_not_clear_it() -> None:
    early = decided(DecisionKind.RESTART, "2027-03-01 09:00", restart_at="2027-03-06 08:00")
    known = recovering(replace(STOPPED, decisions=(STOP, early)), **HOME)
    assert one(known, HELD, "2027-03-04 16:00").words == "Stopped, restart not confirmed: warfarin"


@pytest.mark.parametrize("kind", [DecisionKind.KEEP, DecisionKind.TAKE])
def test_what_was_never_stopped_or_changed_is_never_held(kind: DecisionKind) -> None:
    known = recovering(replace(NAMED, decisions=(decided(kind),)), **HOME)
    assert not of(known, HELD, "2027-04-01 09:00")


def test_going_home_not_recorded_does_not_hide_it() -> None:
    known = recovering(STOPPED, **DONE)
    assert not of(known, HELD, "2027-03-04 16:59")
    assert one(known, HELD, "2027-03-04 17:00").detail == "procedure done, going home not recorded"


def test_nothing_recorded_at_all_does_not_hide_it() -> None:
    """The published case: a procedure that never took place, and a blood thinner forgotten."""
    known = facts(STOPPED)
    assert not of(known, HELD, "2027-03-05 07:59")
    reason = one(known, HELD, "2027-03-05 08:00")
    assert reason.detail == "procedure not recorded as done"


def test_settled_at_discharge_it_asks_again_once_the_promise_passes() -> None:
    known = recovering(STOPPED, **HOME)
    settled = replace(known, resolutions=resolved(one(known, HELD, "2027-03-04 15:00")))
    assert not of(settled, HELD, "2027-03-05 09:00")
    assert one(settled, HELD, "2027-03-05 16:00").band is Band.NOW


# Changed, and not said how to go on -------------------------------------------------------------


def test_a_change_for_the_procedure_is_not_for_good_unsaid() -> None:
    """Half the insulin for one evening must not become half the insulin from now on."""
    half = decided(DecisionKind.CHANGE, "2027-02-22 10:00", instruction="Half the dose.")
    recorded = {"procedure_end": "2027-03-04 11:30", "home": "2027-03-04 15:00"}
    made = happened(replace(NAMED, decisions=(half,)), "2027-03-04 15:00", **recorded)
    known = facts(made, state=PlanState.RECOVERING)
    assert not of(known, HELD, "2027-03-04 14:59")
    reason = one(known, HELD, "2027-03-04 15:00")
    assert reason.words == "Changed for the procedure, not said how to take it now: warfarin"
    assert (reason.band, reason.do_by) == (Band.TODAY, at("2027-03-04 17:00"))
    said = decided(DecisionKind.CHANGE, "2027-03-04 14:00", instruction="As before.")
    settled = replace(made, decisions=(half, said))
    assert not of(facts(settled, state=PlanState.RECOVERING), HELD, "2027-03-20 15:00")
