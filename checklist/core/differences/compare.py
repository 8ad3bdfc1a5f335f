"""Compares two versions of a protocol."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.differences.asking import CHOICE, GATE, MEDICINE_GROUP, QUESTION, REGIMEN
from checklist.core.differences.flags import RED_FLAG
from checklist.core.differences.frame import ANCHOR, PAGE, frame, medicine_teaching, medicine_words
from checklist.core.differences.lists import compared
from checklist.core.differences.model import Difference, Part
from checklist.core.differences.steps import STEP
from checklist.core.differences.telling import Both
from checklist.core.protocol import Protocol
from checklist.core.protocol_words import Speaker

_ORDER = {part: place for place, part in enumerate(Part)}


def differences(old: Protocol, new: Protocol) -> tuple[Difference, ...]:
    """Everything that differs, gravest part first, each part in the order of the new protocol.

    Red flags that are gone or changed their tier stand before all else. Names and titles are told
    in the new protocol's first language; the number of the version itself is no difference.
    """
    language = next(iter(new.title), "en")
    both = Both(
        old=Speaker(old, language),
        new=Speaker(new, language),
        languages=tuple(known for known in new.title if known in old.title),
    )
    found = list(_all(both, old, new))
    return tuple(sorted(found, key=lambda one: (not one.grave, _ORDER[one.part])))


def _all(both: Both, old: Protocol, new: Protocol) -> Iterator[Difference]:
    yield from compared(both, RED_FLAG, old.red_flags, new.red_flags)
    yield from compared(both, MEDICINE_GROUP, old.medicine_groups, new.medicine_groups)
    yield from medicine_words(both, old, new)
    yield from medicine_teaching(both, old, new)
    yield from compared(both, STEP, old.steps, new.steps)
    yield from compared(both, GATE, old.gates, new.gates)
    yield from compared(both, CHOICE, old.choices, new.choices)
    yield from compared(both, QUESTION, old.questions, new.questions)
    yield from compared(both, ANCHOR, old.anchors.values(), new.anchors.values())
    yield from compared(both, REGIMEN, old.regimens, new.regimens)
    yield from compared(both, PAGE, old.about, new.about)
    yield from frame(both, old, new)
