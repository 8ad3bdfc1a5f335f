"""The small closed lists of words a protocol is written in."""

from __future__ import annotations

from enum import IntEnum, StrEnum

LANGUAGE_VERSION = 1
"""The version of the protocol language this code reads (``language:`` in a file)."""


class Kind(StrEnum):
    DO = "do"
    AVOID = "avoid"
    ANSWER = "answer"
    MEASURE = "measure"
    ATTEND = "attend"
    KNOW = "know"


class Owner(StrEnum):
    PATIENT = "patient"
    CARER = "carer"
    CLINIC = "clinic"


class Phase(StrEnum):
    """Where a step stands on paper."""

    BEFORE = "before"
    DAY = "day"
    AFTER = "after"


class Criticality(IntEnum):
    """3 can cancel the procedure or seriously harm; 2 can harm or delay; 1 is comfort."""

    COMFORT = 1
    DELAY = 2
    HARM = 3


class Tier(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    MENTION = "mention"


class QuestionKind(StrEnum):
    YES_NO = "yes_no"  # yes, no, not sure
    ONE_OF = "one_of"
    DATE = "date"
    TEXT = "text"
    NUMBER = "number"
    MEDICINES = "medicines"


class ChoiceKind(StrEnum):
    AMOUNT = "amount"  # "6 hours"
    ANCHOR = "anchor"  # an anchor's name
    ONE_OF = "one_of"
    TEXT = "text"  # "5kg"
    CLOCK = "clock"  # "8am"
