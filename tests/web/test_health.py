"""What a service manager asks: can this process serve?"""

from __future__ import annotations

import pytest

from checklist import __version__
from checklist.store import Store, database
from tests.web.client import CheckingClient


def test_a_healthy_house_says_its_version(client: CheckingClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json() == {"ok": True, "version": __version__}


def test_a_database_that_cannot_be_written_is_said_with_its_reason(
    client: CheckingClient, store: Store
) -> None:
    store.close()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    said = answer.get_json()
    assert said["ok"] is False
    assert said["reason"]


def test_a_disk_that_is_nearly_full_is_said_before_a_tick_is_lost(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LEAST_FREE_BYTES", 2**60)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.get_json()["reason"].startswith("The disk is full")
