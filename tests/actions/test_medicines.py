"""Decisions: what the patient reads before and after, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from checklist.actions.events import record_event
from checklist.actions.medicines import AFTER_PROCEDURE, BEFORE_END, Decided, decide
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.medicines import DecisionKind, Medicine
from checklist.core.plan.model import Revision
from tests.actions.conftest import BOOKED, PROCEDURE, House

EVENING = BOOKED + timedelta(hours=9)
NEXT_DAY = BOOKED + timedelta(days=1)
LAST_DOSE = datetime(2027, 2, 26, 18, 0, tzinfo=UTC)
RESTART_BY = datetime(2027, 3, 6, 17, 0, tzinfo=UTC)


def named(house: House, name: str) -> Medicine:
    return next(m for m in house.revision.inputs.medicines if m.name == name)


def stop(house: House, name: str, **more: object) -> Revision:
    given: dict[str, object] = {
        "medicine_id": named(house, name).id,
        "kind": DecisionKind.STOP,
        "last_dose": LAST_DOSE,
        "restart_owner": "Dr Clara Clinician",
        "restart_by": RESTART_BY,
    }
    made = Decided(**{**given, **more})  # type: ignore[arg-type]  # a dict of its fields
    return decide(house.store, house.plan_id, [made], actor=house.clinician, now=NEXT_DAY)


def test_until_decided_the_patient_reads_to_keep_taking_it(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    task = house.medicine_task("undecided")
    assert "Keep taking warfarin until we tell you" in task.text
    assert "Call us before your next tablet" in task.text
    on_the_day = house.medicine_task("undecided-day")
    assert "call us before you take warfarin" in on_the_day.text


def test_a_stop_says_the_last_dose_with_weekday_date_time_and_who_decided(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    revision = stop(house, "warfarin")
    assert revision.number == 3
    task = house.medicine_task("last-dose")
    assert "6pm on Friday 26 February" in task.text
    held = house.medicine_task("stop")
    assert "Do not take" in held.title + held.text
    assert "Dr Clara Clinician" in held.text
    assert held.opens_at == LAST_DOSE
    assert house.revision.content.task(f"medicine-undecided:{named(house, 'warfarin').id}") is None


def test_a_known_brand_is_matched_and_an_unknown_name_still_waits_for_a_clinician(
    house: House,
) -> None:
    house.answer_all(EVENING, "ELIQUIS 5mg", "Granny's herbal drops")
    groups = {m.name: m.group for m in house.revision.inputs.medicines}
    assert groups == {"ELIQUIS 5mg": "anticoagulant", "Granny's herbal drops": ""}
    undecided = {
        reason.subject
        for reason in house.reasons(PROCEDURE - timedelta(hours=40))
        if reason.kind == "undecided"
    }
    assert undecided == {m.id for m in house.revision.inputs.medicines}


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("last_dose", {"last_dose": None}),
        ("last_dose", {"last_dose": PROCEDURE + timedelta(hours=1)}),
        ("restart", {"restart_owner": "", "restart_by": None}),
        ("restart", {"restart_at": LAST_DOSE - timedelta(days=1)}),
        ("take_at", {"kind": DecisionKind.TAKE}),
        ("instruction", {"kind": DecisionKind.CHANGE, "instruction": "  "}),
    ],
)
def test_half_a_decision_is_refused_beside_its_field_and_changes_nothing(
    house: House, field: str, changed: dict[str, object]
) -> None:
    house.answer_all(EVENING, "warfarin")
    before = house.revision.number
    with pytest.raises(Invalid) as refused:
        stop(house, "warfarin", **changed)
    assert f"{named(house, 'warfarin').id}.{field}" in refused.value.problems
    assert house.revision.number == before


def test_one_wrong_decision_of_two_saves_neither(house: House) -> None:
    house.answer_all(EVENING, "warfarin", "aspirin")
    both = [
        Decided(medicine_id=named(house, "aspirin").id, kind=DecisionKind.KEEP),
        Decided(medicine_id=named(house, "warfarin").id, kind=DecisionKind.STOP),
    ]
    with pytest.raises(Invalid):
        decide(house.store, house.plan_id, both, actor=house.clinician, now=NEXT_DAY)
    assert house.revision.inputs.decisions == ()


def test_only_a_clinician_decides(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    made = Decided(medicine_id=named(house, "warfarin").id, kind=DecisionKind.KEEP)
    for actor in (house.nurse, house.patient):
        with pytest.raises(NotAllowed):
            decide(house.store, house.plan_id, [made], actor=actor, now=NEXT_DAY)


def test_a_colleagues_decision_made_meanwhile_is_not_overwritten_unread(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    stop(house, "warfarin")
    with pytest.raises((Invalid, Conflict)):
        stop(house, "warfarin", seen="")


def test_a_stop_not_confirmed_by_midday_after_is_a_reason_to_call(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    stop(house, "warfarin")
    key = house.medicine_task("stop").key
    the_day_after = datetime(2027, 2, 27, 12, 1, tzinfo=UTC)
    assert key not in {r.subject for r in house.reasons(the_day_after - timedelta(hours=2))}
    overdue = next(r for r in house.reasons(the_day_after) if r.subject == key)
    assert overdue.words == "Stop of warfarin not confirmed since Friday 26 February"
    assert overdue.tag == "blood thinner"


def test_what_was_stopped_is_not_taken_again_before_the_procedure_ended(house: House) -> None:
    """A slip in the date: the patient would read on the day of the stop to start again."""
    house.answer_all(EVENING, "warfarin")
    stop(house, "warfarin")
    key = f"{named(house, 'warfarin').id}.again"
    assert _restart(house, PROCEDURE - timedelta(days=1)) == {key: AFTER_PROCEDURE}
    ended = PROCEDURE + timedelta(hours=1)
    record_event(house.store, house.plan_id, "procedure_end", ended, actor=house.nurse, now=ended)
    assert _restart(house, ended - timedelta(minutes=1), ended) == {key: BEFORE_END}
    assert _restart(house, ended, ended) == {}


def _restart(house: House, at: datetime, now: datetime = NEXT_DAY) -> dict[str, str]:
    """What is wrong with a restart at this time."""
    again = Decided(
        medicine_id=named(house, "warfarin").id, kind=DecisionKind.RESTART, restart_at=at
    )
    try:
        decide(house.store, house.plan_id, [again], actor=house.clinician, now=now)
    except Invalid as refused:
        return dict(refused.problems)
    return {}
