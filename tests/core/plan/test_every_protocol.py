"""What holds of every shipped protocol, and of one that uses all of the language, for any patient.

Booked at any minute, in zones with odd rules, before and after midday, with any answers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.core import clock
from checklist.core.actors import ActorKind
from checklist.core.marks import Channel, Mark, MarkState, TaskState, merge
from checklist.core.plan.build import build
from checklist.core.plan.diff import diff
from checklist.core.plan.links import Heard, with_links
from checklist.core.plan.model import AnchorValue, Answer, Content, Inputs, PlanState, Task
from checklist.core.plan.places import Place
from checklist.core.plan.resting import linked
from checklist.core.plan.today import Page, arrange
from checklist.core.protocol import AnchorRule, Around, Kind, Phase, Protocol, QuestionKind
from checklist.core.repeats import Cycle, Repeat, Session, Stage
from checklist.core.schedule import Moment
from checklist.protocols import load_shipped, shipped
from tests.core.plan.small import protocol, step
from tests.core.plans import AMLODIPINE, VOICE, WARFARIN, at, inputs, plan

STRETCHED = protocol(
    step(
        "diet", Kind.AVOID, opens="3 days before procedure", closes="start of the day of procedure"
    ),
    step("call", due="2 working days before procedure, or when we next open"),
    step("first-dose", due="6pm the day before procedure"),
    step("second-dose", due="6 hours after first-dose"),
    step(
        "drops",
        phase=Phase.AFTER,
        opens="procedure_end",
        repeat=Repeat(
            sessions=tuple(Session(name=c, clock=c) for c in ("8am", "2pm", "8pm")),
            gap="4 hours",
            stages=(Stage(lasts="1 week"), Stage(lasts="2 weeks", times=1)),
        ),
    ),
    step(
        "tablets",
        phase=Phase.AFTER,
        opens="the day after procedure",
        closes="9 weeks after procedure",
        repeat=Repeat(cycle=Cycle(on="2 weeks", off="1 week"), separate=True, times=1),
    ),
    step(
        "no-milk",
        Kind.AVOID,
        phase=Phase.AFTER,
        around=Around(step="drops", before="1 hour", after="1 hour"),
    ),
    step(
        "stitches", phase=Phase.AFTER, due="7 to 10 days after procedure, or the next working day"
    ),
    step(
        "no-lifting",
        Kind.AVOID,
        phase=Phase.AFTER,
        opens="procedure",
        closes="at least 6 weeks after procedure",
        limit=True,
    ),
    step("review", Kind.ATTEND, phase=Phase.AFTER, due="1 day after drops.closes"),
    anchors={"procedure_end": AnchorRule(key="procedure_end", planned="1 hour after procedure")},
)

PROTOCOLS: dict[str, Protocol] = {name: load_shipped(name)[1] for name in shipped()} | {
    "stretched": STRETCHED
}
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo")


@st.composite
def patients(draw: st.DrawFn) -> tuple[str, Inputs]:
    """Any protocol, and what may be known of any patient under it."""
    key, name = draw(st.sampled_from(sorted(PROTOCOLS))), draw(st.sampled_from(ZONES))
    made = PROTOCOLS[key]
    booked_at = at("2026-01-01 00:00") + timedelta(minutes=draw(st.integers(0, 1_000_000)))
    starts = booked_at + timedelta(minutes=draw(st.integers(1, 60 * 24 * 60)))
    anchors = draw(_anchors(starts, name))
    answers = {
        question.key: Answer(id=question.key, question=question.key, value=value)
        for question in made.questions
        if question.kind is QuestionKind.YES_NO
        and (value := draw(st.sampled_from(["", "yes", "no", "unsure"])))
    }
    return key, inputs(
        voice=replace(VOICE, zone=name),
        anchors=anchors,
        booked_at=booked_at,
        as_of=booked_at,
        answers=answers,
        medicines=draw(st.sampled_from([(), (WARFARIN,), (WARFARIN, AMLODIPINE)])),
        born=draw(st.none() | st.dates(date(1920, 1, 1), date(2010, 1, 1))),
    )


@st.composite
def _anchors(draw: st.DrawFn, starts: datetime, zone: str) -> dict[str, AnchorValue]:
    tz, known = clock.zone(zone), draw(st.sampled_from(["nothing", "day", "time", "time"]))
    if known == "nothing":
        return {}
    if known == "day":
        return {"procedure": AnchorValue(moment=Moment.on(clock.day_of(starts, tz)))}
    return {"procedure": AnchorValue(moment=Moment.at_instant(starts, tz))}


@settings(max_examples=60)
@given(patients())
def test_the_same_inputs_give_the_same_plan(made: tuple[str, Inputs]) -> None:
    protocol_, given_inputs = PROTOCOLS[made[0]], made[1]
    turned = replace(given_inputs, answers=dict(reversed(list(given_inputs.answers.items()))))
    assert build(protocol_, given_inputs) == build(protocol_, turned)


@settings(max_examples=60)
@given(patients())
def test_nothing_is_due_before_it_opens_or_was_due_before_it_was_asked(
    made: tuple[str, Inputs],
) -> None:
    protocol_, given_inputs = PROTOCOLS[made[0]], made[1]
    for task in plan(given_inputs, protocol=protocol_).tasks:
        if task.due_at is not None:
            assert task.opens_at is None or task.opens_at <= task.due_at, task.key
            assert task.due_at > given_inputs.as_of, task.key
        if task.opens_at is not None and task.closes_at is not None:
            assert task.opens_at < task.closes_at, task.key


@settings(max_examples=60)
@given(patients())
def test_every_key_is_one_task_s_own_and_no_slot_is_left_open(
    made: tuple[str, Inputs],
) -> None:
    protocol_, given_inputs = PROTOCOLS[made[0]], made[1]
    content = plan(given_inputs, protocol=protocol_)
    assert len({task.key for task in content.tasks}) == len(content.tasks)
    for task in content.tasks:
        said = " ".join((task.title, task.text, task.when, task.why, task.except_, task.series))
        assert not {"{", "}"} & set(said), task.key


@settings(max_examples=60)
@given(patients(), st.integers(1, 90))
def test_there_and_back_again_is_where_it_began(made: tuple[str, Inputs], days: int) -> None:
    protocol_, given_inputs = PROTOCOLS[made[0]], made[1]
    first = build(protocol_, given_inputs)
    there = _moved(given_inputs, days)
    back = build(protocol_, replace(there, anchors=given_inputs.anchors))
    assert back == first
    assert diff(first, back) == ()


@settings(max_examples=60)
@given(patients(), st.integers(1, 90))
def test_a_moved_plan_is_the_plan_of_the_new_day_and_of_nothing_else(
    made: tuple[str, Inputs], days: int
) -> None:
    """Whatever was ticked for the old day: no task keeps a date that only the old day explains."""
    protocol_, given_inputs = PROTOCOLS[made[0]], made[1]
    moved = _moved(given_inputs, days)
    if moved is given_inputs:
        return
    links = linked(protocol_)
    ticked = {
        task.key: [_ticked(task, given_inputs)]
        for task in build(protocol_, given_inputs).tasks
        if task.step in links and task.due_at is not None
    }
    linked_up = build(protocol_, with_links(protocol_, moved, Heard(marks=ticked)))
    assert dated(linked_up) == dated(build(protocol_, moved))


def dated(content: Content) -> list[tuple[object, ...]]:
    """Every date of a plan, and every sentence that could hold one."""
    return [(t.key, t.opens_at, t.due_at, t.closes_at, t.when, t.text) for t in content.tasks]


def _ticked(task: Task, given_inputs: Inputs) -> Mark:
    return Mark(
        id=task.key,
        task_key=task.key,
        state=MarkState.DONE,
        actor_kind=ActorKind.PATIENT,
        actor_name="Maria",
        channel=Channel.SCREEN,
        happened_at=task.due_at or given_inputs.booked_at,
        heard_at=given_inputs.booked_at,
        meaning=task.meaning,
        revision=1,
    )


def _moved(given_inputs: Inputs, days: int) -> Inputs:
    """The procedure so many days later, at the same time on the clock."""
    procedure = given_inputs.anchors.get("procedure")
    if procedure is None or procedure.moment.day is None:
        return given_inputs
    tz = clock.zone(given_inputs.voice.zone)
    day = procedure.moment.day + timedelta(days=days)
    moment = Moment.on(day)
    if procedure.moment.at is not None:
        wall = clock.local(procedure.moment.at, tz).time()
        moment = Moment.at_instant(clock.instant(day, wall, tz), tz)
    return replace(given_inputs, anchors={"procedure": AnchorValue(moment=moment)})


# On the page --------------------------------------------------------------------------------------


def page(content: Content, given_inputs: Inputs, now: datetime) -> Page:
    """The patient's page at an instant, with nothing said of anything."""
    states: dict[str, TaskState] = {t.key: merge((), t.meaning) for t in content.tasks}
    tz = clock.zone(given_inputs.voice.zone)
    return arrange(content, states, plan=PlanState.BEFORE, now=now, tz=tz)


@settings(max_examples=60)
@given(patients(), st.integers(0, 150 * 24))
def test_no_page_shows_what_is_past_as_something_still_to_do_in_time(
    made: tuple[str, Inputs], hours: int
) -> None:
    protocol_, given_inputs = PROTOCOLS[made[0]], made[1]
    content = plan(given_inputs, protocol=protocol_)
    now = given_inputs.as_of + timedelta(hours=hours)
    shown = page(content, given_inputs, now)
    for placed in (*shown.at(Place.TODAY), *shown.at(Place.NEXT)):
        task = placed.task
        if _asks(task) and task.due_at is not None and task.due_at + timedelta(hours=1) <= now:
            assert placed.overdue or task.late, task.key
        if _asks(task) and not task.limit and task.closes_at is not None:
            at_the_start = task.closes_at == content.anchors["procedure"].at
            assert task.closes_at > now or placed.overdue or task.late or at_the_start, task.key


def _asks(task: Task) -> bool:
    return task.kind not in (Kind.AVOID, Kind.KNOW)


@settings(max_examples=60)
@given(patients(), st.integers(0, 150 * 24))
def test_no_page_is_longer_for_what_comes_every_day(made: tuple[str, Inputs], hours: int) -> None:
    protocol_, given_inputs = PROTOCOLS[made[0]], made[1]
    content = plan(given_inputs, protocol=protocol_)
    shown = page(content, given_inputs, given_inputs.as_of + timedelta(hours=hours))
    counted: dict[str, set[date | None]] = {}
    for placed in shown.placed:
        if placed.task.repeats:
            counted.setdefault(placed.task.step, set()).add(placed.task.day)
    assert all(len(days) <= 3 for days in counted.values()), counted


# Clock changes ------------------------------------------------------------------------------------


@given(st.dates(date(2027, 3, 20), date(2027, 4, 5)), st.sampled_from(ZONES))
def test_days_keep_their_clock_time_and_hours_their_length(day: date, zone: str) -> None:
    """Around the changes of spring: "8am" is 8am, and 6 hours are 6 hours on a watch."""
    tz = clock.zone(zone)
    starts = clock.instant(day, time(10, 30), tz)
    given_inputs = inputs(
        voice=replace(VOICE, zone=zone),
        anchors={"procedure": AnchorValue(moment=Moment.at_instant(starts, tz))},
    )
    tasks = build(STRETCHED, given_inputs).tasks
    by_key = {task.key: task for task in tasks}
    first, second = by_key["first-dose"].due_at, by_key["second-dose"].due_at
    assert first is not None
    assert second is not None
    assert clock.local(first, tz).strftime("%H:%M") == "18:00"
    assert second - first == timedelta(hours=6)
    shown = {
        clock.local(sitting.at, tz).strftime("%H:%M")
        for task in tasks
        if task.step == "drops"
        for sitting in task.sittings
        if sitting.at is not None
    }
    assert shown <= {"08:00", "14:00", "20:00"}
    for task in tasks:
        if task.step == "no-milk" and task.opens_at is not None and task.closes_at is not None:
            assert task.closes_at - task.opens_at == timedelta(hours=2)
