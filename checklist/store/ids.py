"""Ids: 26 characters, made here and nowhere else, safe in a URL and a file name."""

from __future__ import annotations

import base64
import re
import secrets
import time

ID_LENGTH = 26
_TIME_BYTES = 6
_RANDOM_BYTES = 10
_SHAPE = re.compile(r"[a-v0-9]{26}")


def new_id() -> str:
    """A new id: 48 bits of the clock (milliseconds) and 80 random bits, in lower-case base32.

    Later ids sort after earlier ones (to the millisecond), which keeps new rows together in an
    index. 80 random bits are not a secret: whoever knows an id still has to be allowed in.
    """
    made = time.time_ns() // 1_000_000
    raw = made.to_bytes(_TIME_BYTES, "big") + secrets.token_bytes(_RANDOM_BYTES)
    return base64.b32hexencode(raw).decode("ascii").rstrip("=").lower()


def is_id(text: str) -> bool:
    """Whether the text has the shape of an id, as for one that came from a page or a phone."""
    return _SHAPE.fullmatch(text) is not None
