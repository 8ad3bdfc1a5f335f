"""The code of a printed sheet, as an address or a form brings it."""

from __future__ import annotations

from checklist.core.door_codes import ALPHABET

HALVES = (3, 3)


def sheet_code(sent: str) -> str:
    """ "K7P-4MD" where it can be one; "" for anything else, as only our own pages send it."""
    halves = sent.split("-")
    fits = tuple(len(half) for half in halves) == HALVES
    return sent if fits and set("".join(halves)) <= set(ALPHABET) else ""
