"""A protocol in words that a clinician reads: its timings, its conditions, the slots in its texts.

What an author writes is short and exact ("{food_hours} before {fasting_anchor}"); what staff read
says the same with the protocol's own labels and the values that stand ("6 hours before the earliest
start"). Patients never read any of it.
"""

from __future__ import annotations

from checklist.core.protocol_words.conditions import condition_words
from checklist.core.protocol_words.repeats import repeat_words
from checklist.core.protocol_words.slots import filled_words
from checklist.core.protocol_words.speaker import Speaker
from checklist.core.protocol_words.timings import timing_words, window_words

__all__ = [
    "Speaker",
    "condition_words",
    "filled_words",
    "repeat_words",
    "timing_words",
    "window_words",
]
