"""What differs between two versions of a protocol, in words a clinician reads.

The gravest first: red flags, then medicines, steps, gates, choices, questions, and what frames
them. An empty answer means that both say the same.
"""

from __future__ import annotations

from checklist.core.differences.compare import differences
from checklist.core.differences.folding import folded
from checklist.core.differences.model import Difference, Part

__all__ = ["Difference", "Part", "differences", "folded"]
