"""Publish protocols. A published version never changes."""

from __future__ import annotations

from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.protocols import load_shipped, shipped
from checklist.store import Store, protocols


def publish_shipped(store: Store, *, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Publish every shipped protocol version this database does not have yet; answers their ids.

    Raises StoreError where a published version differs from the shipped one of the same number:
    a changed text needs a new version.
    """
    published = []
    for name in shipped():
        source, protocol = load_shipped(name)
        with store.read() as reader:
            known = protocols.find(reader, protocol.key, protocol.version)
        if known is not None:
            protocols.refuse_difference(known, source)
            continue
        with store.write(actor, now, on=()) as tx:
            protocol_id = protocols.publish(tx, protocol, source=source, by=actor.name, at=now)
            tx.enter(
                Verb.PROTOCOL_PUBLISHED,
                subject=protocol_id,
                payload={"key": protocol.key, "version": protocol.version},
            )
        published.append(protocol_id)
    return tuple(published)
