"""Slots: the places in a protocol's words where a patient's own dates and values stand.

``{name}`` is a slot, ``{name:form}`` one of its other forms. A name is either a *moment* or a
*text*. Moments read:

=================  =============================================================================
``{opens}``        in full: "4:30am on Thursday 4 March", or the day alone where only that is known
``{opens:time}``   the clock time: "4:30am"
``{opens:day}``    the day: "Thursday 4 March"
``{closes}``       until when, as windows are half-open: "the end of Wednesday 14 April"
``{closes:day}``   the first day on which it is over: "Thursday 15 April"
=================  =============================================================================

Estimates read "about". A text stands as it is, and has no forms. What is not known yet is never
guessed at: rendering raises UnknownTime, and the words a protocol holds for that case are shown
instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core.errors import ProtocolError, TickwellError
from checklist.core.moments import Moment, Precision, closing
from checklist.core.words import day_words, joined, moment_words, time_words, until_words

__all__ = [
    "MEDICINE_MOMENTS",
    "MEDICINE_SLOTS",
    "MEDICINE_TEXTS",
    "STEP_SLOTS",
    "VOICE_SLOTS",
    "SlotError",
    "Slots",
    "UnknownTime",
    "names_unknown_time",
    "slots_in",
]

FORMS: Final = ("", "time", "day")
CLOSES: Final = "closes"

VOICE_SLOTS: Final = frozenset({"first_name", "clinic", "phone", "place", "site"})
"""Texts any words of a plan may name: the patient's first name, and the clinic's own values."""

STEP_SLOTS: Final = frozenset({"opens", "due", CLOSES})
"""Moments of the step itself; its words may name those it has."""

MEDICINE_MOMENTS: Final = frozenset({"last_dose", "take_at", "restart_at", "restart_by"})
"""Moments a clinician's decision carries. It may leave any of them open, so words that name one
need ``unknown`` words beside them."""

MEDICINE_TEXTS: Final = frozenset(
    {"medicine", "dose", "next_dose", "decided_by", "instruction", "restart_owner"}
)
"""``{medicine}`` is the name as on the box; ``{dose}`` what one dose is called ("warfarin tablet",
"dose of warfarin"); ``{next_dose}`` stands after "before" ("your next tablet", "you take more")."""

_NAMED: Final = frozenset({"medicine", "dose"})
_DECIDED: Final = _NAMED | {"decided_by"}

MEDICINE_SLOTS: Final[Mapping[str, frozenset[str]]] = {
    "undecided": _NAMED | {"next_dose"},
    "undecided_day": _NAMED | {"next_dose"},
    "last_dose": _DECIDED | {"last_dose"},
    "stop": _DECIDED | {"last_dose"},
    "keep": _DECIDED,
    "take": _DECIDED | {"take_at"},
    "change": _DECIDED | {"instruction"},
    "restart": _DECIDED | {"restart_at"},
    "restart_planned": _DECIDED | {"restart_at"},
    "restart_unknown": _DECIDED | {"restart_owner", "restart_by"},
}
"""What the words of each state of a medicine may name."""

_MAY_BE_ABSENT: Final = STEP_SLOTS | MEDICINE_MOMENTS

_SLOT: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z_]+))?\}")
_BRACE: Final = re.compile(r"[{}]")


class SlotError(ProtocolError):
    """Words hold a slot that means nothing; says which."""


class UnknownTime(TickwellError):
    """Words name what is not known yet: show their ``unknown`` words instead."""


@dataclass(frozen=True, kw_only=True)
class Slots:
    """What one plan puts into the slots of its words.

    ``moments`` and ``texts`` go from a slot's name to its value; ``tz`` is the clinic's zone and
    ``locale`` the clinic's way of writing dates. ``seen_from`` is the day the reader has in mind.
    """

    moments: Mapping[str, Moment]
    texts: Mapping[str, str]
    tz: ZoneInfo
    locale: str
    seen_from: date | None = None

    def render(self, template: str) -> str:
        """The words with every slot filled.

        Raises UnknownTime when a slot's moment is not known as closely as its form needs, or its
        text is empty; SlotError when there is no such slot or form.
        """
        parts = _parts(template)
        if parts == (template,):
            return template
        filled = [part if isinstance(part, str) else self._fill(*part) for part in parts]
        return joined("".join(filled), self.locale)

    def render_known(self, template: str) -> str:
        """As render(), and no words at all where they name what is not known yet.

        For words that have no stand-in. The reader of protocols refuses a title, a reason why or
        ``unknown`` words that could come out empty here.
        """
        try:
            return self.render(template)
        except UnknownTime:
            return ""

    def _fill(self, name: str, form: str) -> str:
        if name in self.texts and not form:
            return self._known_text(name)
        moment = self.moments.get(name)
        if form not in FORMS or (moment is None and name not in _MAY_BE_ABSENT):
            raise SlotError([f"There is nothing to put into {_written(name, form)}."])
        if moment is None or not _is_known(moment, form):
            raise UnknownTime(f"“{name}” is not known yet.")
        return self._moment_words(name, moment, form)

    def _known_text(self, name: str) -> str:
        if not self.texts[name]:
            raise UnknownTime(f"“{name}” is not known yet.")
        return self.texts[name]

    def _moment_words(self, name: str, moment: Moment, form: str) -> str:
        if form == "time":
            return time_words(moment, self.tz, self.locale, seen_from=self.seen_from)
        if form == "day" and moment.day is not None:
            # The time may be about so; the day beside it is not made vaguer than it is.
            firm = moment.firm or moment.at is not None
            return day_words(moment.day, self.locale, firm=firm, seen_from=self.seen_from)
        closes = closing(moment, self.tz) if name == CLOSES else None
        if closes is not None:
            return until_words(
                closes, self.tz, self.locale, firm=moment.firm, seen_from=self.seen_from
            )
        return moment_words(moment, self.tz, self.locale, seen_from=self.seen_from)


def slots_in(template: str) -> tuple[tuple[str, str], ...]:
    """The slots of the words, as (name, form), in their order; the plain form is "".

    Raises SlotError for a brace that is no part of a slot.
    """
    return tuple(part for part in _parts(template) if not isinstance(part, str))


def names_unknown_time(template: str, moments: Mapping[str, Moment]) -> bool:
    """Whether the words name one of these moments more closely than it is known.

    Slots that are not among ``moments`` do not count.
    """
    return any(
        name in moments and form in FORMS and not _is_known(moments[name], form)
        for name, form in slots_in(template)
    )


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[str | tuple[str, str], ...]:
    """The words cut at their slots: plain pieces, and (name, form) for each slot."""
    parts: list[str | tuple[str, str]] = []
    end = 0
    for slot in _SLOT.finditer(template):
        parts += [_plain(template[end : slot.start()]), (slot[1], slot[2] or "")]
        end = slot.end()
    parts.append(_plain(template[end:]))
    return tuple(part for part in parts if part)


def _plain(piece: str) -> str:
    stray = _BRACE.search(piece)
    if stray:
        raise SlotError([f"“{stray[0]}” near “{piece.strip()}” is no part of a slot like {{due}}."])
    return piece


def _is_known(moment: Moment, form: str) -> bool:
    if form == "time":
        return moment.precision is Precision.TIME
    return moment.precision is not Precision.UNKNOWN


def _written(name: str, form: str) -> str:
    return "{" + name + (f":{form}" if form else "") + "}"
