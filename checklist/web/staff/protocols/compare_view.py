"""What differs between two versions, grouped, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import url_for

from checklist.core.clinic import Clinic
from checklist.core.differences import Difference, Part, differences, folded
from checklist.core.protocol import Protocol
from checklist.web.staff.protocols.list_view import title_of

FIRST = "Read first: what somebody does in an emergency"
PARTS = {
    Part.RED_FLAGS: "Red flags",
    Part.MEDICINES: "Medicines",
    Part.STEPS: "Steps",
    Part.GATES: "Before “ready”",
    Part.CHOICES: "Choices",
    Part.QUESTIONS: "Questions",
    Part.MOMENTS: "Moments, regimens and shared blocks",
    Part.PAGES: "Pages to read",
    Part.PROTOCOL: "Title, languages and review",
}


def compare_view(
    old: Protocol, new: Protocol, numbers: Sequence[int], clinic: Clinic
) -> dict[str, Any]:
    """What templates/protocols/compare.html shows. ``numbers`` are all versions there are."""
    return {
        "key": new.key,
        "title": title_of(new, clinic.language),
        "old": old.version,
        "new": new.version,
        "versions": [{"value": str(n), "label": f"Version {n}"} for n in numbers],
        "groups": difference_groups(old, new),
        "back_url": url_for("protocols.show", key=new.key, version=new.version),
    }


def difference_groups(old: Protocol, new: Protocol) -> list[dict[str, Any]]:
    """For the component protocol_differences; nothing where both say the same."""
    return [
        {"title": FIRST if grave else PARTS[part], "lines": [_line(one) for one in found]}
        for (grave, part), found in groupby(folded(differences(old, new)), key=_group)
    ]


def _group(one: Difference) -> tuple[bool, Part]:
    """What is grave stands together, whatever part it is of."""
    return (one.grave, Part.RED_FLAGS if one.grave else one.part)


def _line(one: Difference) -> dict[str, str]:
    return {"text": one.text, "old": one.old, "new": one.new}
