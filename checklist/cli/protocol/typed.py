"""The options of ``checklist protocol preview`` as they are typed, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib.resources import files
from typing import Final

import click

from checklist.core.clock import zone
from checklist.core.errors import Invalid, UnknownZone

OPTIONS: Final = {
    "choices": "--choice",
    "answers": "--answer",
    "medicines": "--medicine",
    "events": "--event",
    "holidays": "--holiday",
}
"""The options whose names differ from the fields they fill."""


class WrongOptions(click.ClickException):
    """Every option that cannot be, one to a line."""

    exit_code = 2


def pairs(option: str, typed: Iterable[str], *, bare: bool = False) -> Mapping[str, str]:
    """ "name=value" each; with ``bare`` the name alone will do. Raises WrongOptions."""
    found: dict[str, str] = {}
    for text in typed:
        name, sign, value = visible(text).partition("=")
        name = name.strip()
        if not name or not (sign or bare):
            raise WrongOptions(f"{option} “{visible(text)}”: write it as NAME=VALUE.")
        if name in found:
            raise WrongOptions(f"{option} {name}: this is named twice.")
        found[name] = value.strip()
    return found


def several(option: str, typed: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """ "name=value" each, with all the values of a name. Raises WrongOptions."""
    found: dict[str, tuple[str, ...]] = {}
    for text in typed:
        for name, value in pairs(option, [text]).items():
            found[name] = (*found.get(name, ()), value)
    return found


def refusal(invalid: Invalid) -> WrongOptions:
    """What cannot be, each sentence behind the option it is about."""
    lines = []
    for field, sentence in invalid.problems.items():
        name, _, key = field.partition(".")
        option = OPTIONS.get(name, f"--{name.replace('_', '-')}") if name else ""
        lines.append(": ".join(part for part in (f"{option} {key}".strip(), sentence) if part))
    return WrongOptions("\n".join(lines))


def known_zone(name: str) -> str:
    """The zone's name. Raises WrongOptions, with the nearest name there is."""
    try:
        zone(name)
    except UnknownZone as unknown:
        names = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
        near = get_close_matches(name, names, n=1)
        meant = f" Did you mean “{near[0]}”?" if near else ""
        raise WrongOptions(f"--zone {name}: {unknown}{meant}") from unknown
    return name


def visible(text: str) -> str:
    """The text without what no terminal can show: bytes that are no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
