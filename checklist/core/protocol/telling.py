"""What a protocol tells beside its steps: red flags, pages to read, moments, gates, origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checklist.core.conditions import Condition
from checklist.core.protocol.kinds import Tier


@dataclass(frozen=True, kw_only=True)
class CallLine:
    """Whom to call between two clock times of a day ("8am", "6pm"; both empty: at any hour).

    ``phone`` is a number, or "clinic" or "emergency" for the clinic's own.
    """

    phone: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class RedFlag:
    """A sign that needs help. Worked out at once, never queued, shown without any door.

    It is shown while ``when`` holds, from ``opens`` until ``closes``; no timing is no limit.
    ``value`` raises it by itself. ``calls`` say whom to call by the hour; none is by the tier.
    """

    key: str
    tier: Tier
    words: Mapping[str, str]
    sources: tuple[str, ...] = ()
    when: Condition | None = None
    opens: str = ""
    closes: str = ""
    value: Condition | None = None
    calls: tuple[CallLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What a sign-off waits for, in words for staff."""

    key: str
    label: str
    waits_for: Condition


@dataclass(frozen=True, kw_only=True)
class AboutWords:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AboutPage:
    key: str
    words: Mapping[str, AboutWords]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnchorRule:
    """An anchor of the protocol's own: an event staff record, and how it is estimated until then.

    ``planned`` is timing words, shown as "about"; empty where it cannot be foreseen. ``label`` is
    what staff read beside the button that records it.
    """

    key: str
    planned: str = ""
    firm: bool = False
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class TextReview:
    """Whether a language's words were reviewed. Unreviewed words never reach a patient."""

    reviewed: bool
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a protocol comes from: ``sources`` are citations, dates are calendar days.

    A draft may leave all of it open; what is published may not.
    """

    sources: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_on: date | None = None
    next_review: date | None = None
    usable_until: date | None = None

    def usable_on(self, day: date) -> bool:
        """Whether plans may be made with it that day; ``usable_until`` is its last."""
        return self.usable_until is None or day <= self.usable_until
