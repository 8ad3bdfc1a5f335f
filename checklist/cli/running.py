"""Run this installation, try it, and check its record."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from checklist.cli import serving
from checklist.cli.demo.command import run_demo
from checklist.settings import Settings
from checklist.store import open_store

PORT = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)


@click.command()
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


@click.command()
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


@click.command()
def verify() -> None:
    """Check the whole audit record: nothing changed, dropped or swapped."""
    store = open_store(Settings.from_environment(os.environ))
    try:
        click.echo(f"{store.verify():,} entries, every one in its place.")
    finally:
        store.close()
