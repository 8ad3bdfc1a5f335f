"""How much a clinic's attention is asked for: alerts begun each day, shared by its nurses.

Too many alerts a nurse, and the grave one is passed over among them. The figure is for the clinic
as a whole and says nothing of any one nurse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from checklist.core import clock

LOOKED_AT = timedelta(weeks=4)


@dataclass(frozen=True, kw_only=True)
class DayLoad:
    """One day in the clinic's zone: the alerts that began, and the nurses who came in."""

    day: date
    begun: int
    nurses: int

    @property
    def each(self) -> float | None:
        """Alerts a nurse; None where no nurse came in."""
        return self.begun / self.nurses if self.nurses else None


def loads(
    begun: Mapping[datetime, int],
    came_in: Sequence[tuple[datetime, str]],
    tz: ZoneInfo,
    today: date,
) -> tuple[DayLoad, ...]:
    """Each day of the last four weeks with today, the earliest first.

    ``begun`` counts alerts by the hour in which they began, ``came_in`` says when which nurse
    signed in (both UTC). A nurse counts once a day, however often she came in.
    """
    days = [today - timedelta(days=back) for back in range(LOOKED_AT.days - 1, -1, -1)]
    alerts = dict.fromkeys(days, 0)
    for hour, count in begun.items():
        day = clock.day_of(hour, tz)
        if day in alerts:
            alerts[day] += count
    nurses = {(clock.day_of(at, tz), who) for at, who in came_in}
    return tuple(
        DayLoad(day=day, begun=alerts[day], nurses=sum(1 for on, _ in nurses if on == day))
        for day in days
    )


def average(made: Sequence[DayLoad]) -> float | None:
    """Alerts a nurse a day, over the days on which a nurse came in; None where none did."""
    shared = [one for one in made if one.nurses]
    nurse_days = sum(one.nurses for one in shared)
    return sum(one.begun for one in shared) / nurse_days if nurse_days else None
