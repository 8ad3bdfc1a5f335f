"""A patient is told about a medicine what a clinician decided, and until then to keep taking it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checklist.core.medicines import Decision, DecisionKind
from checklist.core.plan.model import Content, Inputs, Task
from checklist.core.protocol import Kind, Phase
from tests.core.plans import (
    AMLODIPINE,
    STOP,
    WARFARIN,
    at,
    booked,
    decided,
    happened,
    inputs,
    plan,
    planned,
)

DONE = {"procedure_end": "2027-03-04 11:30"}


def of(content: Content, medicine_id: str = "m1") -> dict[str, Task]:
    """The medicine's tasks by state."""
    prefix, suffix = "medicine-", f":{medicine_id}"
    return {
        t.key.removeprefix(prefix).removesuffix(suffix): t
        for t in content.tasks
        if t.medicine_id == medicine_id
    }


def on(*decisions: Decision) -> Inputs:
    return inputs(medicines=(WARFARIN,), decisions=decisions)


def test_undecided_reads_keep_taking_until_the_day_and_call_us_on_it() -> None:
    told = of(plan(on()))
    assert set(told) == {"undecided", "undecided-day"}
    assert told["undecided"].closes_at == told["undecided-day"].opens_at == at("2027-03-04 00:00")
    assert "Keep taking warfarin" in told["undecided"].text
    assert "call us before you take warfarin" in told["undecided-day"].text
    assert told["undecided-day"].closes_at is None


def test_keep_taking_is_never_read_as_until_a_date() -> None:
    """The printed list said "until the end of Wednesday 3 March" beside "Keep taking warfarin"."""
    assert of(plan(on()))["undecided"].when == ""


def test_undecided_without_a_day_keeps_on() -> None:
    told = of(plan(inputs(anchors={}, medicines=(WARFARIN,))))
    assert set(told) == {"undecided"}
    assert told["undecided"].closes_at is None


def test_on_the_day_nobody_still_reads_keep_taking_it() -> None:
    told = of(plan(booked("2027-03-04 07:00", medicines=(WARFARIN,))))
    assert set(told) == {"undecided-day"}


def test_a_medicine_without_a_form_reads_whole() -> None:
    drops = replace(WARFARIN, name="the arthritis stuff", form="", group="")
    text = of(plan(inputs(medicines=(drops,))))["undecided"].text
    assert text.endswith("Call us before you take more.")


def test_keep_is_something_to_know() -> None:
    told = of(plan(on(decided(DecisionKind.KEEP))))
    assert set(told) == {"keep"}
    assert told["keep"].kind is Kind.KNOW
    assert "Dr Rao decided this." in told["keep"].text


def test_take_is_done_at_its_time_on_the_day() -> None:
    take = of(plan(on(decided(DecisionKind.TAKE, take_at="2027-03-04 06:00"))))["take"]
    assert (take.phase, take.opens_at, take.due_at) == (
        Phase.DAY,
        at("2027-03-04 00:00"),
        at("2027-03-04 06:00"),
    )
    assert take.when == "at 6am on Thursday 4 March"
    assert take.day == date(2027, 3, 4)


def test_change_says_the_clinicians_own_words() -> None:
    made = decided(DecisionKind.CHANGE, instruction="Take half a tablet each evening.")
    assert of(plan(on(made)))["change"].text.startswith("Take half a tablet each evening.")


def test_stop_is_a_last_dose_then_a_stop_and_a_promise() -> None:
    told = of(plan(on(STOP)))
    assert set(told) == {"last-dose", "stop", "restart-unknown"}
    assert told["last-dose"].opens_at == at("2027-02-26 00:00")
    assert told["stop"].closes_at is None
    assert "Dr Rao will tell you by 4pm on Friday 5 March." in told["restart-unknown"].text


def test_a_stop_decided_after_the_last_dose_asks_for_no_dose_in_the_past() -> None:
    made = decided(DecisionKind.STOP, "2027-02-27 09:00", last_dose="2027-02-26 18:00")
    told = of(plan(on(made)))
    assert set(told) == {"stop", "restart-unknown"}
    assert told["stop"].opens_at == at("2027-02-26 18:00")
    assert not told["stop"].late


def test_a_decision_without_its_times_promises_them() -> None:
    told = of(plan(on(decided(DecisionKind.STOP))))
    assert "your last warfarin tablet" in told["last-dose"].text
    assert told["stop"].text.startswith("Do not take warfarin")
    assert (told["last-dose"].due_at, told["stop"].opens_at) == (None, None)
    assert "{" not in "".join(t.text for t in told.values())


def test_a_restart_agreed_beforehand_is_only_planned_and_ends_no_stop() -> None:
    """Bleeding or a stitch changes it: the date may pass, and the stop still holds."""
    made = replace(STOP, restart_at=at("2027-03-06 08:00"))
    told = of(plan(happened(on(made), "2027-03-07 12:00", **DONE)))
    assert told["stop"].closes_at is None
    planned_restart = told["restart-planned"]
    assert planned_restart.kind is Kind.KNOW
    assert "We plan" in planned_restart.text
    assert "Do not start until" in planned_restart.text


def test_a_restart_decided_before_the_procedure_is_only_planned() -> None:
    early = decided(DecisionKind.RESTART, "2027-03-01 09:00", restart_at="2027-03-06 08:00")
    for made in (on(STOP, early), happened(on(STOP, early), "2027-03-04 12:00", **DONE)):
        told = of(plan(made))
        assert "restart-planned" in told
        assert told["stop"].closes_at is None


def test_a_restart_decided_after_the_procedure_is_to_be_done() -> None:
    late = decided(DecisionKind.RESTART, "2027-03-04 12:00", restart_at="2027-03-06 08:00")
    told = of(plan(happened(on(STOP, late), "2027-03-04 12:00", **DONE)))
    restart = told["restart"]
    assert (restart.kind, restart.due_at) == (Kind.DO, at("2027-03-06 08:00"))
    assert restart.opens_at == at("2027-03-06 00:00")
    assert told["stop"].closes_at == at("2027-03-06 08:00")
    assert "from 8am on Saturday 6 March" in restart.text


def test_a_restart_counts_only_once_the_end_is_recorded() -> None:
    late = decided(DecisionKind.RESTART, "2027-03-04 12:00", restart_at="2027-03-06 08:00")
    assert "restart-planned" in of(plan(on(STOP, late)))


def test_after_a_void_the_patient_changes_nothing_and_is_never_told_to_keep_taking_it() -> None:
    told = of(plan(on(STOP, decided(DecisionKind.VOID, "2027-02-24 09:00"))))
    assert set(told) == {"undecided-moved", "undecided-day"}
    moved = told["undecided-moved"]
    assert moved.critical
    assert moved.text == (
        "Your procedure has moved. Do not change warfarin yet. We will call you today. "
        "No call? Ring us on 01632 960 123."
    )


def test_medicines_of_one_plan_do_not_mix() -> None:
    keep = decided(DecisionKind.KEEP, medicine_id="m2")
    content = plan(inputs(medicines=(WARFARIN, AMLODIPINE), decisions=(STOP, keep)))
    assert set(of(content, "m1")) == {"last-dose", "stop", "restart-unknown"}
    assert set(of(content, "m2")) == {"keep"}


def test_a_tentative_day_is_a_tentative_end() -> None:
    procedure = replace(planned(procedure="2027-03-04")["procedure"].moment, firm=False)
    anchors = {"procedure": replace(planned(procedure="2027-03-04")["procedure"], moment=procedure)}
    told = of(plan(inputs(anchors=anchors, medicines=(WARFARIN,))))
    assert told["undecided"].estimated


def test_two_strengths_of_one_name_are_told_apart_by_their_strength() -> None:
    """Warfarin comes in three colours: "your warfarin tablet" alone would be any of them."""
    one = replace(WARFARIN, strength="1mg")
    three = replace(WARFARIN, id="m3", name="Warfarin", strength="3mg")
    titles = {t.medicine_id: t.title for t in plan(inputs(medicines=(one, three))).tasks}
    assert titles[one.id] != titles["m3"]
    assert "warfarin 1mg" in titles[one.id]
    assert "Warfarin 3mg" in titles["m3"]
    gone = replace(three, withdrawn=True)
    alone = plan(inputs(medicines=(one, gone))).tasks
    assert not [t for t in alone if "1mg" in t.title]
