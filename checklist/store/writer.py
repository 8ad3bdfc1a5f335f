"""Writing: a reader that can also change rows, and cannot do so without leaving an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clock import utc_text
from checklist.core.errors import StoreError
from checklist.store import entries
from checklist.store.reader import Params, Reader
from checklist.store.sqlite import Connection, DriverError, translated

_NONE: Params = {}


class Tx(Reader):
    """One write transaction of one actor at one instant, on the plans named by ``on``.

    ``now`` is the instant (UTC) of everything written, ``now_text`` the same as it is stored.
    """

    __slots__ = ("_entries", "actor", "now", "now_text", "on")

    def __init__(
        self,
        connection: Connection,
        *,
        actor: Actor,
        now: datetime,
        on: Iterable[str],
        audit_key: bytes,
    ) -> None:
        super().__init__(connection)
        self.actor = actor
        self.now = now
        self.now_text = utc_text(now)
        self.on = frozenset(on)
        self._entries = entries.Writer(self, self.run, key=audit_key, actor=actor, now=now)

    def run(self, sql: str, params: Params = _NONE) -> int:
        """Change rows; give how many. Raises RowRefused for a row that breaks a table's rule."""
        try:
            changed: int = self._connection.execute(sql, params).rowcount
        except DriverError as error:
            raise translated(error) from error
        return changed

    def insert(self, table: str, /, **columns: object) -> None:
        """Insert one row. Raises RowRefused, as for an id that is there already."""
        self.run(_insert_sql(table, tuple(columns)), columns)

    def insert_new(self, table: str, /, **columns: object) -> bool:
        """Insert one row unless its key is known already; whether it was new."""
        return self.run(_insert_sql(table, tuple(columns), " ON CONFLICT DO NOTHING"), columns) > 0

    def insert_all(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert many rows, which all have the columns of the first."""
        if not rows:
            return
        try:
            self._connection.executemany(_insert_sql(table, tuple(rows[0])), rows)
        except DriverError as error:
            raise translated(error) from error

    def enter(
        self,
        verb: Verb,
        subject: str,
        payload: Mapping[str, object],
        *,
        plan_id: str | None = None,
        clinic_id: str | None = None,
    ) -> None:
        """Say who did what: one entry, on the plan's chain or the clinic's (the actor's unless
        another is given). ``subject`` is an id; names and words belong in ``payload``.

        Raises StoreError for a plan this write was not begun on.
        """
        if plan_id is not None and plan_id not in self.on:
            raise StoreError(f"This write was not begun on plan {plan_id}.")
        clinic = self.actor.clinic_id if clinic_id is None else clinic_id
        self._entries.append(verb, subject, payload, plan_id=plan_id, clinic_id=clinic)

    @property
    def entered(self) -> bool:
        """Whether an entry was left."""
        return self._entries.count > 0

    def _seal(self) -> None:
        self._entries.write_heads()


@cache
def _insert_sql(table: str, columns: tuple[str, ...], ending: str = "") -> str:
    names = ", ".join(columns)
    places = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({places}){ending}"  # noqa: S608  # our names
