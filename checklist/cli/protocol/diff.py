"""``checklist protocol diff``: what differs between two versions, as a clinician reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Final

import click

from checklist.cli.protocol.files import FILE, usable
from checklist.core.differences import Difference, Part, differences, folded

WIDTH: Final = 100
TITLES: Final = {
    Part.RED_FLAGS: "Red flags",
    Part.MEDICINES: "Medicines",
    Part.STEPS: "Steps",
    Part.GATES: "Sign-off",
    Part.CHOICES: "Choices",
    Part.QUESTIONS: "Questions",
    Part.MOMENTS: "Moments and regimens",
    Part.PAGES: "Pages to read",
    Part.PROTOCOL: "The protocol",
}
SAME: Final = "Both say the same."


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option(
    "--format", "shown", type=click.Choice(("text", "json")), default="text", show_default=True
)
def diff(old: Path, new: Path, shown: str) -> None:
    """Say in words what differs between the protocols in OLD and NEW, the gravest first."""
    found = differences(usable(old)[0], usable(new)[0])
    said = _as_json(found) if shown == "json" else "\n".join(_as_text(folded(found)))
    click.echo(said.encode("utf-8"))


def _as_json(found: Sequence[Difference]) -> str:
    plain = [
        {
            "part": one.part.value,
            "key": one.key or None,
            "text": one.text,
            "old": one.old or None,
            "new": one.new or None,
            "grave": one.grave,
        }
        for one in found
    ]
    return json.dumps(plain, indent=2, ensure_ascii=False)


def _as_text(found: Sequence[Difference]) -> Iterator[str]:
    if not found:
        yield SAME
    for place, (title, each) in enumerate(groupby(found, key=_title)):
        if place:
            yield ""
        yield title
        for one in each:
            yield from wrap(one.text, WIDTH, initial_indent="- ", subsequent_indent="  ")
            if one.old or one.new:
                yield from _worded("was", one.old)
                yield from _worded("now", one.new)


def _title(one: Difference) -> str:
    return "Read this first" if one.grave else TITLES[one.part]


def _worded(label: str, words: str) -> Iterator[str]:
    """Each paragraph on lines of its own; nothing for no words."""
    for place, paragraph in enumerate(words.splitlines()):
        first = f"    {label}: " if not place else " " * 9
        yield from wrap(paragraph, WIDTH, initial_indent=first, subsequent_indent=" " * 9)
