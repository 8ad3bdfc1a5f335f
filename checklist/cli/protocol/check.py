"""``checklist protocol check``: every error and warning of every file."""

from __future__ import annotations

from pathlib import Path

import click

from checklist.cli.protocol.files import FILE, counted, examined


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
def check(files: tuple[Path, ...]) -> None:
    """Find everything wrong in protocol FILEs, each with its line and what was expected.

    Leaves with 1 when any file has errors. Warnings do not count.
    """
    broken = False
    for path in files:
        try:
            found = examined(path)
        except click.ClickException as refusal:
            click.echo(refusal.message)
            broken = True
            continue
        for problem in (*found.errors, *found.warnings):
            click.echo(problem)
        errors = counted(len(found.errors), "error")
        click.echo(f"{path}: {errors}, {counted(len(found.warnings), 'warning')}")
        broken = broken or bool(found.errors)
    if broken:
        raise click.exceptions.Exit(1)
