"""``checklist protocol``: everything an author needs. Only ``publish`` opens a database."""

from __future__ import annotations

import click

from checklist.cli.lazy import LazyGroup

COMMANDS = {
    "check": "checklist.cli.protocol.check:check",
    "diff": "checklist.cli.protocol.diff:diff",
    "preview": "checklist.cli.protocol.preview:preview",
    "publish": "checklist.cli.protocol.publish:publish",
    "schema": "checklist.cli.protocol.schema:schema",
}


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def protocol() -> None:
    """Check, preview, compare and publish protocols."""
