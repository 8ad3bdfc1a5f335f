"""The command line. Every refusal is one plain sentence and exit status 1."""

from __future__ import annotations

import sys

import click

from checklist import __version__
from checklist.cli.lazy import PlainRefusals

COMMANDS = {
    "clinic": "checklist.cli.accounts:clinic",
    "demo": "checklist.cli.running:demo",
    "protocol": "checklist.cli.protocol.group:protocol",
    "serve": "checklist.cli.running:serve",
    "staff": "checklist.cli.accounts:staff",
    "verify": "checklist.cli.running:verify",
}


@click.group(cls=PlainRefusals, commands_at=COMMANDS)
@click.version_option(__version__, prog_name="Tickwell")
def cli() -> None:
    """Tickwell: each patient's own dated checklist."""


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(cli())
