"""Which answers a clinician must read."""

from __future__ import annotations

from typing import Final

from checklist.core.plan.model.inputs import Answer

ANY: Final = "any"
"""In a question's ``matters``: whatever is answered, somebody must read it."""


def matters(answer: Answer, named: tuple[str, ...]) -> bool:
    """Whether a clinician must read it: one of the ``named`` answers, or ``any`` that says so."""
    if ANY in named:
        return bool(answer.value.strip() or answer.detail.strip())
    return answer.value in named
