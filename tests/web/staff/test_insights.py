"""The figure that shows fatigue: alerts a nurse a day."""

from __future__ import annotations

import time_machine

from checklist.actions.outcomes import Outcome
from checklist.core.attention import ReasonKind
from checklist.core.marks import MarkState
from checklist.store import Store
from tests.dealing import settle
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, sign_in
from tests.web.staff.test_worklist import say


def test_an_alert_counts_while_it_stands_and_after_it_was_settled(
    client: CheckingClient,
    nurse: Person,
    plan: Booked,
    store: Store,
    clock_at_nine: time_machine.Traveller,
) -> None:
    sign_in(client, nurse)
    assert "Nothing to count yet" not in client.get_page("/insights").text, "a nurse came in"
    say(store, plan, "escort", MarkState.CANT)
    said = "Wednesday 3 March 1 1 1"
    clock_at_nine.move_to(NOW.replace(hour=9, minute=40))
    assert said in client.get_page("/insights").text
    at = NOW.replace(hour=9, minute=45)
    settle(store, plan.id, ReasonKind.CANT, Outcome.CALLED, actor=nurse.actor, now=at)
    page = client.get_page("/insights")
    assert said in page.text
    assert "1 alert a nurse a day" in page.text
    assert "Maria" not in page.text
