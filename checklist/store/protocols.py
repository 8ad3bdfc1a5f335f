"""Published protocols: never changed, so each is read from its JSON once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from checklist.core.clock import utc_text
from checklist.core.errors import NotFound, StoreError
from checklist.core.protocol import Protocol
from checklist.store import codec
from checklist.store.ids import new_id
from checklist.store.lru import Immutables
from checklist.store.reader import Reader
from checklist.store.writer import Tx

MOST_COUNTED = 1000
"""How far the open plans of one version are counted."""

_known: Immutables[Protocol] = Immutables(64)


@dataclass(frozen=True, kw_only=True)
class Published:
    """One published version. ``digest`` is the SHA-256 of the text it was authored in."""

    id: str
    key: str
    version: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """One published version as a list shows it.

    ``published_at`` is an instant in UTC, ``published_by`` a name, ``reason`` what they gave for
    it (empty where nobody was asked). ``open_plans`` are a clinic's own, counted to MOST_COUNTED.
    """

    id: str
    key: str
    version: int
    published_at: datetime
    published_by: str
    reason: str
    open_plans: int


def publish(
    tx: Tx, protocol: Protocol, *, source: str, by: str, at: datetime, reason: str = ""
) -> str:
    """Keep one version with the text it was authored in; give its id. ``by`` is a name.

    Raises RowRefused when this version is published already.
    """
    protocol_id = new_id()
    tx.insert(
        "protocol",
        id=protocol_id,
        key=protocol.key,
        version=protocol.version,
        language=protocol.language,
        digest=_digest(source),
        source=source,
        parsed=codec.PROTOCOL.text(protocol),
        published_at=utc_text(at),
        published_by=by,
        reason=reason,
    )
    return protocol_id


def get(reader: Reader, protocol_id: str) -> Protocol:
    """Raises NotFound."""

    def read() -> Protocol:
        parsed = reader.value("SELECT parsed FROM protocol WHERE id = :id", {"id": protocol_id})
        if parsed is None:
            raise NotFound("no such protocol")
        return codec.PROTOCOL.value(parsed)

    return _known.get(protocol_id, read)


def latest_id(reader: Reader, key: str) -> str:
    """The id of the newest version of a procedure's protocol. Raises NotFound."""
    found = reader.value(
        "SELECT id FROM protocol WHERE key = :key ORDER BY version DESC LIMIT 1", {"key": key}
    )
    if found is None:
        raise NotFound("no such protocol")
    return str(found)


def latest(reader: Reader, key: str) -> Protocol:
    """The newest version of a procedure's protocol. Raises NotFound."""
    return get(reader, latest_id(reader, key))


def current(reader: Reader) -> dict[str, Protocol]:
    """The newest version of every protocol, by its id, in the order of their keys."""
    rows = reader.all(
        """SELECT p.id FROM protocol p WHERE p.version =
            (SELECT max(q.version) FROM protocol q WHERE q.key = p.key) ORDER BY p.key"""
    )
    return {row["id"]: get(reader, row["id"]) for row in rows}


def versions(reader: Reader, clinic_id: str, key: str | None = None) -> tuple[Version, ...]:
    """Every published version, or those of one key: by key, the newest first."""
    rows = reader.all(
        """SELECT p.id, p.key, p.version, p.published_at, p.published_by, p.reason,
            (SELECT count(*) FROM (SELECT 1 FROM plan WHERE plan.protocol_id = p.id
                AND plan.clinic_id = :clinic AND plan.state <> 'closed' LIMIT :most) AS o) AS plans
        FROM protocol p WHERE :key = '' OR p.key = :key ORDER BY p.key, p.version DESC""",
        {"clinic": clinic_id, "key": key or "", "most": MOST_COUNTED},
    )
    return tuple(
        Version(
            id=row["id"],
            key=row["key"],
            version=row["version"],
            published_at=codec.needed_instant(row["published_at"]),
            published_by=row["published_by"],
            reason=row["reason"],
            open_plans=row["plans"],
        )
        for row in rows
    )


def source_of(reader: Reader, protocol_id: str) -> str:
    """The text a version was published as. Raises NotFound."""
    source = reader.value("SELECT source FROM protocol WHERE id = :id", {"id": protocol_id})
    if source is None:
        raise NotFound("no such protocol")
    return str(source)


def find(reader: Reader, key: str, version: int) -> Published | None:
    """The published version of this number; None where it is not published yet."""
    row = reader.one(
        "SELECT id, key, version, digest FROM protocol WHERE key = :key AND version = :version",
        {"key": key, "version": version},
    )
    if row is None:
        return None
    return Published(id=row["id"], key=row["key"], version=row["version"], digest=row["digest"])


def refuse_difference(known: Published, source: str) -> None:
    """Raises StoreError when the text is not the one that was published under this number."""
    if _digest(source) != known.digest:
        raise StoreError(
            f"Version {known.version} of the protocol “{known.key}” was published with another "
            "text. A published version never changes: give the new text a new version."
        )


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()
