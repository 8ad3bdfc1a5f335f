"""A preview as plain values, for JSON."""

from __future__ import annotations

from checklist.actions.trying.model import Preview


def plain(preview: Preview) -> dict[str, object]:
    """Only dicts, lists, text, numbers, booleans and None, in a fixed order of keys.

    Instants are ISO 8601 with the zone's offset at that instant; windows are half-open; null is
    what there is not. Tasks stand as the plan is read.
    """
    raise NotImplementedError
