"""What was really taken: kept once, filed at once, and looked at by a clinician."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from checklist.actions import sign_off
from checklist.actions.dose_reports import DoseSaid, look, report_dose
from checklist.core.actors import Actor
from checklist.core.attention import Band, ReasonKind
from checklist.core.dose_reports import Reported
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.marks import Channel
from checklist.store import dose_reports, new_id
from tests.actions.conftest import House
from tests.actions.test_medicines import EVENING, LAST_DOSE, NEXT_DAY, named, stop

A_DAY_LATER = LAST_DOSE + timedelta(days=1)
HEARD = A_DAY_LATER + timedelta(hours=14)


@pytest.fixture
def stopped(house: House) -> House:
    house.answer_all(EVENING, "warfarin")
    stop(house, "warfarin")
    return house


def say(
    house: House,
    said: Reported,
    now: datetime,
    *,
    taken: datetime | None = None,
    by: Actor | None = None,
    **more: str,
) -> str:
    made = DoseSaid(
        id=more.get("id", new_id()),
        medicine_id=more.get("medicine_id", named(house, "warfarin").id),
        said=said,
        channel=Channel.SCREEN,
        taken_at=taken,
        words=more.get("words", ""),
    )
    report_dose(house.store, house.plan_id, made, actor=by or house.patient, now=now)
    return made.id


def contradictions(house: House, at: datetime) -> list[str]:
    return [r.words for r in house.reasons(at) if r.kind is ReasonKind.CONTRADICTION]


def test_a_day_longer_than_decided_asks_at_once_and_holds_the_sign_off(stopped: House) -> None:
    say(stopped, Reported.LAST_TAKEN, HEARD, taken=A_DAY_LATER)
    reason = next(r for r in stopped.reasons(HEARD) if r.kind is ReasonKind.CONTRADICTION)
    assert reason.words == "Taken after its last dose: warfarin"
    assert reason.band is Band.NOW
    with stopped.store.read() as reader:
        facts = sign_off.facts_of(reader, stopped.plan_id)
    assert any("no clinician has looked" in block for block in sign_off.blocks(facts, HEARD))

    mine = named(stopped, "warfarin").id
    with pytest.raises(NotAllowed):
        look(stopped.store, stopped.plan_id, mine, actor=stopped.nurse, now=HEARD)
    look(stopped.store, stopped.plan_id, mine, actor=stopped.clinician, now=HEARD)
    assert not contradictions(stopped, HEARD)
    with stopped.store.read() as reader:
        facts = sign_off.facts_of(reader, stopped.plan_id)
    assert not any("no clinician has looked" in block for block in sign_off.blocks(facts, HEARD))


def test_nothing_to_look_at_is_a_conflict(stopped: House) -> None:
    for medicine in (named(stopped, "warfarin").id, "nothing"):
        with pytest.raises(Conflict):
            look(stopped.store, stopped.plan_id, medicine, actor=stopped.clinician, now=HEARD)


def test_sent_twice_it_is_said_once(stopped: House) -> None:
    once = say(stopped, Reported.STILL_TAKING, NEXT_DAY)
    say(stopped, Reported.STILL_TAKING, NEXT_DAY, id=once)
    with stopped.store.read() as reader:
        assert len(dose_reports.of_plan(reader, stopped.plan_id)) == 1


def test_a_nurse_says_it_for_them_and_the_name_stands(stopped: House) -> None:
    say(stopped, Reported.LAST_TAKEN, HEARD, taken=A_DAY_LATER, by=stopped.nurse)
    with stopped.store.read() as reader:
        kept = dose_reports.of_plan(reader, stopped.plan_id)[-1]
    assert (kept.by, kept.taken_at) == (stopped.nurse.name, A_DAY_LATER)


def test_it_makes_no_revision_and_decides_nothing(stopped: House) -> None:
    before = stopped.revision.number
    say(stopped, Reported.STOPPED, NEXT_DAY)
    assert stopped.revision.number == before


@pytest.mark.parametrize(
    ("taken", "sentence"),
    [
        (HEARD + timedelta(hours=1), "still to come"),
        (HEARD - timedelta(days=400), "more than a year ago"),
    ],
)
def test_a_time_that_cannot_be_is_refused(stopped: House, taken: datetime, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        say(stopped, Reported.LAST_TAKEN, HEARD, taken=taken)


def test_what_no_page_of_ours_sent_is_refused(stopped: House) -> None:
    with pytest.raises(Conflict):
        say(stopped, Reported.STOPPED, HEARD, medicine_id="nothing")
    with pytest.raises(Conflict):
        say(stopped, Reported.STOPPED, HEARD, id="x")


def test_too_many_words_are_refused(stopped: House) -> None:
    with pytest.raises(Invalid):
        say(stopped, Reported.TOLD_TO_STOP, HEARD, words="x" * 501)
