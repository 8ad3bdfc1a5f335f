"""What a timing can tell about itself, read off its parts once and then remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

from checklist.core.amounts import Range

__all__ = ["ChoiceRef", "Facts"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceRef:
    """A value a clinician sets per patient, standing where an amount, anchor or clock would."""

    name: str

    def __str__(self) -> str:
        return "{" + self.name + "}"


class Facts:
    """The base of every timing: what it rests on, and whether it is a window or an open end."""

    __slots__ = ()

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors it rests on; one that is still a choice appears as ``{name}``."""
        return _read(self).anchors

    @property
    def choices(self) -> frozenset[str]:
        """The names of the choices it needs."""
        return _read(self).choices

    @property
    def has_range(self) -> bool:
        """Whether a range ("7 to 10 days") gives it two ends; ``resolve`` is told which."""
        return _read(self).has_range

    @property
    def open_ended(self) -> bool:
        """Whether nothing ends there by itself: "at least 6 weeks after procedure"."""
        return False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    anchors: frozenset[str]
    choices: frozenset[str]
    has_range: bool


@lru_cache(maxsize=4096)
def _read(timing: Facts) -> _Read:
    parts = tuple(_parts(timing))
    return _Read(
        anchors=frozenset(str(part.anchor) for part in parts if hasattr(part, "anchor")),
        choices=frozenset(part.name for part in parts if isinstance(part, ChoiceRef)),
        has_range=any(isinstance(part, Range) for part in parts),
    )


def _parts(node: object) -> Iterator[object]:
    yield node
    if is_dataclass(node):
        for field in fields(node):
            yield from _parts(getattr(node, field.name))
