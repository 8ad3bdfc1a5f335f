"""Protocol files as they are named on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from checklist.core.protocol import Protocol
from checklist.protocols import Examined, examine

FILE = click.Path(path_type=Path)


def examined(path: Path) -> Examined:
    """What the file says and what is wrong with it. Raises ClickException for one not readable."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(f"{path}: this is not a text file in UTF-8.") from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise click.ClickException(f"{path}: this file cannot be read ({said}).") from None
    return examine(text, str(path), path.parent)


def usable(path: Path) -> tuple[Protocol, Examined]:
    """The protocol of a file without errors; prints the errors and leaves with 1 otherwise.

    Raises ClickException for a block.
    """
    found = examined(path)
    if found.block and not found.errors:
        raise click.ClickException(f"{path}: this is a block, nothing until a protocol uses it.")
    if found.protocol is None or found.errors:
        for error in found.errors:
            click.echo(error, err=True)
        click.echo(f"{path}: {counted(len(found.errors), 'error')}, so nothing was done.", err=True)
        raise click.exceptions.Exit(1)
    return found.protocol, found


def counted(count: int, word: str) -> str:
    """ "no errors", "1 error", "3 errors"."""
    return f"{count or 'no'} {word}{'' if count == 1 else 's'}"
