"""Published protocols: never changed, so each is read from its JSON once."""

from __future__ import annotations

import hashlib

from checklist.core.errors import NotFound
from checklist.core.protocol import Protocol
from checklist.store import codec
from checklist.store.ids import new_id
from checklist.store.lru import Immutables
from checklist.store.reader import Reader
from checklist.store.writer import Tx

_known: Immutables[Protocol] = Immutables(64)


def publish(tx: Tx, protocol: Protocol, source: str) -> str:
    """Keep one version with the text it was authored in; give its id.

    Raises RowRefused when this version is published already.
    """
    protocol_id = new_id()
    tx.insert(
        "protocol",
        id=protocol_id,
        key=protocol.key,
        version=protocol.version,
        language=protocol.language,
        digest=hashlib.sha256(source.encode()).hexdigest(),
        source=source,
        parsed=codec.PROTOCOL.text(protocol),
        published_at=tx.now_text,
        published_by=tx.actor.id,
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


def digest(reader: Reader, key: str, version: int) -> str | None:
    """The SHA-256 of the published source, or None: whether a file was published already."""
    found = reader.value(
        "SELECT digest FROM protocol WHERE key = :key AND version = :version",
        {"key": key, "version": version},
    )
    return None if found is None else str(found)
