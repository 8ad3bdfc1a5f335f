"""What a patient says of a task, and what they are told of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from checklist.core.attention import ReasonKind
from checklist.core.marks import MarkState
from checklist.store import Store, marks, new_id
from tests.dealing import settle
from tests.web.client import CheckingClient
from tests.web.conftest import Booked
from tests.web.patient.reading import FETCH, card, fetch, fields_of, my, press

SUNDAY_NIGHT = datetime(2027, 3, 7, 21, tzinfo=UTC)


def test_in_hours_a_nurse_reads_it_today(maria: CheckingClient, plan: Booked) -> None:
    said = card(press(maria, plan, "escort", "cant"), "escort")
    assert "You said: I can’t" in said
    assert (
        "Saved. Nobody has read this yet. A nurse will read it today. Can’t wait? Call now." in said
    )
    assert "We will help you plan." in said, "the step's own words for I can't"


def test_at_night_it_says_when_and_gives_the_number_that_answers(
    maria: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(SUNDAY_NIGHT)
    page = press(maria, plan, "escort", "cant")
    said = card(page, "escort")
    assert "A nurse will read it at 8am on Monday 8 March." in said
    assert "Call us: 01632 960 199" in said
    assert "01632 960 123" not in said, "nobody answers the daytime number at night"


def test_a_word_why_is_kept_beside_it(maria: CheckingClient, plan: Booked, store: Store) -> None:
    press(maria, plan, "escort", "unsure")
    page = maria.get_page(my(plan))
    form = next(
        f
        for f in page.forms(my(plan, "marks"))
        if f.fields["task"] == "escort" and "why" in f.fields
    )
    assert form.fields["state"] == "unsure"
    maria.post(form.action, data={**form.fields} | {"why": "My  daughter\nmay come"})
    with store.read() as reader:
        made = marks.of_task(reader, plan.id, "escort")
    assert [(m.state, m.word) for m in made] == [
        (MarkState.UNSURE, ""),
        (MarkState.UNSURE, "My daughter may come"),
    ]
    assert made[1].replaces == {made[0].id}


def test_a_slip_says_what_to_do_now(
    maria: CheckingClient, plan: Booked, stopped: str, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 10, 9, tzinfo=UTC))
    key = f"medicine-stop:{stopped}"
    page = maria.get_page(my(plan))
    assert "I have stopped I took one I’m not sure" in card(page, key)
    said = card(press(maria, plan, key, "slipped"), key)
    assert "Do not take any more." in said
    assert "Call us: 01632 960 123" in said


def test_once_a_nurse_has_dealt_with_it_the_page_says_so(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    press(maria, plan, "escort", "cant")
    settle(
        store,
        plan.id,
        ReasonKind.CANT,
        note="Her neighbour comes.",
        actor=plan.nurse.actor,
        now=datetime(2027, 3, 3, 10, tzinfo=UTC),
    )
    said = card(maria.get_page(my(plan)), "escort")
    assert "A nurse has read this." in said
    assert "neighbour" not in said, "the nurse's note is for colleagues"


def test_with_javascript_the_answer_is_the_card_alone(maria: CheckingClient, plan: Booked) -> None:
    response = fetch(maria, plan, "blood-test", "done")
    html = response.get_data(as_text=True)
    assert response.status_code == 200
    assert html.count("data-task=") == 1
    assert "Have your blood test" in html
    assert '<p id="done-beside" data-swap>1 of 10</p>' in html


def test_the_same_form_sent_twice_is_one_mark(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    fields = fields_of(maria.get_page(my(plan)), plan, "blood-test") | {"state": "done"}
    for _ in range(2):
        assert maria.post(my(plan, "marks"), data=fields).status_code == 303
    with store.read() as reader:
        assert len(marks.of_task(reader, plan.id, "blood-test")) == 1


def test_a_tick_on_words_that_changed_is_asked_again(
    maria: CheckingClient, plan: Booked, stopped: str, store: Store
) -> None:
    """The page was open while the plan changed: the mark is kept for what it was made on."""
    fields = fields_of(maria.get_page(my(plan)), plan, "escort")
    number, _, standing = fields["seen"].partition(":")
    assert (int(number), standing) == (3, "")
    old = fields | {"seen": "1:", "state": "done"}
    assert maria.post(my(plan, "marks"), data=old).status_code == 303
    with store.read() as reader:
        assert marks.of_task(reader, plan.id, "escort")[0].revision == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"mark_id": "short"},
        {"mark_id": ""},
        {"seen": ""},
        {"seen": "one:"},
        {"seen": "1:not-an-id"},
        {"seen": "1234567:"},
        {"state": "eaten"},
        {"state": ""},
        {"state": "not_needed"},
    ],
)
def test_what_cannot_come_from_our_page_is_refused_and_nothing_kept(
    maria: CheckingClient, plan: Booked, store: Store, changed: dict[str, str]
) -> None:
    fields = fields_of(maria.get_page(my(plan)), plan, "escort") | {"state": "done"}
    assert maria.post(my(plan, "marks"), data=fields | changed).status_code == 409
    with store.read() as reader:
        assert marks.of_task(reader, plan.id, "escort") == []


@pytest.mark.parametrize("changed", [{"task": "no-such-task"}, {"seen": "99:"}])
def test_a_task_or_revision_that_is_not_there_is_not_found(
    maria: CheckingClient, plan: Booked, changed: dict[str, str]
) -> None:
    fields = fields_of(maria.get_page(my(plan)), plan, "escort") | {"state": "done"}
    assert maria.post(my(plan, "marks"), data=fields | changed).status_code == 404


def test_a_form_without_its_token_changes_nothing(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    fields = fields_of(maria.get_page(my(plan)), plan, "escort") | {"state": "done"}
    del fields["csrf_token"]
    assert maria.post(my(plan, "marks"), data=fields, headers=FETCH).status_code == 400
    with store.read() as reader:
        assert marks.of_plan(reader, plan.id) == []


def test_a_shut_door_keeps_nothing_and_says_how_to_come_back(
    maria: CheckingClient, plan: Booked
) -> None:
    fields = fields_of(maria.get_page(my(plan)), plan, "escort") | {"state": "done"}
    maria.send("/leave")
    again = maria.post(my(plan, "marks"), data=fields)
    assert again.status_code in (400, 401)
    assert "Nothing was" in again.get_data(as_text=True)


def test_marks_of_another_plan_cannot_be_named(maria: CheckingClient, plan: Booked) -> None:
    """An id nobody knows replaces nothing; it is kept as it came, and harms nobody."""
    fields = fields_of(maria.get_page(my(plan)), plan, "escort") | {"state": "done"}
    fields["seen"] = f"1:{new_id()}"
    assert maria.post(my(plan, "marks"), data=fields).status_code == 303
