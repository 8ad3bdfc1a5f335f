"""Read the colour tokens out of static/css/base.css, as a browser would resolve them."""

from __future__ import annotations

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
ACCENTS = ("", "accent-blue", "accent-plum", "accent-slate")
SCHEMES = ("light", "dark")

Tokens = dict[str, str]


def tokens(scheme: str, accent: str) -> Tokens:
    """Every colour token of a scheme under an accent class, as six-digit hex."""
    text = (STATIC / "css" / "base.css").read_text(encoding="utf-8")
    layer = _block(text, "@layer tokens")
    dark = _block(layer, "@media screen and (prefers-color-scheme: dark)")
    light = layer.replace(dark, "")
    found = _declared(light, ":root")
    found |= _declared(light, f".{accent}") if accent else {}
    if scheme == "dark":
        found |= _declared(dark, ":root")
        found |= _declared(dark, f".{accent}") if accent else {}
    return {name: _resolve(found, value) for name, value in found.items()}


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two six-digit hex colours."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _block(text: str, opening: str) -> str:
    start = text.index("{", text.index(opening)) + 1
    depth = 1
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[start:at]
    raise AssertionError(f"{opening} is never closed")


def _declared(text: str, selector: str) -> Tokens:
    return dict(re.findall(r"--([a-z-]+):\s*([^;]+);", _block(text, f"{selector} {{")))


def _resolve(found: Tokens, value: str) -> str:
    reference = re.fullmatch(r"var\(--([a-z-]+)\)", value)
    if reference:
        return _resolve(found, found[reference[1]])
    short = re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", value)
    if short:
        return "#" + "".join(digit * 2 for digit in short.groups())
    assert re.fullmatch(r"#[0-9a-f]{6}", value), f"not a plain colour: {value}"
    return value


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
