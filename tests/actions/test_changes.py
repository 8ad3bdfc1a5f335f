"""Changing a live plan: seen first, then made whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from checklist.actions import changes
from checklist.actions.answers import Told, answer
from checklist.actions.changes import Proposal
from checklist.actions.events import record_event
from checklist.actions.sign_off import facts_of
from checklist.core import clock
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid, NotAllowed, NotFound
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.moments import Moment
from checklist.store import sign_offs
from tests.actions.changing import (
    LATER,
    NEXT_WEEK,
    STOP_WARFARIN,
    all_marks,
    back,
    change,
    decided,
    knows_newclot,
    postponed,
    publish_version,
    rows,
    seen,
    shorter_fast,
    sooner_blood_test,
    stands,
    to,
)
from tests.actions.conftest import ARRIVAL, BOOKED, PROCEDURE, House

TOLD = BOOKED + timedelta(hours=9)


@pytest.fixture
def held(house: House) -> House:
    """Warfarin stopped, vitamin D kept."""
    house.answer_all(TOLD, "warfarin", "vitamin D")
    decided(house, "warfarin", **STOP_WARFARIN)
    decided(house, "vitamin D")
    return house


# Another day ------------------------------------------------------------------------------------


def test_another_day_moves_every_date_and_voids_every_decision(held: House) -> None:
    """She was told to stop warfarin for the 4th: on the 11th that day is wrong."""
    change(held, to(held, NEXT_WEEK))
    assert "Thursday 11 March" in held.task("arrive").text
    for name in ("warfarin", "vitamin D"):
        assert stands(held, name).undecided
        assert stands(held, name).voided is not None
    assert held.plan.procedure_day == date(2027, 3, 11)
    assert any(r.words == "Medicine to decide again: warfarin" for r in held.reasons(LATER))


def test_moving_back_revives_no_decision(held: House) -> None:
    change(held, to(held, NEXT_WEEK))
    change(held, back(held))
    assert stands(held, "warfarin").undecided


def test_what_falls_is_named_before_it_is_saved(held: House) -> None:
    found = seen(held, to(held, NEXT_WEEK)).consequences
    assert [one.medicine.name for one in found.voided] == ["warfarin", "vitamin D"]
    assert found.voided[0].decision.kind is DecisionKind.STOP
    assert not stands(held, "warfarin").undecided


def test_the_old_days_arrival_and_earliest_start_do_not_survive(house: House) -> None:
    tz = house.clinic.tz
    early = Moment.at_instant(PROCEDURE - timedelta(minutes=30), tz)
    change(house, Proposal(earliest_start=early, reason="The list may run early"))
    moved = Proposal(procedure=Moment.at_instant(NEXT_WEEK, tz), reason="Theatre list moved")
    change(house, moved)
    assert house.task("arrive").due_at is None
    assert "4:30am" in house.task("no-food").text, "six hours before the new start"


def test_a_day_without_a_time_promises_the_time(house: House) -> None:
    change(house, Proposal(procedure=Moment.on(date(2027, 3, 11)), reason="New list"))
    assert house.task("no-food").opens_at is None
    assert house.plan.procedure_at is None


def test_postponed_nothing_is_dated_and_every_decision_falls(held: House) -> None:
    """A cancelled procedure must not leave somebody without her warfarin, and nobody asking."""
    made = change(held, postponed())
    assert made.reason == "Postponed, no date yet: No bed"
    assert held.plan.procedure_day is None
    assert stands(held, "warfarin").undecided
    for task in made.content.tasks:
        assert task.phase == "before" or (task.due_at, task.closes_at) == (None, None)
    assert any(r.words == "Medicine to decide again: warfarin" for r in held.reasons(LATER))


def test_a_date_after_postponing_begins_anew(held: House) -> None:
    change(held, postponed())
    decided(held, "warfarin")
    made = change(held, to(held, NEXT_WEEK))
    assert made.reason.startswith("A date is set")
    assert stands(held, "warfarin").undecided, "it was decided for no day at all"
    assert "8:30am on Thursday 11 March" in held.task("arrive").text


def test_within_the_day_only_what_names_a_time_of_it_falls(held: House) -> None:
    decided(held, "vitamin D", kind=DecisionKind.TAKE, take_at=PROCEDURE - timedelta(hours=4))
    change(held, to(held, PROCEDURE + timedelta(hours=3)))
    assert stands(held, "vitamin D").undecided
    assert not stands(held, "warfarin").undecided


# Marks ------------------------------------------------------------------------------------------


def test_a_tick_of_the_old_night_is_kept_and_asked_again_with_its_reason(house: House) -> None:
    house.mark("no-food", MarkState.DONE, LATER)
    found = seen(house, to(house, NEXT_WEEK)).consequences
    assert [(one.key, one.why) for one in found.reopened] == [
        ("no-food", "Fasting is on another night now.")
    ]
    change(house, to(house, NEXT_WEEK))
    assert house.state("no-food").shows is None
    assert house.state("no-food").reopened is not None
    assert len(all_marks(house)) == 1
    assert seen(house, back(house)).consequences.returned[0].key == "no-food"
    change(house, back(house))
    assert house.state("no-food").settled


def test_an_answer_corrected_drops_its_step_and_keeps_what_was_said_of_it(house: House) -> None:
    def smoker(value: str) -> None:
        answer(
            house.store,
            house.plan_id,
            "answers",
            (Told(question="smoker", value=value),),
            (),
            actor=house.nurse,
            channel=Channel.PHONE,
            now=LATER,
        )

    smoker("yes")
    house.mark("stop-smoking", MarkState.CANT, LATER, word="I tried")
    smoker("no")
    assert house.revision.content.task("stop-smoking") is None
    assert [mark.word for mark in all_marks(house)] == ["I tried"]
    assert house.state("stop-smoking").reopened is not None
    smoker("yes")
    assert house.state("stop-smoking").state is MarkState.CANT


# Choices and site -------------------------------------------------------------------------------


def test_a_choice_moves_the_fast_and_asks_again(house: House) -> None:
    house.mark("no-food", MarkState.DONE, LATER)
    longer = Proposal(choices={"food_hours": "8 hours"}, reason="Slow stomach")
    found = seen(house, longer).consequences
    assert [(v.label, v.before, v.after) for v in found.values] == [
        ("Time without food", "6 hours", "8 hours")
    ]
    assert [one.key for one in found.reopened] == ["no-food"]
    change(house, longer)
    assert "2:30am" in house.task("no-food").text


def test_the_site_is_changed_and_told(house: House) -> None:
    made = change(house, Proposal(site="L3", reason="Scan read again"))
    assert house.plan.site == "L3"
    assert made.inputs.voice.site == "L3"


# Versions ---------------------------------------------------------------------------------------


def test_a_clinician_moves_a_plan_to_a_newer_version_and_marks_stay(house: House) -> None:
    house.mark("escort", MarkState.DONE, LATER)
    house.mark("blood-test", MarkState.DONE, LATER)
    newer = publish_version(house.store, sooner_blood_test)
    upgrade = Proposal(protocol_id=newer, approved=True, reason="Agreed with the ward")
    found = seen(house, upgrade, by=house.clinician).consequences
    assert [one.key for one in found.moved] == ["blood-test"]
    change(house, upgrade, by=house.clinician)
    assert house.plan.protocol_id == newer
    assert house.state("escort").settled
    with house.store.read() as reader:
        assert (
            changes.newer_version(reader, house.plan, clock.day_of(LATER, house.clinic.tz)) is None
        )


def test_a_new_version_is_read_and_approved_first(house: House) -> None:
    newer = publish_version(house.store, sooner_blood_test)
    unread = Proposal(protocol_id=newer, reason="Agreed with the ward")
    with pytest.raises(Invalid) as refused:
        change(house, unread, by=house.clinician)
    assert list(refused.value.problems) == ["approved"]
    with pytest.raises(NotAllowed):
        seen(house, unread)


def test_a_value_the_new_version_does_not_allow_goes_back_to_its_default(house: House) -> None:
    change(house, Proposal(choices={"food_hours": "12 hours"}, reason="Slow stomach"))
    newer = publish_version(house.store, shorter_fast)
    upgrade = Proposal(protocol_id=newer, approved=True, reason="Agreed")
    values = seen(house, upgrade, by=house.clinician).consequences.values
    assert ("Time without food", "12 hours", "6 hours") in [
        (v.label, v.before, v.after) for v in values
    ]
    change(house, upgrade, by=house.clinician)
    assert "4:30am" in house.task("no-food").text


def test_a_new_version_knows_medicines_anew(house: House) -> None:
    house.answer_all(TOLD, "Newclot")
    assert house.revision.inputs.medicines[0].group == ""
    newer = publish_version(house.store, knows_newclot)
    upgrade = Proposal(protocol_id=newer, approved=True, reason="Agreed")
    change(house, upgrade, by=house.clinician)
    assert house.revision.inputs.medicines[0].group != ""


def test_only_the_newest_version_of_the_same_protocol_is_taken(house: House) -> None:
    older = publish_version(house.store, sooner_blood_test)
    with house.store.read() as reader:
        assert (
            changes.newer_version(reader, house.plan, clock.day_of(LATER, house.clinic.tz))
            is not None
        )
    change(house, Proposal(protocol_id=older, approved=True, reason="x"), by=house.clinician)
    with pytest.raises(Invalid):
        seen(house, Proposal(protocol_id=house.protocol_id), by=house.clinician)


# What cannot be ---------------------------------------------------------------------------------


def test_what_cannot_be_is_refused_beside_its_field_and_changes_nothing(house: House) -> None:
    tz = house.clinic.tz
    cases: dict[str, Proposal] = {
        "": Proposal(),
        "procedure_day": Proposal(procedure=Moment.on(date(2027, 2, 16))),
        "procedure_time": Proposal(procedure=Moment.at_instant(LATER, tz)),
        "arrival_time": to(house, NEXT_WEEK, hours=-1),
        "earliest_time": Proposal(earliest_start=Moment.at_instant(NEXT_WEEK, tz)),
        "choice_food_hours": Proposal(choices={"food_hours": "40 hours"}),
        "choice_no_such": Proposal(choices={"no_such": "1"}),
        "site": Proposal(site="x" * 201),
        "reason": to(house, NEXT_WEEK, reason="  "),
    }
    before = rows(house)
    for field, proposal in cases.items():
        with pytest.raises(Invalid) as refused:
            change(house, proposal)
        assert list(refused.value.problems) == [field]
    assert rows(house) == before


def test_more_than_two_years_ahead_is_a_slip_of_the_keys(house: House) -> None:
    with pytest.raises(Invalid) as refused:
        seen(house, Proposal(procedure=Moment.on(date(2037, 3, 4))))
    assert "two years" in refused.value.problems["procedure_day"]


def test_an_arrival_that_stays_must_be_before_the_new_start(house: House) -> None:
    early = Moment.at_instant(ARRIVAL - timedelta(minutes=30), house.clinic.tz)
    with pytest.raises(Invalid) as refused:
        seen(house, Proposal(procedure=early))
    assert list(refused.value.problems) == ["arrival_time"]


def test_the_same_again_is_no_change(house: House) -> None:
    with pytest.raises(Invalid) as refused:
        seen(house, replace(back(house), site="", choices={"food_hours": "6 hours"}))
    assert refused.value.problems == {"": "Nothing is changed yet."}


def test_once_the_procedure_is_done_the_plan_is_not_moved(house: House) -> None:
    after = PROCEDURE + timedelta(hours=1)
    record_event(house.store, house.plan_id, "procedure_end", after, actor=house.nurse, now=after)
    with pytest.raises(Conflict):
        seen(house, to(house, NEXT_WEEK), at=after)


def test_a_patient_changes_no_plan_and_nobody_anothers(house: House) -> None:
    with pytest.raises(NotAllowed):
        seen(house, postponed(), by=house.patient)
    with pytest.raises(NotFound):
        seen(house, postponed(), by=replace(house.nurse, clinic_id="elsewhere"))


# Seen, then saved -------------------------------------------------------------------------------


def test_looking_writes_nothing(house: House) -> None:
    before = rows(house)
    seen(house, to(house, NEXT_WEEK))
    assert rows(house) == before


def test_a_colleague_who_was_faster_is_read_first(house: House) -> None:
    shown = seen(house, to(house, NEXT_WEEK))
    change(house, Proposal(site="L3", reason="Scan read again"))
    before = rows(house)
    with pytest.raises(Conflict, match="Something changed since you looked"):
        changes.apply(
            house.store,
            house.plan_id,
            to(house, NEXT_WEEK),
            shown.seen,
            actor=house.nurse,
            now=LATER,
        )
    assert rows(house) == before


def test_a_tick_made_while_it_was_read_is_seen_first(house: House) -> None:
    """No new revision, and yet the change would ask again for what was just ticked."""
    shown = seen(house, to(house, NEXT_WEEK))
    house.mark("no-food", MarkState.DONE, LATER)
    before = rows(house)
    with pytest.raises(Conflict):
        changes.apply(
            house.store,
            house.plan_id,
            to(house, NEXT_WEEK),
            shown.seen,
            actor=house.nurse,
            now=LATER,
        )
    assert rows(house) == before
    assert house.plan.procedure_day == date(2027, 3, 4)


def test_another_change_than_was_seen_is_not_saved(house: House) -> None:
    shown = seen(house, to(house, NEXT_WEEK))
    other = to(house, NEXT_WEEK + timedelta(days=1))
    with pytest.raises(Conflict):
        changes.apply(house.store, house.plan_id, other, shown.seen, actor=house.nurse, now=LATER)


def test_reading_for_an_hour_is_no_change(house: House) -> None:
    near = to(house, LATER + timedelta(hours=30))
    shown = seen(house, near)
    assert shown.consequences.late
    changes.apply(
        house.store,
        house.plan_id,
        near,
        shown.seen,
        actor=house.nurse,
        now=LATER + timedelta(hours=1),
    )


# The sign-off -----------------------------------------------------------------------------------


def test_a_sign_off_falls_and_that_is_said_first(house: House) -> None:
    with house.store.write(house.clinician, LATER, on=(house.plan_id,)) as tx:
        sign_offs.add(
            tx,
            id="s1",
            plan_id=house.plan_id,
            fingerprint=facts_of(tx, house.plan_id).revision.fingerprint,
            statement="Ready.",
            revision=1,
            by=house.clinician,
            at=LATER,
        )
        tx.enter(Verb.SIGNED_OFF, subject="1", payload={}, plan_id=house.plan_id)
    assert seen(house, to(house, NEXT_WEEK)).consequences.sign_off_falls
    change(house, to(house, NEXT_WEEK))
    with house.store.read() as reader:
        assert not facts_of(reader, house.plan_id).signed
    assert not seen(house, back(house)).consequences.sign_off_falls, "it is void already"


def test_no_plan_moves_to_a_version_that_may_not_be_used_any_more(house: House) -> None:
    today = clock.day_of(LATER, house.clinic.tz)
    over = publish_version(
        house.store,
        lambda made: replace(
            made, provenance=replace(made.provenance, usable_until=today - timedelta(days=1))
        ),
    )
    with house.store.read() as reader:
        assert changes.newer_version(reader, house.plan, today) is None
        assert changes.newer_version(reader, house.plan, today - timedelta(days=1)) is not None
    with pytest.raises(Invalid):
        seen(house, Proposal(protocol_id=over), by=house.clinician)
