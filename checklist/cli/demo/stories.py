"""The stories: how a plan goes, from booked to today. Each is told through a Teller."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from checklist.actions import attention, events
from checklist.actions.attention import CallOutcome
from checklist.cli.demo import off_stories
from checklist.cli.demo.cast import A_MINUTE
from checklist.cli.demo.teller import Teller
from checklist.cli.demo.the_day import at_the_door, done
from checklist.core import clock
from checklist.core.clearances import ClearanceKind
from checklist.core.marks import MarkState
from checklist.core.plan.model import Task
from checklist.core.protocol import Kind, Owner

ANSWERS = "answers"
WELL = "check-well"
CALLS = time(10, 10)
LONG_SILENT = 2  # days
NEAR = 7  # days
OUR_WORK = (Kind.DO, Kind.MEASURE)


def new(_: Teller) -> None:
    """Booked, and nothing heard yet."""


def silent(told: Teller) -> None:
    """Booked days ago, and nothing heard by any channel; once it was late, somebody called."""
    if told.scene.booked > LONG_SILENT:
        told.call(CallOutcome.MESSAGE, told.cast.days_ago(0, time(8, 50)), "Left a message")


def started(told: Teller) -> None:
    """Answered on the evening of booking; nothing decided yet."""
    told.answer(told.soon(9), ANSWERS, **_usual_yes())


def answered(told: Teller) -> None:
    """Answers of yesterday evening to read: something in them matters."""
    evening = max(told.cast.days_ago(1, time(18, 5)), told.booked_at + A_MINUTE)
    told.answer(evening, ANSWERS, allergies="yes: Penicillin gave me a rash", **_usual_yes())


def decided(told: Teller) -> None:
    """Answered, read and decided; on track."""
    started(told)
    told.read_answers(told.soon(26))
    told.decide(told.soon(26.2))
    _tick_due(told, told.cast.now)


def ready(told: Teller) -> None:
    """All done in time, read, decided, checked and signed off."""
    _prepared(told)
    told.read_answers(told.days_before(1, time(16, 0)))
    told.sign(told.days_before(1, time(16, 5)))
    _tick_due(told, told.cast.now)


def unsigned(told: Teller) -> None:
    """Ready but for the clinician's word."""
    _prepared(told)


def behind(told: Teller) -> None:
    """The stop of a blood thinner is not confirmed; two calls did not reach anybody."""
    started(told)
    told.read_answers(told.soon(26))
    told.decide(told.soon(26.2))
    told.call(CallOutcome.NO_ANSWER, told.cast.days_ago(1, time(15, 10)))
    told.call(CallOutcome.MESSAGE, told.cast.days_ago(0, time(8, 40)), "Left a message")
    attention.take(
        told.cast.store, told.plan_id, actor=told.cast.nurse, now=told.cast.now - A_MINUTE
    )


def cant(told: Teller) -> None:
    """Has nobody to take them home."""
    decided(told)
    told.mark(
        _first(told, lambda t: t.step == "escort"),
        MarkState.CANT,
        told.cast.days_ago(1, time(19, 20)),
        "My son works that day",
    )


def unsure(told: Teller) -> None:
    """Not sure about a medicine."""
    decided(told)
    told.mark(
        _first(told, lambda t: bool(t.medicine_id)),
        MarkState.UNSURE,
        told.cast.days_ago(0, time(7, 50)),
        "Is this the white tablet?",
    )


def slipped(told: Teller) -> None:
    """Took a tablet that was stopped."""
    _prepared(told)
    told.mark(
        _first(told, lambda t: t.step == "medicine-stop"),
        MarkState.SLIPPED,
        told.cast.days_ago(0, time(8, 15)),
        "I took one last night",
    )


def ate(told: Teller) -> None:
    """Ate after the limit on the day."""
    ready(told)
    told.mark(
        _first(told, lambda t: t.fasting == "food"),
        MarkState.SLIPPED,
        told.cast.days_ago(0, time(9, 5)),
        "Toast, about 8am",
    )
    at_the_door(told, told.cast.days_ago(0, time(9, 20)), food="Toast", ate=time(8, 0))


def leaving(told: Teller) -> None:
    """It is done, and they are about to go home: an agreed restart waits to be confirmed."""
    ready(told)
    told.restart(told.days_before(1, time(16, 30)))
    at_the_door(told, told.cast.days_ago(0, time(7, 20)), escort="Dan, son", phone="07700 900 145")
    done(told, told.cast.days_ago(0, time(9, 0)), "Cement at L2, 3 ml, under sedation.")


def infection(told: Teller) -> None:
    """Ready, and then a high temperature."""
    _prepared(told, well=False)
    told.answer(
        told.cast.days_ago(0, time(8, 5)), WELL, ill_now="yes: Hot and shivery since yesterday"
    )


def paper(told: Teller) -> None:
    """On paper: a nurse writes the answers down on the phone. What is near is decided."""
    told.call(CallOutcome.REACHED, told.soon(24.5), "Went through the list together")
    told.answer(told.soon(24.6), ANSWERS, **_usual_yes())
    if told.scene.day <= NEAR:
        told.read_answers(told.soon(26))
        told.decide(told.soon(26.2))


def late(_: Teller) -> None:
    """Booked too late for some of it."""


def home(told: Teller) -> None:
    """Went well and is just home; restarts are confirmed, and patients on paper were called."""
    _went_home(told)
    told.restart(told.procedure_at + timedelta(hours=4))
    _tick_after(told)
    called_at = told.open_day_after(told.procedure_at, CALLS)
    if told.scene.reach == "paper" and called_at < told.cast.now:
        told.call(CallOutcome.REACHED, called_at, "All well, no warning sign")


def held(told: Teller) -> None:
    """Home, and nobody has decided the restart."""
    _went_home(told)


def recovering(told: Teller) -> None:
    """Weeks after: the limits still run."""
    home(told)


def cleared(told: Teller) -> None:
    """Heals fast: may drive before the check-up."""
    _home_a_week(told, pain_week="3", painkillers_week="some_days")
    told.limit(
        "no-driving",
        ClearanceKind.CLEARED,
        "Turns and brakes without pain",
        told.days_before(-14, time(10, 15)),
    )
    told.read_news(told.days_before(-14, time(18, 30)))


def longer(told: Teller) -> None:
    """Heals slowly: more pain after a week, and no lifting for three weeks longer."""
    _home_a_week(told, pain_week="8", painkillers_week="more")
    day = clock.day_of(told.procedure_at, told.cast.clinic.tz) + timedelta(weeks=9)
    told.read_answers(told.days_before(-8, time(14, 30)))
    told.limit(
        "no-lifting",
        ClearanceKind.EXTENDED,
        "Still sore when bending",
        told.days_before(-15, time(11, 40)),
        last_day=day,
    )
    told.read_news(told.days_before(-15, time(19, 10)))


def six_weeks(told: Teller) -> None:
    """Six weeks on: then and now side by side, and nothing left to do but close."""
    _home_a_week(told, pain_week="4", painkillers_week="every_day")
    told.answer(
        told.days_before(-43, time(9, 20)),
        "pain-six-weeks",
        pain_six_weeks="2",
        painkillers_six_weeks="some_days",
    )
    seen = told.days_before(-44, time(10, 0))
    told.mark(_first(told, lambda t: t.step == "follow-up"), MarkState.DONE, seen)
    for step in ("no-driving", "no-lifting", "no-strain"):
        told.limit(step, ClearanceKind.CLEARED, "Seen at the check-up, healed", seen)
    told.read_news(seen + timedelta(hours=8))


def finished(told: Teller) -> None:
    """Recovered, and the plan is closed."""
    recovering(told)
    closed_at = told.procedure_at + timedelta(days=45)
    events.close_plan(
        told.cast.store,
        told.plan_id,
        actor=told.clinician,
        now=min(closed_at, told.cast.now - A_MINUTE),
    )


def called_off(told: Teller) -> None:
    """Decided and on track, and then called off the evening before today."""
    decided(told)
    off_stories.cancelled(told)


def moved_on(told: Teller) -> None:
    """Decided and on track, and then moved by a week."""
    decided(told)
    off_stories.moved(told)


STORIES: dict[str, Callable[[Teller], None]] = {
    story.__name__: story
    for story in (
        new,
        silent,
        started,
        answered,
        decided,
        ready,
        unsigned,
        behind,
        cant,
        unsure,
        slipped,
        ate,
        leaving,
        infection,
        paper,
        late,
        called_off,
        moved_on,
        home,
        held,
        recovering,
        cleared,
        longer,
        six_weeks,
        finished,
    )
}


def _usual_yes() -> dict[str, str]:
    return {
        "taken_home": "yes",
        "medicines": "listed",
        "pain_before": "7",
        "painkillers_before": "every_day",
    }


def _first(told: Teller, wanted: Callable[[Task], bool]) -> Task:
    return next(t for t in told.revision().content.tasks if wanted(t))


def _prepared(told: Teller, *, well: bool = True) -> None:
    decided(told)
    for task in told.revision().content.tasks:
        if task.owner is Owner.CLINIC and task.kind in OUR_WORK and task.critical:
            told.mark(task, MarkState.DONE, told.days_before(2, time(11, 0)))
    asked = told.days_before(1, time(10, 0))
    if well and told.asked_by(WELL, asked):
        told.answer(asked, WELL, ill_now="no")


def _tick_due(told: Teller, by: datetime) -> None:
    """Everything whose moment has come, each a little before it was due."""
    told.tick(
        told.due(by),
        lambda task: told.awake(
            max((task.due_at or task.opens_at or by) - timedelta(hours=3), told.soon(30))
        ),
    )


def _home_a_week(told: Teller, **said: str) -> None:
    """Home, and the first week's questions answered."""
    home(told)
    told.answer(told.days_before(-8, time(9, 40)), "pain-week", **said)


def _went_home(told: Teller) -> None:
    ready(told)
    told.happened("procedure_end", told.procedure_at + timedelta(hours=1))
    told.happened("home", told.procedure_at + timedelta(hours=5))


def _tick_after(told: Teller) -> None:
    for task in told.revision().content.tasks:
        if task.step == "medicine-restart" and task.due_at is not None:
            if task.due_at < told.cast.now:
                told.mark(task, MarkState.DONE, told.awake(task.due_at + timedelta(minutes=20)))
        elif task.owner is Owner.CLINIC and (task.due_at or told.cast.now) < told.cast.now:
            told.mark(task, MarkState.DONE, told.at_work(task.due_at or told.cast.now))
