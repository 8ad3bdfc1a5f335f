"""What a patient can say of a medicine, in their words: the same on the phone and on paper."""

from __future__ import annotations

from typing import Final

from checklist.core.dose_reports import Reported

SAYINGS: Final = {
    Reported.STILL_TAKING: "I still take it",
    Reported.STOPPED: "I have stopped it",
    Reported.TOLD_TO_STOP: "Someone told me to stop",
}
