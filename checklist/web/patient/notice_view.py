"""What stands on top of a list once its procedure moved or is called off, as pages show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checklist.core.plan.notice import Notice


def shown(found: Notice | None, told: Callable[[str], str], phone: str) -> dict[str, Any] | None:
    """The arguments of the component notice; None where nothing of the kind stands.

    ``told`` puts the number that answers now into the words; ``phone`` is that number.
    """
    if found is None:
        return None
    return {
        "title": told(found.title),
        "lines": [told(line) for line in found.lines],
        "told": [{"title": told(one.title), "text": told(one.text)} for one in found.told],
        "phone": phone if found.waits else "",
        "late": found.late,
    }
