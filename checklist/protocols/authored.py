"""A published text as its author can go on from: their own file, with the next version's number."""

from __future__ import annotations

import re

__all__ = ["authored", "next_version"]

_BLOCKS = re.compile(r"^# ---- The block \S+ ----$", re.MULTILINE)
_VERSION = re.compile(r"^version: *\d+", re.MULTILINE)


def authored(published: str) -> str:
    """The file itself within a published text, without the blocks it uses, which stand behind."""
    found = _BLOCKS.search(published)
    return published if found is None else published[: found.start()].rstrip("\n") + "\n"


def next_version(published: str, newest: int) -> str:
    """The author's own file, numbered one after the ``newest`` version there is."""
    line = f"version: {newest + 1}"
    text, found = _VERSION.subn(line, authored(published), count=1)
    if found:
        return text
    return re.sub(r"^(protocol:.*)$", rf"\1\n{line}", text, count=1, flags=re.MULTILINE)
