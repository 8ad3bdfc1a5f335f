"""What is served as it stands: weights, other people's work, and no way out to another site."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from tests.gallery import render

from .stylesheet import STATIC

STYLES_BUDGET = 6 * 1024
PAGE_BUDGET = 14 * 1024
BLOCKING = ("css/base.css", "css/patient.css")
TEXT_FILES = sorted(p for p in STATIC.rglob("*") if p.suffix in {".css", ".js", ".svg"})


def _weight(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def test_a_patients_styles_are_light() -> None:
    weight = sum(_weight((STATIC / name).read_bytes()) for name in BLOCKING)
    assert weight <= STYLES_BUDGET


def test_a_page_of_25_tasks_is_light_with_everything_that_styles_it() -> None:
    html = render.page("patient-many")
    assert html.count("data-task=") == 25
    styles = sum(_weight((STATIC / name).read_bytes()) for name in (*BLOCKING, "css/print.css"))
    assert _weight(html.encode()) + styles <= PAGE_BUDGET


def test_a_patients_page_waits_for_two_files_at_most() -> None:
    html = render.page("patient-today")
    links = re.findall(r'<link rel="stylesheet"[^>]*>', html)
    waited_for = [link for link in links if 'media="print"' not in link]
    scripts = re.findall(r"<script[^>]*>", html)
    assert len(waited_for) == len(BLOCKING)
    assert all('type="module"' in script for script in scripts)


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: path.name)
def test_nothing_comes_from_another_site(path: Path) -> None:
    text = re.sub(r'xmlns="[^"]*"', "", path.read_text(encoding="utf-8"))
    assert not re.search(r"https?:|//[a-z0-9-]+\.[a-z]|@import", text)


@pytest.mark.parametrize(
    "path", [p for p in TEXT_FILES if p.suffix == ".js"], ids=lambda path: path.name
)
def test_each_script_stands_alone(path: Path) -> None:
    """Names carry a digest when served, so that an import by plain name would find nothing."""
    assert not re.search(r"^\s*import\b|\bimport\(", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_manifest_names_every_vendored_file_with_its_true_sum() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$",
        (STATIC / "VENDORED.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    sums = {
        path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in STATIC.rglob("*.woff2")
    }
    assert dict(rows) == sums


def test_every_font_named_by_the_styles_is_there() -> None:
    named = set(re.findall(r'url\("\.\./([^"]+)"\)', (STATIC / "css/base.css").read_text()))
    assert named == {p.relative_to(STATIC).as_posix() for p in STATIC.rglob("*.woff2")}
