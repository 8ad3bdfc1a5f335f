"""Every component, layout and page renders under strict names and is sound HTML."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from html.parser import HTMLParser

import html5lib
import pytest
from jinja2 import meta

from . import render

NAMES = render.page_names()
COMPONENTS = sorted(path.stem for path in render.COMPONENTS.glob("*.html"))


@pytest.fixture(params=NAMES)
def html(request: pytest.FixtureRequest) -> str:
    return render.page(request.param)


class Tags(HTMLParser):
    """The start tags of a page with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in tags]

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.found if (value := attrs.get(attribute))]


def test_the_html_is_valid(html: str) -> None:
    html5lib.HTMLParser(strict=True).parse(html)


def test_ids_are_unique_and_every_reference_finds_its_own(html: str) -> None:
    tags = Tags(html)
    ids = tags.values("id")
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    wanted = {
        name
        for attribute in ("for", "aria-labelledby", "aria-describedby")
        for value in tags.values(attribute)
        for name in value.split()
    }
    assert wanted - set(ids) == set()


def test_one_h1_and_no_heading_level_is_skipped(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Tags(html).found if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_nothing_is_inline(html: str) -> None:
    tags = Tags(html)
    assert tags.named("style") == []
    assert all("src" in script for script in tags.named("script"))
    written = {name for _, attributes in tags.found for name in attributes}
    assert {name for name in written if name == "style" or name.startswith("on")} == set()


def test_a_form_that_writes_carries_the_token(html: str) -> None:
    forms = re.findall(r'<form method="post".*?</form>', html, re.DOTALL)
    assert all('name="csrf_token" value="' in form for form in forms)


def test_a_label_stands_by_every_input(html: str) -> None:
    tags = Tags(html)
    labelled = set(tags.values("for"))
    wrapped = " ".join(re.findall(r"<label[^>]*><input[^>]*>", html))
    for field in tags.named("input", "select", "textarea"):
        if field.get("type") == "hidden":
            continue
        named = field.get("id") in labelled or f'name="{field["name"]}"' in wrapped
        assert named, f"{field} has no label"


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_has_its_files_name_and_says_what_it_takes(name: str) -> None:
    source = (render.COMPONENTS / f"{name}.html").read_text(encoding="utf-8")
    opening = re.match(rf"\{{#-\s+{name}: ", source)
    assert opening, "the file opens with a comment that names and explains it"
    signature = re.search(rf"\{{%- macro {name}\((.*?)\) -%\}}", source, re.DOTALL)
    assert signature, "the macro has the file's name"
    comment = source[: source.index("-#}")]
    for argument in re.findall(r"(\w+)(?:=|,|$)", re.sub(r'=\s*("[^"]*"|\[\])', "=", signature[1])):
        if not argument[0].isdigit() and argument not in {"none", "True", "False", "level"}:
            assert re.search(rf"\b{argument}\b", comment), f"{argument} is not explained"


def test_every_component_is_shown_here_or_by_a_page_of_the_app() -> None:
    env = render.environment()
    assert env.loader is not None
    waiting = [name for name in env.list_templates() if not name.startswith("components/")]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        source, _, _ = env.loader.get_source(env, name)
        waiting += [found for found in meta.find_referenced_templates(env.parse(source)) if found]
    assert {f"components/{name}.html" for name in COMPONENTS} <= seen
