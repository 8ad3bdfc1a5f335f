"""What a patient reads first once the procedure moved or is called off, before any list.

It is worked out from a frozen revision, so that screen and paper say the same; only "today", and a
call that is late, depend on when it is read. Nothing was stopped: nobody is frightened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from checklist.core import clock, words
from checklist.core.calling_off import Callback, CallOffKind
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Content, Inputs, Revision, Task
from checklist.core.plan.off_medicines import standing_callback
from checklist.core.plan.phrases.off import OffPhrases, off_phrases
from checklist.core.voiding import Unsettled, settled, unsettled

_PHONE: Final = "{phone}"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """``title`` and ``lines`` are whole sentences; ``told`` are the medicines settled since.

    ``off`` says that no procedure is to come, ``waits`` that a clinician must still decide about a
    medicine, ``late`` that the call which was promised should have come by now.
    """

    title: str
    lines: tuple[str, ...]
    told: tuple[Task, ...]
    off: bool
    waits: bool
    late: bool


def notice(revision: Revision, now: datetime | None) -> Notice | None:
    """What stands on top at ``now`` (UTC); None where nothing of the kind does.

    For paper, which is read on any day, ``now`` is None: the call reads with its day.
    """
    made = _Made(inputs=revision.inputs, content=revision.content, now=now)
    return made.off() if made.inputs.called_off is not None else made.moved()


@dataclass(frozen=True, kw_only=True)
class _Made:
    inputs: Inputs
    content: Content
    now: datetime | None

    def off(self) -> Notice:
        waiting, told = self._waiting(), self._told()
        lines = []
        if waiting:
            lines += [*self._stopped(waiting), self._say.doctor_decides, *self._call(waiting)]
        elif told:
            lines.append(self._say.doctor_decided.format(medicines=self._names(told)))
            lines += [self._say.others, self._phoned(self._say.questions)]
        else:
            lines += [self._say.none_stopped, self._phoned(self._say.questions)]
        if self._midway:
            lines.append(self._say.after_midway)
        return self._notice(self._became(), [*lines, self._say.throw_away], told, waiting)

    def moved(self) -> Notice | None:
        waiting = self._waiting()
        if not waiting:
            return None
        day = self.content.anchors["procedure"].day
        became = self._say.no_date if day is None else self._say.moved.format(day=self._day())
        lines = [self._say.new_date] if day is None else []
        lines += [self._say.throw_away, self._say.change_nothing, *self._call(waiting)]
        return self._notice(became, lines, (), waiting)

    def _notice(
        self,
        title: str,
        lines: Sequence[str],
        told: tuple[Task, ...],
        waiting: Sequence[Unsettled],
    ) -> Notice:
        callback = self._callback(waiting)
        return Notice(
            title=title,
            lines=tuple(lines),
            told=told,
            off=self.inputs.called_off is not None,
            waits=bool(waiting),
            late=callback is not None and self.now is not None and callback.call_by <= self.now,
        )

    # What became of the procedure ----------------------------------------------------------------

    def _became(self) -> str:
        off = self.inputs.called_off
        said = {
            CallOffKind.NO_SHOW: self._say.no_show,
            CallOffKind.STOPPED_MIDWAY: self._say.stopped_midway,
        }
        return self._say.cancelled if off is None else said.get(off.kind, self._say.cancelled)

    @property
    def _midway(self) -> bool:
        off = self.inputs.called_off
        return off is not None and off.kind is CallOffKind.STOPPED_MIDWAY

    def _day(self) -> str:
        day = self.content.anchors["procedure"].day
        return "" if day is None else words.day_words(day, self._locale)

    # The medicines -------------------------------------------------------------------------------

    def _waiting(self) -> tuple[Unsettled, ...]:
        off = self.inputs.called_off is not None
        return unsettled(self.inputs.medicines, self.inputs.decisions, called_off=off)

    def _stopped(self, waiting: Sequence[Unsettled]) -> Iterator[str]:
        """What the patient stopped, what is taken in another way, and what was not stopped yet."""
        at = self.inputs.as_of
        changed = [one for one in waiting if one.was.kind is DecisionKind.CHANGE]
        stopped = [one for one in waiting if one.stopped_by(at)]
        others = [one for one in waiting if one not in changed and one not in stopped]
        for phrase, those in (
            (self._say.stopped, stopped),
            (self._say.changed, changed),
            (self._say.not_stopped_yet, others),
        ):
            if those:
                yield phrase.format(medicines=self._say.listed([o.medicine.name for o in those]))

    def _told(self) -> tuple[Task, ...]:
        """The tasks of what a clinician settled since it was called off."""
        known = {one.medicine.id for one in settled(self.inputs.medicines, self.inputs.decisions)}
        return tuple(task for task in self.content.tasks if task.medicine_id in known)

    def _names(self, told: Sequence[Task]) -> str:
        names = {one.id: one.name for one in self.inputs.medicines}
        return self._say.listed([names[task.medicine_id] for task in told])

    # The call ------------------------------------------------------------------------------------

    def _callback(self, waiting: Sequence[Unsettled]) -> Callback | None:
        return standing_callback({one.medicine.id: one for one in waiting}, self.inputs.callback)

    def _call(self, waiting: Sequence[Unsettled]) -> Iterator[str]:
        callback = self._callback(waiting)
        if callback is None:
            yield self._say.call_soon
        elif self.now is not None and callback.call_by <= self.now:
            yield self._phoned(self._say.overdue)
            return
        else:
            yield self._call_by(callback.call_by)
        yield self._phoned(self._say.no_call)

    def _call_by(self, at: datetime) -> str:
        tz = clock.zone(self.inputs.voice.zone)
        if self.now is not None and clock.day_of(self.now, tz) == clock.day_of(at, tz):
            time = words.time_words(at, tz, self._locale)
            return self._say.call_today.format(time=time)
        return self._say.call_by.format(call_by=words.moment_words(at, tz, self._locale))

    def _phoned(self, sentence: str) -> str:
        return sentence.replace(_PHONE, self.inputs.voice.phone)

    @property
    def _say(self) -> OffPhrases:
        return off_phrases(self.content.language)

    @property
    def _locale(self) -> str:
        return words.locale_for(self.content.language, self.inputs.voice.locale)
