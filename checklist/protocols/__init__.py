"""Protocols as clinicians write them: YAML files, and the one place that reads YAML.

A file goes through ``source`` (YAML without guessing, with lines), ``shape`` (which keys stand
where), ``joined`` (the blocks it uses behind it), ``convert`` (to the core's Protocol) and
``checks`` (what must agree inside it). PROTOCOLS.md is the author's guide to the language.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from checklist.core.errors import NotFound, ProtocolError
from checklist.core.protocol import Protocol
from checklist.protocols.blocks import shipped_blocks
from checklist.protocols.medicine_list import medicine_list
from checklist.protocols.reader import Examined, examine

__all__ = [
    "Examined",
    "examine",
    "load_shipped",
    "medicine_list",
    "read_protocol",
    "shipped",
    "shipped_blocks",
]

_ENDING = ".yaml"


def read_protocol(text: str, name: str, folder: Path | None = None) -> Protocol:
    """The protocol written in ``text``; ``name`` is the file's name, for what is said about it.

    Blocks it uses are looked for in ``folder``, else among the shipped ones. Raises ProtocolError
    with every error found, in the order of the file, each as ``name:line:column: what was
    expected``. Warnings, which ``examine`` tells, stop nothing.
    """
    found = examine(text, name, folder)
    if found.block:
        unused = f"{name}:1:1: this is a block: it is nothing until a protocol “uses” it."
        raise ProtocolError([*found.errors, unused])
    if found.protocol is None:
        raise ProtocolError(found.errors)
    return found.protocol


def shipped() -> tuple[str, ...]:
    """The names of the protocols that come with Tickwell, such as ``vertebroplasty-1``."""
    names = (file.name for file in files(__package__).iterdir() if file.name.endswith(_ENDING))
    return tuple(sorted(name.removesuffix(_ENDING) for name in names))


@lru_cache(maxsize=16)
def load_shipped(name: str) -> tuple[str, Protocol]:
    """A shipped protocol, as it was written and as it was read. Raises NotFound for other names."""
    if name not in shipped():
        raise NotFound(f"There is no protocol called “{name}”.")
    text = files(__package__).joinpath(name + _ENDING).read_text(encoding="utf-8")
    found = examine(text, name + _ENDING)
    if found.protocol is None:
        raise ProtocolError(found.errors)
    return found.source, found.protocol
