"""What is done more than once a day: one card, one button, one way back."""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine

from checklist.core.marks import Mark
from checklist.store import Store, marks, new_id
from tests.web.client import CheckingClient
from tests.web.entering import Booked
from tests.web.page import Page, PostForm
from tests.web.patient.reading import FETCH, card, my

DROPS, STRETCH = "drops@1", "stretch@1"
"""Those of today, Wednesday 3 March."""


def forms(page: Page, booked: Booked, key: str) -> list[PostForm]:
    return [form for form in page.forms(my(booked, "marks")) if form.fields["task"] == key]


def tick(client: CheckingClient, booked: Booked, key: str, page: Page | None = None) -> Page:
    """Press the one big button, of the page as it is now or of one opened before."""
    return _press(
        client, booked, forms(page or client.get_page(my(booked)), booked, key)[0], "done"
    )


def undo(client: CheckingClient, booked: Booked, key: str) -> Page:
    return _press(client, booked, forms(client.get_page(my(booked)), booked, key)[-1], "cleared")


def _press(client: CheckingClient, booked: Booked, form: PostForm, state: str) -> Page:
    response = client.post(form.action, data={**form.fields} | {"state": state})
    assert response.status_code == 303, response.get_data(as_text=True)
    return client.get_page(my(booked))


def kept(store: Store, booked: Booked, key: str) -> list[Mark]:
    with store.read() as reader:
        return marks.of_task(reader, booked.id, key)


def test_the_card_says_how_far_the_day_is_in_words_and_marks(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    before = card(eye.get_page(my(eye_plan)), DROPS)
    assert "0 of 4 today" in before
    assert "8am, not done yet midday, not done yet 4pm, not done yet 8pm, not done yet" in before
    assert "Wait at least 4 hours between them." in before
    assert before.count("1 drop") == 1, "the text says it already"
    assert "Tick 8am" in before
    after = card(tick(eye, eye_plan, DROPS), DROPS)
    assert "1 of 4 today" in after
    assert "8am, done" in after
    assert "Tick midday" in after


def test_what_has_no_clock_time_is_counted(eye: CheckingClient, eye_plan: Booked) -> None:
    assert "Tick the first one" in card(eye.get_page(my(eye_plan)), STRETCH)
    said = card(tick(eye, eye_plan, STRETCH), STRETCH)
    assert "1 of 3 today" in said
    assert "Tick one more" in said


def test_it_is_done_only_when_all_are(eye: CheckingClient, eye_plan: Booked) -> None:
    for count in range(1, 4):
        page = tick(eye, eye_plan, DROPS)
        assert f"{count} of 4 today" in card(page, DROPS)
    said = card(tick(eye, eye_plan, DROPS), DROPS)
    assert said.startswith("Done: Use your eye drops")
    assert "4 of 4." in said
    assert "Undo the last one" in said
    assert "3 of 4 today" in card(undo(eye, eye_plan, DROPS), DROPS)


def test_one_mark_sent_twice_is_one_tick(
    eye: CheckingClient, eye_plan: Booked, store: Store
) -> None:
    form = forms(eye.get_page(my(eye_plan)), eye_plan, DROPS)[0]
    for _ in range(2):
        page = _press(eye, eye_plan, form, "done")
    assert "1 of 4 today" in card(page, DROPS)
    assert [mark.value for mark in kept(store, eye_plan, DROPS)] == ["8am"]


def test_two_tabs_that_tick_the_same_time_tick_it_once(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    tabs = [eye.get_page(my(eye_plan)) for _ in range(2)]
    for tab in tabs:
        page = tick(eye, eye_plan, DROPS, tab)
    assert "1 of 4 today" in card(page, DROPS)
    assert "Tick midday" in card(page, DROPS)


def test_undo_takes_back_a_time_that_two_tabs_ticked(eye: CheckingClient, eye_plan: Booked) -> None:
    tabs = [eye.get_page(my(eye_plan)) for _ in range(2)]
    for tab in tabs:
        tick(eye, eye_plan, DROPS, tab)
    assert "0 of 4 today" in card(undo(eye, eye_plan, DROPS), DROPS)


def test_undo_takes_back_the_last_one_alone(
    eye: CheckingClient, eye_plan: Booked, store: Store
) -> None:
    tick(eye, eye_plan, DROPS)
    tick(eye, eye_plan, DROPS)
    said = card(undo(eye, eye_plan, DROPS), DROPS)
    assert "1 of 4 today" in said
    assert "Tick midday" in said
    first, second, taken_back = kept(store, eye_plan, DROPS)
    assert taken_back.replaces == {second.id}
    assert not second.replaces, "a tick replaces no other"
    assert first.value == "8am"


def test_a_cannot_that_is_taken_back_leaves_what_was_done(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    tick(eye, eye_plan, DROPS)
    tick(eye, eye_plan, DROPS)
    page = eye.get_page(my(eye_plan))
    page = _press(eye, eye_plan, forms(page, eye_plan, DROPS)[0], "cant")
    assert "You said: I can’t" in card(page, DROPS)
    page = _press(eye, eye_plan, forms(page, eye_plan, DROPS)[-1], "cleared")
    assert "2 of 4 today" in card(page, DROPS)
    assert "3 of 4 today" in card(tick(eye, eye_plan, DROPS), DROPS)
    assert "4 of 4." in card(tick(eye, eye_plan, DROPS), DROPS)


def test_a_time_the_day_does_not_have_is_refused(eye: CheckingClient, eye_plan: Booked) -> None:
    form = forms(eye.get_page(my(eye_plan)), eye_plan, DROPS)[0]
    for wrong in ("9am", "x" * 5000):
        sent = {**form.fields} | {"state": "done", "value": wrong, "mark_id": new_id()}
        assert eye.post(form.action, data=sent).status_code == 409
    assert "0 of 4 today" in card(eye.get_page(my(eye_plan)), DROPS)


def test_with_javascript_the_card_is_swapped_and_said_aloud(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    form = forms(eye.get_page(my(eye_plan)), eye_plan, DROPS)[0]
    html = eye.post(form.action, data={**form.fields} | {"state": "done"}, headers=FETCH).text
    assert html.count("data-task=") == 1
    assert 'data-said="Saved. 1 of 4 today."' in html


def test_yesterdays_are_not_asked_as_if_they_were_todays(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    said = card(eye.get_page(my(eye_plan)), "drops@0")
    assert "0 of 4 yesterday" in said
    assert "This was to do by 8pm on Tuesday 2 March." in said
    assert "Did you miss one? Call us." in said


def test_what_was_said_names_each_time(eye: CheckingClient, eye_plan: Booked) -> None:
    tick(eye, eye_plan, DROPS)
    tick(eye, eye_plan, DROPS)
    undo(eye, eye_plan, DROPS)
    said = eye.get_page(my(eye_plan, "tasks", DROPS)).text
    assert "Undone midday" in said
    assert "Ticked midday You, Wednesday 3 March, 9:17am (replaced)" in said
    assert "Ticked 8am You, Wednesday 3 March, 9:17am" in said
    assert said.count("(replaced)") == 1, "the tick for 8am stands"


def test_ahead_of_its_day_there_is_nothing_to_press(
    eye: CheckingClient, eye_plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    said = card(eye.get_page(my(eye_plan)), "drops@2")
    assert "4 times on Thursday 4 March" in said
    assert "Tick" not in said
    clock_at_nine.move_to(datetime(2027, 3, 4, 7, tzinfo=UTC))
    assert "Tick 8am" in card(eye.get_page(my(eye_plan)), "drops@2")
