"""What a plan is built from, frozen with each revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from checklist.core.asking_back import AskedBack
from checklist.core.calendar import Calendar
from checklist.core.calling_off import Callback, CalledOff
from checklist.core.clearances import Clearance
from checklist.core.marks import MarkState
from checklist.core.medicines import Decision, Medicine
from checklist.core.schedule import Moment

FIRST_HELD_DOSE = "first_held_dose"
"""The anchor of the earliest last dose of a stopped medicine; the procedure where none is stopped.

Warning signs of a clot count from it."""


PLANNED_ANCHORS = (
    "procedure",
    "earliest_start",
    "arrival",
    "procedure_end",
    "home",
    FIRST_HELD_DOSE,
)
"""The anchors every plan has; a protocol may define more. ``booked`` is set by the plan itself."""


@dataclass(frozen=True, kw_only=True)
class AnchorValue:
    """A named moment of a plan as set by staff: planned, then ``actual``."""

    moment: Moment
    actual: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the patient told us. ``value`` is "yes"/"no"/"unsure", a number or words."""

    id: str
    question: str
    value: str
    detail: str = ""
    given_by: str = ""
    given_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Voice:
    """The clinic's and patient's values that a plan's words name, frozen with the revision."""

    zone: str
    locale: str
    language: str
    first_name: str
    clinic_name: str
    phone: str
    arrival_place: str
    site: str = ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """What was said of a task on which others rest: a chain's link, a gate, a measured value.

    ``at`` is when it happened (UTC). ``value`` is what was measured, None where nothing was.
    """

    state: MarkState
    at: datetime
    checked: bool = False
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Window:
    """When a task opens, is due and closes, as far as that is known."""

    opens: Moment | None = None
    due: Moment | None = None
    closes: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything a plan is built from. Same protocol, same inputs: same plan.

    ``as_of`` is when this revision was made: what would have been due before it is late.
    ``answers`` holds the latest answer by question; ``decisions`` all decisions ever made.
    ``calendar`` are the clinic's working days and hours. ``links`` is what was said, by task key,
    where the protocol lets something rest on it. ``begun`` are the windows, by step, of steps that
    do not move once started and have; ``ended`` is when a revision first found a step ended.
    ``called_off`` says that the procedure does not take place, ``callback`` who calls about the
    medicines and by when; ``asked_back`` are a clinician's own questions, ``clearances`` the limits
    ended early or made longer, by step.
    """

    voice: Voice
    anchors: Mapping[str, AnchorValue]
    choices: Mapping[str, str]
    answers: Mapping[str, Answer]
    medicines: tuple[Medicine, ...]
    decisions: tuple[Decision, ...]
    booked_at: datetime
    as_of: datetime
    born: date | None = None
    calendar: Calendar = field(default_factory=Calendar)
    links: Mapping[str, Link] = field(default_factory=dict)
    begun: Mapping[str, Window] = field(default_factory=dict)
    ended: Mapping[str, datetime] = field(default_factory=dict)
    called_off: CalledOff | None = None
    callback: Callback | None = None
    asked_back: tuple[AskedBack, ...] = ()
    clearances: Mapping[str, Clearance] = field(default_factory=dict)
