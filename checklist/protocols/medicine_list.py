"""The shipped list of medicines: plain lines in ``medicines.txt``, which says how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from checklist.core.folding import fold
from checklist.core.medicine_names import Known, MedicineList
from checklist.core.medicines import AND

_FILE = "medicines.txt"


@cache
def medicine_list() -> MedicineList:
    """Every medicine that comes with Tickwell, read once."""
    return read_medicines(files(__package__).joinpath(_FILE).read_text("utf-8"), _FILE)


def read_medicines(text: str, name: str) -> MedicineList:
    """The list written in ``text``; ``name`` is its file's name, for what is said about it.

    Raises ValueError with the line for one that says nothing.
    """
    known: list[Known] = []
    spoken: dict[str, tuple[str, ...]] = {}
    beside: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        said, _, after = line.strip().partition(":")
        if not line.strip() or said.startswith("#"):
            continue
        if not fold(said):
            raise ValueError(f"{name}:{number}: write a medicine, a phrase or words beside a name.")
        if said.startswith("-"):
            beside.update(map(fold, _split(said, ",")))
        elif said.startswith("~"):
            spoken[fold(said)] = tuple(_split(after, "|"))
        else:
            known.extend(_substance(_split(said, ","), _split(after, ",")))
    return MedicineList(known=tuple(known), spoken=spoken, beside=frozenset(beside))


def _substance(generics: list[str], brands: list[str]) -> Iterator[Known]:
    parts = _split(generics[0], AND)
    generic = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    substance = AND.join(sorted(fold(part) for part in parts))
    for name in (generic, *generics[1:], *brands):
        yield Known(name=name, generic=generic, substance=substance)


def _split(text: str, between: str) -> list[str]:
    return [part.strip() for part in text.split(between) if part.strip()]
