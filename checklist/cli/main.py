"""The command line. Every refusal is one plain sentence and exit status 1."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from checklist import __version__
from checklist.cli import accounts, serving
from checklist.cli.demo.command import run_demo
from checklist.core.errors import TickwellError
from checklist.settings import Settings
from checklist.store import open_store

PORT = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)


class PlainRefusals(click.Group):
    """Says what is wrong in a sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TickwellError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=PlainRefusals)
@click.version_option(__version__, prog_name="Tickwell")
def cli() -> None:
    """Tickwell: each patient's own dated checklist."""


@cli.command()
@PORT
@click.option("--threads", type=click.IntRange(1, 64), default=serving.THREADS, show_default=True)
def serve(port: int, threads: int) -> None:
    """Serve on 127.0.0.1, behind the clinic's own web server."""
    settings = Settings.from_environment(os.environ)
    serving.refuse_busy_port(port)
    store = open_store(settings)
    try:
        serving.serve(settings, store, port=port, threads=threads)
    finally:
        store.close()


@cli.command()
@PORT
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Where to keep it.")
@click.option("--ready-file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--fresh", is_flag=True, help="Throw the old demo away and seed a new one.")
def demo(port: int, data: Path | None, ready_file: Path | None, fresh: bool) -> None:
    """Try it: a clinic of invented people, seeded when there is none yet."""
    settings = Settings.from_environment(os.environ)
    if data is not None:
        settings = Settings.from_environment({"TICKWELL_DATA": str(data)})
    settings = replace(settings, base_url=f"http://127.0.0.1:{port}")
    run_demo(settings, port=port, ready_file=ready_file, fresh=fresh)


@cli.command()
def verify() -> None:
    """Check the whole audit record: nothing changed, dropped or swapped."""
    store = open_store(Settings.from_environment(os.environ))
    try:
        click.echo(f"{store.verify():,} entries, every one in its place.")
    finally:
        store.close()


cli.add_command(accounts.clinic)
cli.add_command(accounts.staff)


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(cli())
