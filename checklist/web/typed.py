"""What people type, without the characters that nobody can see or type.

Left in, a zero byte ends a line early, an escape colours a terminal, and a direction override shows
"no more than 28" as "82 naht erom on" in the middle of somebody else's page. Marks that scripts
written from right to left need (and the joiners of Indic and Persian names) stay.
"""

from __future__ import annotations

import re
from typing import IO

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but for tabs and new lines
    "\u2028\u2029"  # separators that some programs take for new lines
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
    "\ufeff\ufdd0-\ufdef\ufffe\uffff"  # a byte order mark, and what is no character at all
    + "".join(
        f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)


def plain(text: str) -> str:
    """The text without them."""
    return INVISIBLE.sub("", text)


class PlainForm(FormDataParser):
    """Reads forms as Flask does, every value made plain."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        rest, form, files = super().parse(stream, mimetype, content_length, options)
        made = self.cls((name, plain(value)) for name, value in form.items(multi=True))
        return rest, made, files


class PlainRequest(Request):
    """A request whose form holds plain text."""

    form_data_parser_class = PlainForm
