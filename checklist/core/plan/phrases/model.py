"""Phrases: what the engine says beside a protocol's own words, as one set for one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from checklist.core import schedule, words
from checklist.core.plan.draft import Draft
from checklist.core.protocol import Kind, Phase
from checklist.core.schedule import Amount, Moment, Precision, Range


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Whole phrases with slots: never joined from pieces.

    What fills ``{}`` is a moment's words or, in ``until`` and ``at_least_until``, until_words.
    ``{phone}`` is the clinic's number and ``{medicine}`` the name as on the box, as in any words of
    a protocol. Where a method has a phrase's name in its text, use the method: it knows which
    article, number or spelling goes with what fills the slots.
    """

    language: str

    # When a task is to be done. ``by_day`` is by the end of a day, which still belongs to it.
    by: str
    by_day: str
    on: str
    at: str
    starting: str
    until: str
    at_least_until: str
    """For what has an earliest end and no latest one."""
    range_days: str
    """``{first}`` and ``{last}`` are moments' words; see between()."""

    # How often, in a day of a repeat.
    times_a_day: str
    """With ``{count}``, for two and more; see how_often()."""
    once: str
    session_at: str
    """With ``{clock}``; see session()."""
    gap: str
    """With ``{amount}``, the shortest time between two sessions; see wait_between()."""

    # What stands in for a step's own words.
    untold: str
    """A step names a time nobody knows, and says nothing else for that case."""
    late: str
    """A step was booked too late."""
    late_medicine: str
    """Nobody has decided about ``{medicine}`` and its decide-by has passed."""
    void: str
    """An earlier link of the step's chain was missed: not this either, until a human says so."""
    waiting: str
    """The step waits for a result or a check."""
    food_over: str
    """The time to eat has ended, at ``{}``: a moment's words."""
    drink_over: str
    """The time to drink has ended, at ``{}``; sips may still be allowed, so it forbids nothing."""
    kept: str
    """The first button of an avoid."""
    slipped: str
    """Its second."""
    after_slip: str
    """What it answers."""
    except_: str
    """With ``{allowed}``: what may still be done inside an avoid."""

    # A limit that a clinician ended early or made longer. ``{cleared_by}`` said so on
    # ``{cleared_on:day}``; each stands after a step's own words, or in their place.
    over_title: str
    """With ``{title}``, where the step has no title of its own for it."""
    over_text: str
    """The same of its text."""
    cleared: str
    agreed: str
    """It was ended by an event the clinic recorded ("The surgeon agreed to driving")."""
    longer: str
    longer_until: str
    """Said too where the step's own words name no end; with ``{closes}`` and ``{closes:day}``."""
    again: str
    """It was over, and counts again."""

    # A medicine whose decision was void once the procedure moved.
    moved_title: str
    moved_why: str

    # What a clinician asks back, with ``{asked_by}`` and ``{ask}``, in their own words.
    asked_title: str
    asked_text: str
    asked_call: str
    """What it answers to who would rather be called."""

    # What one dose is called, with ``{name}`` and ``{form}``; see dose() and next_dose().
    dose_with_form: str
    dose_without_form: str
    next_with_form: str
    next_without_form: str

    def when(self, draft: Draft, tz: ZoneInfo, locale: str, seen_from: date | None = None) -> str:
        """The phrase for a draft's window; empty while it is not known or there is none.

        What is to be done reads its due, and a visit that may be on one of several days the first
        and the last of them. A limit after the procedure reads its end, as that is what people wait
        for; any other avoid reads its beginning. What is only to be known about a medicine reads
        none: "keep taking it, until Thursday" would be an order to stop. A day far from
        ``seen_from`` has its year.
        """
        if draft.medicine_id and draft.kind is Kind.KNOW:
            return ""
        if draft.due is not None:
            return self._due(draft, draft.due, tz, locale, seen_from)
        ending = self._until(draft.closes, tz, locale, seen_from, open_end=draft.open_end)
        waits_for_end = draft.phase is Phase.AFTER or draft.opens is None
        if ending and (draft.kind is not Kind.AVOID or waits_for_end):
            return ending
        if draft.kind is Kind.AVOID and draft.opens is not None and draft.opens.day is not None:
            said = words.moment_words(draft.opens, tz, locale, seen_from=seen_from)
            return self.starting.format(said)
        return ""

    def clock(self, moment: Moment | None, on: date | None, tz: ZoneInfo, locale: str) -> str:
        """The clock time alone ("4:30am"), or in full when it is not on the day ``on``.

        Empty while the time is not known.
        """
        if moment is None or moment.at is None:
            return ""
        return words.time_words(moment, tz, locale, on=on)

    def between(
        self,
        first: Moment,
        last: Moment,
        tz: ZoneInfo,
        locale: str,
        seen_from: date | None = None,
    ) -> str:
        """Such as "between Thursday 4 March and Saturday 6 March": both belong to it."""
        said = (words.moment_words(m, tz, locale, seen_from=seen_from) for m in (first, last))
        return self.range_days.format(first=next(said), last=next(said))

    def session(self, clock: time, locale: str) -> str:
        """Such as "at 8am", for one session of a day."""
        said = self.session_at.format(clock=words.clock_words(clock, locale))
        return words.joined(said, locale)

    def how_often(self, count: int) -> str:
        """Such as "4 times that day"."""
        return self.once if count == 1 else self.times_a_day.format(count=count)

    def wait_between(self, gap: Amount) -> str:
        """Such as "Wait at least 5 minutes between them."."""
        return self.gap.format(amount=self.amount(gap))

    def amount(self, amount: Amount | Range) -> str:
        """Such as "6 weeks" or "5 to 10 minutes", in the units it was written in."""
        return words.amount_words(amount, self.language)

    def dose(self, name: str, form: str) -> str:
        """What one dose is called: "warfarin tablet", or "dose of warfarin" without a ``form``.

        In Spanish always "dosis de warfarina", so that the words around it can agree with it: "su
        última {dose}". The form may also be in the language of whoever typed it.
        """
        phrase = self.dose_with_form if form else self.dose_without_form
        return phrase.format(name=name, form=form)

    def next_dose(self, form: str) -> str:
        """What stands after "before": "your next tablet", or "you take more" without a form.

        In Spanish "su próxima dosis", after "antes de".
        """
        return (self.next_with_form if form else self.next_without_form).format(form=form)

    def _due(
        self, draft: Draft, due: Moment, tz: ZoneInfo, locale: str, seen_from: date | None
    ) -> str:
        if due.precision is Precision.UNKNOWN:
            return ""
        if draft.kind is Kind.ATTEND and _spans_days(draft.opens, due):
            return self.between(_day(draft.opens), _day(due), tz, locale, seen_from)
        said = words.moment_words(due, tz, locale, seen_from=seen_from)
        exact = draft.exact or draft.kind is Kind.ATTEND
        if due.precision is Precision.TIME:
            return (self.at if exact else self.by).format(said)
        if not due.firm:
            return said  # "about Thursday 4 March" needs no "on"
        only_that_day = draft.opens is not None and draft.opens.day == due.day
        return (self.on if exact or only_that_day else self.by_day).format(said)

    def _until(
        self,
        closes: Moment | None,
        tz: ZoneInfo,
        locale: str,
        seen_from: date | None,
        *,
        open_end: bool,
    ) -> str:
        instant = None if closes is None else schedule.closing(closes, tz)
        if closes is None or instant is None:
            return ""
        said = words.until_words(instant, tz, locale, firm=closes.firm, seen_from=seen_from)
        return (self.at_least_until if open_end else self.until).format(said)


def _spans_days(opens: Moment | None, due: Moment) -> bool:
    return opens is not None and opens.day is not None and opens.day != due.day


def _day(moment: Moment | None) -> Moment:
    if moment is None or moment.day is None:
        return Moment.unknown()
    return Moment.on(moment.day, firm=moment.firm)
