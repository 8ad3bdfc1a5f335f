"""What must agree inside a protocol, once every part has its right shape."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.protocol import Protocol
from checklist.protocols.checks.choices import check_choices
from checklist.protocols.checks.elements import check_elements
from checklist.protocols.checks.references import check_references, check_use
from checklist.protocols.checks.timings import check_timings
from checklist.protocols.checks.words import check_words
from checklist.protocols.names import Names
from checklist.protocols.problems import Finding

__all__ = ["check"]


def check(protocol: Protocol, names: Names, *, whole: bool) -> Iterator[Finding]:
    """Every disagreement.

    ``names`` also holds the names of elements that were set aside for their shape; with any of
    these the protocol is not ``whole``, and what seems unused may be used by them.
    """
    yield from check_choices(protocol, names)
    yield from check_elements(protocol)
    yield from check_references(protocol, names)
    if whole:
        yield from check_use(protocol)
    yield from check_timings(protocol, names)
    yield from check_words(protocol, names)
