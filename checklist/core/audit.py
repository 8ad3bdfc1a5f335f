"""The audit record: its vocabulary, and the arithmetic that makes tampering show.

Every entry belongs to one *chain* (a plan's, a clinic's, or the system's). Its hash is an HMAC over
the hash before it and its own fields, so that no entry can be changed, dropped, swapped or slipped
in without the key; the head of each chain is sealed, so that the last one cannot be dropped either.
What was written (names, answers) lies apart from the entry, which holds only a salted digest of it:
forgetting a patient deletes the payload and its salt, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checklist.core.actors import ActorKind
from checklist.core.clock import utc_text
from checklist.core.errors import BrokenChain

__all__ = [
    "SYSTEM_CHAIN",
    "Entry",
    "Head",
    "Verb",
    "canonical",
    "clinic_chain",
    "entry_hash",
    "head_seal",
    "payload_digest",
    "plan_chain",
    "verify",
    "verify_payload",
]

SYSTEM_CHAIN = "system"
"""The chain of what belongs to no clinic, and the register of every clinic's chain."""


class Verb(StrEnum):
    """What an actor did. Past tense: an entry is written with the thing it tells of."""

    CHAIN_BEGUN = "chain_begun"  # a new chain exists: dropping a whole chain shows as well

    # Looking
    OPENED = "opened"
    LISTED = "listed"
    SEARCHED = "searched"
    ANSWER_READ = "answer_read"
    PRINTED = "printed"
    EXPORTED = "exported"

    # Patients and plans
    PATIENT_ADDED = "patient_added"
    PATIENT_CHANGED = "patient_changed"
    CARER_ADDED = "carer_added"
    CARER_REMOVED = "carer_removed"
    PLAN_MADE = "plan_made"
    PLAN_CHANGED = "plan_changed"
    PLAN_CLOSED = "plan_closed"
    REVISION_MADE = "revision_made"
    ANCHOR_SET = "anchor_set"
    CHOICE_SET = "choice_set"

    # What the patient told us, and what was decided
    ANSWERED = "answered"
    MEDICINE_NAMED = "medicine_named"
    MEDICINE_WITHDRAWN = "medicine_withdrawn"
    DECIDED = "decided"
    MARKED = "marked"
    CHECKED = "checked"
    NOTED = "noted"
    CONTACTED = "contacted"
    ACKNOWLEDGED = "acknowledged"
    SIGNED_OFF = "signed_off"
    APPROVED = "approved"  # a second clinician's word on a decision
    DOSE_REPORTED = "dose_reported"
    ASKED_BACK = "asked_back"
    TAUGHT_BACK = "taught_back"
    FLAG_TAPPED = "flag_tapped"
    CALLED_OFF = "called_off"
    CALLBACK_SET = "callback_set"
    MORNING_RECORDED = "morning_recorded"
    LEAVING_RECORDED = "leaving_recorded"  # what was done, and who takes the patient home
    LIMIT_CHANGED = "limit_changed"  # ended early, or made longer
    HOLD_TABLE_CHANGED = "hold_table_changed"

    # Attention
    ATTENTION_TAKEN = "attention_taken"
    ATTENTION_RELEASED = "attention_released"
    ATTENTION_RESOLVED = "attention_resolved"
    ATTENTION_REFILED = "attention_refiled"
    ATTENTION_CLEARED = "attention_cleared"  # its cause went
    ATTENTION_UNDONE = "attention_undone"

    # Doors and sessions
    DOOR_ISSUED = "door_issued"
    DOOR_REVOKED = "door_revoked"
    DOOR_OPENED = "door_opened"
    DOOR_REFUSED = "door_refused"
    DOOR_FROZEN = "door_frozen"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    SESSION_REVOKED = "session_revoked"

    # Setting up and keeping house
    PROTOCOL_PUBLISHED = "protocol_published"
    SWEPT = "swept"
    CLINIC_SET_UP = "clinic_set_up"
    CLINIC_CHANGED = "clinic_changed"
    STAFF_ADDED = "staff_added"
    STAFF_CHANGED = "staff_changed"
    DEMO_SEEDED = "demo_seeded"
    TIDIED = "tidied"  # what has expired was cleared away
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the audit record. ``at`` is an instant in UTC; ``seq`` counts from 1.

    ``previous`` is the hash of the entry before it in the same chain, empty for the first.
    """

    chain: str
    seq: int
    clinic_id: str
    plan_id: str | None
    at: datetime
    actor_kind: ActorKind
    actor_id: str
    verb: Verb
    subject: str
    payload_digest: str
    previous: str
    hash: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Where a chain ends: the last entry's number and hash, sealed with the audit key."""

    chain: str
    seq: int
    hash: str
    seal: str


# Made once: json.dumps makes a new encoder for every call with options.
_to_json = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode


def plan_chain(plan_id: str) -> str:
    return f"plan:{plan_id}"


def clinic_chain(clinic_id: str) -> str:
    """The chain of what belongs to no plan; without a clinic, the system's."""
    return f"clinic:{clinic_id}" if clinic_id else SYSTEM_CHAIN


def canonical(payload: Mapping[str, object]) -> str:
    """The one spelling of a payload: JSON with sorted keys and no spaces.

    Raises TypeError for what JSON does not hold; payloads are made of text, numbers, lists, maps.
    """
    return _to_json(payload)


def payload_digest(salt: str, payload: str) -> str:
    """SHA-256 of the salt (hex) and the canonical payload, as hex.

    The salt has a fixed length, so the two cannot run into each other; without it a digest of a
    few likely answers could be guessed after the payload was deleted.
    """
    return hashlib.sha256(f"{salt}{payload}".encode()).hexdigest()


def entry_hash(key: bytes, entry: Entry) -> str:
    """The HMAC-SHA256 (hex) that the entry must carry. Covers every field, and the one before."""
    fields = (
        entry.previous,
        entry.chain,
        entry.seq,
        entry.clinic_id,
        entry.plan_id,
        utc_text(entry.at),
        entry.actor_kind,
        entry.actor_id,
        entry.verb,
        entry.subject,
        entry.payload_digest,
    )
    return hmac.digest(key, json.dumps(fields).encode(), "sha256").hex()


def head_seal(key: bytes, chain: str, seq: int, last_hash: str) -> str:
    """The HMAC-SHA256 (hex) that seals a chain's end."""
    return hmac.digest(key, json.dumps(("head", chain, seq, last_hash)).encode(), "sha256").hex()


def verify(entries: Iterable[Entry], head: Head | None, key: bytes) -> int:
    """Check one chain from its first entry, in order of ``seq``, to its head.

    Returns how many entries it holds. Raises BrokenChain naming the first place that is wrong.
    """
    count, last_hash, chain = 0, "", head.chain if head is not None else ""
    for entry in entries:
        chain = chain or entry.chain
        if entry.chain != chain:
            raise BrokenChain(
                f"Audit chain {chain}: entry number {entry.seq} belongs to {entry.chain}."
            )
        if entry.seq != count + 1:
            raise BrokenChain(
                f"Audit chain {chain}: entry number {count + 1} is missing or out of place "
                f"(number {entry.seq} stands there)."
            )
        if entry.previous != last_hash:
            raise BrokenChain(
                f"Audit chain {chain}: entry number {entry.seq} does not follow the one before it."
            )
        if not hmac.compare_digest(entry_hash(key, entry), entry.hash):
            raise BrokenChain(f"Audit chain {chain}: entry number {entry.seq} was changed.")
        count, last_hash = entry.seq, entry.hash
    _verify_head(chain, count, last_hash, head, key)
    return count


def _verify_head(chain: str, count: int, last_hash: str, head: Head | None, key: bytes) -> None:
    if head is None:
        if count:
            raise BrokenChain(f"Audit chain {chain}: its sealed end is missing.")
        return
    if not hmac.compare_digest(head_seal(key, head.chain, head.seq, head.hash), head.seal):
        raise BrokenChain(f"Audit chain {chain}: the seal on its end is false.")
    if (head.seq, head.hash) != (count, last_hash):
        raise BrokenChain(
            f"Audit chain {chain}: it should end at entry number {head.seq}, and ends at {count}."
        )


def verify_payload(entry: Entry, salt: str, payload: str) -> None:
    """Check that what lies apart is what the entry was written for. Raises BrokenChain."""
    if not hmac.compare_digest(payload_digest(salt, payload), entry.payload_digest):
        raise BrokenChain(
            f"Audit chain {entry.chain}: what entry number {entry.seq} tells was changed."
        )
