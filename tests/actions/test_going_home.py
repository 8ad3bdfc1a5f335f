"""Going home is written down whole or not at all, and decides nothing that only clinicians may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checklist.actions.going_home import GoingHome, preview, record
from checklist.actions.medicines import Decided, decide
from checklist.core.actors import Actor
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.medicines import DecisionKind, latest_decision, standing
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState, Revision
from checklist.core.plan.restarts import confirmed_restart
from checklist.store import entries, leavings, medicines
from tests.actions.conftest import House

DAY = datetime(2027, 3, 4, tzinfo=UTC)
ENDED = DAY + timedelta(hours=11, minutes=30)
NOW = DAY + timedelta(hours=15)
AGAIN = DAY + timedelta(days=1, hours=18)
HOME = DAY + timedelta(hours=14, minutes=50)


@pytest.fixture
def stopped(house: House) -> str:
    """Warfarin is stopped, and its restart agreed beforehand; its id."""
    house.answer_all(DAY - timedelta(days=14), "warfarin")
    with house.store.read() as reader:
        (warfarin,) = medicines.of_plan(reader, house.plan_id)
    stop = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=DAY - timedelta(days=6) + timedelta(hours=18),
        restart_at=AGAIN,
    )
    at = DAY - timedelta(days=13)
    decide(house.store, house.plan_id, [stop], actor=house.clinician, now=at)
    return warfarin.id


def restart(medicine_id: str, **said: Any) -> Decided:
    usual: dict[str, Any] = {"kind": DecisionKind.RESTART, "restart_at": AGAIN}
    return Decided(medicine_id=medicine_id, **{**usual, **said})


def go(house: House, actor: Actor | None = None, **said: Any) -> Revision:
    return record(
        house.store,
        house.plan_id,
        GoingHome(**said),
        house.plan.revision,
        actor=actor or house.nurse,
        now=NOW,
    )


def held(house: House) -> list[str]:
    return [r.words for r in house.reasons(NOW) if r.kind == "held"]


def test_everything_at_once_is_one_revision(house: House, stopped: str) -> None:
    before = house.plan.revision
    made = go(
        house,
        house.clinician,
        ended_at=ENDED,
        done="Cement at L2, 3 ml",
        complications="None",
        restarts=[restart(stopped)],
        escort="Tom",
        escort_phone="07700 900 123",
        home_at=HOME,
    )
    assert made.number == before + 1
    assert made.reason == "Procedure done, Restarts decided: warfarin, Gone home"
    anchors = made.inputs.anchors
    assert is_actual(anchors, "procedure_end")
    assert anchors["home"].moment.at == HOME
    stands = standing(stopped, made.inputs.decisions)
    assert confirmed_restart(stands, made.inputs, house.clinic.tz) == AGAIN
    assert house.plan.state is PlanState.RECOVERING
    assert held(house) == []
    with house.store.read() as reader:
        kept = leavings.latest(reader, house.plan_id)
    assert kept is not None
    assert (kept.done, kept.escort) == ("Cement at L2, 3 ml", "Tom")


def test_a_preview_is_what_is_saved_and_writes_nothing(house: House, stopped: str) -> None:
    going = GoingHome(ended_at=ENDED, restarts=[restart(stopped)], done="Cement", home_at=HOME)
    with house.store.read() as reader:
        before = len(entries.history(reader, house.plan_id))
    shown = preview(house.store, house.plan_id, going, actor=house.clinician, now=NOW)
    with house.store.read() as reader:
        assert leavings.latest(reader, house.plan_id) is None
        assert len(entries.history(reader, house.plan_id)) == before
    assert house.plan.state is PlanState.BEFORE
    saved = record(
        house.store,
        house.plan_id,
        going,
        house.plan.revision,
        actor=house.clinician,
        now=NOW,
    )
    assert [(t.key, t.text, t.when) for t in shown.content.tasks] == [
        (t.key, t.text, t.when) for t in saved.content.tasks
    ]


def test_gone_home_without_a_restart_stays_open(house: House, stopped: str) -> None:
    go(house, ended_at=ENDED, home_at=HOME, escort="Tom")
    assert held(house) == ["Stopped, restart not confirmed: warfarin"]
    go(house, house.clinician, restarts=[restart(stopped)], escort="Tom")
    assert held(house) == []


def test_told_later_has_an_owner_and_stays_open(house: House, stopped: str) -> None:
    later = restart(
        stopped,
        kind=DecisionKind.STOP,
        restart_at=None,
        last_dose=DAY - timedelta(days=6) + timedelta(hours=18),
        restart_owner="Dr Rao",
        restart_by=DAY + timedelta(days=4, hours=17),
    )
    go(house, house.clinician, ended_at=ENDED, restarts=[later], home_at=HOME)
    assert held(house) == ["Stopped, restart not decided: warfarin"]
    assert (
        "Dr Rao will tell you by 5pm on Monday 8 March"
        in house.medicine_task("restart-unknown").text
    )


def test_a_nurse_fills_everything_but_the_decisions(house: House, stopped: str) -> None:
    with pytest.raises(NotAllowed):
        go(house, ended_at=ENDED, restarts=[restart(stopped)], home_at=HOME)
    assert house.plan.state is PlanState.BEFORE, "nothing of it is written"
    go(house, ended_at=ENDED, done="Cement", home_at=HOME)
    assert is_actual(house.revision.inputs.anchors, "home")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"restart_at": ENDED - timedelta(minutes=1)}, "again"),
        ({"restart_at": NOW - timedelta(minutes=1)}, "again"),
        ({"restart_at": None}, "again"),
    ],
)
def test_a_restart_that_cannot_be_is_refused_and_nothing_is_written(
    house: House, stopped: str, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        go(house, house.clinician, ended_at=ENDED, restarts=[restart(stopped, **said)])
    assert list(refused.value.problems) == [f"{stopped}.{field}"]
    assert not is_actual(house.revision.inputs.anchors, "procedure_end")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, ""),
        ({"ended_at": NOW + timedelta(hours=1)}, "ended_time"),
        ({"ended_at": ENDED, "home_at": ENDED - timedelta(minutes=1)}, "home_time"),
        ({"done": "x" * 1001}, "done"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    house: House, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        go(house, **said)
    assert list(refused.value.problems) == [field]
    assert house.plan.state is PlanState.BEFORE


def test_a_restart_needs_the_end_first(house: House, stopped: str) -> None:
    with pytest.raises(Invalid, match="Write when the procedure ended first"):
        go(house, house.clinician, restarts=[restart(stopped)])


def test_what_changed_meanwhile_is_read_first(house: House, stopped: str) -> None:
    seen = house.plan.revision
    go(house, ended_at=ENDED)
    with pytest.raises(Conflict, match="Something changed since you looked"):
        record(
            house.store,
            house.plan_id,
            GoingHome(home_at=HOME),
            seen,
            actor=house.nurse,
            now=NOW,
        )
    with house.store.read() as reader:
        made = medicines.decisions(reader, house.plan_id)
    latest = latest_decision(stopped, made)
    assert latest is not None
    assert latest.kind is DecisionKind.STOP


def test_said_again_unchanged_it_makes_no_revision(house: House) -> None:
    go(house, ended_at=ENDED, done="Cement")
    number = house.plan.revision
    with pytest.raises(Invalid, match="Nothing is filled in yet"):
        go(house, ended_at=ENDED, done="Cement")
    assert house.plan.revision == number
