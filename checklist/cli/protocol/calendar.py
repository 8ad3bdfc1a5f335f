"""A preview as a calendar file: one event for each dated task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from checklist.actions.trying import Preview
from checklist.actions.trying.plain import opens
from checklist.core import clock
from checklist.core.plan.model import Task

if TYPE_CHECKING:
    from icalendar import Event

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when until when, half-open: local times, or days for what has no clock time.

    No ``until`` is a moment.
    """

    since: date
    until: date | None


def calendar(preview: Preview) -> bytes:
    """The calendar, with its time zone's rules in it. The same preview gives the same bytes.

    It names nobody; each task keeps its UID from one version of a plan to the next.
    """
    from icalendar import Calendar  # noqa: PLC0415  # slow to import, so only where it is used

    tz = clock.zone(preview.inputs.voice.zone)
    spans = [(task, span) for task in preview.content.tasks if (span := _span(task, preview, tz))]
    made = Calendar()
    made.add("prodid", "-//Tickwell//Protocol preview//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", preview.content.title)
    for task, span in spans:
        made.add_component(_event(task, span, preview))
    days = [_day(edge) for _, span in spans for edge in (span.since, span.until or span.since)]
    if days:
        made.add_missing_timezones(first_date=min(days) - _A_DAY, last_date=max(days) + _A_DAY)
    for change in (change for zone in made.timezones for change in zone.subcomponents):
        _mend(change)
    return bytes(made.to_ical())


def _mend(change: Any) -> None:
    """Put a clock change to where the clocks stood before it, as RFC 5545 has it (3.6.5).

    icalendar writes what they show after it: an hour late where they go forward.
    """
    forward = change["TZOFFSETTO"].td - change["TZOFFSETFROM"].td
    if forward > timedelta(0):
        change["DTSTART"].dt -= forward
        for dates in _listed(change.get("RDATE")):
            for date_ in dates.dts:
                date_.dt -= forward


def _listed(value: Any) -> list[Any]:
    """icalendar gives one value alone, and several as a list."""
    return [] if value is None else value if isinstance(value, list) else [value]


def _event(task: Task, span: Span, preview: Preview) -> Event:
    from icalendar import Event  # noqa: PLC0415  # as above

    event = Event()
    event.add("uid", f"{task.key}.{preview.protocol.key}@tickwell")
    event.add("dtstamp", preview.inputs.as_of)
    event.add("summary", task.title)
    event.add("description", _described(task, preview))
    event.add("dtstart", span.since)
    if span.until is not None:
        event.add("dtend", span.until)
    return event


def _described(task: Task, preview: Preview) -> str:
    """The patient's words, unless they address somebody by name."""
    name = preview.inputs.voice.first_name
    return task.when if name and name in task.text else task.text


def _span(task: Task, preview: Preview, tz: ZoneInfo) -> Span | None:
    """When the task stands in a calendar; None for what has no date.

    What is due stands at its due time, or on its day; where it opens at a clock time too, from then
    to its due time. A window stands from its opening to its closing; one that was open from the
    booking stands on its last day, one that never closes at its opening.
    """
    since = opens(task, preview)
    if task.due_at is not None:
        if task.counts or _is_midnight(task.due_at, tz):
            return None if task.day is None else Span(since=task.day, until=task.day + _A_DAY)
        if since is not None and since < task.due_at and not _is_midnight(since, tz):
            return _window(since, task.due_at, tz)
        return Span(since=clock.local(task.due_at, tz), until=None)
    until = task.closes_at
    if task.counts and task.day is not None:
        return Span(since=task.day, until=task.day + _A_DAY)
    if since is not None and until is not None and since < until:
        return _window(since, until, tz)
    at = since or until
    if at is None:
        return None
    if _is_midnight(at, tz):
        day = clock.day_of(at, tz) if since is not None else clock.day_of(at, tz) - _A_DAY
        return Span(since=day, until=day + _A_DAY)
    return Span(since=clock.local(at, tz), until=None)


def _window(since: datetime, until: datetime, tz: ZoneInfo) -> Span:
    if _is_midnight(since, tz) and _is_midnight(until, tz):
        return Span(since=clock.day_of(since, tz), until=clock.day_of(until, tz))
    return Span(since=clock.local(since, tz), until=clock.local(until, tz))


def _is_midnight(at: datetime, tz: ZoneInfo) -> bool:
    return at == clock.start_of_day(clock.day_of(at, tz), tz)


def _day(edge: date) -> date:
    return edge.date() if isinstance(edge, datetime) else edge
