"""A clinic's own table of how long which medicine is held. Shown beside the empty field, no more.

Ships empty. It never fills a date: a clinician reads it and writes the last dose themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklist.core.folding import fold
from checklist.core.medicines import Medicine


@dataclass(frozen=True, kw_only=True)
class HoldRule:
    """One line in the clinic's own words; ``hold`` is text ("2 full days without"), no number.

    ``review_on`` is the day, in the clinic's zone, from which it is due for review.
    """

    id: str
    medicine: str
    hold: str
    source: str
    owner: str
    review_on: date
    dose: str = ""
    kidney: str = ""


def lines_for(medicine: Medicine, table: Iterable[HoldRule]) -> tuple[HoldRule, ...]:
    """The clinic's lines about a medicine: by its name, what it is known as, or what is in it.

    Whole words are compared, folded; several lines (by dose or kidney function) all show.
    """
    known = fold(" ".join((medicine.name, medicine.generic, medicine.substance)))
    return tuple(line for line in table if f" {fold(line.medicine)} " in f" {known} ")


def is_due(line: HoldRule, today: date) -> bool:
    """Whether the clinic meant to have looked at this line again by now."""
    return line.review_on <= today
