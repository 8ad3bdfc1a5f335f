"""Red flags: a changed tier first, as it changes what a frightened person does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checklist.core.differences.lists import Kind
from checklist.core.differences.model import Difference, Part
from checklist.core.differences.telling import Changed, Telling, condition, listed, now, wording
from checklist.core.protocol import CallLine, RedFlag, Tier
from checklist.core.protocol_words import Speaker, timing_words

TIERS: Final = {
    Tier.EMERGENCY: "emergency",
    Tier.SAME_DAY: "same day",
    Tier.MENTION: "mention",
}
_GRAVITY: Final = (Tier.MENTION, Tier.SAME_DAY, Tier.EMERGENCY)


def _tier(changed: Changed) -> Iterator[Difference]:
    up = _GRAVITY.index(changed.new) > _GRAVITY.index(changed.old)
    graver = "graver" if up else "less grave"
    now_is, was = TIERS[changed.new], TIERS[changed.old]
    yield changed.told(f" is now {graver}: {now_is}; it was {was}.", grave=True)


def _shown(edge: str, missing: str) -> Telling:
    """From or until when a flag is shown."""

    def tell(changed: Changed) -> Iterator[Difference]:
        old = timing_words(changed.both.old, changed.old) if changed.old else ""
        new = timing_words(changed.both.new, changed.new) if changed.new else ""
        if changed.old == changed.new and old == new:
            return
        was = f"it was shown {edge} {old}" if old else f"it had no {missing}"
        if new:
            yield changed.told(f" is now shown {edge} {new}; {was}.")
        else:
            yield changed.told(f" is now shown without {_an(missing)}; {was}.")

    return tell


def _an(word: str) -> str:
    """The word behind its article."""
    return f"{'an' if word[0] in 'aeio' else 'a'} {word}"


def _calls(_speaker: Speaker, calls: tuple[CallLine, ...]) -> str:
    return ", ".join(
        f"{call.phone} from {call.since} until {call.until}" if call.since else call.phone
        for call in calls
    )


def _named(speaker: Speaker, flag: RedFlag) -> str:
    return f"“{speaker.of(flag.words)}”"


def _described(_speaker: Speaker, flag: RedFlag) -> str:
    return f"It is: {TIERS[flag.tier]}."


RED_FLAG: Final = Kind(
    part=Part.RED_FLAGS,
    noun="Red flag",
    named=_named,
    described=_described,
    tellings={
        "tier": _tier,
        "when": condition("is now shown when", "is now always shown", "always"),
        "opens": _shown("from", "start"),
        "closes": _shown("until", "end"),
        "value": condition("is now raised when", "is no longer raised by a value", "by no value"),
        "calls": now("number to call", _calls),
        "words": wording(),
        "sources": listed("now also rests on", "no longer rests on"),
    },
    timed=frozenset({"opens", "closes"}),
)
