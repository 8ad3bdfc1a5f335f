"""The plan that a protocol would make."""

from __future__ import annotations

from checklist.actions.trying.model import Preview
from checklist.core.plan.model import Inputs
from checklist.core.protocol import Protocol


def tried(protocol: Protocol, inputs: Inputs) -> Preview:
    """Build the plan as a revision would freeze it.

    Seen later than it was booked, what was shown in time counts as shown: it is not late. Raises
    Invalid where the protocol and the inputs do not go together.
    """
    raise NotImplementedError
