"""From what somebody typed to the inputs of a plan, or one sentence beside each wrong field."""

from __future__ import annotations

from datetime import date

from checklist.actions.trying.model import Ground, Typed
from checklist.core.plan.model import Inputs
from checklist.core.protocol import Protocol

INVENTED = Ground()


def inputs_of(
    protocol: Protocol, typed: Typed, *, today: date, ground: Ground = INVENTED
) -> Inputs:
    """The inputs of the plan that is tried.

    ``today`` (in the clinic's zone) is when it is booked where no procedure says when. Raises
    Invalid with a sentence for every wrong field, named as in ``Typed``; a value of a mapping is
    named with its key, ``choices.food_hours``. Each sentence says what there is and the nearest
    right word.
    """
    raise NotImplementedError
