"""Staff accounts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from checklist.core.actors import Actor, ActorKind, Role
from checklist.core.errors import NotFound
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx

_STAFF = """
    SELECT id, clinic_id, name, title, role, email_folded, password_hash, active FROM staff
"""


@dataclass(frozen=True, kw_only=True)
class StaffRow:
    """One account. ``title`` is what they are called on a page ("Ward nurse")."""

    id: str
    clinic_id: str
    name: str
    title: str
    role: Role
    email_folded: str
    password_hash: str = field(repr=False)
    active: bool

    @property
    def actor(self) -> Actor:
        return Actor(
            kind=ActorKind.STAFF,
            id=self.id,
            name=self.name,
            clinic_id=self.clinic_id,
            role=self.role,
        )


def get(reader: Reader, staff_id: str) -> StaffRow | None:
    return _maybe(reader.one(_STAFF + " WHERE id = :id", {"id": staff_id}))


def need(reader: Reader, staff_id: str) -> StaffRow:
    """Raises NotFound."""
    row = get(reader, staff_id)
    if row is None:
        raise NotFound("no such member of staff")
    return row


def by_email(reader: Reader, email_folded: str) -> StaffRow | None:
    return _maybe(reader.one(_STAFF + " WHERE email_folded = :email", {"email": email_folded}))


def of_clinic(reader: Reader, clinic_id: str) -> list[StaffRow]:
    """Everyone who ever had an account there, by name."""
    rows = reader.all(_STAFF + " WHERE clinic_id = :clinic", {"clinic": clinic_id})
    return sorted(map(_staff, rows), key=lambda one: (one.name.casefold(), one.id))


def add(
    tx: Tx,
    *,
    id: str,
    clinic_id: str,
    name: str,
    title: str,
    role: Role,
    email_folded: str,
    password_hash: str,
) -> None:
    """Raises RowRefused when the address is taken."""
    tx.insert(
        "staff",
        id=id,
        clinic_id=clinic_id,
        name=name,
        title=title,
        role=role,
        email_folded=email_folded,
        password_hash=password_hash,
        active=1,
    )


def set_active(tx: Tx, staff_id: str, active: bool) -> None:
    """Let an account in, or not any more. Its open sessions end by it."""
    tx.run(
        "UPDATE staff SET active = :active WHERE id = :id", {"id": staff_id, "active": int(active)}
    )


def set_password(tx: Tx, staff_id: str, password_hash: str) -> None:
    tx.run(
        "UPDATE staff SET password_hash = :hash WHERE id = :id",
        {"id": staff_id, "hash": password_hash},
    )


def nobody(address: str) -> Actor:
    """Whoever tried to sign in with an address that no account has.

    The same address gives the same actor, so that tries can be told together; the address itself
    is not kept.
    """
    digest = hashlib.sha256(address.encode()).hexdigest()[:16]
    return Actor(kind=ActorKind.SYSTEM, id=f"nobody:{digest}", name="nobody", clinic_id="")


def _maybe(row: Row | None) -> StaffRow | None:
    return None if row is None else _staff(row)


def _staff(row: Row) -> StaffRow:
    return StaffRow(
        id=row["id"],
        clinic_id=row["clinic_id"],
        name=row["name"],
        title=row["title"],
        role=Role(row["role"]),
        email_folded=row["email_folded"],
        password_hash=row["password_hash"],
        active=bool(row["active"]),
    )
