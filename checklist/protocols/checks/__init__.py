"""What must agree inside a protocol, once every part has its right shape."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.protocol import Protocol
from checklist.protocols.checks.amounts import check_amounts
from checklist.protocols.checks.choices import check_choices
from checklist.protocols.checks.elements import check_elements
from checklist.protocols.checks.grades import check_grades
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.origin import check_languages, check_origin
from checklist.protocols.checks.reach import check_reach
from checklist.protocols.checks.references import check_references
from checklist.protocols.checks.repeats import check_repeats
from checklist.protocols.checks.rings import check_rings
from checklist.protocols.checks.series import check_series
from checklist.protocols.checks.signs import check_signs
from checklist.protocols.checks.timings import check_timings
from checklist.protocols.checks.use import check_use
from checklist.protocols.checks.windows import check_windows
from checklist.protocols.checks.words import check_words
from checklist.protocols.problems import Finding

__all__ = ["check"]


def check(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every disagreement."""
    yield from check_languages(protocol, ground)
    yield from check_origin(protocol, ground)
    yield from check_choices(protocol, ground)
    yield from check_elements(protocol, ground)
    yield from check_series(protocol)
    yield from check_references(protocol, ground)
    if ground.whole:
        yield from check_use(protocol)
    yield from check_timings(protocol, ground)
    yield from check_rings(protocol)
    yield from check_repeats(protocol, ground)
    yield from check_signs(protocol)
    yield from check_windows(protocol, ground)
    yield from check_reach(protocol, ground)
    yield from check_words(protocol, ground)
    yield from check_amounts(protocol, ground)
    yield from check_grades(protocol, ground)
