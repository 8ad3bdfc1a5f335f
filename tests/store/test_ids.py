"""Ids and keys."""

from __future__ import annotations

import threading
import time

import pytest

from checklist.store import Keys
from checklist.store.ids import ID_LENGTH, is_id, new_id
from checklist.store.keys import derive


def test_later_ids_sort_later_even_within_a_millisecond() -> None:
    made = [new_id() for _ in range(2_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_stay_in_order_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    assert new_id() > before


def test_ids_of_many_threads_differ() -> None:
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend(new_id() for _ in range(500))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4_000


def test_the_shape_of_an_id() -> None:
    made = new_id()
    assert len(made) == ID_LENGTH
    assert is_id(made)
    for other in (
        "",
        made[1:],
        made + "0",
        made.upper(),
        "w" * 26,
        "'; DROP TABLE mark --",
        "é" * 26,
    ):
        assert not is_id(other)


def test_each_purpose_has_a_key_of_its_own() -> None:
    root = bytes(range(32))
    keys = [derive(root, purpose) for purpose in ("database", "sessions", "links", "audit")]
    assert len(set(keys)) == 4
    assert {len(key) for key in keys} == {32}
    assert derive(root, "audit") == derive(root, "audit") != derive(bytes(32), "audit")
    # A released key never changes, or no database and no letter would open any more.
    assert derive(root, "links").hex()[:16] == "b722209f571cb22e"
    with pytest.raises(ValueError, match="32 bytes"):
        derive(b"short", "audit")


def test_keys_do_not_show() -> None:
    keys = Keys.of(bytes(range(32)))
    assert repr(keys) == "Keys()"
    assert keys.audit == derive(bytes(range(32)), "audit")
