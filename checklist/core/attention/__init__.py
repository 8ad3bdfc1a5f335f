"""Attention: the reasons why a plan needs a human, as pure rules.

``reasons(facts)`` gives every reason that holds now or will hold later if nothing happens, so that
a worklist can be read without working anything out. One module for each kind of cause.
"""

from checklist.core.attention.model import (
    Band,
    Facts,
    PassedOn,
    PutOff,
    Reason,
    ReasonKind,
    Resolution,
)
from checklist.core.attention.rules import reasons

__all__ = ["Band", "Facts", "PassedOn", "PutOff", "Reason", "ReasonKind", "Resolution", "reasons"]
