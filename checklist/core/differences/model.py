"""One difference between two versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    """Which part of a protocol; in the order in which differences are read, gravest first."""

    RED_FLAGS = "red_flags"
    MEDICINES = "medicines"
    STEPS = "steps"
    GATES = "gates"
    CHOICES = "choices"
    QUESTIONS = "questions"
    MOMENTS = "moments"  # anchors, regimens and blocks
    PAGES = "pages"
    PROTOCOL = "protocol"  # title, languages, provenance


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One sentence, and where it belongs.

    ``key`` names the step, flag, choice …; empty for the protocol itself. ``text`` is the whole
    sentence; where words were changed, ``old`` and ``new`` hold them in full. ``grave`` says that
    it changes what somebody does in an emergency: it is read before all else. ``subject`` is what
    the sentence begins with, where it is about an element.
    """

    part: Part
    key: str
    text: str
    old: str = ""
    new: str = ""
    grave: bool = False
    subject: str = field(default="", compare=False)
