"""A patient on paper: calls at their times instead of silence counted as a fault."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from checklist.core.attention import Band, Facts, Reason, ReasonKind, reasons
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Inputs, PlanState
from checklist.core.protocol import Owner
from tests.core.attention.facts import facts, mark, of
from tests.core.plans import STOP, WARFARIN, at, decided, happened, inputs, plan

STOPPED = inputs(medicines=(WARFARIN,), decisions=(STOP,))


def paper(made: Inputs | None = None, *marks: Any, **known: Any) -> Facts:
    return facts(made, *marks, paper=True, **known)


def call(known: Facts, subject: str, now: str) -> Reason | None:
    found = [one for one in of(known, ReasonKind.CALL_DUE, now) if one.subject == subject]
    assert len(found) <= 1
    return found[0] if found else None


def test_no_missing_tick_of_the_patients_own_is_ever_a_reason() -> None:
    known = paper(STOPPED)
    own = {t.key for t in known.revision.content.tasks if t.owner is not Owner.CLINIC}
    overdue = [r for r in reasons(known) if r.kind is ReasonKind.OVERDUE]
    assert not [r.words for r in overdue if r.subject in own]


def test_what_we_owe_is_asked_about_all_the_same() -> None:
    ours = [r.subject for r in reasons(facts()) if r.words.startswith("For us to do")]
    assert ours, "the protocol has something for the clinic to do"
    assert ours == [r.subject for r in reasons(paper()) if r.words.startswith("For us to do")]


def test_the_morning_after_the_last_dose_somebody_asks_whether_it_was() -> None:
    known = paper(STOPPED)
    stop = "medicine-stop:m1"
    assert call(known, stop, "2027-02-27 12:00") is None, "a Saturday"
    asked = call(known, stop, "2027-03-01 08:00")
    assert asked is not None
    assert asked.words == (
        "Call to hear that warfarin was stopped: last dose 6pm on Friday 26 February, none since?"
    )
    assert (asked.band, asked.tag) == (Band.TODAY, "blood thinner")


def test_a_last_dose_the_evening_before_is_asked_about_before_the_day() -> None:
    stop = decided(DecisionKind.STOP, last_dose="2027-03-03 20:00", restart_owner="Dr Rao")
    known = paper(inputs(medicines=(WARFARIN,), decisions=(stop,)))
    assert call(known, "medicine-stop:m1", "2027-03-03 20:00") is not None


def test_a_tick_that_came_in_on_paper_settles_its_part() -> None:
    content = plan(STOPPED)
    ticked = mark(content, "medicine-stop:m1", when="2027-02-27 09:00")
    assert call(paper(STOPPED, ticked), "medicine-stop:m1", "2027-03-01 08:00") is None


def test_a_call_that_reached_them_settles_what_had_begun_and_nothing_later() -> None:
    reached = paper(STOPPED, reached=(at("2027-03-01 08:30"),))
    assert call(reached, "medicine-stop:m1", "2027-03-01 09:00") is None
    assert call(reached, "before", "2027-03-03 08:00") is not None
    early = paper(STOPPED, reached=(at("2027-03-01 07:59"),))
    assert call(early, "medicine-stop:m1", "2027-03-01 09:00") is not None


def test_on_the_last_working_day_before_there_is_a_call_that_says_what_to_ask() -> None:
    known = paper()
    assert call(known, "before", "2027-03-03 07:59") is None
    asked = call(known, "before", "2027-03-03 08:00")
    assert asked is not None
    assert asked.words == "Call before the day: are they well? Who takes them home?"
    food = next(t for t in known.revision.content.tasks if t.key == "no-food")
    assert food.title in asked.detail
    assert (asked.band, asked.do_by) == (Band.TODAY, at("2027-03-03 17:00"))
    on_the_day = call(known, "before", "2027-03-04 07:00")
    assert on_the_day is not None
    assert on_the_day.band is Band.NOW


def test_what_came_in_on_paper_is_left_out_of_what_to_ask() -> None:
    made = inputs()
    content = plan(made)
    before = call(paper(made), "before", "2027-03-03 09:00")
    ticked = mark(content, "no-food", MarkState.UNSURE, "2027-03-02 09:00")
    after = call(paper(made, ticked), "before", "2027-03-03 09:00")
    assert before is not None
    assert after is not None
    assert before.detail != after.detail
    assert before.cause == after.cause, "it is the same call"


def test_the_day_after_going_home() -> None:
    home = happened(
        inputs(), "2027-03-04 15:00", procedure_end="2027-03-04 11:30", home="2027-03-04 15:00"
    )
    known = paper(home, state=PlanState.RECOVERING)
    assert call(known, "home", "2027-03-04 16:00") is None
    asked = call(known, "home", "2027-03-05 08:00")
    assert asked is not None
    assert asked.words.startswith("Call the day after going home: how are they")
    rung = replace(known, reached=(at("2027-03-05 10:00"),))
    assert call(rung, "home", "2027-03-05 11:00") is None


def test_the_day_of_a_restart_or_the_last_before_it_that_we_are_here() -> None:
    for restart, asked_at in (
        ("2027-03-05 18:00", "2027-03-05 08:00"),
        ("2027-03-07 09:00", "2027-03-05 08:00"),
    ):
        again = decided(DecisionKind.RESTART, "2027-03-04 14:00", restart_at=restart)
        made = happened(
            inputs(medicines=(WARFARIN,), decisions=(STOP, again)),
            "2027-03-04 15:00",
            procedure_end="2027-03-04 11:30",
            home="2027-03-04 15:00",
        )
        known = paper(made, state=PlanState.RECOVERING)
        asked = call(known, "restart:m1", asked_at)
        assert asked is not None, restart
        assert asked.words.startswith("Call about starting warfarin again: ")
        assert call(known, "restart:m1", "2027-03-04 16:00") is None


def test_what_is_taken_again_without_a_procedure_is_called_about_on_its_day() -> None:
    """On paper nobody ticks it: moved or called off, the day of a restart has a call too."""
    fell = decided(DecisionKind.VOID, "2027-03-01 09:00")
    again = decided(DecisionKind.RESTART, "2027-03-01 10:00", restart_at="2027-03-10 18:00")
    made = inputs(medicines=(WARFARIN,), decisions=(STOP, fell, again))
    for state in (PlanState.BEFORE, PlanState.CALLED_OFF):
        known = paper(made, state=state)
        asked = call(known, "restart:m1", "2027-03-10 08:00")
        assert asked is not None, state
        assert asked.words.startswith("Call about starting warfarin again: ")
        assert call(known, "restart:m1", "2027-03-02 10:00") is None


def test_a_grave_answer_missing_on_paper_is_asked_for_when_it_is_due() -> None:
    known = paper()
    task = next(t for t in known.revision.content.tasks if t.key == "answers")
    assert task.due_at is not None
    found = [r for r in reasons(known) if r.subject == "answers"]
    assert {r.kind for r in found} == {ReasonKind.CALL_DUE}
    assert found[0].words == f"Call to ask and write down: {task.title}"


def test_on_a_phone_there_are_no_such_calls() -> None:
    assert not [r for r in reasons(facts(STOPPED)) if r.kind is ReasonKind.CALL_DUE]
