"""What is said or taken against what was decided: each asks for somebody, and can go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checklist.core.actors import ActorKind
from checklist.core.attention import Band, Facts, ReasonKind, Resolution
from checklist.core.attention.reports import LOOKED, not_looked_at
from checklist.core.dose_reports import DoseReport, Reported, last_taken, saying
from checklist.core.marks import Channel
from checklist.core.medicines import DecisionKind, Medicine
from checklist.core.plan.model import Inputs, PlanState
from checklist.core.readiness import blocks
from tests.core.attention.facts import facts, of, one
from tests.core.plans import STOP, WARFARIN, at, decided, inputs

CONTRADICTION = ReasonKind.CONTRADICTION
NAMED = inputs(medicines=(WARFARIN,))
KEPT = replace(NAMED, decisions=(decided(DecisionKind.KEEP),))
STOPPED = replace(NAMED, decisions=(STOP,))
GRAVE = frozenset({"anticoagulant"})
ACTUALLY = "2027-02-27 18:00"
"""A day later than the last dose that was decided."""


def report(said: Reported, when: str = "2027-02-24 10:00", **more: Any) -> DoseReport:
    taken = more.pop("taken", "")
    made: dict[str, Any] = {
        "id": f"{when} {said}",
        "medicine_id": "m1",
        "said": said,
        "by": "Maria Silva",
        "by_kind": ActorKind.PATIENT,
        "channel": Channel.SCREEN,
        "heard_at": at(when),
        "taken_at": at(taken) if taken else None,
    }
    return DoseReport(**(made | more))


def told(made: Inputs, *reports: DoseReport, **more: Any) -> Facts:
    return facts(made, reports=reports, **{"grave": GRAVE, **more})


# What is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [NAMED, KEPT], ids=["undecided", "to keep"])
def test_stopped_of_what_should_go_on_is_a_matter_of_now_where_it_can_do_harm(made: Inputs) -> None:
    reason = one(told(made, report(Reported.STOPPED)), CONTRADICTION, "2027-02-24 10:00")
    assert reason.words == "Says it is stopped: warfarin"
    assert (reason.band, reason.tag) == (Band.NOW, "blood thinner")
    assert reason.detail.startswith("Maria Silva, 10am on Wednesday 24 February")
    assert reason.do_by == at("2027-02-24 17:00")


def test_of_what_does_no_grave_harm_it_is_a_matter_of_today() -> None:
    known = told(KEPT, report(Reported.STOPPED), grave=frozenset())
    assert one(known, CONTRADICTION, "2027-02-24 10:00").band is Band.TODAY


def test_told_by_someone_else_says_so_and_what_they_wrote() -> None:
    known = told(NAMED, report(Reported.TOLD_TO_STOP, words="my dentist"))
    reason = one(known, CONTRADICTION, "2027-02-24 10:00")
    assert reason.words == "Told by someone else to stop: warfarin"
    assert "“my dentist”" in reason.detail


def test_saying_otherwise_takes_it_back() -> None:
    stopped, back = report(Reported.STOPPED), report(Reported.STILL_TAKING, "2027-02-24 10:05")
    assert not of(told(NAMED, stopped, back), CONTRADICTION, "2027-02-24 11:00")
    assert of(told(NAMED, back, stopped), CONTRADICTION, "2027-02-24 11:00") == []


def test_stopped_of_what_is_stopped_is_no_contradiction() -> None:
    assert not of(told(STOPPED, report(Reported.STOPPED)), CONTRADICTION, "2027-02-27 10:00")


def test_a_decision_made_since_clears_it() -> None:
    again = decided(DecisionKind.KEEP, "2027-02-24 12:00")
    known = told(replace(NAMED, decisions=(again,)), report(Reported.STOPPED))
    assert not of(known, CONTRADICTION, "2027-02-24 13:00")


def test_of_what_is_no_longer_on_the_list_nothing_is_said() -> None:
    gone = inputs(medicines=(replace(WARFARIN, withdrawn=True),))
    assert not of(told(gone, report(Reported.STOPPED)), CONTRADICTION, "2027-02-24 10:00")


# What was taken ---------------------------------------------------------------------------------


def late(when: str = "2027-02-28 09:00", taken: str = ACTUALLY) -> DoseReport:
    return report(Reported.LAST_TAKEN, when, taken=taken)


def test_a_dose_after_the_last_one_decided_is_a_matter_of_now() -> None:
    reason = one(told(STOPPED, late()), CONTRADICTION, "2027-02-28 09:00")
    assert reason.words == "Taken after its last dose: warfarin"
    assert "taken 6pm on Saturday 27 February" in reason.detail
    assert reason.band is Band.NOW


@pytest.mark.parametrize("taken", ["2027-02-25 18:00", "2027-02-26 18:00", "2027-02-26 18:59", ""])
def test_a_dose_at_its_hour_or_before_is_none_of_it(taken: str) -> None:
    assert not of(told(STOPPED, late(taken=taken)), CONTRADICTION, "2027-02-28 09:00")


def test_within_the_hour_is_that_hour_and_no_longer() -> None:
    assert of(told(STOPPED, late(taken="2027-02-26 19:00")), CONTRADICTION, "2027-02-28 09:00")


def test_a_later_report_corrects_an_earlier_one() -> None:
    known = told(STOPPED, late(), late("2027-02-28 10:00", "2027-02-26 18:00"))
    assert not of(known, CONTRADICTION, "2027-02-28 11:00")


def test_it_stands_in_the_way_of_ready_until_a_clinician_has_looked() -> None:
    known = told(STOPPED, late())
    in_the_way = "Taken later than decided, and no clinician has looked: warfarin"
    assert in_the_way in blocks(known, at("2027-02-28 10:00"))
    cause = one(known, CONTRADICTION, "2027-02-28 09:00").cause

    by_a_nurse = frozenset({Resolution(reason=CONTRADICTION, subject="m1", cause=cause)})
    called = replace(known, resolutions=by_a_nurse)
    assert not of(called, CONTRADICTION, "2027-02-28 10:00")
    assert in_the_way in blocks(called, at("2027-02-28 10:00"))

    looked = frozenset({Resolution(reason=CONTRADICTION, subject="m1", cause=cause + LOOKED)})
    seen = replace(known, resolutions=looked)
    assert not of(seen, CONTRADICTION, "2027-02-28 10:00")
    assert in_the_way not in blocks(seen, at("2027-02-28 10:00"))


def test_deciding_again_is_looking() -> None:
    again = replace(STOP, id="again", decided_at=at("2027-02-28 12:00"))
    known = told(replace(NAMED, decisions=(STOP, again)), late())
    assert not list(not_looked_at(known))


def test_after_the_procedure_what_was_taken_before_it_asks_no_more() -> None:
    known = told(STOPPED, late(), state=PlanState.RECOVERING)
    assert not of(known, CONTRADICTION, "2027-03-04 12:00")


def test_what_is_said_and_what_was_taken_stand_beside_each_other() -> None:
    reports = (late(), report(Reported.STILL_TAKING, "2027-02-28 10:00"))
    assert last_taken("m1", reports) == reports[0]
    assert saying("m1", reports) == reports[1]
    assert saying("m2", reports) is None


# Two that are one -------------------------------------------------------------------------------

COUMADIN = Medicine(id="m9", name="Coumadin", generic="warfarin", group="anticoagulant")
APIXABAN = Medicine(id="m8", name="Apixaban", generic="apixaban", group="anticoagulant")


def test_two_of_one_substance_ask_today() -> None:
    reason = one(told(inputs(medicines=(WARFARIN, COUMADIN))), CONTRADICTION, "2027-02-15 09:00")
    assert reason.words == "Two of one substance: warfarin and Coumadin"
    assert reason.band is Band.TODAY


def test_they_ask_until_they_are_decided_alike() -> None:
    both = inputs(medicines=(WARFARIN, COUMADIN))
    keep = decided(DecisionKind.KEEP)
    apart = replace(both, decisions=(STOP, replace(keep, id="k", medicine_id="m9")))
    assert of(told(apart), CONTRADICTION, "2027-02-24 09:00")
    alike = replace(both, decisions=(STOP, replace(STOP, id="s", medicine_id="m9")))
    assert not of(told(alike), CONTRADICTION, "2027-02-24 09:00")


def test_two_of_one_kind_are_said_until_both_are_decided() -> None:
    both = inputs(medicines=(WARFARIN, APIXABAN))
    reason = one(told(both), CONTRADICTION, "2027-02-15 09:00")
    assert reason.words == "Two of one kind (blood thinner): warfarin and Apixaban"
    assert reason.band is Band.TIDY
    decisions = (STOP, replace(decided(DecisionKind.KEEP), id="k", medicine_id="m8"))
    assert not of(told(replace(both, decisions=decisions)), CONTRADICTION, "2027-02-24 09:00")


def test_one_taken_off_the_list_clears_the_pair() -> None:
    made = inputs(medicines=(WARFARIN, replace(COUMADIN, withdrawn=True)))
    assert not of(told(made), CONTRADICTION, "2027-02-15 09:00")


def test_two_of_no_group_are_no_pair() -> None:
    two = (Medicine(id="a", name="Amlodipine"), Medicine(id="b", name="Bisoprolol"))
    assert not of(told(inputs(medicines=two)), CONTRADICTION, "2027-02-15 09:00")
