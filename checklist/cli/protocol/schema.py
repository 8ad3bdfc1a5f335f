"""``checklist protocol schema``: the JSON Schema of protocol files, for editors."""

from __future__ import annotations

import json

import click

from checklist.protocols.schema import json_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of protocol files: editors complete and check with it as you type."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False).encode("utf-8"))
