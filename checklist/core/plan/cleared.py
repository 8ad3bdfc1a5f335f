"""A limit that a clinician ended early or made longer: its window, and the words it is read in.

What was said last counts. An event recorded after a limit was made longer ends it, as it would have
ended it anyway; one recorded before does not, as the clinician knew of it. What was ended stays
ended until a clinician says that it counts again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from checklist.core.clearances import Clearance, ClearanceKind
from checklist.core.conditions import Happened
from checklist.core.moments import Moment, closing
from checklist.core.plan.laid import Laid
from checklist.core.plan.model import Inputs, Window
from checklist.core.plan.phrases import Phrases
from checklist.core.protocol import Step, StepWords
from checklist.core.wording import CLOSES, slots_in

__all__ = ["Said", "made_longer", "moments", "over_since", "said_of", "texts", "told"]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What counts of what was said about one step: a clinician's word, and what ended it (UTC)."""

    clearance: Clearance | None = None
    ended: datetime | None = None

    @property
    def cleared_at(self) -> datetime | None:
        """When a clinician ended it (UTC)."""
        cleared = self.clearance
        if cleared is None or cleared.kind is not ClearanceKind.CLEARED:
            return None
        return cleared.at


def said_of(step: Step, ended: datetime | None, inputs: Inputs) -> Said:
    """Which of the two counts: what a clinician said, or what ``ended`` the step (UTC)."""
    clearance = inputs.clearances.get(step.key) if step.limit else None
    if clearance is None or ended is None:
        return Said(clearance=clearance, ended=ended)
    if ended <= clearance.at or clearance.kind is ClearanceKind.CLEARED:
        return Said(clearance=clearance)
    return Said(ended=ended)


def made_longer(window: Window, clearance: Clearance | None, tz: ZoneInfo) -> Window:
    """The window until the end of a clinician's last day: it closes as the next day begins.

    A limit made longer never ends before its own end, whatever moves that.
    """
    if clearance is None or clearance.last_day is None:
        return window
    closes = Moment.on(clearance.last_day + timedelta(days=1))
    if clearance.kind is ClearanceKind.EXTENDED and window.closes is not None:
        planned, chosen = closing(window.closes, tz), closing(closes, tz)
        if planned is not None and chosen is not None and planned > chosen:
            return window
    return replace(window, closes=closes)


def over_since(laid: Laid, tz: ZoneInfo) -> datetime | None:
    """When a clinician, or an event that staff record, ended a limit (UTC); else None."""
    if laid.void or not laid.step.limit:
        return None
    if laid.clearance is not None and laid.clearance.kind is ClearanceKind.CLEARED:
        return laid.clearance.at
    if laid.ended is None or not isinstance(laid.step.until, Happened):
        return None
    closes = laid.window.closes
    ended_it = closes is not None and closing(closes, tz) == laid.ended
    return laid.ended if ended_it else None


def moments(laid: Laid, tz: ZoneInfo) -> Mapping[str, Moment]:
    """When it was said, for the words that name the day."""
    at = laid.over if laid.clearance is None else laid.clearance.at
    return {} if at is None else {"cleared_on": Moment.at_instant(at, tz)}


def texts(laid: Laid) -> Mapping[str, str]:
    """Who said it."""
    return {} if laid.clearance is None else {"cleared_by": laid.clearance.by}


def told(words: StepWords, laid: Laid, phrases: Phrases) -> StepWords:
    """The step's words with what was said of its limit; as they are where nothing was."""
    if laid.over is not None:
        return _over(words, laid, phrases)
    if laid.clearance is None:
        return words
    longer = laid.clearance.kind is ClearanceKind.EXTENDED
    added = phrases.longer if longer else phrases.again
    if laid.window.closes is not None and not _names_end(words.text):
        added = f"{phrases.longer_until} {added}"
    return replace(
        words,
        text=f"{words.text} {added}",
        unknown=f"{words.unknown} {added}" if words.unknown else "",
    )


def _over(words: StepWords, laid: Laid, phrases: Phrases) -> StepWords:
    """Nothing is forbidden any more: the old words must not stand under a new title."""
    who = phrases.agreed if laid.clearance is None else phrases.cleared
    title = words.cleared or phrases.over_title.format(title=words.title)
    free = f"{words.cleared}." if words.cleared else phrases.over_text
    text = " ".join(part for part in (free, who, words.after_cleared) if part)
    return replace(words, title=title, text=text, unknown=text, why="")


def _names_end(text: str) -> bool:
    return any(name == CLOSES for name, _ in slots_in(text))
