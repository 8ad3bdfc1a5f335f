"""The protocols there are, one version whole, its picture, and what changed between two."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest
import time_machine

from checklist.actions.protocols import publish
from checklist.protocols import examine
from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, sign_in
from tests.web.page import Page, words
from tests.web.staff.authoring import FIRST, SECOND

LIST = "/protocols"
FIRST_PAGE, SECOND_PAGE = "/protocols/hearing-test/1", "/protocols/hearing-test/2"
NOT_FOUND = 404


@pytest.fixture
def published(store: Store, clinician: Person, protocol_id: str) -> Store:
    """The hearing test in two versions, beside what comes with Tickwell."""
    for text, reason in ((FIRST, ""), (SECOND, "A louder ward.")):
        found = examine(text, "hearing-test.yaml", today=NOW.date())
        assert found.protocol is not None, found.errors
        publish(
            store,
            found.protocol,
            found.source,
            actor=clinician.actor,
            by="Dr Rao",
            reason=reason,
            now=NOW,
            today=NOW.date(),
        )
    return store


@pytest.fixture
def reader(client: CheckingClient, clinician: Person) -> CheckingClient:
    """A clinician's browser."""
    return sign_in(client, clinician)


def row(page: Page, *said: str) -> str:
    """The one row of a table that says all of this."""
    rows = [words(tr) for tr in page.all("tr")]
    found = [one for one in rows if all(word in one for word in said)]
    assert len(found) == 1, rows
    return found[0]


def part(page: Page, id: str) -> Element:
    """The section that this heading heads."""
    return next(s for s in page.all("section") if s.get("aria-labelledby") == id)


def test_the_bar_leads_clinicians_and_admins_there_and_no_nurse(
    client: CheckingClient, clinician: Person, admin: Person, nurse: Person, protocol_id: str
) -> None:
    for who, there in ((clinician, True), (admin, True), (nurse, False)):
        page = sign_in(client, who).get_page("/patients")
        assert (LIST in page.links) is there, who.actor.role
        client.send("/staff/sign-out")


def test_the_list_says_what_stands_of_each_version(
    reader: CheckingClient, published: Store, plan: Booked
) -> None:
    page = reader.get_page(LIST)
    newest = row(page, "Version 2", "1 March 2028")
    assert "newest" in newest
    assert "published 3 March 2027, 9:17am, by Dr Rao" in newest
    assert "English reviewed" in newest
    assert "1 March 2027 by Dr Rao" in newest
    assert newest.endswith("no end 0")
    assert "newest" not in row(page, "Version 1", "1 March 2028")
    assert page.link("What changed in Hearing test") == "/protocols/hearing-test/diff?from=1&to=2"


def test_open_plans_are_counted_on_the_version_they_stand_on(
    reader: CheckingClient, plan: Booked
) -> None:
    page = reader.get_page(LIST)
    rows = [words(tr) for tr in page.all("tr") if words(tr).startswith("Version ")]
    counts = [one.rpartition(" ")[2] for one in rows if one[8:9].isdigit()]
    assert sorted(counts)[-2:] == ["0", "1"]
    assert counts.count("1") == 1


@pytest.mark.parametrize(
    ("at", "said", "also"),
    [
        (datetime(2028, 3, 2, 9, tzinfo=UTC), "overdue", True),
        (datetime(2028, 3, 1, 9, tzinfo=UTC), "due soon", False),  # the day itself is in time
    ],
)
def test_an_overdue_review_is_said_in_words(
    client: CheckingClient, clinician: Person, published: Store, at: datetime, said: str, also: bool
) -> None:
    """Not by a colour alone."""
    with time_machine.travel(at):
        sign_in(client, clinician)
        assert said in row(client.get_page(LIST), "Version 2", "1 March 2028")
        shown = client.get_page(SECOND_PAGE).text
        assert ("The next review was due on 1 March 2028." in shown) is also


def test_one_version_whole(reader: CheckingClient, published: Store) -> None:
    page = reader.get_page(SECOND_PAGE)
    assert page.h1 == "Hearing test version 2"
    assert "Published 3 March 2027, 9:17am, by Dr Rao: A louder ward." in page.text
    steps = words(part(page, "steps"))
    assert "From 24 hours before the procedure until the procedure" in steps
    assert "Set by Time without noise" in steps
    assert "Only when “Do your ears ring?” is answered yes" in steps
    assert "Do not go near loud noise from [when it begins]." in steps, "no bare slot is shown"
    assert "Come to [where to come] at [arrival]." in steps
    choice = row(page, "Time without noise")
    assert "24 hours" in choice
    assert "1 hour to 48 hours" in choice
    assert "The clinic" in choice, "a value says whose it is"
    assert "yes, no or not sure" in row(page, "Do your ears ring?")
    assert "You are dizzy." in words(part(page, "flags"))
    assert "The clinic’s own leaflet." in page.text


def test_an_old_version_says_that_there_is_a_newer_one(
    reader: CheckingClient, published: Store
) -> None:
    assert "There is a newer version: 2." in reader.get_page(FIRST_PAGE).text
    assert "There is a newer version" not in reader.get_page(SECOND_PAGE).text


def test_the_picture_says_in_words_what_it_draws(reader: CheckingClient, published: Store) -> None:
    page = reader.get_page(SECOND_PAGE)
    assert "4 of 4 steps on a road with the procedure in the middle" in words(
        page.by_id("picture-words")
    )
    assert "1 is a limit." in words(page.by_id("picture-words"))
    drawn = words(part(page, "picture"))
    for title in ("Do not go near loud noise", "Call us about the ringing", "Come to us"):
        assert title in drawn


def test_another_language_is_read_in_that_language(
    reader: CheckingClient, protocol_id: str
) -> None:
    page = reader.get_page("/protocols/vertebroplasty/2?language=es")
    first = next(e for e in page.all("h4") if e.get("lang") == "es")
    assert words(first)
    assert "Spanish not reviewed" in page.text
    assert page.link("English") == "/protocols/vertebroplasty/2?language=en"


def test_every_shipped_version_opens(reader: CheckingClient, protocol_id: str) -> None:
    links = {link for link in reader.get_page(LIST).links if link.startswith("/protocols/")}
    for link in sorted(links):
        reader.get_page(link)
    assert len(links) > 4


def test_what_changed_stands_in_words(reader: CheckingClient, published: Store) -> None:
    page = reader.get_page("/protocols/hearing-test/diff?from=1&to=2")
    assert "now starts 24 hours before the procedure" in page.text
    assert "“Time without noise” is now “24 hours”" in page.text
    back = reader.get_page("/protocols/hearing-test/diff?from=2&to=1")
    assert "“Time without noise” is now “12 hours”" in back.text
    assert "Nothing differs" in reader.get_page("/protocols/hearing-test/diff?from=2&to=2").text


def test_untold_the_newest_is_compared_with_the_one_before(
    reader: CheckingClient, published: Store
) -> None:
    page = reader.get_page("/protocols/hearing-test/diff")
    assert page.h1 == "Hearing test from version 1 to version 2"


@pytest.mark.parametrize(
    "address",
    [
        "/protocols/nowhere/1",
        "/protocols/hearing-test/3",
        "/protocols/hearing-test/99999999999999999999",
        "/protocols/nowhere/diff",
        "/protocols/hearing-test/diff?from=1&to=7",
        "/protocols/hearing-test/diff?from=x&to=2",
        "/protocols/nowhere/1/try",
        "/protocols/publish?from=nowhere",
    ],
)
def test_what_is_not_there_is_not_found(
    reader: CheckingClient, published: Store, address: str
) -> None:
    reader.get_page(address, status=NOT_FOUND)
