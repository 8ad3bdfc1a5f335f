"""Beside a decision: what was really taken, a second clinician's word, the clinic's own table, and
what is typed fast."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from time_machine import Traveller

from checklist.actions.clinics import ask_for_two
from checklist.actions.dose_reports import DoseSaid, report_dose
from checklist.actions.hold_table import NewLine, add_line
from checklist.core.actors import Role, system
from checklist.core.clinic import Clinic
from checklist.core.dose_reports import Reported
from checklist.core.marks import Channel
from checklist.core.medicines import DecisionKind, Medicine
from checklist.store import Store, new_id
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, add_person
from tests.web.entering import Booked, Person, sign_in
from tests.web.staff.telling import name, newest
from tests.web.staff.test_medicines import LATER, doctor, fields, stop, url, what_stands
from tests.web.staff.test_medicines import warfarin as warfarin

__all__ = ["doctor", "warfarin"]

LAST = datetime(2027, 3, 9, 18, tzinfo=NOW.tzinfo)
A_DAY_LATER = LAST + timedelta(days=1)


def decided(client: CheckingClient, plan: Booked, warfarin: Medicine) -> None:
    client.get_page(url(plan))
    client.follow(url(plan), {"do": "save", **stop(warfarin)})


# Typed fast --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        {"last_day": "tue 9 mar", "last_time": "6pm", "told_day": "17/3"},
        {"last_day": "9 mar 6pm", "last_time": "", "told_day": "wed 17 march"},
        {"last_day": "9/3", "last_time": "18:00", "told_day": "17.3."},
    ],
)
def test_dates_are_read_as_they_are_typed_in_a_hurry(
    doctor: CheckingClient, plan: Booked, warfarin: Medicine, typed: dict[str, str]
) -> None:
    doctor.get_page(url(plan))
    page = doctor.follow(url(plan), {"do": "save", **stop(warfarin, **typed)})
    assert "last dose 6pm on Tuesday 9 March; Dr Rao tells by 6pm on Wednesday 17" in page.text


def test_a_weekday_that_does_not_fit_is_said_and_changes_nothing(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine
) -> None:
    doctor.get_page(url(plan))
    typed = stop(warfarin, last_day="mon 9 mar")
    page = doctor.send_page(url(plan), {"do": "save", **typed}, status=422)
    assert "9 Mar 2027 is a Tuesday, not a Monday." in page.text
    assert page.value_of(f"{warfarin.id}-last_day") == "mon 9 mar"
    assert what_stands(newest(store, plan), warfarin) is None


def test_what_no_group_concerns_is_kept_in_one_step_and_seen_before_it_is_saved(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine, nurse: Person
) -> None:
    known = [name(store, plan, nurse, text, LATER) for text in ("Amlodipine", "Ramipril")]
    unknown = name(store, plan, nurse, "the white one", LATER)
    page = doctor.get_page(url(plan))
    assert "Keep all 2 that no group concerns" in page.text
    page = doctor.get_page(f"{url(plan)}?keep=rest")
    chosen = page.form(url(plan)).fields
    assert [chosen.get(f"{m.id}-kind") for m in known] == ["keep", "keep"]
    assert f"{warfarin.id}-kind" not in chosen
    assert f"{unknown.id}-kind" not in chosen
    assert what_stands(newest(store, plan), known[0]) is None
    doctor.follow(url(plan), {**chosen, "do": "save"})
    assert {what_stands(newest(store, plan), m) for m in known} == {DecisionKind.KEEP}


# The source, and the clinic's own table ----------------------------------------------------------


def test_what_a_decision_rests_on_is_kept_and_shown(
    doctor: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    doctor.get_page(url(plan))
    typed = stop(warfarin, source="Haematology advice 3 March")
    page = doctor.follow(url(plan), {"do": "save", **typed})
    assert "source: Haematology advice 3 March" in page.text


def test_the_clinics_line_is_read_beside_the_empty_field_and_fills_nothing(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine, clinician: Person
) -> None:
    line = NewLine(
        medicine="warfarin",
        hold="as our own group agreed",
        source="Clinic protocol 7, 2026",
        owner="Dr Rao",
        review_on=date(2027, 3, 1),
        kidney="eGFR over 30",
    )
    add_line(store, line, actor=clinician.actor, now=NOW)
    other = NewLine(
        medicine="apixaban", hold="x", source="y", owner="z", review_on=date(2028, 1, 1)
    )
    add_line(store, other, actor=clinician.actor, now=NOW)
    page = doctor.get_page(url(plan))
    assert "Clinic’s table: warfarin, eGFR over 30: as our own group agreed." in page.text
    assert "Clinic protocol 7, 2026. Dr Rao keeps it." in page.text
    assert "Due for review since Monday 1 March 2027." in page.text
    assert "apixaban" not in page.text
    assert page.value_of(f"{warfarin.id}-last_day") == ""


def test_results_stand_beside_it_and_say_when_they_are_not_there(
    doctor: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    page = doctor.get_page(url(plan))
    assert "Results" in page.text
    assert "Read the clotting test: not there yet" in page.text


# A second clinician ------------------------------------------------------------------------------


@pytest.fixture
def two(store: Store, clinic: Clinic) -> None:
    ask_for_two(store, clinic.slug, two=True, actor=system("setup"), now=NOW)


@pytest.mark.usefixtures("two")
def test_a_colleague_approves_on_the_same_page_and_only_then_the_patient_reads_it(
    app_clients: tuple[CheckingClient, CheckingClient],
    plan: Booked,
    store: Store,
    warfarin: Medicine,
) -> None:
    rao, osei = app_clients
    decided(rao, plan, warfarin)
    page = rao.get_page(url(plan))
    assert "Waits for a second clinician" in page.text
    assert "Maria has not been told." in page.text
    assert "You decided this. Another clinician approves it." in page.text
    assert "Until you decide, Maria reads" in page.text
    assert what_stands(newest(store, plan), warfarin) is None
    assert "waits for a second clinician" in rao.get_page(f"/plans/{plan.id}").text

    page = osei.get_page(url(plan))
    assert "Decide otherwise" in page.text
    sent = page.form(f"{url(plan)}/approval").fields
    page = osei.follow(f"{url(plan)}/approval", {**sent, "word": "yes"})
    assert "Approved. This is revision" in page.text
    assert "approved by Dr Osei" in page.text
    assert "Take your last Warfarin 3mg tablet at 6pm on Tuesday 9 March." in page.text


@pytest.mark.usefixtures("two")
def test_not_approved_it_is_undecided_and_the_note_stands(
    app_clients: tuple[CheckingClient, CheckingClient],
    plan: Booked,
    store: Store,
    warfarin: Medicine,
) -> None:
    rao, osei = app_clients
    decided(rao, plan, warfarin)
    sent = osei.get_page(url(plan)).form(f"{url(plan)}/approval").fields
    page = osei.send_page(f"{url(plan)}/approval", {**sent, "word": "no"}, status=422)
    assert "Say why not: your colleague reads it." in page.text
    note = {f"{warfarin.id}-note": "Ask haematology"}
    page = osei.follow(f"{url(plan)}/approval", {**sent, **note, "word": "no"})
    assert "Not approved by Dr Osei" in page.text
    assert "“Ask haematology”" in page.text
    page = rao.get_page(url(plan))
    assert f"{warfarin.id}-kind" not in page.form(url(plan)).fields
    assert what_stands(newest(store, plan), warfarin) is None


@pytest.mark.usefixtures("two")
def test_it_waits_in_reviews(
    app_clients: tuple[CheckingClient, CheckingClient], plan: Booked, warfarin: Medicine
) -> None:
    rao, osei = app_clients
    decided(rao, plan, warfarin)
    assert "To approve: Warfarin 3mg" in osei.get_page("/reviews").text


@pytest.fixture
def app_clients(
    app: object, store: Store, clinic: Clinic, clinician: Person
) -> tuple[CheckingClient, CheckingClient]:
    """Dr Rao's browser and Dr Osei's."""
    other = add_person(store, clinic, "Dr Osei", Role.CLINICIAN)
    rao, osei = app.test_client(), app.test_client()  # type: ignore[attr-defined]  # Flask's
    return sign_in(rao, clinician), sign_in(osei, other)


# What was really taken ---------------------------------------------------------------------------


def heard(store: Store, plan: Booked, warfarin: Medicine, said: Reported, **more: object) -> None:
    made = DoseSaid(
        id=new_id(),
        medicine_id=warfarin.id,
        said=said,
        channel=Channel.PHONE,
        **more,  # type: ignore[arg-type]  # a dict of its fields
    )
    report_dose(store, plan.id, made, actor=plan.nurse.actor, now=LATER)


def test_the_nurse_writes_down_a_dose_taken_a_day_later(
    client: CheckingClient,
    app_clients: tuple[CheckingClient, CheckingClient],
    plan: Booked,
    warfarin: Medicine,
    nurse: Person,
    clinician: Person,
    clock_at_nine: Traveller,
) -> None:
    rao, _ = app_clients
    decided(rao, plan, warfarin)
    clock_at_nine.move_to(A_DAY_LATER + timedelta(hours=14))
    page = sign_in(client, nurse).get_page(url(plan))
    sent = page.form(f"{url(plan)}/taken").fields
    assert not [e for e in page.all("form") if e.get("action") == url(plan)]
    said = fields(warfarin, taken_said="last_taken", taken_day="wed 10 mar 6pm", taken_time="")
    page = client.follow(f"{url(plan)}/taken", {**sent, **said})
    assert "Decided Tue 9 Mar 6pm, actually Wed 10 Mar 6pm: 1 day later." in page.text
    assert "4 full days without, 112 hours from last dose to procedure." in page.text
    assert "Counted from the dose really taken." in page.text
    assert "A clinician has to look at this before anybody signs off." in page.text
    assert "Taken after its last dose: Warfarin 3mg" in page.text

    sent = sign_in(rao, clinician).get_page(url(plan)).form(f"{url(plan)}/looked").fields
    page = rao.follow(f"{url(plan)}/looked", sent)
    assert "The decision stands." in page.text
    assert "I have looked" not in page.text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"taken_said": ""}, "Choose what they say."),
        ({"taken_said": "last_taken", "taken_day": "soon"}, "Write the date as 4 Mar"),
        ({"taken_said": "last_taken", "taken_day": "2 mar"}, "Write a clock time"),
        ({"taken_said": "last_taken", "taken_day": "9 mar 6pm"}, "This time is still to come."),
    ],
)
def test_what_is_wrong_stands_beside_it_and_what_was_typed_is_kept(
    client: CheckingClient,
    plan: Booked,
    warfarin: Medicine,
    nurse: Person,
    said: dict[str, str],
    sentence: str,
) -> None:
    page = sign_in(client, nurse).get_page(url(plan))
    sent = page.form(f"{url(plan)}/taken").fields
    typed = {**sent, **fields(warfarin, taken_words="in the evening", **said)}
    page = client.send_page(f"{url(plan)}/taken", typed, status=422)
    assert sentence in page.text
    kept = page.one("input", name=f"{warfarin.id}-taken_words")
    assert kept.get("value") == "in the evening"


def test_not_knowing_when_is_an_answer_too(
    client: CheckingClient, plan: Booked, warfarin: Medicine, nurse: Person
) -> None:
    sent = sign_in(client, nurse).get_page(url(plan)).form(f"{url(plan)}/taken").fields
    page = client.follow(f"{url(plan)}/taken", {**sent, **fields(warfarin, taken_said="unknown")})
    assert "Last taken: they do not know when." in page.text


# Look out ----------------------------------------------------------------------------------------


def test_an_anticoagulant_named_and_not_decided_says_by_when_and_what_is_left(
    doctor: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    text = doctor.get_page(url(plan)).text
    assert "Nothing decided yet: Warfarin 3mg; decide by the end of Friday 5 March, 2 days" in text


def test_someone_else_told_them_to_stop_is_said_until_they_say_otherwise(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine
) -> None:
    heard(store, plan, warfarin, Reported.TOLD_TO_STOP, words="my dentist")
    text = doctor.get_page(url(plan)).text
    assert "Told by someone else to stop: Warfarin 3mg; nothing is decided." in text
    assert "Says someone else told them to stop: heard by phone by Sam Okafor" in text
    assert "“my dentist”" in text
    heard(store, plan, warfarin, Reported.STILL_TAKING)
    assert "Told by someone else to stop:" not in doctor.get_page(url(plan)).text


def test_two_names_of_one_substance_are_said(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine, nurse: Person
) -> None:
    name(store, plan, nurse, "Coumadin", LATER)
    text = doctor.get_page(url(plan)).text
    assert "Two of one substance: Warfarin 3mg and Coumadin." in text
