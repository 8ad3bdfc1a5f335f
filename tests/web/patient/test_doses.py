"""What Maria says of her warfarin: kept, answered honestly, heard by staff, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import Traveller

from checklist.actions.dose_reports import DoseSaid, report_dose
from checklist.actions.medicines import Decided, decide
from checklist.core.attention import ReasonKind
from checklist.core.dose_reports import Reported
from checklist.core.marks import Channel
from checklist.core.medicines import DecisionKind
from checklist.store import Store, attention, new_id
from checklist.web.house import now
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, open_door
from tests.web.page import Page
from tests.web.patient.conftest import LAST_DOSE
from tests.web.patient.reading import my, part

LABELS = {
    "still_taking": "I still take it",
    "stopped": "I have stopped it",
    "told_to_stop": "Someone told me to stop",
}


def address(plan: Booked, medicine: str) -> str:
    return f"{my(plan)}/medicines/{medicine}"


def say(maria: CheckingClient, plan: Booked, medicine: str, said: str) -> Page:
    """Press one of the buttons on the card."""
    sent = maria.get_page(my(plan)).form(address(plan, medicine)).fields
    return maria.follow(address(plan, medicine), {**sent, "said": said})


def heard(store: Store, plan: Booked) -> list[str]:
    with store.read() as reader:
        found = attention.for_plan(reader, plan.id, now())
    return [one.words for one in found if one.kind is ReasonKind.CONTRADICTION]


def test_the_undecided_card_offers_three_things_to_say(
    maria: CheckingClient, plan: Booked, warfarin: str
) -> None:
    text = part(maria.get_page(my(plan)), "medicines")
    assert "Keep taking Warfarin until we tell you to stop." in text
    for label in LABELS.values():
        assert f"{label}: Warfarin" in text


@pytest.mark.parametrize("said", ["stopped", "told_to_stop"])
def test_what_goes_against_it_is_answered_honestly_and_reaches_staff(
    maria: CheckingClient, plan: Booked, store: Store, warfarin: str, said: str
) -> None:
    text = part(say(maria, plan, warfarin, said), "medicines")
    assert f"You said: {LABELS[said]}" in text
    assert "Saved. Nobody has read this yet. A nurse will read it today." in text
    assert "Call us: 01632 960 123" in text
    assert "Keep taking Warfarin until we tell you to stop." in text
    assert len(heard(store, plan)) == 1


def test_at_night_nothing_is_promised_before_the_morning(
    plan: Booked, app: object, warfarin: str, clock_at_nine: Traveller
) -> None:
    clock_at_nine.move_to(NOW + timedelta(hours=12))
    night = open_door(app.test_client(), plan)  # type: ignore[attr-defined]  # Flask's
    text = part(say(night, plan, warfarin, "stopped"), "medicines")
    assert "A nurse will read it at 8am on Thursday 4 March." in text


def test_saying_otherwise_takes_it_back(
    maria: CheckingClient, plan: Booked, store: Store, warfarin: str
) -> None:
    text = part(say(maria, plan, warfarin, "stopped"), "medicines")
    assert "Is something else true now?" in text
    assert "I have stopped it: Warfarin" not in text
    text = part(say(maria, plan, warfarin, "still_taking"), "medicines")
    assert "You said: I still take it" in text
    assert "Nobody has read this" not in text
    assert heard(store, plan) == []


def test_the_same_form_sent_twice_says_it_once(
    maria: CheckingClient, plan: Booked, store: Store, warfarin: str
) -> None:
    sent = maria.get_page(my(plan)).form(address(plan, warfarin)).fields
    for _ in range(2):
        maria.follow(address(plan, warfarin), {**sent, "said": "stopped"})
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM dose_report", {}) == 1


def test_on_a_card_to_keep_it_can_be_said_that_it_is_stopped(
    maria: CheckingClient, plan: Booked, store: Store, warfarin: str, clinician: Person
) -> None:
    keep = Decided(medicine_id=warfarin, kind=DecisionKind.KEEP)
    decide(store, plan.id, [keep], actor=clinician.actor, now=NOW)
    text = part(say(maria, plan, warfarin, "stopped"), "medicines")
    assert "You said: I have stopped it" in text
    assert "I still take it: Warfarin" in text
    assert heard(store, plan) == ["Says it is stopped: Warfarin"]


def test_what_a_nurse_heard_by_phone_is_not_put_in_her_mouth(
    maria: CheckingClient, plan: Booked, store: Store, warfarin: str
) -> None:
    heard_by_phone = DoseSaid(
        id=new_id(), medicine_id=warfarin, said=Reported.TOLD_TO_STOP, channel=Channel.PHONE
    )
    report_dose(store, plan.id, heard_by_phone, actor=plan.nurse.actor, now=NOW)
    text = part(maria.get_page(my(plan)), "medicines")
    assert "You told us: Someone told me to stop" in text
    assert "Nobody has read this" not in text
    assert "Sam Okafor" not in text


# The last one really taken ------------------------------------------------------------------------


@pytest.fixture
def later(plan: Booked, app: object, stopped: str, clock_at_nine: Traveller) -> CheckingClient:
    """Maria's phone on the morning after her last tablet should have been."""
    clock_at_nine.move_to(LAST_DOSE + timedelta(hours=40))
    return open_door(app.test_client(), plan)  # type: ignore[attr-defined]  # Flask's


def tell(maria: CheckingClient, plan: Booked, medicine: str, **said: str) -> Page:
    sent = maria.get_page(address(plan, medicine)).form(address(plan, medicine)).fields
    return maria.follow(address(plan, medicine), {**sent, **said})


def test_before_its_day_nothing_is_asked(maria: CheckingClient, plan: Booked, stopped: str) -> None:
    assert "When was your last one?" not in maria.get_page(my(plan)).text


def test_a_day_longer_is_said_in_two_answers_and_reaches_staff(
    later: CheckingClient, plan: Booked, store: Store, stopped: str
) -> None:
    assert "When was your last one?" in later.get_page(my(plan)).text
    page = later.get_page(address(plan, stopped))
    assert page.h1 == "When was your last Warfarin?"
    page = tell(later, plan, stopped, day="2027-03-10", time="6pm")
    assert "You said: my last one was 6pm on Wednesday 10 March" in page.text
    assert "Nobody has read this yet." in page.text
    assert "Call us: 01632 960 123" in page.text
    assert heard(store, plan) == ["Taken after its last dose: Warfarin"]
    assert "Change when your last one was" in later.get_page(my(plan)).text


def test_as_decided_nobody_is_troubled(
    later: CheckingClient, plan: Booked, store: Store, stopped: str
) -> None:
    page = tell(later, plan, stopped, day="2027-03-09", time="18:10")
    assert "Thank you. This is saved." in page.text
    assert heard(store, plan) == []


def test_not_knowing_is_an_answer(later: CheckingClient, plan: Booked, stopped: str) -> None:
    page = tell(later, plan, stopped, day="unknown")
    assert "You said: I do not know when" in page.text


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"time": "6pm"}, "day", "Choose a day, or say that you do not know."),
        ({"day": "2027-03-10"}, "time", "Write the time, such as 6pm."),
        ({"day": "2027-03-10", "time": "soon"}, "time", "Write the time, such as 6pm."),
        ({"day": "2027-03-11", "time": "11pm"}, "day", "This time is still to come."),
    ],
)
def test_what_is_missing_is_said_beside_it(
    later: CheckingClient,
    plan: Booked,
    stopped: str,
    said: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    sent = later.get_page(address(plan, stopped)).form(address(plan, stopped)).fields
    page = later.send_page(address(plan, stopped), {**sent, **said}, status=422)
    assert page.error_of(field) == sentence


def test_a_medicine_of_nobody_is_not_there(maria: CheckingClient, plan: Booked) -> None:
    assert maria.get(address(plan, "nothing")).status_code == 404
