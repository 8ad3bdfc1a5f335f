"""Trying a protocol: the plan it would make for an invented patient. Nothing is kept.

The command line and the web share this door. ``Typed`` is what somebody asked, as they typed it;
``inputs_of`` reads it, or says beside which field it cannot be; ``tried`` builds the plan::

    inputs = inputs_of(protocol, Typed(procedure_at="2027-03-04T10:30"), today=today)
    preview = tried(protocol, inputs)
    preview.content.tasks  # dated, in words, sorted as the plan is read

Nothing here touches a database: a protocol is tried before it is published.
"""

from __future__ import annotations

from checklist.actions.trying.inputs import inputs_of
from checklist.actions.trying.model import Ground, Preview, Typed, Undecided
from checklist.actions.trying.part import part_of
from checklist.actions.trying.plain import plain
from checklist.actions.trying.preview import tried

__all__ = ["Ground", "Preview", "Typed", "Undecided", "inputs_of", "part_of", "plain", "tried"]
