"""Limits that a clinician ended early, made longer or started again: their ends and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core import clock
from checklist.core.clearances import Clearance, ClearanceKind
from checklist.core.marks import merge
from checklist.core.news import find, telling
from checklist.core.plan.model import Inputs, Revision, Task
from checklist.core.plan.places import At, Place, Stage, place_of
from checklist.protocols import load_shipped
from tests.core.plans import VOICE, actual, at, happened, inputs, plan, with_words

PROTOCOL = load_shipped("vertebroplasty-2")[1]
HOME = {"procedure_end": "2027-03-04 11:30", "home": "2027-03-04 15:00"}
LONDON = clock.zone("Europe/London")
SIX_WEEKS = datetime(2027, 4, 14, 23, 0, tzinfo=UTC)  # Thursday 15 April begins, in summer time
SAID_AT = "2027-03-29 09:00"


def said(step: str, kind: ClearanceKind, last_day: str = "", when: str = SAID_AT) -> Clearance:
    return Clearance(
        id=f"{step} {when}",
        step=step,
        kind=kind,
        reason="Healing well",
        by="Dr Rao",
        at=at(when),
        last_day=date.fromisoformat(last_day) if last_day else None,
    )


def recovering(*clearances: Clearance, **more: object) -> Inputs:
    made = happened(inputs(**more), "2027-03-04 15:05", **HOME)
    return replace(made, clearances={one.step: one for one in clearances})


def limit(made: Inputs, step: str) -> Task:
    return next(t for t in plan(made, protocol=PROTOCOL).tasks if t.step == step)


# Ended early -------------------------------------------------------------------------------------


def test_a_cleared_limit_says_it_is_over_and_who_said_so() -> None:
    task = limit(recovering(said("no-lifting", ClearanceKind.CLEARED)), "no-lifting")
    assert task.title == "You may lift again"
    assert task.text.startswith("You may lift again. Dr Rao said so on Monday 29 March.")
    assert "Do not lift" not in task.title + task.text
    assert (task.closes_at, task.open_end, task.when) == (at(SAID_AT), False, "")


def test_driving_has_no_date_and_ends_when_it_is_cleared() -> None:
    task = limit(recovering(said("no-driving", ClearanceKind.CLEARED)), "no-driving")
    assert task.text == (
        "You may drive again. Dr Rao said so on Monday 29 March. "
        "Do not drive if your medicine makes you sleepy."
    )
    assert task.closes_at == at(SAID_AT)


def test_the_event_that_ends_it_speaks_with_the_same_voice() -> None:
    made = recovering()
    made = replace(made, anchors={**made.anchors, **actual(driving_agreed=SAID_AT)})
    task = limit(made, "no-driving")
    assert task.title == "You may drive again"
    assert task.text.startswith("You may drive again. We agreed to this on Monday 29 March.")


def test_who_cleared_it_is_named_even_where_the_event_is_recorded_too() -> None:
    made = recovering(said("no-driving", ClearanceKind.CLEARED))
    made = replace(made, anchors={**made.anchors, **actual(driving_agreed=SAID_AT)})
    assert "Dr Rao said so" in limit(made, "no-driving").text


def test_a_cleared_limit_without_words_of_its_own() -> None:
    bare = with_words(PROTOCOL, "no-lifting", cleared="", after_cleared="")
    made = recovering(said("no-lifting", ClearanceKind.CLEARED))
    task = next(t for t in plan(made, protocol=bare).tasks if t.step == "no-lifting")
    assert task.title == "Over now: Do not lift more than 5kg"
    assert task.text == (
        "You do not have to keep to this any more. Dr Rao said so on Monday 29 March."
    )


def test_other_limits_stand() -> None:
    cleared = recovering(said("no-lifting", ClearanceKind.CLEARED))
    assert limit(cleared, "no-strain") == limit(recovering(), "no-strain")


def test_bed_rest_that_is_still_an_estimate_can_be_cleared() -> None:
    """It counts from home, where nobody has recorded that yet."""
    made = inputs(choices={"bed_rest_anchor": "home"})
    made = happened(made, "2027-03-04 12:00", procedure_end="2027-03-04 11:30")
    rest = said("rest", ClearanceKind.CLEARED, when="2027-03-04 12:00")
    task = limit(replace(made, clearances={"rest": rest}), "rest")
    assert task.title == "You may get up"
    here = At(now=at("2027-03-04 12:01"), today=date(2027, 3, 4), tz=LONDON, stage=Stage.AFTER)
    assert place_of(task, merge((), task.meaning), here) is Place.EARLIER


# Made longer -------------------------------------------------------------------------------------


def test_a_longer_limit_has_its_new_end_in_all_its_words() -> None:
    made = recovering(said("no-lifting", ClearanceKind.EXTENDED, "2027-04-29"))
    task = limit(made, "no-lifting")
    assert task.text == (
        "Do not lift heavy bags. Do not lift a child. This lasts until the end of "
        "Thursday 29 April. From Friday 30 April, ask us before you lift. "
        "Dr Rao made this longer on Monday 29 March."
    )
    assert task.when == "at least until the end of Thursday 29 April"
    assert task.open_end


def test_bed_rest_made_longer_ends_by_itself() -> None:
    made = recovering(said("rest", ClearanceKind.EXTENDED, "2027-03-06", "2027-03-05 09:00"))
    task = limit(made, "rest")
    assert task.text.startswith("Rest in bed until the end of Saturday 6 March.")
    assert (task.open_end, task.estimated) == (False, False)


def test_driving_made_longer_says_until_when_and_then_to_ask() -> None:
    task = limit(recovering(said("no-driving", ClearanceKind.EXTENDED, "2027-04-29")), "no-driving")
    assert "This lasts until the end of Thursday 29 April." in task.text
    assert "From Friday 30 April, ask us first." in task.text
    assert task.open_end  # nothing lets them drive in silence on that day


def test_an_event_before_it_was_made_longer_does_not_end_it_and_one_after_does() -> None:
    longer = said("no-driving", ClearanceKind.EXTENDED, "2027-04-29")
    made = recovering(longer)
    before = replace(made, anchors={**made.anchors, **actual(driving_agreed="2027-03-28 09:00")})
    after = replace(made, anchors={**made.anchors, **actual(driving_agreed="2027-04-02 09:00")})
    assert not limit(before, "no-driving").over
    assert limit(after, "no-driving").closes_at == at("2027-04-02 09:00")
    assert limit(after, "no-driving").over


def test_it_closes_as_the_next_day_begins_when_the_clocks_change() -> None:
    """Clocks go forward on Sunday 28 March: the day has 23 hours, and all of them count."""
    made = recovering(said("rest", ClearanceKind.EXTENDED, "2027-03-28", "2027-03-05 09:00"))
    assert limit(made, "rest").closes_at == datetime(2027, 3, 28, 23, 0, tzinfo=UTC)
    assert limit(recovering(), "no-lifting").closes_at == SIX_WEEKS


DAYS = st.dates(min_value=date(2027, 3, 5), max_value=date(2028, 3, 5))


@given(last_day=DAYS)
def test_a_longer_limit_never_ends_before_what_was_said(last_day: date) -> None:
    """Nor before its own end; and it lasts through the whole last day, whatever the clocks do."""
    made = recovering(said("no-lifting", ClearanceKind.EXTENDED, last_day.isoformat()))
    closes = limit(made, "no-lifting").closes_at
    chosen = clock.start_of_day(last_day + timedelta(days=1), LONDON)
    assert closes == max(chosen, SIX_WEEKS)


@given(last_day=DAYS, kind=st.sampled_from([ClearanceKind.EXTENDED, ClearanceKind.REOPENED]))
def test_what_was_said_of_one_limit_changes_no_other_task(
    last_day: date, kind: ClearanceKind
) -> None:
    stands = plan(recovering(), protocol=PROTOCOL)
    made = plan(recovering(said("no-lifting", kind, last_day.isoformat())), protocol=PROTOCOL)
    others = [t for t in made.tasks if t.step != "no-lifting"]
    assert others == [t for t in stands.tasks if t.step != "no-lifting"]


# Counts again ------------------------------------------------------------------------------------


def test_a_limit_that_counts_again_is_as_the_plan_says() -> None:
    made = recovering(said("no-lifting", ClearanceKind.REOPENED))
    task, own = limit(made, "no-lifting"), limit(recovering(), "no-lifting")
    assert (task.title, task.closes_at, task.open_end) == (own.title, own.closes_at, own.open_end)
    assert task.text.endswith("This counts again. Dr Rao said so on Monday 29 March.")


def test_a_limit_that_counts_again_until_a_day_ends_there() -> None:
    made = recovering(said("no-lifting", ClearanceKind.REOPENED, "2027-04-05"))
    assert limit(made, "no-lifting").closes_at == datetime(2027, 4, 5, 23, 0, tzinfo=UTC)


# What the patient is told -------------------------------------------------------------------------


def revision(number: int, made: Inputs, when: str) -> Revision:
    content = plan(made, protocol=PROTOCOL)
    return Revision(
        id=str(number), plan_id="p", number=number, inputs=made, content=content, made_at=at(when)
    )


@pytest.mark.parametrize(
    ("step", "kind", "last_day", "now"),
    [
        ("no-driving", ClearanceKind.CLEARED, "", "You may drive again."),
        ("no-lifting", ClearanceKind.CLEARED, "", "You may lift again."),
        ("no-lifting", ClearanceKind.EXTENDED, "2027-04-29", "Thursday 29 April"),
        ("no-driving", ClearanceKind.REOPENED, "", "This counts again."),
    ],
)
def test_every_change_of_a_limit_is_news(
    step: str, kind: ClearanceKind, last_day: str, now: str
) -> None:
    old = revision(1, recovering(), "2027-03-04 15:05")
    new = revision(2, recovering(said(step, kind, last_day)), SAID_AT)
    (line,) = telling(find([old, new])).lines
    assert now in line.now


def test_bed_rest_made_longer_is_news_though_its_end_was_an_estimate() -> None:
    old = revision(1, inputs(), "2027-02-15 09:00")
    longer = said("rest", ClearanceKind.EXTENDED, "2027-03-06", "2027-03-05 09:00")
    new = revision(2, recovering(longer), "2027-03-05 09:00")
    assert any("Saturday 6 March" in line.now for line in telling(find([old, new])).lines)


def test_a_clearing_that_was_taken_back_is_news_to_who_read_the_clearing() -> None:
    cleared = revision(2, recovering(said("no-lifting", ClearanceKind.CLEARED)), SAID_AT)
    again = said("no-lifting", ClearanceKind.REOPENED, when="2027-03-30 09:00")
    (line,) = telling(find([cleared, revision(3, recovering(again), "2027-03-30 09:00")])).lines
    assert line.title == "Do not lift more than 5kg"
    assert line.now.endswith("This counts again. Dr Rao said so on Tuesday 30 March.")


def test_all_of_it_in_spanish() -> None:
    spoken = replace(VOICE, language="es", locale="es_ES")
    made = recovering(
        said("no-lifting", ClearanceKind.CLEARED),
        said("rest", ClearanceKind.EXTENDED, "2027-03-30"),
        said("no-driving", ClearanceKind.REOPENED),
        voice=spoken,
    )
    assert limit(made, "no-lifting").text.startswith(
        "Puede volver a levantar peso. Lo dijo Dr Rao el lunes 29 de marzo."
    )
    assert "Dr Rao alargó este plazo el lunes 29 de marzo." in limit(made, "rest").text
    assert "Esto vale otra vez." in limit(made, "no-driving").text
