"""What changed, as the patient meets it: on top of the list, on a page of its own, and read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from checklist.actions.marks import Said, mark_task
from checklist.actions.medicines import Decided, decide
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind
from checklist.store import Store, acknowledgements, new_id, plans, revisions
from checklist.web.house import KEY
from tests.moving import move
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, book, open_door
from tests.web.entering import code_of
from tests.web.page import Page, words
from tests.web.patient.reading import my

START, ARRIVAL = datetime(2027, 3, 15, 10, 30, tzinfo=UTC), datetime(2027, 3, 15, 8, 30, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def earlier(store: Store, plan: Booked) -> None:
    """Maria is to come half an hour earlier: one instruction is another."""
    at = ARRIVAL - timedelta(minutes=30)
    move(store, plan.id, actor=plan.nurse.actor, now=NOW, arrival=at)


def move_by(store: Store, plan: Booked, weeks: int) -> None:
    move(
        store,
        plan.id,
        actor=plan.nurse.actor,
        now=NOW,
        procedure=START + weeks * WEEK,
        arrival=ARRIVAL + weeks * WEEK,
    )


@pytest.fixture
def moved(store: Store, plan: Booked) -> None:
    """Maria's procedure is a week later."""
    move_by(store, plan, 1)


def rows(store: Store, plan: Booked) -> list[int]:
    with store.read() as reader:
        return [row.revision for row in acknowledgements.of_plan(reader, plan.id)]


def banner(page: Page) -> str:
    found = page.all("div", class_="moved")
    return words(found[0]) if found else ""


def test_without_news_nothing_stands_on_top(maria: CheckingClient, plan: Booked) -> None:
    assert banner(maria.get_page(my(plan))) == ""


@pytest.mark.usefixtures("earlier")
def test_a_few_changes_are_read_at_once_on_top_of_the_list(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    page = maria.get_page(my(plan))
    told = banner(page)
    assert told.startswith("Something changed. Read this first. Throw away your old paper list.")
    assert "It was at 8:30am on Monday 15 March It is now Come to Entrance B at 8am" in told
    response = maria.submit(page, my(plan, "changed"))
    assert (response.status_code, response.location) == (303, my(plan, "changed"))
    assert rows(store, plan) == [2]
    done = maria.get_page(response.location)
    assert done.h1 == "Your list is up to date"
    assert "Thank you. We know that you have read it." in done.text
    assert done.link("Print the new list") == my(plan, "sheet")
    assert banner(maria.get_page(my(plan))) == ""


@pytest.mark.usefixtures("moved")
def test_many_changes_lead_to_a_page_of_their_own(maria: CheckingClient, plan: Booked) -> None:
    page = maria.get_page(my(plan))
    told = banner(page)
    assert "Your procedure is now on Monday 22 March. It was Monday 15 March." in told
    assert page.link("See what changed") == my(plan, "changed")
    assert "Do not eat" not in told


@pytest.mark.usefixtures("moved")
def test_the_page_tells_all_of_it_and_whom_to_call(maria: CheckingClient, plan: Booked) -> None:
    page = maria.get_page(my(plan, "changed"))
    assert page.h1 == "Your procedure is now on Monday 22 March"
    assert "It was Monday 15 March." in page.text
    assert "Throw away your old paper list." in page.text
    food = next(a for a in page.all("article") if "Do not eat before" in words(a))
    assert words(food) == (
        "Do not eat before your procedure It was from 4:30am on Monday 15 March It is now "
        "You can eat until 4:30am on Monday 22 March. Do not eat after that."
    )
    assert "tel:01632960123" in page.links
    assert "Maria" not in page.title


@pytest.mark.usefixtures("moved")
def test_looking_acknowledges_nothing(maria: CheckingClient, plan: Booked, store: Store) -> None:
    for url in (my(plan), my(plan, "changed"), my(plan, "sheet")):
        maria.get(url)
        maria.head(url)
    assert rows(store, plan) == []
    assert maria.get_page(my(plan, "changed")).form(my(plan, "changed"))


@pytest.mark.usefixtures("moved")
def test_pressing_twice_reads_it_once(maria: CheckingClient, plan: Booked, store: Store) -> None:
    page = maria.get_page(my(plan, "changed"))
    for _ in range(2):
        assert maria.submit(page, my(plan, "changed")).status_code == 303
    assert rows(store, plan) == [2]


@pytest.mark.usefixtures("moved")
def test_what_changed_while_the_page_was_open_is_still_to_be_read(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    """She read "22 March", and by then it was the 29th."""
    page = maria.get_page(my(plan, "changed"))
    move_by(store, plan, 2)
    left = maria.get_page(maria.submit(page, my(plan, "changed")).location)
    assert rows(store, plan) == [2]
    assert "Something changed again. Please read this too." in left.text
    assert left.h1 == "Your procedure is now on Monday 29 March"
    assert "It was Monday 22 March." in left.text
    maria.submit(left, my(plan, "changed"))
    assert rows(store, plan) == [3, 2]


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize("sent", ["", "0", "3", "-1", "²", "9" * 5000])
def test_a_page_that_is_not_ours_is_too_old(
    maria: CheckingClient, plan: Booked, store: Store, sent: str
) -> None:
    page = maria.get_page(my(plan, "changed"))
    assert maria.submit(page, my(plan, "changed"), revision=sent).status_code == 409
    assert rows(store, plan) == []


def test_a_day_that_was_taken_away_says_that_we_will_tell(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    move(store, plan.id, actor=plan.nurse.actor, now=NOW, postponed=True)
    page = maria.get_page(my(plan, "changed"))
    assert page.h1 == "Your procedure has no date yet"
    assert "It was Monday 15 March. We will tell you the new date." in page.text
    assert "Throw away your old paper list." in page.text


@pytest.mark.usefixtures("stopped")
def test_a_stop_that_does_not_hold_any_more_stands_first(
    maria: CheckingClient, plan: Booked, store: Store, stopped: str, clinician: Person
) -> None:
    keep = Decided(medicine_id=stopped, kind=DecisionKind.KEEP)
    decide(store, plan.id, [keep], actor=clinician.actor, now=NOW)
    told = banner(maria.get_page(my(plan)))
    assert "It was Do not take Warfarin, from 6pm on Tuesday 9 March" in told
    assert "It is now Keep taking Warfarin as you do now." in told


def test_ones_own_answers_are_no_news(maria: CheckingClient, plan: Booked) -> None:
    page = maria.get_page(my(plan, "questions", "answers"))
    form = page.form(my(plan, "questions", "answers"))
    maria.submit(page, form.action, **{"answer-smoker": "yes", "smoker": "yes"})
    assert banner(maria.get_page(my(plan))) == ""


@pytest.mark.usefixtures("earlier")
def test_a_tick_on_the_new_words_has_read_them(
    maria: CheckingClient, plan: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(ARRIVAL - timedelta(hours=1))
    assert banner(maria.get_page(my(plan)))
    with store.read() as reader:
        task = revisions.get(reader, plans.need(reader, plan.id).revision_id).content.task("arrive")
    assert task is not None
    said = Said(
        id=new_id(),
        task_key="arrive",
        state=MarkState.DONE,
        meaning=task.meaning,
        channel=Channel.PHONE,
    )
    mark_task(store, plan.id, said, actor=plan.nurse.actor, now=ARRIVAL - timedelta(hours=1))
    assert banner(maria.get_page(my(plan))) == ""


@pytest.mark.usefixtures("earlier")
def test_once_it_is_over_it_is_no_news(
    maria: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(ARRIVAL)
    assert banner(maria.get_page(my(plan))) == ""


@pytest.mark.usefixtures("moved")
def test_at_night_the_number_in_the_words_is_the_one_that_answers(
    maria: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 3, 22, tzinfo=UTC))
    page = maria.get_page(my(plan, "changed"))
    assert "Call us on 01632 960 199." in page.text
    assert "01632 960 123" not in words(page.one("main"))


# The door ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("moved")
def test_after_the_door_the_change_comes_first(client: CheckingClient, plan: Booked) -> None:
    open_door(client, plan)
    assert client.get("/my").location == my(plan, "changed")


def test_without_news_the_list_comes_first(client: CheckingClient, plan: Booked) -> None:
    open_door(client, plan)
    assert client.get("/my").location == my(plan)


def sheet_of(store: Store, plan: Booked, number: int) -> str:
    with store.read() as reader:
        return revisions.numbered(reader, plan.id, number).sheet_code


@pytest.mark.usefixtures("moved")
def test_the_square_of_an_old_sheet_leads_through_the_door_to_the_change(
    client: CheckingClient, plan: Booked, store: Store
) -> None:
    code = sheet_of(store, plan, 1)
    page = client.get_page(f"/s/{code}")
    way = page.link("See what changed")
    assert plan.id not in page.html
    landing = client.get_page(way)
    fields = landing.form("/go").fields
    assert fields["sheet"] == code
    opened = client.submit(landing, "/go", **_door(client, plan))
    inside = client.get(opened.location)
    assert inside.location == f"{my(plan, 'changed')}?sheet={code}"
    assert client.get_page(inside.location).h1 == "Your procedure is now on Monday 22 March"


def _door(client: CheckingClient, plan: Booked) -> dict[str, str]:
    house = client.application.extensions[KEY]
    born = plan.patient.born
    return {
        "code": code_of(house.store, house.settings, plan),
        "born_day": str(born.day),
        "born_month": str(born.month),
        "born_year": str(born.year),
    }


@pytest.mark.usefixtures("moved")
def test_where_the_list_is_open_already_the_square_leads_straight_there(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    code = sheet_of(store, plan, 1)
    page = maria.get_page(f"/s/{code}")
    assert plan.id not in page.html
    assert (
        maria.get(page.link("See what changed")).location == f"{my(plan, 'changed')}?sheet={code}"
    )


@pytest.mark.usefixtures("moved")
def test_an_old_sheet_still_shows_what_it_lacks_once_all_was_read(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    page = maria.get_page(my(plan, "changed"))
    maria.submit(page, my(plan, "changed"))
    again = maria.get_page(f"{my(plan, 'changed')}?sheet={sheet_of(store, plan, 1)}")
    assert again.h1 == "Your procedure is now on Monday 22 March"
    assert again.forms(my(plan, "changed")) == [], "she has read it"
    newest = maria.get_page(f"{my(plan, 'changed')}?sheet={sheet_of(store, plan, 2)}")
    assert newest.h1 == "Your list is up to date"


@pytest.mark.parametrize("code", ["ZZZ-ZZZ", "", "<script>", "../../my", "a" * 3000])
def test_a_code_that_is_none_is_left_out(client: CheckingClient, plan: Booked, code: str) -> None:
    page = client.get_page("/go?sheet=" + code)
    assert "sheet" not in page.form("/go").fields or code == "ZZZ-ZZZ"
    open_door(client, plan)
    assert client.get_page(f"{my(plan, 'changed')}?sheet={code}").h1 == "Your list is up to date"


def test_another_patients_sheet_leads_nowhere_new(
    store: Store,
    plan: Booked,
    clinic: Clinic,
    nurse: Person,
    protocol_id: str,
    maria: CheckingClient,
) -> None:
    other = book(store, clinic, nurse, protocol_id, name="Ingrid Falk", record_number="99")
    move_by(store, other, 1)
    code = sheet_of(store, other, 1)
    assert maria.get(f"/my?sheet={code}").location == my(plan)
    assert maria.get_page(f"{my(plan, 'changed')}?sheet={code}").h1 == "Your list is up to date"
    assert maria.get_page(f"/s/{code}").link("See what changed").startswith("/go")
