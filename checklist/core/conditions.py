"""Conditions of steps, questions and gates; ``checklist.core.holding`` says whether one holds.

What is not known never holds: an unanswered question is neither "yes" nor "no", a procedure without
a clock time is in neither slot. ``Not`` therefore holds for what is not known: a step for everyone
who does not say "no" is shown until somebody says so. Authors who want silence to hide a step ask
for the answer itself.

Each condition has a field that no other has, so that its stored form tells which it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from checklist.core.bounds import Bounds


@dataclass(frozen=True, kw_only=True)
class AnswerIs:
    """True when the latest answer to ``question`` is one of ``values``."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerNumber:
    """True when the number answered to the question ``number_of`` lies within ``bounds``."""

    number_of: str
    bounds: Bounds


@dataclass(frozen=True, kw_only=True)
class AnswerWithin:
    """A look-back: the date answered to ``date_of`` lies in the calendar amount before ``before``.

    ``before`` is an anchor; the day itself and both ends count. A day after it does not.
    """

    date_of: str
    in_the_last: str
    before: str = "procedure"


@dataclass(frozen=True, kw_only=True)
class ChoiceIs:
    choice: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TakesGroup:
    """True when a named medicine of the patient falls in a medicine group."""

    group: str


@dataclass(frozen=True, kw_only=True)
class GroupDecided:
    """True when what stands for any medicine of ``decided_group`` is one of ``decisions``.

    "keep", "stop", "take", "change", "restart", or "undecided".
    """

    decided_group: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SlotIs:
    """The procedure starts before midday ("am") or not ("pm"); "unknown" while it has no time."""

    slots: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SiteIs:
    """True when the plan's site holds one of these words ("left", "knee"), however capitalised."""

    sites: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AgeIs:
    """The patient's age in whole years on the procedure's day (on the booking's while unknown)."""

    age: Bounds


@dataclass(frozen=True, kw_only=True)
class RegimenIs:
    regimen: str
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Happened:
    """True once staff recorded that this anchor has happened."""

    event: str


@dataclass(frozen=True, kw_only=True)
class StepDone:
    """True once the step's task is ticked (every one of them, where it repeats)."""

    done_step: str


@dataclass(frozen=True, kw_only=True)
class StepChecked:
    """True once a nurse or clinician confirmed the step's tick."""

    checked_step: str


@dataclass(frozen=True, kw_only=True)
class StepMissed:
    """True once somebody said that the step was not done. Silence never says so: a nurse asks."""

    missed_step: str


@dataclass(frozen=True, kw_only=True)
class Measured:
    """True when the latest value of the measuring step lies within ``value``.

    With ``in_the_last`` it must also have been measured within that amount before the anchor
    ``before``: an old result says nothing of today.
    """

    measured_step: str
    value: Bounds
    in_the_last: str = ""
    before: str = "procedure"


@dataclass(frozen=True, kw_only=True)
class AllOf:
    all_of: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    any_of: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class Not:
    negated: Condition


Condition = (
    AnswerIs
    | AnswerNumber
    | AnswerWithin
    | ChoiceIs
    | TakesGroup
    | GroupDecided
    | SlotIs
    | SiteIs
    | AgeIs
    | RegimenIs
    | Happened
    | StepDone
    | StepChecked
    | StepMissed
    | Measured
    | AllOf
    | AnyOf
    | Not
)
