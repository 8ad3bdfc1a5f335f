"""What was typed about a change of a live plan, made into a ``Proposal``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.validators import AnyOf, Optional

from checklist.actions.changes import Proposal
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.core.moments import Moment
from checklist.core.protocol import Protocol
from checklist.store.plans import PlanRow
from checklist.web.forms import ClockField, DayField, field_problems
from checklist.web.staff.plan.fields import SHORT, chosen_values, moment_in, only_timed, stripped

KEEP, ANOTHER, POSTPONE = "keep", "another", "postpone"
TIMES = ("procedure_time", "arrival_time", "earliest_time")
FIELDS = (
    "",
    "day",
    "procedure_day",
    *(name + end for name in TIMES for end in ("", "_which")),
    "site",
    "approved",
    "reason",
)
"""In the order in which they stand on the page; the choices come after the site."""

CHOOSE_DAY = "Say what happens to the day."
CHOOSE_DATE = "Choose the new date."
SAY_ANOTHER = "Choose “Another day” above, or take this date away."
NO_TIMES = "There is no date, so there is no time. Take this away."


class ChangeForm(Form):
    """The fields that have one meaning of their own; the choices are read beside."""

    day = StringField(validators=[AnyOf((KEEP, ANOTHER, POSTPONE), message=CHOOSE_DAY)])
    procedure_day = DayField(validators=[Optional()])
    procedure_time = ClockField(validators=[Optional()])
    arrival_time = ClockField(validators=[Optional()])
    earliest_time = ClockField(validators=[Optional()])
    site = StringField(filters=[stripped], validators=[SHORT])
    reason = StringField(filters=[stripped])


def read(
    typed: Mapping[str, str],
    plan: PlanRow,
    protocol: Protocol,
    stands: Mapping[str, str],
    clinic: Clinic,
) -> Proposal:
    """The change that was typed. Raises Invalid with a sentence for each field that cannot be.

    ``stands`` are the plan's choices. On a day that stays, a time left empty stays too; on another
    day it is not known yet, as nothing of the old day may survive.
    """
    form = ChangeForm(MultiDict({"day": KEEP, **typed}))
    form.validate()
    wrong = field_problems(form)
    day = _day(form, plan, wrong)
    times = {name: getattr(form, name).data for name in TIMES}
    moments = _moments(day, times, typed, clinic, wrong)
    chosen = chosen_values(typed, protocol, stands, wrong)
    if wrong:
        raise Invalid(wrong)
    start, arrival, earliest = _proposed(form.day.data or KEEP, moments)
    return Proposal(
        procedure=start,
        arrival=arrival,
        earliest_start=earliest,
        choices=chosen,
        site=form.site.data or "" if "site" in typed else None,
        reason=form.reason.data or "",
    )


def _day(form: ChangeForm, plan: PlanRow, wrong: dict[str, str]) -> date | None:
    """The day the times belong to; None where there is none."""
    typed: date | None = form.procedure_day.data
    if form.day.data == ANOTHER:
        if typed is None:
            wrong.setdefault("procedure_day", CHOOSE_DATE)
        return typed
    if typed is not None:
        wrong["procedure_day"] = SAY_ANOTHER
    return plan.procedure_day if form.day.data == KEEP else None


def _moments(
    day: date | None,
    times: Mapping[str, time | None],
    typed: Mapping[str, str],
    clinic: Clinic,
    wrong: dict[str, str],
) -> dict[str, Moment]:
    """What is known of each time; a time of no day is refused rather than passed over."""
    if day is None and "procedure_day" not in wrong:
        wrong.update({name: NO_TIMES for name, at in times.items() if at is not None})
    return {name: moment_in(day, at, name, typed, clinic, wrong) for name, at in times.items()}


def _proposed(
    day: str, moments: Mapping[str, Moment]
) -> tuple[Moment | None, Moment | None, Moment | None]:
    """Start, arrival and earliest start; None leaves one as it is."""
    start, arrival, earliest = (moments[name] for name in TIMES)
    if day == POSTPONE:
        return Moment.unknown(), None, None
    if day == ANOTHER:
        return start, only_timed(arrival), only_timed(earliest)
    return _given(start), _given(arrival), _given(earliest)


def _given(moment: Moment) -> Moment | None:
    return moment if moment.at is not None else None
