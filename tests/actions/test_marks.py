"""Ticks: kept once, taken back, said otherwise, made on old words, checked by us."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checklist.actions.marks import check_task, mark_task
from checklist.core.actors import Actor, ActorKind
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid, NotAllowed, NotFound
from checklist.core.marks import Channel, MarkState
from checklist.store import entries, marks
from tests.actions.conftest import BOOKED, House

EVENING = BOOKED + timedelta(hours=9)


def test_a_tick_sent_twice_is_one_tick(house: House) -> None:
    said = house.said("escort", MarkState.DONE)
    first = mark_task(house.store, house.plan_id, said, actor=house.patient, now=EVENING)
    again = mark_task(
        house.store, house.plan_id, said, actor=house.patient, now=EVENING + timedelta(hours=1)
    )
    assert (first.repeated, again.repeated) == (False, True)
    assert again.state == first.state
    with house.store.read() as reader:
        assert len(marks.of_task(reader, house.plan_id, "escort")) == 1
        entered = [told.entry.verb for told in entries.history(reader, house.plan_id)]
    assert entered.count(Verb.MARKED) == 1


def test_undo_takes_the_tick_back_and_keeps_it_in_the_record(house: House) -> None:
    house.mark("escort", MarkState.DONE, EVENING)
    house.mark("escort", MarkState.CLEARED, EVENING + timedelta(minutes=1))
    assert house.state("escort").state is None
    with house.store.read() as reader:
        assert len(marks.of_task(reader, house.plan_id, "escort")) == 2


def test_cant_reaches_the_nurse_with_the_patients_own_word(house: House) -> None:
    house.mark("escort", MarkState.CANT, EVENING, word="My son works that day")
    reasons = [r for r in house.reasons(EVENING) if r.kind == "cant"]
    assert len(reasons) == 1
    assert "My son works that day" in reasons[0].words
    assert reasons[0].band == "now"


def test_ticking_after_all_clears_the_nurses_reason(house: House) -> None:
    house.mark("escort", MarkState.CANT, EVENING)
    house.mark("escort", MarkState.DONE, EVENING + timedelta(hours=1))
    assert not [r for r in house.reasons(EVENING + timedelta(hours=1)) if r.kind == "cant"]


def test_two_phones_that_disagree_show_the_safer_word(house: House) -> None:
    ticked = house.said("no-food", MarkState.DONE, replaces=frozenset())
    slipped = house.said("no-food", MarkState.SLIPPED, replaces=frozenset())
    for said in (ticked, slipped):
        mark_task(house.store, house.plan_id, said, actor=house.patient, now=EVENING)
    state = house.state("no-food")
    assert state.state is MarkState.SLIPPED
    assert state.disagree


def test_a_tick_on_old_words_is_kept_and_does_not_count(house: House) -> None:
    marked = house.mark("escort", MarkState.DONE, EVENING, meaning="words of another day")
    assert marked.state.state is None
    assert marked.state.reopened is not None
    assert house.plan.done_count == 0


def test_the_time_it_happened_is_never_later_than_when_we_heard(house: House) -> None:
    house.mark("escort", MarkState.DONE, EVENING, happened_at=EVENING + timedelta(days=400))
    shown = house.state("escort").shows
    assert shown is not None
    assert shown.happened_at == EVENING


def test_an_unknown_task_and_too_long_a_word_are_refused(house: House) -> None:
    unknown = house.said("escort", MarkState.DONE, task_key="no-such-task")
    with pytest.raises(NotFound):
        mark_task(house.store, house.plan_id, unknown, actor=house.patient, now=EVENING)
    with pytest.raises(Invalid):
        house.mark("escort", MarkState.CANT, EVENING, word="x" * 501)


def test_another_patient_cannot_tick(house: House) -> None:
    other = Actor(
        kind=ActorKind.PATIENT,
        id="door2",
        name="Other",
        clinic_id=house.clinic.id,
        patient_id="somebody-else",
    )
    said = house.said("escort", MarkState.DONE)
    with pytest.raises(NotFound):
        mark_task(house.store, house.plan_id, said, actor=other, now=EVENING)


def test_a_check_stands_on_one_tick_and_falls_with_it(house: House) -> None:
    house.mark("escort", MarkState.DONE, EVENING)
    shown = house.state("escort").shows
    assert shown is not None
    check_task(house.store, house.plan_id, "escort", shown.id, actor=house.nurse, now=EVENING)
    assert house.state("escort").check is not None
    house.mark("escort", MarkState.CLEARED, EVENING + timedelta(minutes=5))
    house.mark("escort", MarkState.DONE, EVENING + timedelta(minutes=9))
    assert house.state("escort").check is None


def test_a_check_of_a_tick_that_is_gone_is_refused(house: House) -> None:
    house.mark("escort", MarkState.DONE, EVENING)
    shown = house.state("escort").shows
    assert shown is not None
    house.mark("escort", MarkState.CLEARED, EVENING)
    with pytest.raises(Conflict):
        check_task(house.store, house.plan_id, "escort", shown.id, actor=house.nurse, now=EVENING)


def test_only_critical_tasks_are_checked_and_only_by_staff(house: House) -> None:
    comfort = next(t for t in house.revision.content.tasks if not t.critical)
    house.mark(comfort.key, MarkState.DONE, EVENING)
    with pytest.raises(NotFound):
        check_task(house.store, house.plan_id, comfort.key, "any", actor=house.nurse, now=EVENING)
    with pytest.raises(NotAllowed):
        check_task(house.store, house.plan_id, "escort", "any", actor=house.patient, now=EVENING)


def test_a_nurse_marks_what_came_in_on_paper_under_her_own_name(house: House) -> None:
    said = house.said("escort", MarkState.DONE, channel=Channel.PAPER)
    mark_task(house.store, house.plan_id, said, actor=house.nurse, now=EVENING)
    shown = house.state("escort").shows
    assert shown is not None
    assert (shown.actor_name, shown.channel) == (house.nurse.name, Channel.PAPER)


def test_the_first_tick_is_a_contact(house: House) -> None:
    silent_at = BOOKED + timedelta(hours=49)
    assert "no_contact" in {r.kind for r in house.reasons(silent_at)}
    house.mark("escort", MarkState.DONE, EVENING)
    assert "no_contact" not in {r.kind for r in house.reasons(silent_at)}


@pytest.mark.parametrize("typed", ["3,9", "nan", "inf", "1_1", "many", "", "9" * 400])
def test_a_value_no_rule_could_read_is_not_kept_as_a_result(house: House, typed: str) -> None:
    with pytest.raises(Invalid):
        house.mark("check-clotting", MarkState.DONE, EVENING, value=typed)
    with house.store.read() as reader:
        assert not marks.of_task(reader, house.plan_id, "check-clotting")
