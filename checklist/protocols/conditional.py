"""A block that is for some patients: all that it asks and tells is for these alone."""

from __future__ import annotations

from typing import Final, TypeVar

from checklist.protocols.problems import Path
from checklist.protocols.shape import BlockShape, FileShape, PartShape, WhenShape
from checklist.protocols.shape.telling import GateShape

__all__ = ["asked_of", "for_some", "own_path"]

Told = TypeVar("Told", bound=PartShape)

_FOR_SOME: Final = ("steps", "questions", "red_flags")


def asked_of(file: FileShape, use: int) -> WhenShape | None:
    """For whom the block of one of the file's uses is; None for all."""
    uses = file.uses or []
    return uses[use].when if use < len(uses) else None


def for_some(block: BlockShape, when: WhenShape) -> BlockShape:
    """The block with its steps, questions and signs for those for whom ``when`` holds.

    The sign-off waits for its gates for these alone.
    """
    changed = {
        section: [
            element.model_copy(update={"when": _both(when, element.when)})
            for element in getattr(block, section)
        ]
        for section in _FOR_SOME
    }
    gates = [_unless(when, gate) for gate in block.sign_off]
    return block.model_copy(update={**changed, "sign_off": gates})


def _both(when: WhenShape, own: WhenShape | None) -> WhenShape:
    return when if own is None else WhenShape.model_construct(all_=[when, own])


def _unless(when: WhenShape, gate: GateShape) -> GateShape:
    waits = WhenShape.model_construct(any_=[WhenShape.model_construct(not_=when), gate.waits_for])
    return gate.model_copy(update={"waits_for": waits})


def own_path(path: Path, use: int, *, alone: bool) -> tuple[bool, Path]:
    """Where a block's path leads: whether into the file that uses it, and the way to it there.

    ``alone`` says that the element at the path has no condition of its own.
    """
    section, rest = path[0], path[2:]
    if section == "sign_off":
        return _parted(path, use, ("waits_for", "any"), (0, "not"))
    if section not in _FOR_SOME or rest[:1] != ("when",):
        return False, path
    if alone:
        return True, ("uses", use, *rest)
    return _parted(path, use, ("when", "all"), (0,))


def _parted(path: Path, use: int, joint: Path, theirs: Path) -> tuple[bool, Path]:
    """As own_path(), where two conditions were joined: the file's first, the block's own second."""
    head, rest = path[:2], path[2:]
    size = len(joint)
    if rest[:size] != joint:
        return False, path
    inside = rest[size:]
    if inside[: len(theirs)] == theirs:
        return True, ("uses", use, "when", *inside[len(theirs) :])
    return False, (*head, joint[0], *inside[1:])
