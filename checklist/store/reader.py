"""Reading: three verbs on one transaction, so that a page sees one state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from checklist.store.sqlite import Connection, DriverError, translated

Params = Mapping[str, object]
_NONE: Params = {}


class Row(Protocol):
    """One row: columns by name (``row["name"]``) or by place (``row[0]``); it also unpacks."""

    def __getitem__(self, key: str | int, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __len__(self) -> int: ...

    def keys(self) -> list[str]: ...


class Reader:
    """One open transaction, to read with. Parameters are named: ``WHERE id = :id``.

    Every verb raises StoreError when the database can't do it, as when asked to write.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, sql: str, params: Params = _NONE) -> list[Row]:
        """Every row."""
        try:
            return self._connection.execute(sql, params).fetchall()
        except DriverError as error:
            raise translated(error) from error

    def one(self, sql: str, params: Params = _NONE) -> Row | None:
        """The first row, or None."""
        try:
            row: Row | None = self._connection.execute(sql, params).fetchone()
        except DriverError as error:
            raise translated(error) from error
        return row

    def value(self, sql: str, params: Params = _NONE) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, params)
        return None if row is None else row[0]

    def each(self, sql: str, params: Params = _NONE) -> Iterator[Row]:
        """Row by row: what the caller does not ask for is never read from the disk."""
        try:
            cursor = self._connection.execute(sql, params)
            try:
                yield from cursor
            finally:
                cursor.close()  # an unfinished one would hold on to its view of the database
        except DriverError as error:
            raise translated(error) from error


def in_list(name: str, values: tuple[str, ...]) -> tuple[str, dict[str, object]]:
    """``(:name0, :name1)`` and its parameters, for ``IN``. An empty list matches nothing."""
    if not values:
        return "(NULL)", {}
    params: dict[str, object] = {f"{name}{i}": value for i, value in enumerate(values)}
    return f"({', '.join(f':{key}' for key in params)})", params
