"""The patient's first page, from the letter to six weeks after."""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine

from checklist.actions.events import record_event
from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.conftest import Booked
from tests.web.patient.reading import card, fields_of, my, part, press


def test_the_head_says_what_when_and_where(maria: CheckingClient, plan: Booked) -> None:
    page = maria.get_page(my(plan))
    assert page.h1 == "Maria, your procedure is on Monday 15 March"
    assert "Vertebroplasty. Arrive at 8:30am, Entrance B." in page.text
    assert next(e.get("aria-label") for e in page.root.iter() if e.get("class") == "timeline") == (
        "0 of 10 done. Today is Wednesday 3 March. The procedure is on Monday 15 March. "
        "The list ends on Monday 3 May."
    )


def test_nobodys_name_is_in_the_title(maria: CheckingClient, plan: Booked) -> None:
    assert "Maria" not in maria.get_page(my(plan)).title


def test_today_comes_first_then_next_then_after_then_done(
    maria: CheckingClient, plan: Booked
) -> None:
    page = maria.get_page(my(plan))
    heads = [h.get("id") for h in page.all("h2") if h.get("id")]
    assert heads == ["today", "next", "after", "ours", "done"]
    assert "Wednesday 3 March" in part(page, "today")
    assert "0 of 10" in part(page, "done")
    assert page.text.count("Nothing yet.") == 1


def test_a_tick_moves_to_done_and_counts(maria: CheckingClient, plan: Booked) -> None:
    page = press(maria, plan, "blood-test", "done")
    assert "1 of 10" in part(page, "done")
    assert "Wednesday 3 March, 9:17am." in card(page, "blood-test")
    assert "Saved." in page.text


def test_undo_brings_it_back(maria: CheckingClient, plan: Booked) -> None:
    press(maria, plan, "blood-test", "done")
    page = press(maria, plan, "blood-test", "cleared")
    assert "0 of 10" in part(page, "done")
    assert card(page, "blood-test").startswith("Tick: Have your blood test")


def test_fasting_is_two_clock_times_in_one_card(maria: CheckingClient, plan: Booked) -> None:
    fasting = card(maria.get_page(my(plan)), "fasting")
    assert "Eating and drinking on Monday 15 March" in fasting
    assert "You can eat until 4:30am" in fasting.replace("until4", "until 4")
    assert "You can drink water until 8:30am" in fasting.replace("until8", "until 8")


def test_a_limit_shows_its_start_its_end_and_what_comes_then(
    maria: CheckingClient, plan: Booked
) -> None:
    lifting = card(maria.get_page(my(plan)), "no-lifting")
    assert "Monday 15 March" in lifting
    assert "Sunday 25 April" in lifting
    assert "From Monday 26 April, ask us before you lift." in lifting


def test_until_a_clinician_decides_the_page_says_keep_taking_it(
    maria: CheckingClient, plan: Booked, warfarin: str
) -> None:
    told = part(maria.get_page(my(plan)), "medicines")
    assert "Keep taking Warfarin until we tell you to stop." in told
    assert "Call us about Warfarin" in told


def test_a_decision_names_the_day_the_hour_and_who_decided(
    maria: CheckingClient, plan: Booked, stopped: str
) -> None:
    page = maria.get_page(my(plan))
    last = card(page, f"medicine-last-dose:{stopped}")
    assert "at 6pm on Tuesday 9 March" in last
    assert "Dr Rao decided this." in last
    assert "Tick: " not in last, "a tablet of next week cannot be ticked yet"


def test_what_is_past_never_reads_as_still_in_time(
    maria: CheckingClient, plan: Booked, stopped: str, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 10, 9, tzinfo=UTC))
    last = card(maria.get_page(my(plan)), f"medicine-last-dose:{stopped}")
    assert "This was to do at 6pm on Tuesday 9 March. Do not take it now." in last
    assert "Take your last Warfarin tablet at" not in last, "that order is over"
    clock_at_nine.move_to(datetime(2027, 3, 14, 9, tzinfo=UTC))
    escort = card(maria.get_page(my(plan)), "escort")
    assert "This was to do by 6pm on Saturday 13 March." in escort
    assert "If not, call us today." in escort
    assert "Tell us who by" not in escort


def test_on_the_day_the_fast_stands_first(
    maria: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 15, 3, tzinfo=UTC))
    page = maria.get_page(my(plan))
    assert page.h1 == "Maria, your procedure is today"
    assert part(page, "today").startswith(
        "Do today Monday 15 March Eating and drinking on Monday 15 March"
    ) or part(page, "today").startswith(
        "Do todayMonday 15 March Eating and drinking on Monday 15 March"
    )
    fields_of(page, plan, "no-food")
    fields_of(page, plan, "no-drink")


def test_each_fasting_time_is_answered_on_its_own(
    maria: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 15, 5, tzinfo=UTC))
    press(maria, plan, "no-food", "done")
    fasting = card(press(maria, plan, "no-drink", "slipped", why="Some tea"), "fasting")
    assert "I have stopped eating." in fasting
    assert "You said: I drank something" in fasting
    assert "Do not drink any more." in fasting


def test_at_home_the_page_turns_to_recovery(
    maria: CheckingClient, plan: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    ended, home = datetime(2027, 3, 15, 11, 30, tzinfo=UTC), datetime(2027, 3, 15, 15, tzinfo=UTC)
    clock_at_nine.move_to(datetime(2027, 3, 15, 15, 5, tzinfo=UTC))
    now = datetime(2027, 3, 15, 15, 5, tzinfo=UTC)
    record_event(store, plan.id, "procedure_end", ended, actor=plan.nurse.actor, now=now)
    record_event(store, plan.id, "home", home, actor=plan.nurse.actor, now=now)
    page = maria.get_page(my(plan))
    assert page.h1 == "Maria, you are home"
    care = part(page, "care")
    assert "Rest in bed until 11:30am on Tuesday 16 March." in care
    assert "I am not lifting" in care
    assert "Answer our questions" not in part(page, "today")


def test_a_limit_that_was_broken_stays_where_it_is(
    maria: CheckingClient, plan: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    test_at_home_the_page_turns_to_recovery(maria, plan, store, clock_at_nine)
    lifting = card(press(maria, plan, "no-lifting", "slipped"), "no-lifting")
    assert "You said: I lifted too much" in lifting
    assert "Sunday 25 April" in lifting, "the limit itself is still told"


def test_the_page_of_an_item_says_why_and_what_was_said(
    maria: CheckingClient, plan: Booked
) -> None:
    press(maria, plan, "escort", "cant", why="My son is away")
    page = maria.get_page(my(plan, "tasks", "escort"))
    assert page.h1 == "Ask someone to take you home"
    assert "You may feel sleepy or weak" in page.text
    assert "I can’t: “My son is away”" in page.text


def test_an_item_that_is_not_on_the_list_is_not_found(maria: CheckingClient, plan: Booked) -> None:
    maria.get_page(my(plan, "tasks", "no-such-thing"), status=404)


def test_about_and_help_are_one_tap_away(maria: CheckingClient, plan: Booked) -> None:
    page = maria.get_page(my(plan))
    about = maria.get_page(page.link("About your procedure"))
    assert "What can go wrong" in about.text
    help_page = maria.get_page(page.link("Get help now"))
    assert "Call 999 now for any of these" in help_page.text
    assert "tel:999" in help_page.links


def test_when_something_is_due_is_said_once(maria: CheckingClient, plan: Booked) -> None:
    page = maria.get_page(my(plan))
    assert card(page, "blood-test").count("Friday 12 March") == 1
    assert card(page, "arrive").count("8:30am on Monday 15 March") == 1


def test_the_page_of_an_item_does_not_lead_to_itself(maria: CheckingClient, plan: Booked) -> None:
    address = my(plan, "tasks", "escort")
    assert address not in maria.get_page(address).links


def test_a_page_is_light_enough_for_an_old_phone(
    maria: CheckingClient, plan: Booked, stopped: str
) -> None:
    """At most 14 KB for HTML and CSS together, compressed, and three files before it shows."""
    sent = {"Accept-Encoding": "gzip"}
    page = maria.get_page(my(plan))
    sheets = [link for link in page.all("link") if link.get("rel") == "stylesheet"]
    blocking = [link.get("href") or "" for link in sheets if link.get("media") != "print"]
    weights = []
    for url in (my(plan), *blocking):
        with maria.get(url, headers=sent) as response:  # static files stay open until they are read
            weights.append(len(response.data))
    assert len(weights) <= 3
    assert sum(weights) <= 14 * 1024
