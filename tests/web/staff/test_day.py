"""The day in the nurse's room: the sheet at the door, and a start that moves within the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from checklist.actions.medicines import Decided, decide
from checklist.core.medicines import DecisionKind, Medicine
from checklist.store import Store, dose_reports, mornings, revisions
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Booked, Person, open_door, sign_in
from tests.web.page import Page
from tests.web.staff.telling import name, tell

THE_DAY = datetime(2027, 3, 15, 8, 40, tzinfo=UTC)
CONFLICT = 409
ATE = {"food": "Toast", "food_day": "2027-03-15", "food_time": "08:00"}


@pytest.fixture
def morning(
    client: CheckingClient,
    nurse: Person,
    plan: Booked,
    clock_at_nine: time_machine.Traveller,
) -> CheckingClient:
    """A nurse signed in on the morning of Maria's procedure."""
    clock_at_nine.move_to(THE_DAY)
    return sign_in(client, nurse)


def url(plan: Booked) -> str:
    return f"/plans/{plan.id}/day"


def saved(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    """Fill the sheet in as the page offers it, with these fields changed."""
    page = client.get_page(url(plan))
    response = client.submit(page, url(plan), **typed)
    assert response.status_code == 303, response.get_data(as_text=True)
    return client.get_page(response.location)


def stopped(store: Store, plan: Booked, nurse: Person, clinician: Person) -> Medicine:
    warfarin = name(store, plan, nurse, "warfarin", NOW)
    stop = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=datetime(2027, 3, 9, 18, tzinfo=UTC),
        restart_owner="Dr Rao",
        restart_by=THE_DAY + timedelta(days=5),
    )
    decide(store, plan.id, [stop], actor=clinician.actor, now=NOW)
    return warfarin


def test_before_the_day_before_it_can_be_printed_and_not_filled_in(
    client: CheckingClient, nurse: Person, plan: Booked
) -> None:
    page = sign_in(client, nurse).get_page(url(plan))
    assert "filled in from the day before the procedure on" in page.text
    assert "Save the morning sheet" not in page.text
    assert f"{url(plan)}/sheet?blank=yes" in page.links
    assert url(plan) not in client.get_page(f"/plans/{plan.id}").links


def test_the_plan_leads_there_from_the_day_before(morning: CheckingClient, plan: Booked) -> None:
    assert url(plan) in morning.get_page(f"/plans/{plan.id}").links


def test_eaten_after_the_limit_stands_on_top_and_names_the_call(
    morning: CheckingClient, plan: Booked
) -> None:
    page = saved(morning, plan, **ATE)
    alarm = "Ate Mon 15 Mar 8am, 3 hours 30 minutes after the limit. Call the anaesthetist"
    assert alarm in page.text
    assert "3 hours 30 minutes after the limit" in morning.get_page("/patients").text


def test_the_limit_and_the_decision_stand_beside_what_is_asked(
    morning: CheckingClient, store: Store, plan: Booked, nurse: Person, clinician: Person
) -> None:
    warfarin = stopped(store, plan, nurse, clinician)
    page = morning.get_page(url(plan))
    assert "stop 4:30am" in page.text
    assert "last dose decided Tue 9 Mar 6pm · Dr Rao" in page.text
    dose = f"dose-{warfarin.id}"
    typed = {f"{dose}_day": "2027-03-10", f"{dose}_time": "06:00"}
    after = saved(morning, plan, **typed)
    assert "taken 12 hours after the last dose decided" in after.text
    with store.read() as reader:
        (report,) = dose_reports.of_plan(reader, plan.id)
    assert report.taken_at == datetime(2027, 3, 10, 6, tzinfo=UTC)


@pytest.mark.parametrize(("took", "time"), [("yes", "06:10"), ("no", "")])
def test_a_tablet_of_the_day_is_asked_about_as_such(
    morning: CheckingClient,
    store: Store,
    plan: Booked,
    nurse: Person,
    clinician: Person,
    took: str,
    time: str,
) -> None:
    amlodipine = name(store, plan, nurse, "Amlodipine", NOW)
    six = datetime(2027, 3, 15, 6, tzinfo=UTC)
    take = Decided(medicine_id=amlodipine.id, kind=DecisionKind.TAKE, take_at=six)
    decide(store, plan.id, [take], actor=clinician.actor, now=NOW)
    dose = f"dose-{amlodipine.id}"
    page = saved(morning, plan, **{f"{dose}_took": took, f"{dose}_time": time})
    with store.read() as reader:
        (report,) = dose_reports.of_plan(reader, plan.id)
    expected = datetime(2027, 3, 15, 6, 10, tzinfo=UTC) if took == "yes" else None
    assert report.taken_at == expected
    assert ("Not taken this morning" in page.text) is (took == "no")


def test_the_escort_is_offered_from_the_patients_answer(
    morning: CheckingClient, store: Store, plan: Booked, nurse: Person
) -> None:
    tell(store, plan, nurse, NOW, taken_home="yes: My son Tom, 07700 900123")
    fields = morning.get_page(url(plan)).form(url(plan)).fields
    assert (fields["escort"], fields["escort_phone"]) == ("My son Tom", "07700 900123")


def test_what_cannot_be_is_said_beside_the_field_and_keeps_what_was_typed(
    morning: CheckingClient, store: Store, plan: Booked
) -> None:
    page = morning.get_page(url(plan))
    typed = {**ATE, "food_time": "", "drink": "Tea", "drink_time": "23:00", "note": "Anxious"}
    answer = morning.submit(page, url(plan), **typed)
    assert answer.status_code == UNPROCESSABLE
    again = morning.send_page(
        url(plan), {**page.form(url(plan)).fields, **typed}, status=UNPROCESSABLE
    )
    assert "Write the time as well. Not known?" in again.text
    fields = again.form(url(plan)).fields
    assert (fields["food"], fields["drink_time"]) == ("Toast", "23:00")
    with store.read() as reader:
        assert mornings.latest(reader, plan.id) is None


def test_a_colleague_who_was_faster_is_read_first(morning: CheckingClient, plan: Booked) -> None:
    page = morning.get_page(url(plan))
    saved(morning, plan, **ATE)
    answer = morning.submit(page, url(plan), note="Something else")
    assert answer.status_code == CONFLICT
    assert "filled this in at the same time" in answer.get_data(as_text=True)


def test_every_filling_in_is_kept_and_shown(morning: CheckingClient, plan: Booked) -> None:
    saved(morning, plan, **ATE)
    page = saved(morning, plan, food_time="04:10")
    assert "Filled in before 1" in page.text
    assert "last food Mon 15 Mar 8am (Toast)" in page.text
    assert "after the limit" not in page.text


class TestAnotherStart:
    """Delayed, or brought forward, within the day."""

    def seen(self, client: CheckingClient, plan: Booked, **typed: str) -> Page:
        client.get_page(url(plan))
        return client.send_page(f"{url(plan)}/times", {"do": "preview", **typed})

    def test_what_the_patient_may_eat_and_drink_is_read_first(
        self, morning: CheckingClient, store: Store, plan: Booked
    ) -> None:
        page = self.seen(morning, plan, start_time="14:00")
        assert "No food now. The time to eat ended at 8am on Monday 15 March." in page.text
        assert "You can drink water until midday on Monday 15 March." in page.text
        with store.read() as reader:
            assert revisions.latest(reader, plan.id).number == 1

    def test_a_delay_that_makes_the_meal_right_says_so(
        self, morning: CheckingClient, plan: Booked
    ) -> None:
        saved(morning, plan, **ATE)
        late = self.seen(morning, plan, start_time="13:00")
        assert "1 hour after the limit" in late.text
        page = self.seen(morning, plan, start_time="14:00")
        assert "What was eaten is in time for the new start." in page.text

    def test_brought_forward_over_a_meal_it_shouts(
        self, morning: CheckingClient, plan: Booked
    ) -> None:
        saved(morning, plan, food_day="2027-03-15", food_time="04:00")
        page = self.seen(morning, plan, start_time="09:30")
        assert "Ate Mon 15 Mar 4am, 30 minutes after the limit. Call the anaesthetist" in page.text

    def test_saved_it_reaches_the_patients_page_and_the_slip(
        self, morning: CheckingClient, plan: Booked
    ) -> None:
        page = self.seen(morning, plan, start_time="14:00", earliest_time="13:30")
        times = f"{url(plan)}/times"
        saved_now = morning.submit(page, times, do="save", reason="Theatre late")
        assert saved_now.status_code == 303
        slip = morning.get_page(f"{url(plan)}/slip").text
        assert "Maria, your procedure starts at 2pm on Monday 15 March" in slip
        assert "No food now. The time to eat ended at 7:30am" in slip
        assert "You can drink water until 11:30am on Monday 15 March" in slip
        phone = morning.application.test_client()
        assert isinstance(phone, CheckingClient)
        shown = open_door(phone, plan).get_page(f"/my/{plan.id}").text
        assert "We plan to start at 2pm." in shown
        assert "No food now." in shown
        assert "You can drink water until 11:30am" in shown
        assert "You can eat until" not in shown

    def test_a_time_that_has_passed_or_none_is_refused(
        self, morning: CheckingClient, plan: Booked
    ) -> None:
        morning.get_page(url(plan))
        for start, said in (("08:00", "already passed"), ("", "Write the new start.")):
            page = morning.send_page(
                f"{url(plan)}/times", {"do": "preview", "start_time": start}, status=UNPROCESSABLE
            )
            assert said in page.text


def test_the_sheet_prints_filled_in_and_blank_and_leaves_its_entry(
    morning: CheckingClient, plan: Booked
) -> None:
    saved(morning, plan, **ATE)
    filled = morning.get_page(f"{url(plan)}/sheet").text
    assert "Mon 15 Mar 8am, Toast" in filled
    assert "Call the anaesthetist" in filled
    blank = morning.get_page(f"{url(plan)}/sheet?blank=yes").text
    assert "Toast" not in blank
    assert "stop 4:30am" in blank
    history = morning.get_page(f"/plans/{plan.id}/history").text
    assert history.count("morning sheet") >= 2
