"""``checklist protocol publish``: into this installation's database."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from checklist.actions import protocols
from checklist.cli.protocol.files import FILE, usable
from checklist.core.actors import system
from checklist.core.errors import Invalid
from checklist.settings import Settings
from checklist.store import open_store


@click.command()
@click.argument("file", type=FILE)
@click.option("--by", required=True, metavar="NAME", help="Who answers for it.")
@click.option("--reason", default="", metavar="WORDS", help="Why this version.")
def publish(file: Path, by: str, reason: str) -> None:
    """Publish the protocol in FILE, so that plans can be made from it.

    A published version never changes: a changed text needs a new version number.
    """
    protocol, found = usable(file)
    now = datetime.now(UTC)
    store = open_store(Settings.from_environment(os.environ))
    try:
        made = protocols.publish(
            store,
            protocol,
            found.source,
            actor=system("command line"),
            by=by,
            reason=reason,
            now=now,
            today=now.date(),
        )
    except Invalid as invalid:
        raise click.ClickException(f"{file} is not published. {invalid}") from invalid
    finally:
        store.close()
    named = f"{protocol.key}, version {protocol.version}"
    click.echo(f"{named}: published." if made.new else f"{named}: published already.")
