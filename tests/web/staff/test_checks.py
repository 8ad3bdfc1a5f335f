"""The critical ticks in one list, each with the patient's tick and our own stamp."""

from __future__ import annotations

from checklist.core.marks import MarkState
from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.entering import Booked, Person, sign_in
from tests.web.staff.test_worklist import say


def boxes(client: CheckingClient, plan: Booked) -> list[str]:
    page = client.get_page(f"/plans/{plan.id}/critical")
    return [str(box.get("value")) for box in page.all("input", type="checkbox", name="check")]


def test_a_nurse_checks_several_at_once_and_the_stamp_is_no_tick(
    client: CheckingClient, store: Store, nurse: Person, plan: Booked
) -> None:
    say(store, plan, "escort", MarkState.DONE)
    say(store, plan, "blood-test", MarkState.DONE)
    sign_in(client, nurse)
    url = f"/plans/{plan.id}/critical"
    page = client.get_page(url)
    assert page.h1 == "Critical items: 2 to check"
    chosen = boxes(client, plan)
    page = client.follow(url, {**page.form(url).fields, "check": chosen})
    assert "Checked: 2." in page.text
    assert page.h1 == "Critical items"
    stamps = [e for e in page.all("span") if e.get("class") == "stamp"]
    assert [stamp.text for stamp in stamps] == ["Checked", "Checked"]
    assert boxes(client, plan) == []


def test_what_went_wrong_stands_first_and_cannot_be_checked(
    client: CheckingClient, store: Store, nurse: Person, plan: Booked
) -> None:
    say(store, plan, "blood-test", MarkState.DONE)
    say(store, plan, "escort", MarkState.CANT, "No one to drive")
    page = sign_in(client, nurse).get_page(f"/plans/{plan.id}/critical")
    listed = page.one("main").iter(page.all("li")[0].tag)
    first = " ".join("".join(next(listed).itertext()).split())
    assert first.startswith("Ask someone to take you home")
    assert "No one to drive" in first
    assert len(boxes(client, plan)) == 1


def test_nothing_chosen_or_changed_meanwhile_is_said(
    client: CheckingClient, store: Store, nurse: Person, plan: Booked
) -> None:
    say(store, plan, "escort", MarkState.DONE)
    url = f"/plans/{plan.id}/critical"
    form = sign_in(client, nurse).get_page(url).form(url).fields
    page = client.send_page(url, {"csrf_token": form["csrf_token"]}, status=422)
    assert "Tick what you have checked" in page.text
    (chosen,) = boxes(client, plan)
    say(store, plan, "escort", MarkState.CANT, "She is ill")
    page = client.send_page(url, {"csrf_token": form["csrf_token"], "check": chosen}, status=409)
    assert "changed while you had it open" in page.text
