"""QR codes as SVG inside the page: black on white, no script, no picture to fetch."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr(text: str) -> Markup:
    """A code that a phone's camera reads as ``text``, with its quiet zone.

    The middle error level survives a fold or a coffee ring. The size is the page's to say: the
    drawing has a viewBox and no size of its own. What the code opens must stand beside it in words.
    """
    drawn = segno.make(text, error="m", micro=False)
    svg: str = drawn.svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704  # segno's own drawing
