"""Links and codes: derived from a door's locator and generation, never stored.

A *locator* is five characters that name a door and are no secret. A *code* is the locator and five
more that only the key can make (about 24 million possibilities behind a handful of tries). A *link*
is the locator and 128 bits. Raising the generation makes every earlier code and link wrong.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O, 1 I L, U: nothing that reads like something else on paper or by phone."""

LOCATOR_LENGTH = 5
SECRET_LENGTH = 5
LINK_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Keyhole:
    """A typed code or a scanned link, not yet tried."""

    locator: str
    secret: str
    is_link: bool

    def opens(self, key: bytes, generation: int) -> bool:
        """Whether it is the right one for the door's generation; takes the same time either way."""
        whole = (link if self.is_link else code)(key, self.locator, generation)
        return hmac.compare_digest(whole, self.locator + self.secret)


def link(key: bytes, locator: str, generation: int) -> str:
    """The fragment of a letter's address: the locator and 22 characters of URL-safe base64."""
    made = _derive(key, "link", locator, generation)[:LINK_BYTES]
    return locator + base64.urlsafe_b64encode(made).decode().rstrip("=")


def code(key: bytes, locator: str, generation: int) -> str:
    """The ten characters a person can type."""
    number = int.from_bytes(_derive(key, "code", locator, generation), "big")
    return locator + in_alphabet(number, SECRET_LENGTH)


def in_alphabet(number: int, length: int) -> str:
    """The lowest ``length`` digits of a number, written in the alphabet of codes."""
    letters = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)


def spoken(whole: str) -> str:
    """A code in two groups, as a letter prints it: "K7P4M-D2XQ8"."""
    return f"{whole[:LOCATOR_LENGTH]}-{whole[LOCATOR_LENGTH:]}"


def parse(typed: str) -> Keyhole | None:
    """A code as people type it (any case, spaces, dashes), or a link's fragment; else None."""
    bare = typed.strip().lstrip("#")
    if not bare.isascii():  # no letter of ours; and secrets are compared as bytes
        return None
    locator = bare[:LOCATOR_LENGTH]
    if len(bare) == LOCATOR_LENGTH + 22 and set(locator) <= set(ALPHABET):
        return Keyhole(locator=locator, secret=bare[LOCATOR_LENGTH:], is_link=True)
    folded = "".join(c for c in bare.upper() if c.isalnum())
    if len(folded) != LOCATOR_LENGTH + SECRET_LENGTH or not set(folded) <= set(ALPHABET):
        return None
    return Keyhole(locator=folded[:LOCATOR_LENGTH], secret=folded[LOCATOR_LENGTH:], is_link=False)


def _derive(key: bytes, kind: str, locator: str, generation: int) -> bytes:
    return hmac.digest(key, f"{kind}|{locator}|{generation}".encode(), hashlib.sha256)
