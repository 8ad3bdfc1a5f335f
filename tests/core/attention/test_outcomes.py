"""What becomes of a reason: settled, put off but never too far, or passed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.attention import Band, Facts, PassedOn, PutOff, Reason, ReasonKind
from checklist.core.attention.outcomes import Return, offered, returns_at
from checklist.core.marks import MarkState
from tests.core.attention.facts import RIVERSIDE, facts, mark, of, one, resolved
from tests.core.plans import PROCEDURE, STOP, WARFARIN, at, inputs, plan

CANT = ReasonKind.CANT
SAID = "2027-02-24 09:00"


def says_cannot(when: str = SAID) -> Facts:
    made = inputs()
    content = plan(made)
    return facts(made, mark(content, "escort", MarkState.CANT, when), content=content)


def put_off(known: Facts, reason: Reason, said: str, back: str) -> Facts:
    return replace(known, put_off={reason.settled_by: PutOff(at=at(said), returns_at=at(back))})


def test_settled_it_asks_no_more() -> None:
    known = says_cannot()
    assert not of(replace(known, resolutions=resolved(one(known, CANT, SAID))), CANT, SAID)


def test_a_message_puts_it_off_and_it_comes_back_by_itself() -> None:
    known = says_cannot()
    off = put_off(known, one(known, CANT, SAID), "2027-02-24 10:00", "2027-02-25 08:00")
    assert not of(off, CANT, "2027-02-25 07:59")
    back = one(off, CANT, "2027-02-25 08:00")
    assert back.since == at(SAID), "since when is told as it is"
    assert back.from_at == at("2027-02-25 08:00")


def test_what_has_become_urgent_meanwhile_asks_all_the_same() -> None:
    made = inputs()
    content = plan(made)
    unsure = mark(content, "escort", MarkState.UNSURE, "2027-03-01 16:00")
    known = facts(made, unsure, content=content)
    early = one(known, ReasonKind.UNSURE, "2027-03-01 16:30")
    assert early.band is Band.TODAY
    off = put_off(known, early, "2027-03-01 16:40", "2027-03-03 08:00")
    assert not of(off, ReasonKind.UNSURE, "2027-03-02 10:29")
    assert one(off, ReasonKind.UNSURE, "2027-03-02 10:30").band is Band.NOW


def test_passed_on_it_asks_on_and_says_by_whom_and_why() -> None:
    known = says_cannot()
    passed = PassedOn(by="Sam Okafor", at=at("2027-02-24 10:00"), why="Can she stay?")
    reason = one(known, CANT, SAID)
    told = one(replace(known, passed_on={reason.settled_by: passed}), CANT, SAID)
    assert told.passed == (
        "Passed to a clinician by Sam Okafor, 10am on Wednesday 24 February: “Can she stay?”"
    )


def test_passed_on_it_stays_so_when_the_procedure_is_near() -> None:
    known = facts(contacted_at=None)
    early = one(known, ReasonKind.NO_CONTACT, "2027-02-17 09:00")
    passed = {early.settled_by: PassedOn(by="Sam Okafor", at=at("2027-02-17 10:00"))}
    near = one(replace(known, passed_on=passed), ReasonKind.NO_CONTACT, "2027-03-03 09:00")
    assert near.band is Band.NOW
    assert near.passed.startswith("Passed to a clinician by Sam Okafor")


# When it returns --------------------------------------------------------------------------------


def reason(band: Band, do_by: str, tag: str = "") -> Reason:
    when = at("2027-03-01 09:00")
    return Reason(
        kind=ReasonKind.OVERDUE,
        subject="s",
        cause="c",
        band=band,
        words="w",
        tag=tag,
        since=when,
        from_at=when,
        do_by=at(do_by),
    )


def back(wanted: Return, one: Reason, now: str) -> str:
    found = returns_at(wanted, one, RIVERSIDE, at(now), at(PROCEDURE))
    return found.astimezone(RIVERSIDE.tz).strftime("%d %H:%M")


TODAY = reason(Band.TODAY, "2027-03-01 17:00")
NOW = reason(Band.NOW, "2027-03-01 17:00")


@pytest.mark.parametrize(
    ("wanted", "now", "expected"),
    [
        (Return.SOON, "2027-03-01 09:30", "01 11:30"),
        (Return.SOON, "2027-03-01 16:00", "02 08:00"),
        (Return.AFTERNOON, "2027-03-01 09:30", "01 14:00"),
        (Return.AFTERNOON, "2027-03-01 15:00", "02 08:00"),
        (Return.MORNING, "2027-03-01 09:30", "02 08:00"),
    ],
)
def test_a_message_returns_in_the_clinics_hours(wanted: Return, now: str, expected: str) -> None:
    assert back(wanted, TODAY, now) == expected


def test_tomorrow_morning_is_the_next_one_the_clinic_is_open() -> None:
    friday = returns_at(Return.MORNING, TODAY, RIVERSIDE, at("2027-02-26 15:00"), at(PROCEDURE))
    assert friday == at("2027-03-01 08:00")


@pytest.mark.parametrize("wanted", list(Return))
def test_what_is_of_now_comes_back_an_hour_before_its_do_by(wanted: Return) -> None:
    assert back(wanted, NOW, "2027-03-01 14:30") == "01 16:00"


def test_a_medicine_of_today_is_held_to_its_do_by_too() -> None:
    blood = reason(Band.TODAY, "2027-03-01 17:00", tag="blood thinner")
    assert back(Return.MORNING, blood, "2027-03-01 09:30") == "01 16:00"


def test_late_already_it_is_back_within_two_hours() -> None:
    late = reason(Band.NOW, "2027-03-01 08:30")
    assert back(Return.MORNING, late, "2027-03-01 09:30") == "01 11:30"


@given(
    wanted=st.sampled_from(list(Return)),
    minutes=st.integers(min_value=0, max_value=3 * 24 * 60),
    ahead=st.integers(min_value=-600, max_value=3000),
    band=st.sampled_from(list(Band)),
    tag=st.sampled_from(["", "blood thinner"]),
)
def test_no_put_off_passes_the_procedure_or_an_urgent_do_by(
    wanted: Return, minutes: int, ahead: int, band: Band, tag: str
) -> None:
    """It always comes back later than now, and while acting still helps."""
    now = at("2027-03-01 10:00") + timedelta(minutes=minutes)
    by = now + timedelta(minutes=ahead)
    made = replace(reason(band, "2027-03-01 17:00", tag), do_by=by)
    found = returns_at(wanted, made, RIVERSIDE, now, at(PROCEDURE))
    assert found > now
    if now < at(PROCEDURE):
        assert found < at(PROCEDURE)
    if by > now and (band is Band.NOW or tag):
        assert found < by


def test_only_what_makes_sense_is_offered_and_each_time_once() -> None:
    hours = {
        now: [wanted for wanted, _ in offered(RIVERSIDE, at(now))]
        for now in ("2027-03-01 09:00", "2027-03-01 13:00", "2027-03-01 16:30", "2027-02-27 09:00")
    }
    assert list(hours.values()) == [
        [Return.SOON, Return.AFTERNOON, Return.MORNING],
        [Return.AFTERNOON, Return.SOON, Return.MORNING],
        [Return.SOON],
        [Return.SOON],
    ]


def test_a_stopped_blood_thinner_unconfirmed_on_the_eve_cannot_be_put_off_to_the_day() -> None:
    known = facts(inputs(medicines=(WARFARIN,), decisions=(STOP,)))
    overdue = of(known, ReasonKind.OVERDUE, "2027-03-03 15:00")
    stop = next(reason for reason in overdue if reason.words.startswith("Stop of warfarin"))
    assert stop.band is Band.NOW
    found = returns_at(Return.MORNING, stop, RIVERSIDE, at("2027-03-03 15:00"), at(PROCEDURE))
    assert found <= at("2027-03-03 17:00")
