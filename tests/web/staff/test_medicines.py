"""A clinician decides: nothing is filled in for them, nothing they typed is lost, and what the
patient will read is shown before it is saved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from time_machine import Traveller

from checklist.actions.events import record_event
from checklist.actions.medicines import Decided, decide
from checklist.core.actors import Role
from checklist.core.clinic import Clinic
from checklist.core.medicines import DecisionKind, Medicine, standing
from checklist.core.plan.model import Revision
from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, add_person, book
from tests.web.entering import Booked, Person, sign_in
from tests.web.staff.telling import name, newest, tell

WARFARIN = "Warfarin 3mg"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def warfarin(store: Store, plan: Booked, nurse: Person) -> Medicine:
    return name(store, plan, nurse, WARFARIN, NOW)


@pytest.fixture
def doctor(client: CheckingClient, clinician: Person) -> CheckingClient:
    return sign_in(client, clinician)


def url(plan: Booked) -> str:
    return f"/plans/{plan.id}/medicines"


def fields(medicine: Medicine, **values: str) -> dict[str, str]:
    return {f"{medicine.id}-{short}": value for short, value in values.items()}


def stop(medicine: Medicine, **more: str) -> dict[str, str]:
    """Stopped: last dose at 6pm on Tuesday 9 March, Dr Rao tells by Wednesday 17 March."""
    typed = {
        "seen": "",
        "kind": "stop",
        "last_day": "2027-03-09",
        "last_time": "18:00",
        "ending": "told",
        "told_by": "Dr Rao",
        "told_day": "2027-03-17",
    }
    return fields(medicine, **{**typed, **more})


def what_stands(revision: Revision, medicine: Medicine) -> DecisionKind | None:
    decision = standing(medicine.id, revision.inputs.decisions).decision
    return None if decision is None else decision.kind


def test_until_decided_the_page_shows_what_the_patient_reads(
    doctor: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    page = doctor.get_page(url(plan))
    assert page.h1 == "Medicines: 1 to decide"
    assert "Until you decide, Maria reads" in page.text
    assert "Keep taking Warfarin 3mg until we tell you to stop." in page.text
    assert "decide by the end of Friday 5 March" in page.text


def test_no_date_or_time_is_filled_in_for_a_clinician(
    doctor: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    page = doctor.get_page(url(plan))
    dated = [e for e in page.all("input") if e.get("name", "").endswith(("_day", "_time"))]
    assert len(dated) == 10
    assert {e.get("value") for e in dated} == {""}
    assert not [e for e in page.all("input", type="radio") if e.get("checked") is not None]


def test_a_stop_reads_as_the_benchmark_sentence(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine
) -> None:
    doctor.get_page(url(plan))
    page = doctor.follow(url(plan), {"do": "save", **stop(warfarin)})
    assert (
        "Take your last Warfarin 3mg tablet at 6pm on Tuesday 9 March. Do not take more until we "
        "tell you. Dr Rao decided this. If you take one, call us."
    ) in page.text
    assert "Dr Rao will tell you by 6pm on Wednesday 17 March." in page.text
    assert page.h1 == "Medicines: 1 decided"
    assert "This is revision 3 now." in page.text
    assert what_stands(newest(store, plan), warfarin) is DecisionKind.STOP


def test_staff_see_the_dose_free_days_and_the_patient_never_does(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine
) -> None:
    doctor.get_page(url(plan))
    page = doctor.follow(url(plan), {"do": "save", **stop(warfarin)})
    assert "5 full days without, 136 hours from last dose to procedure." in page.text
    assert "Tue 9 Mar last, 6pm" in page.text
    assert page.text.count(" free") >= 5
    told = [t.text for t in newest(store, plan).content.tasks if t.medicine_id == warfarin.id]
    assert told
    assert not [text for text in told if "136" in text or "full day" in text]


def test_many_free_days_are_said_as_a_number(
    doctor: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    doctor.get_page(url(plan))
    page = doctor.send_page(url(plan), {"do": "preview", **stop(warfarin, last_day="2027-03-03")})
    assert "11 days free" in page.text


def test_preview_shows_what_will_be_read_and_saves_nothing(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine
) -> None:
    doctor.get_page(url(plan))
    page = doctor.send_page(url(plan), {"do": "preview", **stop(warfarin)})
    assert "Maria will read" in page.text
    assert "Take your last Warfarin 3mg tablet at 6pm on Tuesday 9 March." in page.text
    assert page.value_of(f"{warfarin.id}-last_time") == "18:00"
    assert newest(store, plan).number == 2
    assert what_stands(newest(store, plan), warfarin) is None


def test_several_medicines_in_one_save_make_one_revision(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine, nurse: Person
) -> None:
    amlodipine = name(store, plan, nurse, "Amlodipine", LATER)
    vitamin = name(store, plan, nurse, "Vitamin D", LATER)
    sugar = name(store, plan, nurse, "Metformin", LATER)
    before = newest(store, plan).number
    doctor.get_page(url(plan))
    page = doctor.follow(
        url(plan),
        {
            "do": "save",
            **stop(warfarin),
            **fields(amlodipine, seen="", kind="take", take_time="06:00"),
            **fields(vitamin, seen="", kind="keep"),
            **fields(
                sugar, seen="", kind="change", instruction="Take half a tablet at 6pm on Sunday."
            ),
        },
    )
    made = newest(store, plan)
    assert made.number == before + 1
    assert [what_stands(made, m) for m in (warfarin, amlodipine, vitamin, sugar)] == [
        DecisionKind.STOP,
        DecisionKind.TAKE,
        DecisionKind.KEEP,
        DecisionKind.CHANGE,
    ]
    assert "Take your Amlodipine tablet at 6am on Monday 15 March." in page.text
    assert "Take half a tablet at 6pm on Sunday." in page.text


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine, nurse: Person
) -> None:
    amlodipine = name(store, plan, nurse, "Amlodipine", LATER)
    doctor.get_page(url(plan))
    typed = {
        **fields(warfarin, seen="", kind="stop", last_day="2027-03-09", reason="INR is high"),
        **fields(amlodipine, seen="", kind="take", take_time="six"),
    }
    page = doctor.send_page(url(plan), {"do": "save", **typed}, status=422)
    assert page.error_of(f"{warfarin.id}-last_time") == "Write the time as well."
    assert page.error_of(f"{warfarin.id}-ending").startswith("Say when it restarts")
    assert page.error_of(f"{warfarin.id}-last_day") == ""
    assert page.error_of(f"{amlodipine.id}-take_time").startswith("Write a clock time")
    assert page.value_of(f"{warfarin.id}-last_day") == "2027-03-09"
    assert page.value_of(f"{warfarin.id}-reason") == "INR is high"
    assert page.value_of(f"{amlodipine.id}-take_time") == "six"
    assert page.value_of(f"{amlodipine.id}-kind") == "take"
    assert "Warfarin 3mg: Write the time as well." in page.text
    assert what_stands(newest(store, plan), warfarin) is None


@pytest.mark.parametrize(
    ("wrong", "beside", "said"),
    [
        ({"last_day": "2027-03-15", "last_time": "10:30"}, "last_day", "before the procedure"),
        ({"last_time": "00:00"}, "last_time", "Midnight"),
        ({"last_day": "2027-02-30"}, "last_day", "no such date"),
        ({"told_day": "2027-03-20"}, "told_day", "closed that day"),
        ({"told_day": "2027-03-12"}, "ending", "after the procedure"),
        ({"told_by": ""}, "ending", "who tells the patient"),
        (
            {"ending": "date", "restart_day": "2027-03-14", "restart_time": "08:00"},
            "ending",
            "after the procedure",
        ),
        (
            {"ending": "date", "restart_day": "2027-03-28", "restart_time": "01:30"},
            "restart_time",
            "clocks go forward",
        ),
        ({"reason": "x" * 301}, "reason", "fewer than 300"),
    ],
)
def test_what_cannot_be_is_refused(
    doctor: CheckingClient,
    plan: Booked,
    store: Store,
    warfarin: Medicine,
    wrong: dict[str, str],
    beside: str,
    said: str,
) -> None:
    doctor.get_page(url(plan))
    page = doctor.send_page(url(plan), {"do": "save", **stop(warfarin, **wrong)}, status=422)
    assert said in page.error_of(f"{warfarin.id}-{beside}")
    assert newest(store, plan).number == 2


def test_a_clock_time_that_comes_twice_is_asked_about(
    doctor: CheckingClient,
    store: Store,
    clinic: Clinic,
    nurse: Person,
    protocol_id: str,
) -> None:
    plan = book(store, clinic, nurse, protocol_id, day=date(2027, 11, 4), record_number="1")
    medicine = name(store, plan, nurse, WARFARIN, NOW)
    typed = {"last_day": "2027-10-31", "last_time": "01:30", "told_day": "2027-11-08"}
    doctor.get_page(url(plan))
    page = doctor.send_page(url(plan), {"do": "save", **stop(medicine, **typed)}, status=422)
    assert "comes twice" in page.error_of(f"{medicine.id}-last_time_which")
    typed["last_time_which"] = "second"
    page = doctor.follow(url(plan), {"do": "save", **stop(medicine, **typed)})
    assert "1:30am on Sunday 31 October (after the clocks change)" in page.text


def test_nothing_chosen_is_nothing_decided(
    doctor: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    doctor.get_page(url(plan))
    page = doctor.send_page(url(plan), {"do": "save", **fields(warfarin, seen="")}, status=422)
    assert "Nothing is decided yet." in page.text


def test_what_stands_is_not_decided_again_by_saving_something_else(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine, nurse: Person
) -> None:
    doctor.get_page(url(plan))
    doctor.follow(url(plan), {"do": "save", **stop(warfarin)})
    vitamin = name(store, plan, nurse, "Vitamin D", NOW + timedelta(hours=1))
    page = doctor.get_page(url(plan))
    kept = page.form(url(plan)).fields
    assert kept[f"{warfarin.id}-kind"] == "stop"
    assert kept[f"{warfarin.id}-told_day"] == "Wed 17 Mar 2027"
    doctor.follow(url(plan), {**kept, "do": "save", **fields(vitamin, seen="", kind="keep")})
    made = newest(store, plan).inputs.decisions
    assert [d.medicine_id for d in made] == [warfarin.id, vitamin.id]


def test_a_colleagues_decision_is_never_overwritten_unread(
    doctor: CheckingClient,
    plan: Booked,
    store: Store,
    clinic: Clinic,
    warfarin: Medicine,
    clock_at_nine: Traveller,
) -> None:
    opened = doctor.get_page(url(plan)).form(url(plan)).fields
    osei = add_person(store, clinic, "Dr Osei", Role.CLINICIAN)
    decide(
        store,
        plan.id,
        [Decided(medicine_id=warfarin.id, kind=DecisionKind.KEEP)],
        actor=osei.actor,
        now=LATER,
    )
    clock_at_nine.shift(600)
    page = doctor.send_page(url(plan), {**opened, **stop(warfarin), "do": "save"}, status=422)
    said = page.error_of(f"{warfarin.id}-kind")
    assert said.startswith("Dr Osei decided this on 9:22am on Wednesday 3 March")
    assert what_stands(newest(store, plan), warfarin) is DecisionKind.KEEP
    assert page.value_of(f"{warfarin.id}-last_day") == "2027-03-09"


def test_untouched_fields_give_way_to_a_colleagues_newer_decision(
    doctor: CheckingClient,
    plan: Booked,
    store: Store,
    clinic: Clinic,
    warfarin: Medicine,
    nurse: Person,
) -> None:
    """The page still holds the older decision; saving another medicine must not bring it back."""
    doctor.get_page(url(plan))
    doctor.follow(url(plan), {"do": "save", **stop(warfarin)})
    vitamin = name(store, plan, nurse, "Vitamin D", NOW + timedelta(hours=1))
    opened = doctor.get_page(url(plan)).form(url(plan)).fields
    osei = add_person(store, clinic, "Dr Osei", Role.CLINICIAN)
    decide(
        store,
        plan.id,
        [Decided(medicine_id=warfarin.id, kind=DecisionKind.KEEP)],
        actor=osei.actor,
        now=NOW + timedelta(hours=2),
    )
    doctor.follow(url(plan), {**opened, "do": "save", **fields(vitamin, seen="", kind="keep")})
    assert what_stands(newest(store, plan), warfarin) is DecisionKind.KEEP


def test_only_what_was_stopped_can_restart(
    doctor: CheckingClient, plan: Booked, store: Store, warfarin: Medicine
) -> None:
    page = doctor.get_page(url(plan))
    assert not page.all("input", type="radio", value="restart")
    doctor.follow(url(plan), {"do": "save", **stop(warfarin)})
    page = doctor.get_page(url(plan))
    kept = page.form(url(plan)).fields
    again = {"kind": "restart", "again_day": "2027-03-17", "again_time": "18:00"}
    page = doctor.follow(url(plan), {**kept, **fields(warfarin, **again), "do": "save"})
    restart = standing(warfarin.id, newest(store, plan).inputs.decisions).restart
    assert restart is not None
    assert restart.restart_at == datetime(2027, 3, 17, 18, tzinfo=UTC)
    # Before the procedure it is only planned: bleeding or a stitch changes it.
    assert "We plan that you take Warfarin 3mg again from 6pm on Wednesday 17 March." in page.text


def test_look_out_tells_what_is_late_and_what_belongs_together(
    client: CheckingClient,
    plan: Booked,
    store: Store,
    warfarin: Medicine,
    nurse: Person,
    clinician: Person,
    clock_at_nine: Traveller,
) -> None:
    eliquis = name(store, plan, nurse, "Eliquis 5mg", LATER)
    clock_at_nine.move_to(datetime(2027, 3, 8, 9, tzinfo=UTC))
    page = sign_in(client, clinician).get_page(url(plan))
    assert "Decide-by passed: Warfarin 3mg and Eliquis 5mg. 7 days to the procedure." in page.text
    assert "Two or more in “blood thinner”: Warfarin 3mg and Eliquis 5mg." in page.text
    assert "decide by the end of Friday 5 March: late" in page.text
    page = client.follow(
        url(plan),
        {
            "do": "save",
            **stop(warfarin),
            **fields(eliquis, seen="", kind="keep"),
        },
    )
    assert "Decided differently: Warfarin 3mg stopped, Eliquis 5mg goes on." in page.text
    assert "Decide-by passed" not in page.text


def test_a_nurse_sees_what_stands_and_adds_what_she_is_told(
    client: CheckingClient, plan: Booked, store: Store, nurse: Person
) -> None:
    sign_in(client, nurse)
    page = client.get_page(url(plan))
    assert "No medicine is named yet" in page.text
    page = client.follow(f"{url(plan)}/add", {"name": "Warfarin 3mg", "form": "tablet"})
    assert "Only a clinician decides about medicines." in page.text
    assert not page.all("input", type="radio")
    assert "blood thinner" in page.text
    client.send(url(plan), {"do": "save"}, status=403)
    assert newest(store, plan).number == 2


def test_a_medicine_needs_a_name_and_keeps_what_was_typed(
    client: CheckingClient, plan: Booked, nurse: Person
) -> None:
    sign_in(client, nurse)
    client.get_page(url(plan))
    page = client.send_page(f"{url(plan)}/add", {"name": " ", "when_taken": "at night"}, status=422)
    assert page.error_of("name") == "Write the name as on the box."
    assert page.value_of("when_taken") == "at night"
    page = client.send_page(f"{url(plan)}/add", {"name": "x" * 121}, status=422)
    assert "fewer than 120" in page.error_of("name")


def test_what_else_was_told_stands_beside_the_decision(
    doctor: CheckingClient, plan: Booked, store: Store, nurse: Person, warfarin: Medicine
) -> None:
    tell(store, plan, nurse, LATER, kidneys="yes: half of them", medicines="told: warfarin")
    page = doctor.get_page(url(plan))
    assert "Have you been told your kidneys do not work well? Yes: “half of them”" in page.text
    assert "As told by Sam Okafor, Wed 3 Mar 9:22am." in page.text


def test_a_paper_patients_clinician_is_told_to_print_and_call(
    doctor: CheckingClient, store: Store, clinic: Clinic, nurse: Person, protocol_id: str
) -> None:
    plan = book(
        store,
        clinic,
        nurse,
        protocol_id,
        record_number="77",
        reach="paper",
        at=time(9, 0),
        arrival=None,
    )
    name(store, plan, nurse, WARFARIN, NOW)
    page = doctor.get_page(url(plan))
    assert "on paper only: print a new list after saving, and call" in page.text


def test_a_restart_agreed_beforehand_is_chosen_again_after_the_procedure(
    client: CheckingClient,
    plan: Booked,
    store: Store,
    warfarin: Medicine,
    nurse: Person,
    clinician: Person,
    clock_at_nine: Traveller,
) -> None:
    """Bleeding or a stitch changes it, so nothing confirms it but somebody choosing it."""
    planned = datetime(2027, 3, 16, 18, tzinfo=UTC)
    stopped = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=datetime(2027, 3, 9, 18, tzinfo=UTC),
        restart_at=planned,
    )
    decide(store, plan.id, [stopped], actor=clinician.actor, now=LATER)
    ended = datetime(2027, 3, 15, 11, 40, tzinfo=UTC)
    clock_at_nine.move_to(ended + timedelta(minutes=5))
    record_event(store, plan.id, "procedure_end", ended, actor=nurse.actor, now=ended)
    vitamin = name(store, plan, nurse, "Vitamin D", ended + timedelta(minutes=1))

    page = sign_in(client, clinician).get_page(url(plan))
    assert page.h1 == "Medicines: 1 to decide, 1 to restart"
    assert "The procedure is over. Say when Maria takes it again." in page.text
    opened = page.form(url(plan)).fields
    assert f"{warfarin.id}-kind" not in opened
    assert opened[f"{warfarin.id}-again_day"] == "Tue 16 Mar 2027"
    client.follow(url(plan), {**opened, "do": "save", **fields(vitamin, seen="", kind="keep")})
    assert standing(warfarin.id, newest(store, plan).inputs.decisions).restart is None

    opened = client.get_page(url(plan)).form(url(plan)).fields
    page = client.follow(url(plan), {**opened, "do": "save", **fields(warfarin, kind="restart")})
    assert "Take Warfarin 3mg again from 6pm on Tuesday 16 March." in page.text
    assert page.h1 == "Medicines: 2 decided"
    restart = standing(warfarin.id, newest(store, plan).inputs.decisions).restart
    assert restart is not None
    assert restart.restart_at == planned
