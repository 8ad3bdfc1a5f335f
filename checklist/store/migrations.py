"""The steps from an empty file to today's tables. A step that was released never changes."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from checklist.core.errors import StoreError
from checklist.store import loop_tables, schema
from checklist.store.sqlite import Connection, append_only_triggers, create_table


def first_tables(db: Database) -> None:
    """Every table of the glossary, its indexes, and the triggers of the append-only ones."""
    for table, columns in schema.FIRST_TABLES.items():
        db.conn.execute(create_table(table, columns, wide=table in schema.WIDE))
    for index in schema.INDEXES:
        db.conn.execute(index)
    for table in schema.APPEND_ONLY:
        if table in schema.FIRST_TABLES:
            _keep(db, table)


def protocol_reasons(db: Database) -> None:
    """Why a protocol version was published, and its open plans found without reading every plan."""
    db.conn.execute("ALTER TABLE protocol ADD COLUMN reason TEXT NOT NULL DEFAULT ''")
    db.conn.execute("CREATE INDEX plan_protocol ON plan (protocol_id, clinic_id, state)")


def acknowledgements(db: Database) -> None:
    """Who has read which change of a plan."""
    db.conn.execute(create_table("acknowledgement", schema.ACKNOWLEDGEMENT, wide=False))
    _keep(db, "acknowledgement")


def clinical_loop(db: Database) -> None:
    """What patients report and staff settle between a booking and a closed plan."""
    for table, columns in loop_tables.LOOP_TABLES.items():
        db.conn.execute(create_table(table, columns, wide=False))
    for statement in (*loop_tables.LOOP_COLUMNS, *loop_tables.LOOP_INDEXES):
        db.conn.execute(statement)
    for table in loop_tables.LOOP_APPEND_ONLY:
        _keep(db, table)


def _keep(db: Database, table: str) -> None:
    """Make a table append-only."""
    for trigger in append_only_triggers(table):
        db.conn.execute(trigger)


STEPS = (first_tables, protocol_reasons, acknowledgements, clinical_loop)
"""In the order they are applied."""

_migrations = Migrations("tickwell")
for _step in STEPS:
    _migrations()(_step)


def migrate(connection: Connection) -> None:
    """Apply what is pending, each step in a transaction of its own.

    Raises StoreError for a database that a newer version has migrated further.
    """
    # sqlite-utils catches the standard library's exceptions, not sqlcipher3's: it is kept to this.
    db = Database(connection, execute_plugins=False)
    unknown = {done.name for done in _migrations.applied(db)} - {step.__name__ for step in STEPS}
    if unknown:
        raise StoreError(
            "This database was used by a newer version of Tickwell, which this one cannot read. "
            "Start the newer version again."
        )
    _migrations.apply(db)
