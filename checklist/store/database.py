"""The database: opened once, read by many threads, written by one at a time.

Each thread reads through a connection of its own, which refuses every write. All threads write
through one connection, whoever has the writer's turn: its pages stay decrypted in its cache, while
a reader's must be decrypted again after each write (about 25 µs a page).
"""

from __future__ import annotations

import os
import shutil
import weakref
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol

from checklist.core.actors import Actor, system
from checklist.core.errors import StoreError
from checklist.store import entries, migrations, sqlite
from checklist.store.keys import Keys
from checklist.store.reader import Reader
from checklist.store.readers import Readers
from checklist.store.sqlite import Connection, Durability
from checklist.store.turn import Turn
from checklist.store.writer import Tx

DATABASE_NAME = "tickwell.db"
LOCK_NAME = "tickwell.lock"
LEAST_FREE_BYTES = 64 * 2**20


class StoreSettings(Protocol):
    """What the store needs to know; ``checklist.settings.Settings`` has it."""

    @property
    def data_dir(self) -> Path: ...

    @property
    def root_key(self) -> bytes: ...

    @property
    def durability(self) -> Durability: ...


def open_store(settings: StoreSettings) -> Store:
    """Open the database in ``settings.data_dir``, making or migrating it where needed.

    Raises StoreError when the key is wrong or the file damaged, UnsafeDatabase for an SQLite that
    can lose data.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = settings.data_dir / DATABASE_NAME
    path.touch(mode=0o600)  # its log and index files take over the mode
    return Store(
        path,
        keys=Keys.of(settings.root_key),
        durability=settings.durability,
    )


class Store:
    """One open database, for any number of threads. A forked child must open its own."""

    def __init__(self, path: Path, *, keys: Keys, durability: Durability) -> None:
        self.path = path
        self.keys = keys
        self.encrypted = sqlite.ENCRYPTED
        self._durability = durability
        self._readers = Readers(lambda: self._connect(read_only=True))
        self._turn = Turn(path.with_name(LOCK_NAME))
        self._closed = False
        self._turn.take()
        try:
            self._writer = self._migrated()
        except BaseException:
            self._turn.give_back()
            self._turn.close()
            raise
        self._turn.give_back()
        _opened.add(self)

    def read(self) -> _Reading:
        """``with store.read() as reader:`` one state of everything, however long it is looked at.

        Within another read of the same thread it is the same state.
        """
        return _Reading(self)

    def write(self, actor: Actor, now: datetime, on: Iterable[str] = ()) -> _Writing:
        """``with store.write(actor, now, on=plan_ids) as tx:`` all of it or nothing.

        Whatever the block raises rolls it back. A block that changed rows and left no entry raises
        StoreError and is rolled back too, as does beginning one inside a read or another write.
        """
        return _Writing(self, actor, now, on)

    def check_writable(self) -> None:
        """Raises StoreError, with a reason, when nothing can be saved."""
        free = shutil.disk_usage(self.path.parent).free
        if free < LEAST_FREE_BYTES:
            raise StoreError(f"The disk is full: {free // 2**20} MB are left.")
        with self.write(system("health"), datetime.now(UTC)):
            pass  # begun and ended: the file is there, and the lock can be had

    def verify(self) -> int:
        """Check the whole audit record; give the number of entries. Raises BrokenChain."""
        with self.read() as reader:
            return entries.verify_all(reader, self.keys.audit)

    def close(self) -> None:
        """Close every connection of every thread. Nothing may be reading or writing any more."""
        if self._closed:
            return
        self._closed = True
        _opened.discard(self)
        self._readers.close()
        self._writer.close()
        self._turn.close()

    def _migrated(self) -> Connection:
        connection = self._connect(read_only=False)
        try:
            migrations.migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, *, read_only: bool) -> Connection:
        return sqlite.connect(
            self.path, self.keys.database, durability=self._durability, read_only=read_only
        )

    def _refuse_after_fork(self) -> None:
        """In a forked child nothing may be used, nor even closed: SQLite would lose its locks."""
        _never_closed.extend([*self._readers.abandon(), self._writer])
        self._closed = True
        self._turn.close()


class _Reading:
    __slots__ = ("_connection", "_mine", "_store")

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Reader:
        store = self._store
        if store._turn.is_mine:
            raise StoreError("A read was begun inside a write; read through the write itself.")
        self._connection = store._readers.connection()
        self._mine = store._readers.mine
        if self._mine.depth == 0:
            try:
                self._connection.execute(sqlite.BEGIN_READ)
            except sqlite.DriverError as error:
                raise sqlite.translated(error) from error
        self._mine.depth += 1
        return Reader(self._connection)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._mine.depth -= 1
        if self._mine.depth == 0 and self._connection.in_transaction:
            self._connection.execute("ROLLBACK")  # there is nothing to keep


class _Writing:
    __slots__ = ("_actor", "_before", "_now", "_on", "_store", "_tx")

    def __init__(self, store: Store, actor: Actor, now: datetime, on: Iterable[str]) -> None:
        self._store = store
        self._actor = actor
        self._now = now
        self._on = on

    def __enter__(self) -> Tx:
        store = self._store
        if store._readers.mine.depth:
            raise StoreError("A write was begun inside a read; end the read first.")
        store._turn.take()
        try:
            connection = store._writer
            connection.execute(sqlite.BEGIN_WRITE)
            self._before = connection.total_changes
            self._tx = Tx(
                connection,
                actor=self._actor,
                now=self._now,
                on=self._on,
                audit_key=store.keys.audit,
            )
        except BaseException as error:
            self._end("ROLLBACK")
            if isinstance(error, sqlite.DriverError):
                raise sqlite.translated(error) from error
            raise
        return self._tx

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._end("ROLLBACK")
            return
        try:
            if not self._tx.entered and self._store._writer.total_changes != self._before:
                raise StoreError("Rows were changed without an entry saying who did it.")
            self._tx._seal()
            self._store._writer.execute("COMMIT")
        except BaseException as failure:
            self._end("ROLLBACK")
            if isinstance(failure, sqlite.DriverError):
                raise sqlite.translated(failure) from failure
            raise
        self._store._turn.give_back()

    def _end(self, how: str) -> None:
        try:
            if self._store._writer.in_transaction:
                self._store._writer.execute(how)
        finally:
            self._store._turn.give_back()


_opened: weakref.WeakSet[Store] = weakref.WeakSet()
_never_closed: list[object] = []


def _refuse_all_after_fork() -> None:
    for store in list(_opened):
        store._refuse_after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_refuse_all_after_fork)
