"""The audit record's rows: every chain, its head, and what lies apart.

A chain registers its birth in the chain above it (a plan's in its clinic's, a clinic's in the
system's), so that a chain dropped whole, head and all, is missed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from checklist.core.actors import Actor, ActorKind
from checklist.core.audit import (
    SYSTEM_CHAIN,
    Entry,
    Head,
    Verb,
    canonical,
    clinic_chain,
    entry_hash,
    head_seal,
    payload_digest,
    plan_chain,
    verify,
    verify_payload,
)
from checklist.core.clock import from_utc_text, utc_text
from checklist.core.errors import BrokenChain
from checklist.store.reader import Reader, Row

_SALT_BYTES = 16

_INSERT_ENTRY = """
    INSERT INTO entry (chain, seq, clinic_id, plan_id, at, actor_kind, actor_id, verb, subject,
        payload_digest, previous, hash)
    VALUES (:chain, :seq, :clinic_id, :plan_id, :at, :actor_kind, :actor_id, :verb, :subject,
        :payload_digest, :previous, :hash)
"""
_INSERT_PAYLOAD = """
    INSERT INTO entry_payload (chain, seq, salt, payload) VALUES (:chain, :seq, :salt, :text)
"""
_UPSERT_HEAD = """
    INSERT INTO chain_head (chain, seq, hash, seal) VALUES (:chain, :seq, :hash, :seal)
    ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, seal = excluded.seal
"""


class Writer:
    """Appends entries within one transaction; the moved heads are written once, at its end."""

    __slots__ = ("_actor", "_heads", "_key", "_now", "_reader", "_run", "count")

    def __init__(
        self,
        reader: Reader,
        run: Callable[[str, Mapping[str, object]], int],
        *,
        key: bytes,
        actor: Actor,
        now: datetime,
    ) -> None:
        self._reader = reader
        self._run = run
        self._key = key
        self._actor = actor
        self._now = now
        self._heads: dict[str, tuple[int, str]] = {}
        self.count = 0

    def append(
        self,
        verb: Verb,
        subject: str,
        payload: Mapping[str, object],
        *,
        plan_id: str | None,
        clinic_id: str,
    ) -> None:
        """Write one entry to the plan's chain, else the clinic's, else the system's.

        Raises TypeError for a payload that JSON does not hold.
        """
        chain = plan_chain(plan_id) if plan_id is not None else clinic_chain(clinic_id)
        seq, previous = self._heads.get(chain) or self._head(chain, plan_id, clinic_id)
        salt, text = secrets.token_hex(_SALT_BYTES), canonical(payload)
        entry = Entry(
            chain=chain,
            seq=seq + 1,
            clinic_id=clinic_id,
            plan_id=plan_id,
            at=self._now,
            actor_kind=self._actor.kind,
            actor_id=self._actor.id,
            verb=verb,
            subject=subject,
            payload_digest=payload_digest(salt, text),
            previous=previous,
        )
        made = entry_hash(self._key, entry)
        self._run(_INSERT_ENTRY, _columns(entry, made))
        self._run(_INSERT_PAYLOAD, {"chain": chain, "seq": entry.seq, "salt": salt, "text": text})
        self._heads[chain] = (entry.seq, made)
        self.count += 1

    def write_heads(self) -> None:
        """Seal where each chain now ends. The transaction calls it before it commits."""
        for chain, (seq, last) in self._heads.items():
            seal = head_seal(self._key, chain, seq, last)
            self._run(_UPSERT_HEAD, {"chain": chain, "seq": seq, "hash": last, "seal": seal})

    def _head(self, chain: str, plan_id: str | None, clinic_id: str) -> tuple[int, str]:
        row = self._reader.one(
            "SELECT seq, hash FROM chain_head WHERE chain = :chain", {"chain": chain}
        )
        if row is not None:
            return row[0], row[1]
        if chain != SYSTEM_CHAIN:
            above = clinic_id if plan_id is not None else ""
            self.append(Verb.CHAIN_BEGUN, chain, {}, plan_id=None, clinic_id=above)
        return 0, ""


def _columns(entry: Entry, made: str) -> dict[str, object]:
    return {
        "chain": entry.chain,
        "seq": entry.seq,
        "clinic_id": entry.clinic_id,
        "plan_id": entry.plan_id,
        "at": utc_text(entry.at),
        "actor_kind": entry.actor_kind,
        "actor_id": entry.actor_id,
        "verb": entry.verb,
        "subject": entry.subject,
        "payload_digest": entry.payload_digest,
        "previous": entry.previous,
        "hash": made,
    }


# Reading it back and verifying it ---------------------------------------------------------------

_ENTRY = """
    SELECT e.chain, e.seq, e.clinic_id, e.plan_id, e.at, e.actor_kind, e.actor_id, e.verb,
        e.subject, e.payload_digest, e.previous, e.hash, p.salt, p.payload
    FROM entry e LEFT JOIN entry_payload p ON p.chain = e.chain AND p.seq = e.seq
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An entry with what it tells: canonical JSON, or None once that was forgotten."""

    entry: Entry
    payload: str | None


def history(reader: Reader, plan_id: str) -> list[Told]:
    """Everything ever done to one plan, oldest first."""
    rows = reader.each(
        _ENTRY + " WHERE e.chain = :chain ORDER BY e.seq", {"chain": plan_chain(plan_id)}
    )
    return [Told(entry=_entry(row), payload=row["payload"]) for row in rows]


def latest(reader: Reader, plan_id: str, verb: Verb, *, most: int) -> list[Told]:
    """The last entries of one kind on a plan, the latest first."""
    rows = reader.all(
        _ENTRY + " WHERE e.chain = :chain AND e.verb = :verb ORDER BY e.seq DESC LIMIT :most",
        {"chain": plan_chain(plan_id), "verb": verb, "most": most},
    )
    return [Told(entry=_entry(row), payload=row["payload"]) for row in rows]


def verify_chain(reader: Reader, chain: str, key: bytes) -> int:
    """Check one chain and what its entries tell; give its length. Raises BrokenChain."""
    head = reader.one(
        "SELECT chain, seq, hash, seal FROM chain_head WHERE chain = :chain", {"chain": chain}
    )
    return verify(
        _checked(reader, chain),
        None if head is None else Head(chain=head[0], seq=head[1], hash=head[2], seal=head[3]),
        key,
    )


def verify_all(reader: Reader, key: bytes) -> int:
    """Check every chain there is or should be; give the number of entries. Raises BrokenChain."""
    chains = {
        str(row[0])
        for row in reader.all("SELECT chain FROM chain_head UNION SELECT chain FROM entry")
    }
    begun = reader.all(
        "SELECT subject, chain FROM entry WHERE verb = :verb", {"verb": Verb.CHAIN_BEGUN}
    )
    for subject, above in begun:
        if subject not in chains:
            raise BrokenChain(f"Audit chain {subject}: it was dropped whole (begun in {above}).")
    known = {str(row[0]) for row in begun} | {SYSTEM_CHAIN}
    if chains - known or (chains and SYSTEM_CHAIN not in chains):
        odd = min(chains - known, default=SYSTEM_CHAIN)
        raise BrokenChain(f"Audit chain {odd}: it is not in the register of chains.")
    return sum(verify_chain(reader, chain, key) for chain in sorted(chains))


def _checked(reader: Reader, chain: str) -> Iterator[Entry]:
    for row in reader.each(_ENTRY + " WHERE e.chain = :chain ORDER BY e.seq", {"chain": chain}):
        entry = _entry(row)
        if row["payload"] is not None:
            verify_payload(entry, row["salt"], row["payload"])
        yield entry


def _entry(row: Row) -> Entry:
    try:
        return Entry(
            chain=row["chain"],
            seq=row["seq"],
            clinic_id=row["clinic_id"],
            plan_id=row["plan_id"],
            at=from_utc_text(row["at"]),
            actor_kind=ActorKind(row["actor_kind"]),
            actor_id=row["actor_id"],
            verb=Verb(row["verb"]),
            subject=row["subject"],
            payload_digest=row["payload_digest"],
            previous=row["previous"],
            hash=row["hash"],
        )
    except ValueError as error:
        raise BrokenChain(
            f"Audit chain {row['chain']}: entry number {row['seq']} was changed ({error})."
        ) from error
