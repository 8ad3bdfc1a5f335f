"""Published protocols never change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
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


def test_versions_say_by_whom_when_and_why_and_who_stands_on_them(
    store: Store, clinic: Clinic, other_clinic: Clinic, nurse: Actor, now: datetime
) -> None:
    first = build.add_protocol(store, nurse, now)
    with store.write(nurse, now) as tx:
        second = protocols.publish(
            tx,
            replace(build.PROTOCOL, version=2),
            source="version 2",
            by="Dr Rao",
            at=now,
            reason="The clinic’s new fasting hours.",
        )
        tx.enter(Verb.PROTOCOL_PUBLISHED, second, {})
    build.add_protocol(store, nurse, now, replace(build.PROTOCOL, key="cataract"))
    patient = build.add_patient(store, nurse, now, build.patient(clinic))
    build.add_plan(store, nurse, now, patient, first)
    with store.read() as reader:
        newer, older = protocols.versions(reader, clinic.id, "vertebroplasty")
        assert (newer.id, newer.version, newer.published_by) == (second, 2, "Dr Rao")
        assert newer.reason == "The clinic’s new fasting hours."
        assert newer.published_at == now
        assert (newer.open_plans, older.open_plans) == (0, 1)
        assert older.reason == ""
        keys = [one.key for one in protocols.versions(reader, clinic.id)]
        assert keys == ["cataract", "vertebroplasty", "vertebroplasty"]
        elsewhere = protocols.versions(reader, other_clinic.id, "vertebroplasty")
        assert [one.open_plans for one in elsewhere] == [0, 0]
        assert protocols.source_of(reader, second) == "version 2"
        with pytest.raises(NotFound):
            protocols.source_of(reader, "nowhere")
