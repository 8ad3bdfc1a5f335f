"""Runs ``checklist`` in this process, as fast as tests want it, and reads what it printed."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from checklist.cli.main import cli
from tests.protocols.drops import BROKEN, DROPS


def run(*arguments: str, **environment: str) -> Result:
    """A traceback is never an answer."""
    result = CliRunner().invoke(cli, arguments, env=environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def written(folder: Path, name: str = "drops-1.yaml", text: str = DROPS) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def broken(folder: Path) -> str:
    return written(folder, "broken-1.yaml", BROKEN)
