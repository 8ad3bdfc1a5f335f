"""A clinician changes a limit: seen first, then written once, and told to the patient."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from checklist.actions import recovery
from checklist.actions.events import close_plan, record_event
from checklist.actions.news import news_of
from checklist.actions.recovery import LimitChange
from checklist.core.access import Act
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clearances import ClearanceKind
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import Revision
from checklist.store import clearances, entries
from tests.actions.conftest import PROCEDURE, House

CLEARED, EXTENDED, REOPENED = ClearanceKind
HOME = PROCEDURE + timedelta(hours=5)
MONDAY = datetime(2027, 3, 29, 9, 0, tzinfo=UTC)
LATER = date(2027, 4, 29)


@pytest.fixture
def recovering(house: House) -> House:
    record_event(
        house.store,
        house.plan_id,
        "procedure_end",
        PROCEDURE + timedelta(hours=1),
        actor=house.nurse,
        now=HOME,
    )
    record_event(house.store, house.plan_id, "home", HOME, actor=house.nurse, now=HOME)
    return house


def wanted(
    step: str, kind: ClearanceKind, last_day: date | None = None, reason: str = "Healed"
) -> LimitChange:
    return LimitChange(step=step, kind=kind, last_day=last_day, reason=reason)


def change(house: House, said: LimitChange, now: datetime = MONDAY) -> Revision:
    shown = recovery.preview(house.store, house.plan_id, said, actor=house.clinician, now=now)
    made = recovery.change_limit(
        house.store, house.plan_id, said, shown.seen, actor=house.clinician, now=now
    )
    task = recovery.limit_of(made, said.step)
    assert task == shown.after, "what was seen is what was made"
    return made


def wrong(house: House, said: LimitChange, now: datetime = MONDAY) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        recovery.preview(house.store, house.plan_id, said, actor=house.clinician, now=now)
    return dict(refused.value.problems)


def test_ending_a_limit_makes_a_revision_with_an_entry_and_news(recovering: House) -> None:
    made = change(recovering, wanted("no-lifting", CLEARED))
    assert made.reason == "Ended early: Do not lift more than 5kg. Healed"
    assert recovering.task("no-lifting").title == "You may lift again"
    with recovering.store.read() as reader:
        told = entries.history(reader, recovering.plan_id)
        news = news_of(reader, made)
    assert [one.entry.subject for one in told if one.entry.verb is Verb.LIMIT_CHANGED] == [
        "no-lifting"
    ]
    assert [piece.was.step for piece in news.pieces] == ["no-lifting"]


def test_clearing_twice_is_once(recovering: House) -> None:
    """Two taps on a slow line, or two clinicians at once."""
    first = change(recovering, wanted("no-driving", CLEARED))
    said = wanted("no-driving", CLEARED)
    again = recovery.change_limit(
        recovering.store, recovering.plan_id, said, "1", actor=recovering.clinician, now=MONDAY
    )
    with recovering.store.read() as reader:
        assert len(clearances.history(reader, recovering.plan_id)) == 1
    assert again.id == first.id == recovering.revision.id


def test_clearing_driving_records_that_it_was_agreed(recovering: House) -> None:
    """The plan page must not go on asking for what the recovery page has said."""
    made = change(recovering, wanted("no-driving", CLEARED))
    assert is_actual(made.inputs.anchors, "driving_agreed")


def test_clearing_lifting_alone_says_nothing_of_hard_work(recovering: House) -> None:
    """One event ends both: it is not recorded for one of them."""
    made = change(recovering, wanted("no-lifting", CLEARED))
    assert not is_actual(made.inputs.anchors, "lifting_agreed")
    assert not recovering.task("no-strain").over


def test_the_event_button_stays_and_ends_it_too(recovering: House) -> None:
    record_event(
        recovering.store,
        recovering.plan_id,
        "driving_agreed",
        MONDAY,
        actor=recovering.nurse,
        now=MONDAY,
    )
    assert recovering.task("no-driving").over
    assert wrong(recovering, wanted("no-driving", CLEARED)) == {"kind": recovery.OVER}


def test_longer_then_longer_again_counts_from_the_latest(recovering: House) -> None:
    change(recovering, wanted("no-lifting", EXTENDED, LATER))
    change(recovering, wanted("no-lifting", EXTENDED, date(2027, 5, 13)))
    assert "Thursday 13 May" in recovering.task("no-lifting").text


def test_what_was_cleared_counts_again_only_when_that_is_said(recovering: House) -> None:
    change(recovering, wanted("no-lifting", CLEARED))
    assert wrong(recovering, wanted("no-lifting", EXTENDED, LATER)) == {"kind": recovery.SAY_AGAIN}
    change(recovering, wanted("no-lifting", REOPENED), MONDAY + timedelta(days=1))
    assert "This counts again." in recovering.task("no-lifting").text


def test_bed_rest_that_ended_by_itself_can_be_started_again(recovering: House) -> None:
    said = wanted("rest", REOPENED)
    assert wrong(recovering, said) == {"last_day": recovery.OWN_END_PAST}
    change(recovering, wanted("rest", REOPENED, date(2027, 3, 31)))
    assert recovering.task("rest").text.startswith(
        "Rest in bed until the end of Wednesday 31 March."
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (wanted("no-lifting", EXTENDED), {"last_day": recovery.CHOOSE_DAY}),
        (wanted("no-lifting", EXTENDED, date(2027, 3, 28)), {"last_day": recovery.PAST_DAY}),
        (wanted("no-lifting", EXTENDED, date(2029, 3, 28)), {"last_day": recovery.TOO_FAR}),
        (
            wanted("no-lifting", EXTENDED, date(2027, 4, 14)),
            {"last_day": recovery.NOT_LATER.format("the end of Wednesday 14 April")},
        ),
        (wanted("no-lifting", REOPENED, LATER), {"kind": recovery.STILL_COUNTS}),
        (wanted("rest", CLEARED), {"kind": recovery.OVER}),
        (wanted("wound", CLEARED), {"": recovery.NO_LIMIT}),
        (wanted("no-such-step", CLEARED), {"": recovery.NO_LIMIT}),
    ],
    ids=["no-day", "past", "far", "not-later", "still-counts", "over", "no-limit", "unknown"],
)
def test_nonsense_is_refused_with_a_sentence(
    recovering: House, said: LimitChange, expected: dict[str, str]
) -> None:
    assert wrong(recovering, said) == expected
    with recovering.store.read() as reader:
        assert clearances.history(reader, recovering.plan_id) == ()


@pytest.mark.parametrize(
    ("reason", "expected"), [(" ", recovery.SAY_WHY), ("x" * 201, recovery.TOO_LONG)]
)
def test_it_needs_a_reason_for_colleagues(recovering: House, reason: str, expected: str) -> None:
    said = wanted("no-lifting", CLEARED, reason=reason)
    seen = str(recovering.revision.number)
    with pytest.raises(Invalid) as refused:
        recovery.change_limit(
            recovering.store, recovering.plan_id, said, seen, actor=recovering.clinician, now=MONDAY
        )
    assert refused.value.problems == {"reason": expected}
    assert not recovering.task("no-lifting").over


def test_who_looked_before_a_colleague_saved_looks_again(recovering: House) -> None:
    said = wanted("no-lifting", EXTENDED, LATER)
    shown = recovery.preview(
        recovering.store, recovering.plan_id, said, actor=recovering.clinician, now=MONDAY
    )
    change(recovering, wanted("no-strain", CLEARED))
    with pytest.raises(Conflict):
        recovery.change_limit(
            recovering.store,
            recovering.plan_id,
            said,
            shown.seen,
            actor=recovering.clinician,
            now=MONDAY,
        )


def test_only_a_clinician_changes_a_limit(recovering: House) -> None:
    actors: list[Actor] = [recovering.nurse, recovering.patient]
    for actor in actors:
        with pytest.raises(NotAllowed, match=Act.CLEAR_LIMIT):
            recovery.change_limit(
                recovering.store,
                recovering.plan_id,
                wanted("no-lifting", CLEARED),
                "3",
                actor=actor,
                now=MONDAY,
            )


def test_not_before_the_procedure_and_not_once_closed(house: House) -> None:
    said = wanted("no-lifting", CLEARED)
    with pytest.raises(Conflict, match="end of the procedure"):
        recovery.preview(house.store, house.plan_id, said, actor=house.clinician, now=MONDAY)


def test_a_closed_plan_keeps_its_limits_as_they_are(recovering: House) -> None:
    close_plan(recovering.store, recovering.plan_id, actor=recovering.nurse, now=MONDAY)
    with pytest.raises(Conflict):
        recovery.preview(
            recovering.store,
            recovering.plan_id,
            wanted("no-lifting", CLEARED),
            actor=recovering.clinician,
            now=MONDAY,
        )
