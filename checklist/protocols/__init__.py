"""Protocols as clinicians write them: YAML files, and the one place that reads YAML.

A file goes through ``source`` (YAML without guessing, with lines), ``shape`` (which keys stand
where), ``convert`` (to the core's Protocol) and ``checks`` (what must agree inside it). A shipped
file, such as ``vertebroplasty-1.yaml``, is the best description of the language.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from checklist.core.errors import NotFound
from checklist.core.protocol import Protocol
from checklist.protocols.reader import read

__all__ = ["load_shipped", "read_protocol", "shipped"]

_ENDING = ".yaml"


def read_protocol(text: str, name: str) -> Protocol:
    """The protocol written in ``text``; ``name`` is the file's name, for what is said about it.

    Raises ProtocolError with every problem found, in the order of the file, each as
    ``name:line:column: what was expected``.
    """
    return read(text, name)


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
    return text, read(text, name + _ENDING)
