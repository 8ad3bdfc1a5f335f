"""The morning sheet: kept whole, told once, and never over a colleague's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checklist.actions.changes import Proposal, apply, preview
from checklist.actions.mornings import DoseTaken, Filled, fill_in
from checklist.core.attention import Band
from checklist.core.audit import Verb
from checklist.core.dose_reports import Reported
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.marks import MarkState
from checklist.core.moments import Moment
from checklist.core.morning import Morning
from checklist.store import dose_reports, entries, medicines, mornings
from tests.actions.changing import STOP_WARFARIN, decided, medicine_id
from tests.actions.conftest import BOOKED, House

THE_DAY = datetime(2027, 3, 4, tzinfo=UTC)
AT_THE_DOOR = THE_DAY + timedelta(hours=8, minutes=40)
ATE_AT_EIGHT = Filled(food="Toast", food_at=THE_DAY + timedelta(hours=8))


def fill(house: House, filled: Filled, at: datetime = AT_THE_DOOR) -> Morning:
    return fill_in(house.store, house.plan_id, filled, actor=house.nurse, now=at)


def test_the_sheet_is_kept_with_its_entry(house: House) -> None:
    filled = replace(ATE_AT_EIGHT, escort="Tom", escort_phone="07700 900 123", note="Calm")
    fill(house, filled)
    with house.store.read() as reader:
        kept = mornings.latest(reader, house.plan_id)
        verbs = [told.entry.verb for told in entries.history(reader, house.plan_id)]
    assert kept is not None
    assert (kept.food, kept.food_at, kept.escort) == ("Toast", filled.food_at, "Tom")
    assert (kept.escort_phone, kept.note, kept.by) == ("07700 900 123", "Calm", house.nurse.name)
    assert verbs.count(Verb.MORNING_RECORDED) == 1


def test_eaten_after_the_limit_is_on_the_worklist_at_once(house: House) -> None:
    fill(house, ATE_AT_EIGHT)
    (reason,) = [r for r in house.reasons(AT_THE_DOOR) if r.subject == "no-food"]
    assert reason.band is Band.NOW
    assert "3 hours 30 minutes after the limit. Call the anaesthetist" in reason.words


def test_what_the_patient_said_already_is_not_told_twice(house: House) -> None:
    house.mark("no-food", MarkState.SLIPPED, THE_DAY + timedelta(hours=8, minutes=5))
    fill(house, ATE_AT_EIGHT)
    about_food = [r for r in house.reasons(AT_THE_DOOR) if r.subject == "no-food"]
    assert len(about_food) == 1
    assert "morning sheet: ate at 8am" in about_food[0].detail


def test_a_delay_that_makes_it_right_clears_it_and_bringing_forward_brings_it_back(
    house: House,
) -> None:
    fill(house, ATE_AT_EIGHT)
    for hours, asked in ((14.5, False), (13, True)):
        at = THE_DAY + timedelta(hours=hours)
        proposal = Proposal(procedure=Moment.at_instant(at, house.clinic.tz), reason="List")
        now = AT_THE_DOOR + timedelta(minutes=10)
        seen = preview(house.store, house.plan_id, proposal, actor=house.nurse, now=now).seen
        apply(house.store, house.plan_id, proposal, seen, actor=house.nurse, now=now)
        about_food = [
            r for r in house.reasons(now) if r.subject == "no-food" and r.kind == "slipped"
        ]
        assert bool(about_food) is asked, hours


def test_the_latest_counts_and_the_earlier_are_kept(house: House) -> None:
    first = fill(house, ATE_AT_EIGHT)
    later = AT_THE_DOOR + timedelta(minutes=5)
    corrected = Filled(food="Toast", food_at=THE_DAY + timedelta(hours=4), seen=first.id)
    fill(house, corrected, later)
    with house.store.read() as reader:
        kept = mornings.of_plan(reader, house.plan_id)
    assert [one.food_at for one in kept] == [corrected.food_at, ATE_AT_EIGHT.food_at]
    assert [r for r in house.reasons(later) if r.subject == "no-food"] == []


def test_a_colleagues_sheet_is_never_covered_unread(house: House) -> None:
    fill(house, ATE_AT_EIGHT)
    with pytest.raises(Conflict, match="filled this in at the same time"):
        fill(house, Filled(food_at=THE_DAY, seen=""), AT_THE_DOOR + timedelta(minutes=1))
    with house.store.read() as reader:
        assert len(mornings.of_plan(reader, house.plan_id)) == 1


def test_doses_really_taken_are_reports_and_are_told_once(house: House) -> None:
    house.answer_all(THE_DAY - timedelta(days=10), "warfarin", "Amlodipine 5mg")
    with house.store.read() as reader:
        warfarin, amlodipine = medicines.of_plan(reader, house.plan_id)
    taken = THE_DAY - timedelta(days=5)
    doses = (
        DoseTaken(medicine_id=warfarin.id, taken_at=taken),
        DoseTaken(medicine_id=amlodipine.id, taken_at=None),
    )
    first = fill(house, Filled(doses=doses))
    fill(house, Filled(doses=doses, seen=first.id), AT_THE_DOOR + timedelta(minutes=1))
    with house.store.read() as reader:
        reports = dose_reports.of_plan(reader, house.plan_id)
    assert {(r.medicine_id, r.said, r.taken_at) for r in reports} == {
        (warfarin.id, Reported.LAST_TAKEN, taken),
        (amlodipine.id, Reported.LAST_TAKEN, None),
    }
    assert len(reports) == 2
    assert next(r.words for r in reports if r.taken_at is None) == "Not taken this morning"


@pytest.mark.parametrize(
    ("filled", "field"),
    [
        (Filled(), ""),
        (Filled(food_at=AT_THE_DOOR + timedelta(minutes=1)), "food_time"),
        (Filled(drink_at=AT_THE_DOOR - timedelta(days=8)), "drink_time"),
        (Filled(note="x" * 301), "note"),
        (Filled(doses=(DoseTaken(medicine_id="nothing", taken_at=None),)), ""),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_written(
    house: House, filled: Filled, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        fill(house, filled)
    assert list(refused.value.problems) == [field]
    with house.store.read() as reader:
        assert mornings.latest(reader, house.plan_id) is None


def test_not_before_the_day_before_and_not_for_the_patient(house: House) -> None:
    with pytest.raises(Conflict, match="from the day before"):
        fill(house, Filled(note="Early"), THE_DAY - timedelta(days=2))
    fill(house, Filled(note="The evening before"), THE_DAY - timedelta(hours=4))
    admin = replace(house.nurse, role=None)
    with pytest.raises(NotAllowed):
        fill_in(house.store, house.plan_id, ATE_AT_EIGHT, actor=admin, now=AT_THE_DOOR)


def test_not_taken_this_morning_takes_back_no_late_dose(house: House) -> None:
    """A dose taken after the last one decided stays somebody's until a clinician has looked."""
    house.answer_all(BOOKED, "warfarin")
    decided(house, "warfarin", **STOP_WARFARIN)
    warfarin, yesterday = medicine_id(house, "warfarin"), THE_DAY - timedelta(hours=6)
    late = Filled(doses=(DoseTaken(medicine_id=warfarin, taken_at=yesterday),))
    first = fill(house, late)
    none = Filled(doses=(DoseTaken(medicine_id=warfarin, taken_at=None),), seen=first.id)
    fill(house, none, AT_THE_DOOR + timedelta(minutes=5))
    asked = house.reasons(AT_THE_DOOR + timedelta(minutes=5))
    assert "Taken after its last dose: warfarin" in {reason.words for reason in asked}
