"""How values of the core are kept as JSON text and as columns.

A stored value outlives the code that wrote it: a field added to a core dataclass needs a default,
and one taken away is ignored when an old value is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import SchemaValidator

from checklist.core.clinic import OpeningHours
from checklist.core.clock import utc_text
from checklist.core.plan.model import Change, Content, Inputs
from checklist.core.protocol import Protocol

T = TypeVar("T")


class Codec(Generic[T]):
    """JSON text to and from one type of the core. Instants come back in ``datetime.UTC`` itself."""

    def __init__(self, type_: Any) -> None:
        adapter: TypeAdapter[T] = TypeAdapter(type_)
        self._dump = adapter.dump_json
        self._validator = SchemaValidator(_in_utc(adapter.core_schema))

    def text(self, value: T) -> str:
        return self._dump(value).decode()

    def value(self, text: str) -> T:
        """Raises ValueError for text that does not hold such a value."""
        read: T = self._validator.validate_json(text)
        return read


def _in_utc(schema: Any) -> Any:
    """The same schema, with every datetime moved to ``datetime.UTC``.

    pydantic reads "Z" into a time zone class of its own, which a core Moment refuses.
    """
    if isinstance(schema, dict):
        inner = {key: _in_utc(value) for key, value in schema.items()}
        if schema.get("type") != "datetime":
            return inner
        return {
            "type": "function-after",
            "function": {"type": "no-info", "function": _to_utc},
            "schema": inner,
        }
    if isinstance(schema, list):
        return [_in_utc(value) for value in schema]
    if isinstance(schema, tuple):
        return tuple(_in_utc(value) for value in schema)
    return schema


def _to_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


PROTOCOL: Codec[Protocol] = Codec(Protocol)
INPUTS: Codec[Inputs] = Codec(Inputs)
CONTENT: Codec[Content] = Codec(Content)
CHANGES: Codec[tuple[Change, ...]] = Codec(tuple[Change, ...])
TEXTS: Codec[tuple[str, ...]] = Codec(tuple[str, ...])
TEXT_BY_KEY: Codec[Mapping[str, str]] = Codec(dict[str, str])
DAYS: Codec[tuple[date, ...]] = Codec(tuple[date, ...])
HOURS: Codec[Mapping[int, OpeningHours]] = Codec(dict[int, OpeningHours])


# Columns ----------------------------------------------------------------------------------------


def instant(text: str | None) -> datetime | None:
    """An instant (UTC) from its column; what ``core.clock.utc_text`` wrote."""
    return None if text is None else datetime.fromisoformat(text)


def instant_text(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def day_text(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def needed_instant(text: str) -> datetime:
    """An instant (UTC) from a column that always has one."""
    return datetime.fromisoformat(text)
