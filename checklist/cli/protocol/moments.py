"""Moments of a preview in words for staff, short enough for a table."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from checklist.actions.trying import Preview
from checklist.actions.trying.plain import opens
from checklist.core import clock
from checklist.core.plan.model import Flag, Task
from checklist.core.plan.parsed import clock as clock_of
from checklist.core.protocol import CallLine
from checklist.core.schedule import last_full_day
from checklist.core.words import clock_words, moment_words, short_day_words, short_moment_words

NOT_KNOWN = "not known yet"


class Moments:
    """Says when, in the zone of the preview and in the words of staff."""

    def __init__(self, preview: Preview) -> None:
        voice = preview.inputs.voice
        self.tz: ZoneInfo = clock.zone(voice.zone)
        self._preview = preview
        self._locale = "en_US" if voice.locale.endswith("_US") else "en_GB"

    def full(self, at: datetime) -> str:
        """ "9am on Thursday 21 January 2027"."""
        return f"{moment_words(at, self.tz, self._locale)} {clock.local(at, self.tz).year}"

    def anchor(self, name: str) -> str:
        """An anchor in full; what is not known is said to be so."""
        moment = self._preview.content.anchors.get(name)
        if moment is None or moment.day is None:
            return NOT_KNOWN
        return f"{moment_words(moment, self.tz, self._locale)} {moment.day.year}"

    def opens(self, task: Task) -> str:
        return self._short(opens(task, self._preview), task, edge="start")

    def due(self, task: Task) -> str:
        return self._short(task.due_at, task, edge="end")

    def closes(self, task: Task) -> str:
        said = self._short(task.closes_at, task, edge="end")
        return f"{said}, then ask" if task.open_end and task.closes_at is not None else said

    def often(self, task: Task) -> str:
        """ "4 times: 8am, midday, 4pm, 8pm. 1 drop. 4 hours apart."; nothing for what is once."""
        several = [s.name for s in task.sittings if not s.name.isdecimal()]
        names = ", ".join(several if len(several) > 1 else ())
        times = f"{task.counts} {'time' if task.counts == 1 else 'times'}" if task.counts else ""
        parts = [": ".join(part for part in (times, names) if part), task.amount]
        parts.append(f"At least {task.gap} apart" if task.gap else "")
        return " ".join(f"{part}." for part in parts if part)

    def calls(self, flag: Flag) -> tuple[str, ...]:
        """Whom to call by the hour, "Call 01632 960 000 from 8am to 6pm."; none is by the tier."""
        return tuple(self._call(line) for line in flag.calls)

    def _call(self, line: CallLine) -> str:
        own = {"clinic": self._preview.inputs.voice.phone, "emergency": "the emergency number"}
        number = own.get(line.phone, line.phone)
        if not line.since or not line.until:
            return f"Call {number}."
        since, until = (clock_words(clock_of(at), self._locale) for at in (line.since, line.until))
        return f"Call {number} from {since} to {until}."

    def _short(self, at: datetime | None, task: Task, *, edge: str) -> str:
        """Short, with "about" for an estimate; the edge of a day is said as a day."""
        if at is None:
            return "–"
        said = short_moment_words(at, self.tz, self._locale)
        day = clock.day_of(at, self.tz)
        if at.astimezone(UTC) == clock.start_of_day(day, self.tz):
            if edge == "end":
                last = last_full_day(at, self.tz)
                said = f"end of {short_day_words(last, self._locale)}"
            else:
                said = short_day_words(day, self._locale)
        return f"about {said}" if task.estimated else said
