"""Published protocols never change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from checklist.core.actors import Actor
from checklist.core.errors import NotFound, RowRefused, StoreError
from checklist.store import Store, protocols
from tests.store import build


def test_the_newest_version_is_current(store: Store, nurse: Actor, now: datetime) -> None:
    newer = replace(build.PROTOCOL, version=2)
    other = replace(build.PROTOCOL, key="cataract")
    first = build.add_protocol(store, nurse, now)
    second = build.add_protocol(store, nurse, now, newer)
    third = build.add_protocol(store, nurse, now, other)
    with store.read() as reader:
        assert protocols.get(reader, first) == build.PROTOCOL
        assert protocols.latest_id(reader, "vertebroplasty") == second
        assert protocols.latest(reader, "vertebroplasty") == newer
        assert protocols.current(reader) == {third: other, second: newer}
        with pytest.raises(NotFound):
            protocols.get(reader, "nowhere")
        with pytest.raises(NotFound):
            protocols.latest(reader, "nothing")


def test_a_version_is_published_once(store: Store, nurse: Actor, now: datetime) -> None:
    build.add_protocol(store, nurse, now)
    with pytest.raises(RowRefused):
        build.add_protocol(store, nurse, now)


def test_another_text_under_a_published_number_is_refused(
    store: Store, nurse: Actor, now: datetime
) -> None:
    protocol_id = build.add_protocol(store, nurse, now)
    with store.read() as reader:
        assert protocols.find(reader, "vertebroplasty", 2) is None
        known = protocols.find(reader, "vertebroplasty", 1)
    assert known is not None
    assert (known.id, known.key, known.version) == (protocol_id, "vertebroplasty", 1)
    protocols.refuse_difference(known, "version 1")
    with pytest.raises(StoreError, match="new version"):
        protocols.refuse_difference(known, "version 1, with another word")
