"""A clinic's own table of how long which medicine is held. Shown beside the empty field, no more.

Ships empty. It never fills a date: a clinician reads it and writes the last dose themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
