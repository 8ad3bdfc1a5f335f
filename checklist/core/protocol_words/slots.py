"""A patient's words as staff read them before there is a patient: each slot says what will stand.

A choice shows its value; a time or a name of this patient stands in square brackets.
"""

from __future__ import annotations

import re

from checklist.core.protocol_words.speaker import Speaker, spaced

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_TIMES = {"opens": "it begins", "due": "it is due", "closes": "it ends"}
_NAMES = {
    "first_name": "first name",
    "phone": "the clinic’s number",
    "place": "where to come",
    "counts": "how many times",
    "amount": "how much",
    "gap": "how long between",
    "dose_at": "when",
}


def filled_words(speaker: Speaker, text: str) -> str:
    """The text with every slot said: "Do not eat from [when it begins]."."""
    return _SLOT.sub(lambda slot: _said(speaker, slot[1], slot[2] or ""), text)


def _said(speaker: Speaker, name: str, form: str) -> str:
    if name in speaker.values:
        return speaker.value(name, speaker.values[name])
    if name in _TIMES:
        return f"[{'the day' if form == 'day' else 'when'} {_TIMES[name]}]"
    if name in _NAMES:
        return f"[{_NAMES[name]}]"
    said = speaker.anchor(name)
    return f"[{'the day of ' if form == 'day' else ''}{said or spaced(name)}]"
