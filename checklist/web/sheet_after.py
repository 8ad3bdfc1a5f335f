"""The "after" checklist: only what comes after the procedure, to take home. Large, in few parts.

What may be taken again stands first, then what to leave alone with its end, then what to do. Whom
to call and the warning signs stand behind, as on every sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checklist.core.plan.model import Task
from checklist.core.protocol import Kind, Phase
from checklist.web.sheet_paper import Paper
from checklist.web.sheet_parts import is_theirs, part
from checklist.web.sheet_view import sheet, title_after

MEDICINES = "Your medicines"
LEAVE_ALONE = "Do not do these yet"
TO_DO = "What to do"
SIGNS = "warning-signs"
"""The step, by the key every protocol gives it, that tells the patient to read the signs."""


def after_sheet(paper: Paper) -> dict[str, Any]:
    """The arguments of checklist_sheet, for the after checklist alone."""
    return sheet(paper) | {
        "title": title_after(paper),
        "arrive": "",
        "parts": list(_parts(paper)),
        "questions": [],
    }


def _parts(paper: Paper) -> Iterator[dict[str, Any]]:
    tasks = [task for task in paper.revision.content.tasks if _is_after(task)]
    shares: dict[str, list[Task]] = {MEDICINES: [], LEAVE_ALONE: [], TO_DO: []}
    for task in tasks:
        shares[_share(task)].append(task)
    for title, share in shares.items():
        if share:
            yield part(title, share, paper)


def _share(task: Task) -> str:
    if task.medicine_id:
        return MEDICINES
    return LEAVE_ALONE if task.kind is Kind.AVOID else TO_DO


def _is_after(task: Task) -> bool:
    """The warning signs stand on the sheet whole, so nobody is sent to read them."""
    return task.phase is Phase.AFTER and is_theirs(task) and task.step != SIGNS
