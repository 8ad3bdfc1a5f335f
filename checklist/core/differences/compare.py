"""Compares two versions of a protocol."""

from __future__ import annotations

from checklist.core.differences.model import Difference
from checklist.core.protocol import Protocol


def differences(old: Protocol, new: Protocol) -> tuple[Difference, ...]:
    """Everything that differs, gravest part first, each part in the order of the new protocol."""
    raise NotImplementedError
