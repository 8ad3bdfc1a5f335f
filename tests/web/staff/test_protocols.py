"""The protocols' own pages: which there are, one whole, and what changed."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, sign_in


def test_the_list_says_what_stands_of_each_version(
    client: CheckingClient, clinician: Person, plan: Booked
) -> None:
    page = sign_in(client, clinician).get_page("/protocols")
    row = next(tr for tr in page.all("tr") if "Version 1" in "".join(tr.itertext()))
    said = " ".join("".join(row.itertext()).split())
    assert "English reviewed" in said
    assert "22 November 2026" in said
    assert "22 November 2027" in said
    assert said.endswith("no end 1"), "one open plan stands on it"


def test_one_version_whole(client: CheckingClient, clinician: Person, protocol_id: str) -> None:
    page = sign_in(client, clinician).get_page("/protocols/vertebroplasty/1")
    assert "From 6 hours before the earliest start until the procedure" in page.text
