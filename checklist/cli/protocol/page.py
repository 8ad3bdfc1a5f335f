"""A preview as one page to print: a file that stands alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checklist.actions.trying import Preview
from checklist.cli.protocol.moments import Moments
from checklist.core.protocol import Phase, Tier

TEMPLATES: Final = Path(__file__).resolve().parents[3] / "templates"
_PHASES: Final = {Phase.BEFORE: "Before", Phase.DAY: "On the day", Phase.AFTER: "After"}
_TIERS: Final = {
    Tier.EMERGENCY: "Call the emergency number now",
    Tier.SAME_DAY: "Call the clinic the same day",
    Tier.MENTION: "Say so at the check-up",
}


def page(preview: Preview) -> str:
    """The whole plan as HTML, with its few styles inside."""
    house = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    content = preview.content
    parts = [
        (title, [task for task in content.tasks if task.phase is phase])
        for phase, title in _PHASES.items()
    ]
    flags = [
        (title, [flag for flag in content.flags if flag.tier is tier])
        for tier, title in _TIERS.items()
    ]
    return house.get_template("protocol_preview.html").render(
        preview=preview,
        said=Moments(preview),
        parts=[(title, tasks) for title, tasks in parts if tasks],
        flags=[(title, signs) for title, signs in flags if signs],
    )
