"""What adding a plan and changing one read alike: times of a day, and the protocol's choices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from wtforms.validators import Length

from checklist.actions import choices
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.core.moments import Moment
from checklist.core.protocol import Protocol
from checklist.web.forms import moment_of
from checklist.web.staff.new_plan.view import choice_name

SHORT = Length(max=200, message="Please use fewer than 200 letters.")


def stripped(text: str | None) -> str:
    return " ".join((text or "").split())


def moment_in(
    day: date | None,
    at: time | None,
    name: str,
    typed: Mapping[str, str],
    clinic: Clinic,
    wrong: dict[str, str],
) -> Moment:
    """The moment of a typed clock time; what the clocks make of it goes into ``wrong``."""
    try:
        return moment_of(day, at, clinic.tz, field=name, which=typed.get(f"{name}_which", ""))
    except Invalid as problem:
        wrong.update(problem.problems)
        return Moment.unknown()


def only_timed(moment: Moment) -> Moment:
    """An arrival or an early start without a clock time says nothing new."""
    return moment if moment.at is not None else Moment.unknown()


def chosen_values(
    typed: Mapping[str, str],
    protocol: Protocol,
    stands: Mapping[str, str],
    wrong: dict[str, str],
) -> dict[str, str]:
    """The choices that were given another value than ``stands``, by key."""
    chosen = {}
    for choice in protocol.choices:
        value = stripped(typed.get(choice_name(choice), stands[choice.key]))
        problem = choices.problem(choice, value)
        if problem:
            wrong[choice_name(choice)] = problem
        elif value != stands[choice.key]:
            chosen[choice.key] = value
    return chosen
