"""Steps that rest on each other: chains, gates, ends by what happens, windows around a step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checklist.core.bounds import Bounds
from checklist.core.clock import zone
from checklist.core.conditions import (
    AnswerIs,
    AnswerNumber,
    ChoiceIs,
    GroupDecided,
    Happened,
    Measured,
    RegimenIs,
    SlotIs,
    StepChecked,
    StepDone,
)
from checklist.core.marks import MarkState, merge
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Content, PlanState, Window
from checklist.core.plan.places import Place
from checklist.core.plan.today import arrange
from checklist.core.protocol import (
    AnchorRule,
    Around,
    ChoiceKind,
    Criticality,
    Gate,
    Kind,
    Measure,
    Option,
    Phase,
    RedFlag,
    Regimen,
    Tier,
)
from checklist.core.repeats import Repeat, Session
from tests.core.plan.small import built, choice, protocol, said, step, tasks_of
from tests.core.plans import (
    PROTOCOL,
    STOP,
    VOICE,
    WARFARIN,
    actual,
    answered,
    at,
    decided,
    inputs,
    moment,
    plan,
    planned,
    task,
)

CHAIN = protocol(
    step("first-dose", due="6pm the day before procedure"),
    step("second-dose", due="6 hours after first-dose"),
    step("third-dose", due="2 hours after second-dose"),
)


def due(content: Content, key: str) -> object:
    return task(content, key).due_at


# Chains -------------------------------------------------------------------------------------------


def test_what_counts_from_a_step_is_about_until_that_step_is_ticked() -> None:
    content = built(CHAIN)
    assert due(content, "second-dose") == at("2027-03-04 00:00")
    assert task(content, "second-dose").estimated
    assert due(content, "third-dose") == at("2027-03-04 02:00")
    ticked = built(CHAIN, links={"first-dose": said("2027-03-03 19:30")})
    assert due(ticked, "second-dose") == at("2027-03-04 01:30")
    assert not task(ticked, "second-dose").estimated
    assert due(ticked, "third-dose") == at("2027-03-04 03:30")
    assert task(ticked, "third-dose").estimated


def test_a_chain_keeps_its_elapsed_hours_when_the_clocks_change_that_night() -> None:
    sunday = inputs(anchors=planned(procedure="2027-03-28 09:00"))
    ticked = built(CHAIN, sunday, links={"first-dose": said("2027-03-27 20:00")})
    # 6 hours on a watch, and the clocks skip 1am to 2am: 3am.
    assert due(ticked, "second-dose") == at("2027-03-28 03:00")


def test_a_missed_link_makes_the_rest_void_and_gives_it_no_date() -> None:
    missed = built(CHAIN, links={"first-dose": said("2027-03-03 19:30", MarkState.CANT)})
    for key in ("second-dose", "third-dose"):
        void = task(missed, key)
        assert void.void
        assert (void.due_at, void.closes_at, void.day) == (None, None, None)
        assert void.text == "Do not do this now. Call us first on 01632 960 123."
        assert void.when == ""
    assert not task(missed, "first-dose").void


def test_silence_never_makes_a_chain_void() -> None:
    content = built(CHAIN, as_of=at("2027-03-05 09:00"))
    assert not task(content, "second-dose").void


def test_a_link_may_leave_the_rest_as_it_is() -> None:
    first, *rest = CHAIN.steps
    made = replace(CHAIN, steps=(replace(first, voids=False), *rest))
    missed = built(made, links={"first-dose": said("2027-03-03 19:30", MarkState.CANT)})
    assert not task(missed, "second-dose").void


def test_a_step_that_is_not_in_the_plan_takes_with_it_what_counts_from_it() -> None:
    first, second, third = CHAIN.steps
    for_smokers = replace(first, when=AnswerIs(question="smoker", values=("yes",)))
    made = replace(CHAIN, steps=(for_smokers, second, third))
    assert not built(made).tasks
    assert len(built(made, answers=answered(smoker="yes")).tasks) == 3


def test_the_later_of_two_is_the_other_one_where_one_is_not_in_the_plan() -> None:
    made = protocol(
        step("scan", due="2 days before procedure", when=SlotIs(slots=("pm",))),
        step("call", due="the later of 1 day after scan and 5 days before procedure"),
    )
    assert task(built(made), "call").day == date(2027, 2, 27)
    afternoon = inputs(anchors=planned(procedure="2027-03-04 14:00"))
    assert task(built(made, afternoon), "call").day == date(2027, 3, 3)


def test_the_order_in_the_file_does_not_matter() -> None:
    turned = replace(CHAIN, steps=tuple(reversed(CHAIN.steps)))
    ticked = {"first-dose": said("2027-03-03 19:30")}
    forward = {t.key: t.due_at for t in built(CHAIN, links=ticked).tasks}
    assert {t.key: t.due_at for t in built(turned, links=ticked).tasks} == forward


def test_the_edge_of_another_step_s_window_is_an_anchor() -> None:
    made = protocol(
        step("drops", opens="procedure", closes="1 week after procedure", phase=Phase.AFTER),
        step("visit", Kind.ATTEND, due="2 days after drops.closes", phase=Phase.AFTER),
    )
    assert task(built(made), "visit").day == date(2027, 3, 13)


def test_what_follows_a_repeat_follows_its_last_day() -> None:
    made = protocol(
        step(
            "drops", opens="the day of procedure", closes="3 days after procedure", repeat=Repeat()
        ),
        step("visit", Kind.ATTEND, due="1 day after drops", phase=Phase.AFTER),
    )
    assert task(built(made), "visit").day == date(2027, 3, 7)
    done = {f"drops@{n}": said(f"2027-03-0{4 + n} 12:00") for n in range(3)}
    done["drops@2"] = said("2027-03-08 12:00")
    assert task(built(made, links=done), "visit").day == date(2027, 3, 9)


def test_an_anchor_may_be_estimated_from_a_step() -> None:
    made = protocol(
        step("trigger-injection", due="9pm 2 days before procedure"),
        step("collect", Kind.ATTEND, due="collection"),
        anchors={
            "collection": AnchorRule(key="collection", planned="36 hours after trigger-injection")
        },
    )
    assert due(built(made), "collect") == at("2027-03-04 09:00")
    ticked = built(made, links={"trigger-injection": said("2027-03-02 22:00")})
    assert due(ticked, "collect") == at("2027-03-04 10:00")


# Events -------------------------------------------------------------------------------------------


def test_an_event_is_unknown_until_it_is_recorded() -> None:
    made = protocol(step("visit", Kind.ATTEND, due="3 days after result"), events=("result",))
    assert task(built(made), "visit").due_at is None
    known = {**planned(procedure="2027-03-04 10:30"), **actual(result="2027-03-10 12:00")}
    assert task(built(made, anchors=known), "visit").day == date(2027, 3, 13)


def test_warning_signs_count_from_the_first_held_dose() -> None:
    flag = RedFlag(
        key="face",
        tier=Tier.EMERGENCY,
        words={"en": "Your face drops."},
        opens="first_held_dose",
        closes="3 months after procedure",
    )
    made = protocol(step("arrive", Kind.ATTEND, due="arrival"), red_flags=(flag,))
    (usual,) = built(made).flags
    assert usual.opens_at == at("2027-03-04 10:30")
    (held,) = built(made, medicines=(WARFARIN,), decisions=(STOP,)).flags
    assert held.opens_at == at("2027-02-26 18:00")
    assert held.closes_at == at("2027-06-04 00:00")


# Ends ---------------------------------------------------------------------------------------------


DRIVING = step(
    "no-driving",
    Kind.AVOID,
    phase=Phase.AFTER,
    opens="procedure",
    closes="at least 24 hours after procedure_end",
    until=Happened(event="cleared"),
)


def test_at_least_does_not_end_by_itself() -> None:
    made = protocol(DRIVING, events=("cleared",))
    ended = {**planned(procedure="2027-03-04 10:30"), **actual(procedure_end="2027-03-04 11:30")}
    open_end = task(built(made, anchors=ended), "no-driving")
    assert open_end.open_end
    assert open_end.closes_at == at("2027-03-05 11:30")
    early = {**ended, **actual(cleared="2027-03-05 09:00")}
    assert task(built(made, anchors=early), "no-driving").closes_at == at("2027-03-05 11:30")
    late = {**ended, **actual(cleared="2027-03-09 09:00")}
    cleared = task(built(made, anchors=late), "no-driving")
    assert not cleared.open_end
    assert cleared.closes_at == at("2027-03-09 09:00")


def test_a_result_ends_what_comes_every_day() -> None:
    made = protocol(
        step(
            "inject",
            opens="the day after procedure",
            closes="30 days after procedure",
            repeat=Repeat(sessions=(Session(name="9am", clock="9am"),)),
            until=Measured(measured_step="inr", value=Bounds(at_least=2)),
        ),
        step("inr", Kind.MEASURE, measure=Measure(unit="", possible=Bounds(at_least=0))),
    )
    assert len(tasks_of(built(made), "inject")) == 29
    low = built(made, links={"inr": said("2027-03-08 11:00", value=1.8)})
    assert len(tasks_of(low, "inject")) == 29
    reached = built(made, links={"inr": said("2027-03-08 11:00", value=2.1)})
    assert [t.day for t in tasks_of(reached, "inject")] == [
        date(2027, 3, 5),
        date(2027, 3, 6),
        date(2027, 3, 7),
        date(2027, 3, 8),
    ]


def test_what_has_begun_does_not_move() -> None:
    made = protocol(
        step("course", opens="5 days before procedure", closes="procedure", stays=True),
        step("diet", opens="5 days before procedure", closes="procedure"),
    )
    first = built(made)
    assert first.staying.keys() == {"course"}
    begun = {"course": first.staying["course"]}
    moved = built(made, inputs(anchors=planned(procedure="2027-03-11 10:30")), begun=begun)
    assert task(moved, "course").opens_at == task(first, "course").opens_at
    assert task(moved, "course").closes_at == at("2027-03-04 10:30")
    assert task(moved, "diet").opens_at == at("2027-03-06 00:00")
    assert begun["course"] == Window(opens=moment("2027-02-27"), closes=moment("2027-03-04 10:30"))


# Gates, regimens, measures ------------------------------------------------------------------------


def test_a_gate_keeps_the_words_back_until_a_check_opens_it() -> None:
    made = protocol(
        step("kidney-test", due="3 days before procedure"),
        step(
            "drink-dye",
            due="9pm the day before procedure",
            waits_for=StepChecked(checked_step="kidney-test"),
        ),
    )
    waiting = task(built(made), "drink-dye")
    assert waiting.waiting
    assert waiting.text == "Wait. We will tell you when you can do this."
    assert waiting.when == ""
    told = built(made, links={"kidney-test": said("2027-03-01 09:00", checked=True)})
    assert not task(told, "drink-dye").waiting
    assert task(told, "drink-dye").when == "by 9pm on Wednesday 3 March"
    assert task(told, "drink-dye").meaning != waiting.meaning


def test_a_sign_off_waits_for_its_gates() -> None:
    gate = Gate(
        key="inr",
        label="INR below 1.5",
        waits_for=Measured(measured_step="inr", value=Bounds(below=1.5)),
    )
    made = protocol(
        step("inr", Kind.MEASURE, measure=Measure(unit="", possible=Bounds(at_least=0))),
        gates=(gate,),
    )
    assert [one.open for one in built(made).gates] == [False]
    high = built(made, links={"inr": said("2027-03-02 09:00", value=1.6)})
    assert [one.open for one in high.gates] == [False]
    low = built(made, links={"inr": said("2027-03-02 09:00", value=1.4)})
    assert [(one.key, one.label, one.open) for one in low.gates] == [("inr", "INR below 1.5", True)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [({}, "standard"), ({"constipated": "yes"}, "gentle"), ({"constipated": "no"}, "standard")],
)
def test_a_patient_has_exactly_one_way_of_a_regimen(answers: dict[str, str], expected: str) -> None:
    prep = Regimen(
        key="prep",
        label="Preparation",
        options=(
            Option(
                key="gentle",
                label="Gentle",
                when=AnswerIs(question="constipated", values=("yes",)),
            ),
            Option(key="standard", label="Standard"),
        ),
    )
    made = protocol(
        step("gentle", when=RegimenIs(regimen="prep", options=("gentle",))),
        step("standard", when=RegimenIs(regimen="prep", options=("standard",))),
        regimens=(prep,),
    )
    content = built(made, answers=answered(**answers))
    assert [t.key for t in content.tasks] == [expected]
    assert content.regimens == {"prep": expected}


def test_a_step_may_follow_every_day_of_another() -> None:
    made = protocol(
        step(
            "drops", opens="the day of procedure", closes="2 days after procedure", repeat=Repeat()
        ),
        step("praise", Kind.KNOW, when=StepDone(done_step="drops")),
    )
    half = {"drops@0": said("2027-03-04 12:00")}
    assert not tasks_of(built(made, links=half), "praise")
    both = half | {"drops@1": said("2027-03-05 12:00")}
    assert tasks_of(built(made, links=both), "praise")


# Around -------------------------------------------------------------------------------------------


AROUND = step("no-milk", Kind.AVOID, around=Around(step="iron", before="2 hours", after="4 hours"))


def test_an_avoid_stands_around_each_time_of_another_step() -> None:
    iron = step(
        "iron",
        opens="the day of procedure",
        closes="2 days after procedure",
        repeat=Repeat(sessions=(Session(name="morning", clock="8am"),)),
    )
    avoids = tasks_of(built(protocol(iron, AROUND)), "no-milk")
    assert [(t.key, t.opens_at, t.closes_at) for t in avoids] == [
        ("no-milk@0.morning", at("2027-03-04 06:00"), at("2027-03-04 12:00")),
        ("no-milk@1.morning", at("2027-03-05 06:00"), at("2027-03-05 12:00")),
    ]


def test_around_a_tick_the_hours_count_from_the_tick() -> None:
    made = protocol(step("iron", due="8am the day before procedure"), AROUND)
    assert task(built(made), "no-milk").estimated
    ticked = task(built(made, links={"iron": said("2027-03-03 09:00")}), "no-milk")
    assert (ticked.opens_at, ticked.closes_at) == (at("2027-03-03 07:00"), at("2027-03-03 13:00"))


def test_around_a_step_without_a_time_nothing_is_promised() -> None:
    made = protocol(step("iron", due="the day before procedure"), AROUND)
    only = task(built(made), "no-milk")
    assert (only.opens_at, only.closes_at) == (None, None)


# What is known ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "slot"),
    [
        ("2027-03-04 11:59", "am"),
        ("2027-03-04 12:00", "pm"),
        ("2027-03-04", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_slot_is_read_off_the_clinic_s_clock(start: str, slot: str) -> None:
    made = protocol(*(step(one, when=SlotIs(slots=(one,))) for one in ("am", "pm", "unknown")))
    content = built(made, inputs(anchors=planned(procedure=start)))
    assert [t.key for t in content.tasks] == [slot]


def test_a_window_told_as_a_range_opens_at_its_first_end() -> None:
    made = protocol(step("stitches", due="7 to 10 days after procedure", phase=Phase.AFTER))
    only = task(built(made), "stitches")
    assert (only.opens_at, only.due_at) == (at("2027-03-11 00:00"), at("2027-03-15 00:00"))


def test_working_days_are_the_clinic_s_own() -> None:
    made = protocol(step("call", due="2 working days before procedure"))
    assert task(built(made), "call").day == date(2027, 3, 2)
    calendar = replace(inputs().calendar, holidays=(date(2027, 3, 3),))
    assert task(built(made, calendar=calendar), "call").day == date(2027, 3, 1)


def test_a_number_may_decide() -> None:
    heavy = AnswerNumber(number_of="weight", bounds=Bounds(above=120))
    made = protocol(
        step("big-chair", when=heavy), step("usual", when=ChoiceIs(choice="x", values=("y",)))
    )
    assert [t.key for t in built(made, answers=answered(weight="121")).tasks] == ["big-chair"]


# What is known without a tick ---------------------------------------------------------------------


def test_a_missed_day_of_drops_does_not_call_off_the_visit() -> None:
    drops = step(
        "drops", opens="the day of procedure", closes="3 days after procedure", repeat=Repeat()
    )
    made = protocol(
        drops,
        step("visit", Kind.ATTEND, due="1 week after drops.closes", phase=Phase.AFTER),
        step("call", due="1 day after drops", phase=Phase.AFTER),
    )
    missed = {"drops@1": said("2027-03-05 12:00", MarkState.CANT)}
    content = built(made, links=missed)
    assert not task(content, "visit").void
    assert not task(content, "call").void


def test_where_a_missed_step_s_window_stood_is_still_known() -> None:
    made = protocol(
        step("first-dose", opens="6pm the day before procedure", closes="procedure"),
        step("second-dose", due="2 hours after first-dose"),
        step("visit", Kind.ATTEND, due="1 week after first-dose.closes", phase=Phase.AFTER),
    )
    content = built(made, links={"first-dose": said("2027-03-03 19:00", MarkState.CANT)})
    assert task(content, "second-dose").void
    assert task(content, "visit").day == date(2027, 3, 11)


def test_what_a_choice_ended_does_not_come_back_with_the_next_revision() -> None:
    made = protocol(
        step(
            "inject",
            opens="the day of procedure",
            closes="30 days after procedure",
            repeat=Repeat(),
            until=ChoiceIs(choice="injections", values=("stopped",)),
        ),
        choices=(choice(key="injections", kind=ChoiceKind.TEXT, default="go_on"),),
    )
    chosen = {"injections": "stopped"}
    first = built(made, choices=chosen, as_of=at("2027-03-06 12:00"))
    assert len(tasks_of(first, "inject")) == 3
    later = built(made, choices=chosen, as_of=at("2027-03-20 12:00"), ended=first.ended)
    assert tasks_of(later, "inject") == tasks_of(first, "inject")
    again = built(made, choices={"injections": "go_on"}, ended=later.ended)
    assert len(tasks_of(again, "inject")) == 30


def test_a_decision_ends_a_step_when_it_was_made() -> None:
    made = protocol(
        step(
            "no-aspirin",
            Kind.AVOID,
            opens="procedure",
            until=GroupDecided(decided_group="anticoagulant", decisions=("restart",)),
        ),
        medicine_groups=PROTOCOL.medicine_groups,
        choices=PROTOCOL.choices,
    )
    restart = decided(DecisionKind.RESTART, "2027-03-06 09:00", restart_at="2027-03-07 18:00")
    content = built(
        made,
        medicines=(WARFARIN,),
        decisions=(STOP, restart),
        as_of=at("2027-03-20 12:00"),
    )
    assert task(content, "no-aspirin").closes_at == at("2027-03-06 09:00")


def test_an_old_result_opens_no_gate() -> None:
    fresh = Measured(
        measured_step="inr", value=Bounds(at_most=3.5), in_the_last="7 days", before="procedure"
    )
    hours = replace(fresh, in_the_last="72 hours")
    made = protocol(
        step("inr", Kind.MEASURE, measure=Measure(unit="", possible=Bounds(at_least=0))),
        gates=(
            Gate(key="days", label="This week", waits_for=fresh),
            Gate(key="hours", label="In 72 hours", waits_for=hours),
        ),
    )

    def opened(when: str) -> list[bool]:
        return [one.open for one in built(made, links={"inr": said(when, value=2.0)}).gates]

    assert opened("2027-02-24 23:59") == [False, False]
    assert opened("2027-02-25 00:01") == [True, False]
    assert opened("2027-03-01 10:29") == [True, False]
    assert opened("2027-03-01 10:30") == [True, True]
    assert opened("2027-03-05 09:00") == [False, False]


def test_a_window_that_would_end_before_it_begins_is_shown_to_nobody() -> None:
    inr = step(
        "inr",
        Kind.ATTEND,
        opens="72 hours before procedure",
        due="closing time the working day before procedure",
        words={"text": "Come from {opens} to {due}."},
    )
    monday = inputs(anchors=planned(procedure="2027-03-29 10:30"))
    closed = replace(monday.calendar, holidays=(date(2027, 3, 26),))
    usual = task(built(protocol(inr), monday), "inr")
    assert not usual.impossible
    crossed = task(built(protocol(inr), monday, calendar=closed), "inr")
    assert crossed.impossible
    assert (crossed.due_at, crossed.when) == (None, "")
    assert crossed.text == "We will tell you when."


def test_the_first_end_of_a_range_never_moves_out_of_it() -> None:
    made = protocol(
        step(
            "wound",
            Kind.ATTEND,
            due="7 to 10 days after procedure, or the working day before",
            phase=Phase.AFTER,
        )
    )
    saturday = inputs(anchors=planned(procedure="2027-03-06 10:30"))
    only = task(built(made, saturday), "wound")
    assert only.opens_at == at("2027-03-15 00:00")  # Saturday 13 is day 7: the Monday after
    assert only.day == date(2027, 3, 16)
    assert only.when == "between Monday 15 March and Tuesday 16 March"


def test_a_missed_step_never_lifts_what_is_forbidden() -> None:
    made = protocol(
        step("trigger", due="9pm 2 days before procedure"),
        step("no-food", Kind.AVOID, opens="30 hours after trigger", closes="procedure"),
    )
    content = built(made, links={"trigger": said("2027-03-02 21:00", MarkState.CANT)})
    assert not task(content, "no-food").void
    assert "Do not do this now" not in task(content, "no-food").text


def test_nobody_is_late_for_what_was_recorded() -> None:
    made = protocol(
        step("first-scan", Kind.ATTEND, due="scan", criticality=Criticality.HARM),
        events=("scan",),
    )
    before = built(made)
    recorded = inputs(
        anchors=planned(procedure="2027-03-04 10:30") | actual(scan="2027-02-20 09:00"),
        as_of=at("2027-02-20 11:00"),
    )
    assert not task(plan(recorded, before, made), "first-scan").late


def test_a_day_far_away_has_its_year() -> None:
    made = protocol(
        step("bloods", Kind.ATTEND, due="12 months after procedure", phase=Phase.AFTER),
        step(
            "no-baby",
            Kind.AVOID,
            opens="procedure",
            closes="18 months after procedure",
            phase=Phase.AFTER,
            words={"text": "This lasts until {closes}. From {closes:day}, ask us."},
        ),
        step("visit", Kind.ATTEND, due="6 weeks after procedure", phase=Phase.AFTER),
    )
    content = built(made)
    assert task(content, "bloods").when == "on Saturday 4 March 2028"
    assert task(content, "no-baby").text == (
        "This lasts until the end of Sunday 3 September 2028. From Monday 4 September 2028, ask us."
    )
    assert task(content, "visit").when == "on Thursday 15 April"


@pytest.mark.parametrize(("start", "phase"), [("10:30", Phase.AFTER), ("14:00", Phase.DAY)])
def test_midday_is_before_an_afternoon_and_after_a_morning(start: str, phase: Phase) -> None:
    lunch = step("lunch", due="midday on the day of procedure", phase_by_time=True)
    given_inputs = inputs(anchors=planned(procedure=f"2027-03-04 {start}"))
    assert task(built(protocol(lunch), given_inputs), "lunch").phase is phase


def test_words_may_name_the_side() -> None:
    made = protocol(step("drops", words={"text": "Put 1 drop in your {site}.", "unknown": "Wait."}))
    left = inputs(voice=replace(VOICE, site="left eye"))
    assert task(built(made, left), "drops").text == "Put 1 drop in your left eye."
    assert task(built(made), "drops").text == "Wait."


def test_at_least_says_so_and_stays_in_sight_after_its_date() -> None:
    made = protocol(
        step(
            "no-lifting",
            Kind.AVOID,
            phase=Phase.AFTER,
            limit=True,
            opens="procedure",
            closes="at least 6 weeks after procedure",
        )
    )
    content = built(made)
    only = task(content, "no-lifting")
    assert only.when == "at least until the end of Wednesday 14 April"
    page = arrange(
        content,
        {"no-lifting": merge((), only.meaning)},
        plan=PlanState.RECOVERING,
        now=at("2027-08-01 09:00"),
        tz=zone("Europe/London"),
    )
    assert [placed.place for placed in page.placed] == [Place.CARE]
