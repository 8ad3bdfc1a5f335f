"""What every check stands on beside the protocol itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from checklist.core.protocol import Protocol
from checklist.protocols.checks.samples import MORNING, SamplePlan, sample_plan
from checklist.protocols.checks.sound import once
from checklist.protocols.gathering import languages_in
from checklist.protocols.joined import Joined
from checklist.protocols.names import Names
from checklist.protocols.problems import Path

__all__ = ["Ground"]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """``names`` also holds the names of elements that were set aside for their shape.

    With any of these the protocol is not ``whole``, and what seems unused may be used by them.
    ``today`` is the day on which the file is looked at. ``quiet`` is the protocol made sound.
    """

    names: Names
    joined: Joined
    today: date
    whole: bool
    quiet: Protocol

    @cached_property
    def plan(self) -> SamplePlan:
        """A sample plan on which every choice has its default."""
        return sample_plan(once(self.quiet), {}, MORNING)

    def languages(self, path: Path) -> frozenset[str]:
        """The languages in which the words at ``path`` must be there.

        A block may lack one that the protocol claims, which is told once, where it is used.
        """
        source, _ = self.joined.where(path)
        return self.names.languages & (languages_in(source.tree) or self.names.languages)

    def letters(self, path: Path) -> frozenset[str] | None:
        """The letters of the sources that the file around ``path`` names; None where it has none.

        A block's letters are its own.
        """
        source, _ = self.joined.where(path)
        block = source.tree.get("provenance") if isinstance(source.tree, dict) else None
        named = block.get("sources") if isinstance(block, Mapping) else None
        return frozenset(named) if isinstance(named, Mapping) else None
