"""Setting the times of the day on the plan page."""

from __future__ import annotations

from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked
from tests.web.staff.test_plan import show, signed_in, task

__all__ = ["signed_in"]  # the fixture


def test_a_nurse_moves_the_arrival_and_every_date_follows(
    signed_in: CheckingClient, plan: Booked
) -> None:
    form = show(signed_in, plan).form(f"/plans/{plan.id}/times")
    assert (form.fields["start"], form.fields["arrival"]) == ("10:30", "08:30")
    page = signed_in.follow(form.action, {**form.fields, "arrival": "08:00"})
    assert "Arrival: 8am" in page.text
    assert "at 8am on Monday 15 March" in task(page, "arrive")


def test_what_cannot_be_is_said_beside_the_field_and_stays_typed(
    signed_in: CheckingClient, plan: Booked
) -> None:
    form = show(signed_in, plan).form(f"/plans/{plan.id}/times")
    for arrival, said in (
        ("11:00", "Arrival must be before the procedure starts."),
        ("nonsense", "Write a clock time, such as 7:30am."),
    ):
        typed = {**form.fields, "arrival": arrival}
        page = signed_in.send_page(form.action, typed, status=UNPROCESSABLE)
        assert page.error_of("times-arrival").startswith(said)
        assert page.form(f"/plans/{plan.id}/times").fields["arrival"] == arrival
    assert "Arrival: 8:30am" in show(signed_in, plan).text
