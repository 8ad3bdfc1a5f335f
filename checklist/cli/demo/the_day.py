"""What a nurse does on the day of a demo plan: the sheet at the door, and what was done."""

from __future__ import annotations

from datetime import datetime, time

from checklist.actions import going_home, mornings
from checklist.cli.demo.teller import Teller


def at_the_door(
    told: Teller,
    at: datetime,
    *,
    food: str = "Soup and bread",
    ate: time | None = None,
    escort: str = "",
    phone: str = "",
) -> None:
    """The morning sheet; without a time, the last meal was the evening's before."""
    evening = told.cast.days_ago(1, time(19, 0))
    filled = mornings.Filled(
        food=food,
        food_at=evening if ate is None else told.cast.days_ago(0, ate),
        escort=escort,
        escort_phone=phone,
    )
    mornings.fill_in(told.cast.store, told.plan_id, filled, actor=told.cast.nurse, now=at)


def done(told: Teller, at: datetime, what: str) -> None:
    """The procedure is over, and what was done is written down; nobody has gone home yet."""
    going = going_home.GoingHome(ended_at=at, done=what)
    number = told.revision().number
    going_home.record(told.cast.store, told.plan_id, going, number, actor=told.cast.nurse, now=at)
