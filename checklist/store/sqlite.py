"""Everything that is SQLite's own: the driver, the pragmas, the triggers, how a transaction begins.

The rest of the store speaks SQL that PostgreSQL reads too. The driver is sqlcipher3, which brings
its own SQLite and encrypts the file; where it cannot be installed the standard library's sqlite3
stands in, unencrypted, and only if its SQLite is free of the WAL-reset bug. Both must never open
the same file in one process: each would drop the other's POSIX locks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from checklist.core.errors import RowRefused, StoreError, UnsafeDatabase

if TYPE_CHECKING:
    from sqlite3 import Connection as Connection  # sqlcipher3's has the same shape, and no types
else:
    Connection = Any

try:
    import sqlcipher3.dbapi2 as driver

    ENCRYPTED = True
except ImportError:  # no wheel for this machine
    import sqlite3 as driver

    ENCRYPTED = False

Durability = Literal["FULL", "OFF"]
DriverError: type[Exception] = driver.Error
VERSION: tuple[int, ...] = driver.sqlite_version_info

BEGIN_READ = "BEGIN DEFERRED"
BEGIN_WRITE = "BEGIN IMMEDIATE"

# sqlite.org/wal.html#walresetbug: 3.7.0 to 3.51.2 can lose a committed write when a checkpoint
# meets a reset of the log; 3.51.3 mends it, and 3.50.7 and 3.44.6 carry the mend back.
_MENDED = (3, 51, 3)
_MENDED_BRANCHES = ((3, 50, 7), (3, 44, 6))

_BUSY_MILLISECONDS = 10_000
_CACHED_STATEMENTS = 512
_CACHE_KIB = 4096
_PAGE_BYTES = 2048


def is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug."""
    if version >= _MENDED:
        return True
    return any(version[:2] == mended[:2] and version >= mended for mended in _MENDED_BRANCHES)


def refuse_unsafe(version: tuple[int, ...]) -> None:
    """Raises UnsafeDatabase for a SQLite that can lose acknowledged writes."""
    if not is_safe(version):
        raise UnsafeDatabase(
            f"This computer's SQLite {'.'.join(map(str, version))} can lose saved ticks (its "
            "WAL-reset bug), so it is not used. Install the sqlcipher3 package, or SQLite 3.51.3 "
            "or newer."
        )


def connect(path: Path, key: bytes, *, durability: Durability, read_only: bool) -> Connection:
    """Open one connection, keyed and set up.

    ``read_only`` connections refuse every write. The connection may be passed between threads by
    whoever holds the writer's turn. Raises StoreError when the key is wrong or the file damaged.
    """
    refuse_unsafe(VERSION)
    try:
        connection: Connection = driver.connect(
            str(path),
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_CACHED_STATEMENTS,
        )
    except DriverError as error:
        raise StoreError(f"The database {path} cannot be opened: {error}.") from error
    try:
        _set_up(connection, key, durability=durability, read_only=read_only)
    except StoreError:
        connection.close()
        raise
    except DriverError as error:
        connection.close()
        raise StoreError(
            f"The database {path} does not open. Either the root key is not the one it was made "
            f"with, or the file is damaged ({error})."
        ) from error
    connection.row_factory = driver.Row
    return connection


def _set_up(connection: Connection, key: bytes, *, durability: Durability, read_only: bool) -> None:
    if ENCRYPTED:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        # Each page touched is encrypted and signed whole. Against the defaults (4096, HMAC_SHA512)
        # small pages and SHA-256, which processors help with, nearly halve the cost of a tick.
        connection.execute(f"PRAGMA cipher_page_size = {_PAGE_BYTES}")
        connection.execute("PRAGMA cipher_hmac_algorithm = HMAC_SHA256")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the key is tried here
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise StoreError(
            f"This place cannot hold the database (its log would be kept as “{mode}”). Choose a "
            "data directory on a disk of this computer."
        )
    # WAL with NORMAL loses acknowledged writes when the power fails.
    connection.execute(f"PRAGMA synchronous = {durability}")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it, INSERT OR REPLACE would delete from an append-only table past its triggers.
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")  # nothing of a patient in a temporary file
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def create_table(table: str, columns: str, *, wide: bool) -> str:
    """The statement for one table: kept in the order of its key unless its rows are wide."""
    return f"CREATE TABLE {table} ({columns})" + ("" if wide else " WITHOUT ROWID")


def append_only_triggers(table: str) -> tuple[str, ...]:
    """The two triggers that make the database itself refuse to change or drop a row."""
    return tuple(
        f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for event in ("UPDATE", "DELETE")
    )


def translated(error: Exception) -> StoreError:
    """The house's own exception for one of the driver's. Its text holds names of columns only."""
    if isinstance(error, driver.IntegrityError):
        return RowRefused(f"The database refused this: {error}.")
    return StoreError(f"The database could not do this: {error}.")
