"""Publish protocols. A published version never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import Invalid
from checklist.core.protocol import Protocol
from checklist.protocols import load_shipped, shipped
from checklist.store import Store, protocols


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What became of publishing: the version's id, and whether it was published just now.

    ``new`` is False where the same text was published under the same number before.
    """

    id: str
    new: bool


def refusals(protocol: Protocol, *, today: date) -> tuple[str, ...]:
    """Why a protocol without errors may still not be published, one sentence each; often none.

    It needs its provenance, at least one reviewed language, and to be usable on ``today`` (a
    calendar day; ``usable_until`` is the last day of use).
    """
    origin = protocol.provenance
    reasons = []
    if not (origin.sources and origin.reviewed_by and origin.reviewed_on and origin.next_review):
        reasons.append("It does not say where it comes from: write its provenance.")
    if not any(review.reviewed for review in protocol.texts.values()):
        reasons.append("None of its languages is reviewed, so no patient could read it.")
    if origin.usable_until is not None and not origin.usable_on(today):
        last = origin.usable_until
        reasons.append(f"It may be used only until {last.day} {last:%B %Y}, which is over.")
    return tuple(reasons)


def publish(
    store: Store,
    protocol: Protocol,
    source: str,
    *,
    actor: Actor,
    by: str,
    reason: str,
    now: datetime,
    today: date,
) -> Publication:
    """Publish one version with the text it was authored in (``Examined.source``).

    ``by`` is the name of who answers for it, ``reason`` why (may be empty). The caller has refused
    a file with errors and asked who may do this. Raises Invalid for ``refusals`` and an empty name,
    StoreError where this number was published with another text.
    """
    with store.read() as reader:
        known = protocols.find(reader, protocol.key, protocol.version)
    if known is not None:
        protocols.refuse_difference(known, source)
        return Publication(id=known.id, new=False)
    problems = {"protocol": " ".join(refusals(protocol, today=today)), "by": ""}
    if not by.strip():
        problems["by"] = "Write the name of who answers for it."
    if any(problems.values()):
        raise Invalid({field: said for field, said in problems.items() if said})
    return Publication(
        id=_publish(store, protocol, source, actor=actor, by=by.strip(), reason=reason, now=now),
        new=True,
    )


def _publish(
    store: Store,
    protocol: Protocol,
    source: str,
    *,
    actor: Actor,
    by: str,
    reason: str,
    now: datetime,
) -> str:
    with store.write(actor, now, on=()) as tx:
        protocol_id = protocols.publish(
            tx, protocol, source=source, by=by, at=now, reason=reason.strip()
        )
        told = {"key": protocol.key, "version": protocol.version, "by": by}
        tx.enter(
            Verb.PROTOCOL_PUBLISHED,
            subject=protocol_id,
            payload=told | ({"reason": reason.strip()} if reason.strip() else {}),
        )
    return protocol_id


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
