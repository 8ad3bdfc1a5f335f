"""One root key, and the four keys made from it.

Each purpose has its own key (HMAC-SHA256 of the root, after HKDF-Expand of RFC 5869 for a single
block), so that a session key that leaks opens neither the database nor the audit record.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import Literal

ROOT_KEY_BYTES = 32

Purpose = Literal["database", "sessions", "links", "audit"]


def derive(root: bytes, purpose: Purpose) -> bytes:
    """The 32-byte key for one purpose. Raises ValueError for a root of another length."""
    if len(root) != ROOT_KEY_BYTES:
        raise ValueError(f"A root key has {ROOT_KEY_BYTES} bytes, this one {len(root)}.")
    return hmac.digest(root, f"tickwell/1/{purpose}\x01".encode(), "sha256")


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The derived keys. They never show in a repr, so they reach no log."""

    database: bytes = field(repr=False)
    sessions: bytes = field(repr=False)
    links: bytes = field(repr=False)
    audit: bytes = field(repr=False)

    @classmethod
    def of(cls, root: bytes) -> Keys:
        return cls(
            database=derive(root, "database"),
            sessions=derive(root, "sessions"),
            links=derive(root, "links"),
            audit=derive(root, "audit"),
        )
