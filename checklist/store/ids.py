"""Ids: 26 characters, made here and nowhere else, safe in a URL and a file name."""

from __future__ import annotations

import base64
import re
import secrets
import threading
import time

ID_LENGTH = 26
_ID_BYTES = 16
_RANDOM_BITS = 80
_STEP_BITS = 64
_SHAPE = re.compile(r"[a-v0-9]{26}")

_guard = threading.Lock()
_last = 0


def new_id() -> str:
    """A new id: 48 bits of the clock (milliseconds) and 80 random bits, in lower-case base32.

    Each id this process makes sorts after the one before, even within a millisecond and when the
    clock is set back: where two rows were written at one instant, the later one counts. Whoever
    knows an id still has to be allowed in.
    """
    global _last  # the one thing ids made in order have to share
    made = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    with _guard:
        if made <= _last:
            made = _last + 1 + secrets.randbits(_STEP_BITS)
        _last = made
    text = base64.b32hexencode(made.to_bytes(_ID_BYTES, "big"))
    return text.decode("ascii").rstrip("=").lower()


def is_id(text: str) -> bool:
    """Whether the text has the shape of an id, as for one that came from a page or a phone."""
    return _SHAPE.fullmatch(text) is not None
