"""Every pair of colours that carries words holds 7:1, and every shape that means something 3:1."""

from __future__ import annotations

import pytest

from .stylesheet import ACCENTS, SCHEMES, contrast, tokens

WORDS_ON = {
    "ground": ["ink", "soft", "accent", "emergency", "calm"],
    "paper": ["ink", "soft", "accent", "emergency", "calm"],
    "tint": ["ink", "soft", "accent"],
    "head": ["on-head", "sun"],
    "accent": ["on-accent"],
    "ink": ["paper"],
    "done-tint": ["done"],
    "calm-tint": ["calm"],
    "important": ["on-important"],
    "emergency-tint": ["emergency"],
    "emergency-fill": ["on-emergency"],
}
SHAPES_ON = {
    "paper": ["edge", "accent", "done", "bar-signed", "bar-way", "bar-now", "bar-rest"],
    "ground": ["edge", "accent", "done", "bar-signed", "bar-way", "bar-now", "bar-rest"],
    "done": ["on-done"],
    "head": ["on-head", "sun"],
}
WORDS = 7.0
SHAPES = 3.0


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_hold_seven_to_one(scheme: str, accent: str) -> None:
    assert _too_faint(scheme, accent, WORDS_ON, WORDS) == []


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_shapes_hold_three_to_one(scheme: str, accent: str) -> None:
    assert _too_faint(scheme, accent, SHAPES_ON, SHAPES) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_one_half_of_the_focus_ring_shows_on_any_ground(scheme: str) -> None:
    colours = tokens(scheme, "")
    for ground in ("ground", "paper", "head", "accent", "emergency-fill", "important"):
        best = max(contrast(colours[ring], colours[ground]) for ring in ("ring", "sun"))
        assert best >= SHAPES, f"{scheme}: the ring is lost on {ground}"


def test_a_faint_pair_is_noticed() -> None:
    assert contrast("#767676", "#ffffff") < WORDS < contrast("#3a4550", "#ffffff")
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def _too_faint(scheme: str, accent: str, pairs: dict[str, list[str]], least: float) -> list[str]:
    colours = tokens(scheme, accent)
    return [
        f"{scheme} {accent}: {front} on {back} is {ratio:.2f}"
        for back, fronts in pairs.items()
        for front in fronts
        if (ratio := contrast(colours[front], colours[back])) < least
    ]
