"""The steps from an empty file to today's tables. A step that was released never changes."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from checklist.store import schema
from checklist.store.sqlite import Connection, append_only_triggers, create_table

steps = Migrations("tickwell")


@steps()
def first_tables(db: Database) -> None:
    """Every table of the glossary, its indexes, and the triggers of the append-only ones."""
    for table, columns in schema.TABLES.items():
        db.conn.execute(create_table(table, columns, wide=table in schema.WIDE))
    for index in schema.INDEXES:
        db.conn.execute(index)
    for table in schema.APPEND_ONLY:
        for trigger in append_only_triggers(table):
            db.conn.execute(trigger)


def migrate(connection: Connection) -> None:
    """Apply what is pending, each step in a transaction of its own."""
    # Its own exceptions are the standard library's, not sqlcipher3's, so it is kept to this.
    steps.apply(Database(connection, execute_plugins=False))
