"""A plan stays open while a stopped medicine is not surely taken again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from checklist.actions.asking_back import ask_back
from checklist.actions.dose_reports import DoseSaid, report_dose
from checklist.actions.events import close_plan, record_event
from checklist.actions.medicines import Decided, decide
from checklist.core.dose_reports import Reported
from checklist.core.errors import Conflict, Invalid
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import PlanState
from checklist.store import new_id
from tests.actions.changing import LATER, change, to
from tests.actions.conftest import PROCEDURE, House
from tests.actions.test_call_off import EVENING as CANCELLED
from tests.actions.test_call_off import off, reached
from tests.actions.test_medicines import EVENING, named, stop

ENDED = PROCEDURE + timedelta(hours=1)
HOME = PROCEDURE + timedelta(hours=5)
AGAIN = PROCEDURE + timedelta(days=1)
WEEKS_LATER = PROCEDURE + timedelta(weeks=7)


@pytest.fixture
def home(house: House) -> House:
    """Maria's warfarin was stopped, the procedure is over, and she is home."""
    house.answer_all(EVENING, "warfarin")
    stop(house, "warfarin")
    for event, at in (("procedure_end", ENDED), ("home", HOME)):
        record_event(house.store, house.plan_id, event, at, actor=house.nurse, now=at)
    return house


def close(house: House, now: datetime = WEEKS_LATER) -> None:
    close_plan(house.store, house.plan_id, actor=house.nurse, now=now)


def say(
    house: House, kind: DecisionKind, restart_at: datetime | None = None, at: datetime = HOME
) -> None:
    made = Decided(medicine_id=named(house, "warfarin").id, kind=kind, restart_at=restart_at)
    decide(house.store, house.plan_id, [made], actor=house.clinician, now=at)


def told(house: House, said: Reported, at: datetime) -> None:
    report = DoseSaid(
        id=new_id(),
        medicine_id=named(house, "warfarin").id,
        said=said,
        channel=Channel.SCREEN,
    )
    report_dose(house.store, house.plan_id, report, actor=house.patient, now=at)


def test_not_while_nobody_has_confirmed_the_restart(home: House) -> None:
    with pytest.raises(Conflict, match="nobody has confirmed when it starts again"):
        close(home)
    assert home.plan.state is PlanState.RECOVERING


def test_not_before_somebody_says_that_it_is_taken_again(home: House) -> None:
    say(home, DecisionKind.RESTART, restart_at=AGAIN)
    with pytest.raises(Conflict, match="Nobody has said that warfarin is taken again"):
        close(home)
    assert any("warfarin" in r.words for r in home.reasons(AGAIN + timedelta(hours=1)))
    home.mark(f"medicine-restart:{named(home, 'warfarin').id}", MarkState.DONE, AGAIN)
    close(home)
    assert home.plan.state is PlanState.CLOSED


def test_not_while_a_dose_changed_for_the_procedure_would_stay_changed(house: House) -> None:
    """Half the insulin for one evening: "keep" would read "as you do now", and be half for good."""
    house.answer_all(EVENING, "warfarin")

    def change_to(instruction: str, at: datetime) -> None:
        made = Decided(
            medicine_id=named(house, "warfarin").id,
            kind=DecisionKind.CHANGE,
            instruction=instruction,
        )
        decide(house.store, house.plan_id, [made], actor=house.clinician, now=at)

    change_to("Take half on Wednesday evening.", EVENING + timedelta(minutes=5))
    for event, at in (("procedure_end", ENDED), ("home", HOME)):
        record_event(house.store, house.plan_id, event, at, actor=house.nurse, now=at)
    with pytest.raises(Conflict, match="nobody has said how it is taken now"):
        close(house)
    with pytest.raises(Invalid, match="Write how it is taken from now on"):
        say(house, DecisionKind.KEEP)
    change_to("Take it as before.", HOME)
    close(house)
    assert house.plan.state is PlanState.CLOSED


def test_a_restart_that_is_unticked_again_keeps_it_open(home: House) -> None:
    say(home, DecisionKind.RESTART, restart_at=AGAIN)
    key = f"medicine-restart:{named(home, 'warfarin').id}"
    home.mark(key, MarkState.DONE, AGAIN)
    home.mark(key, MarkState.CANT, AGAIN + timedelta(hours=1))
    with pytest.raises(Conflict):
        close(home)


def test_a_clinician_may_decide_otherwise(home: House) -> None:
    say(home, DecisionKind.KEEP)
    close(home)
    assert home.plan.state is PlanState.CLOSED


def test_not_while_a_stop_that_fell_with_a_move_is_undecided(house: House) -> None:
    """Moved by a day and done then, with nobody deciding again: it is stopped all the same."""
    house.answer_all(EVENING, "warfarin")
    stop(house, "warfarin")
    day = timedelta(days=1)
    change(house, to(house, PROCEDURE + day))
    for event, at in (("procedure_end", ENDED), ("home", HOME)):
        record_event(house.store, house.plan_id, event, at + day, actor=house.nurse, now=at + day)
    with pytest.raises(Conflict, match="warfarin fell, and nobody has decided since"):
        close(house)
    say(house, DecisionKind.KEEP, at=HOME + day)
    close(house)


def test_not_while_the_patient_says_that_somebody_else_stopped_it(house: House) -> None:
    """Called off with nothing decided, none of us stopped it; they take none all the same."""
    house.answer_all(EVENING, "warfarin")
    told(house, Reported.TOLD_TO_STOP, LATER)
    off(house)
    reached(house, CANCELLED)
    with pytest.raises(Conflict, match="says that warfarin is stopped"):
        close(house, CANCELLED)
    told(house, Reported.STILL_TAKING, CANCELLED)
    close(house, CANCELLED)
    assert house.plan.state is PlanState.CLOSED


def test_closed_it_takes_no_decision_and_no_question_that_nobody_would_follow(home: House) -> None:
    say(home, DecisionKind.KEEP)
    close(home)
    with pytest.raises(Conflict, match="closed"):
        stop(home, "warfarin")
    with pytest.raises(Conflict, match="closed"):
        ask_back(
            home.store, home.plan_id, "Are you well?", "", actor=home.clinician, now=WEEKS_LATER
        )
