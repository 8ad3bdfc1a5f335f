"""Who has read which change, and how a database from before there were any is brought up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from checklist.core.actors import Actor, ActorKind
from checklist.core.audit import Verb
from checklist.core.errors import RowRefused
from checklist.core.marks import Channel
from checklist.settings import Settings
from checklist.store import (
    DATABASE_NAME,
    Keys,
    Store,
    acknowledgements,
    migrations,
    new_id,
    open_store,
    schema,
    sqlite,
)


def acknowledge(store: Store, plan_id: str, revision: int, by: Actor, at: datetime) -> None:
    with store.write(by, at, on=(plan_id,)) as tx:
        acknowledgements.add(
            tx, id=new_id(), plan_id=plan_id, revision=revision, by=by, channel=Channel.PHONE, at=at
        )
        tx.enter(Verb.ACKNOWLEDGED, plan_id, {"number": revision}, plan_id=plan_id)


def test_the_first_revision_was_handed_over(store: Store, plan_id: str) -> None:
    with store.read() as reader:
        assert acknowledgements.newest(reader, plan_id) == 1
        assert acknowledgements.of_plan(reader, plan_id) == []


def test_the_newest_revision_read_counts_whoever_read_it_last(
    store: Store, plan_id: str, nurse: Actor, now: datetime
) -> None:
    acknowledge(store, plan_id, 3, nurse, now)
    acknowledge(store, plan_id, 2, nurse, now + timedelta(hours=1))
    with store.read() as reader:
        assert acknowledgements.newest(reader, plan_id) == 3
        latest, earlier = acknowledgements.of_plan(reader, plan_id)
    assert (latest.revision, earlier.revision) == (2, 3)
    assert (earlier.by, earlier.by_kind) == ("Nora Nurse", ActorKind.STAFF)
    assert (earlier.channel, earlier.at) == (Channel.PHONE, now)


def test_nobody_acknowledges_for_a_plan_that_is_not_there(
    store: Store, nurse: Actor, now: datetime
) -> None:
    with pytest.raises(RowRefused):
        acknowledge(store, new_id(), 2, nurse, now)


def test_a_database_from_before_is_brought_up_and_keeps_its_rows(settings: Settings) -> None:
    """The steps that were released make what they always made; the new one adds the table."""
    (settings.data_dir / DATABASE_NAME).unlink()
    key = Keys.of(settings.root_key).database
    path = settings.data_dir / DATABASE_NAME
    connection = sqlite.connect(path, key, durability="OFF", read_only=False)
    old = Database(connection, execute_plugins=False)
    migrations.first_tables(old)
    assert "acknowledgement" not in old.table_names()
    assert set(old.table_names()) == set(schema.FIRST_TABLES)
    old["_sqlite_migrations"].insert(  # type: ignore[union-attr]  # a table, not a view
        {"migration_set": "tickwell", "name": "first_tables", "applied_at": "2026-10-01"},
        pk=("migration_set", "name"),
    )
    connection.execute("INSERT INTO guess VALUES ('somebody', 1, '2026-10-01')")
    connection.commit()
    connection.close()
    opened = open_store(settings)
    with opened.read() as reader:
        assert reader.value("SELECT count(*) FROM acknowledgement") == 0
        assert reader.value("SELECT wrong FROM guess") == 1
    opened.close()
