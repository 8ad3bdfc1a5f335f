"""Commands that are imported when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module

import click

from checklist.core.errors import TickwellError


class LazyGroup(click.Group):
    """A group that knows where its commands live, as ``"package.module:command"``.

    Checking a file must not wait for the web, the database and the demo to load, so a command's
    module is imported by name once it is asked for: the one place in the house that does so.
    """

    def __init__(self, *, commands_at: Mapping[str, str], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # as click's own decorator gives them
        self._at = dict(commands_at)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self._at, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._at:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._at[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        if not isinstance(found, click.Command):
            raise TypeError(f"{self._at[cmd_name]} is no command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, and names the nearest command where there is none of that name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if not near or "Did you mean" in error.message:
                raise
            said = f"{error.message} Did you mean “{near[0]}”?"
            raise click.UsageError(said, ctx) from error


class PlainRefusals(LazyGroup):
    """Says what is wrong in a sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TickwellError as error:
            raise click.ClickException(str(error)) from error
