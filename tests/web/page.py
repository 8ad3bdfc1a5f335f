"""A page as a test reads it, and everything that must be true of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

LABELLED = ("input", "select", "textarea")
NEEDS_NO_LABEL = ("hidden", "submit", "button", "image", "reset")
INLINE = ("a", "abbr", "b", "em", "i", "small", "span", "strong", "sub", "sup", "svg", "path")
NEVER_IN_TEXT = (re.compile(r"\bNone\b"), re.compile(r"\{\{|\{%|\}\}"), re.compile(r"<[A-Z]\w+ "))


@dataclass(frozen=True, kw_only=True)
class PostForm:
    """A form of a page: where it goes, and what it sends untouched."""

    action: str
    method: str
    fields: Mapping[str, str]
    buttons: tuple[tuple[str, str, str], ...]  # name, value, words


class Page:
    """One parsed page."""

    def __init__(self, response: TestResponse, app: Flask) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        self._app = app
        parser = html5lib.HTMLParser(
            tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
        )
        self.root: Element = parser.parse(self.html)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    # Reading ------------------------------------------------------------------------------------

    @property
    def h1(self) -> str:
        return words(self.one("h1"))

    @property
    def title(self) -> str:
        return words(self.one("title"))

    @property
    def text(self) -> str:
        """Everything that is read on the page, with single spaces."""
        return words(self.one("body"))

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Every element of this kind with these attributes; ``class_`` is one of its classes."""
        return [element for element in self.root.iter(tag) if _fits(element, attributes)]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes} in\n{self.html}"
        return found[0]

    def by_id(self, id: str) -> Element:
        found = [element for element in self.root.iter() if element.get("id") == id]
        assert len(found) == 1, f"{len(found)} elements with the id {id}"
        return found[0]

    @property
    def links(self) -> list[str]:
        """Every address the page leads to."""
        return [a.get("href", "") for a in self.all("a")]

    def link(self, said: str) -> str:
        """Where the one link with these words leads."""
        found = {a.get("href", "") for a in self.all("a") if said in words(a)}
        assert len(found) == 1, f"{len(found)} links saying {said!r}"
        return found.pop()

    def forms(self, action: str = "") -> list[PostForm]:
        """Every form, or those that go to ``action``."""
        found = [_form(element, self.response.request.path) for element in self.all("form")]
        return [form for form in found if not action or form.action == action]

    def form(self, action: str, **fields: str) -> PostForm:
        """The one form that goes there and sends these values untouched."""
        found = [
            form
            for form in self.forms(action)
            if all(form.fields.get(name) == value for name, value in fields.items())
        ]
        assert len(found) == 1, f"{len(found)} forms to {action} with {fields}"
        return found[0]

    def error_of(self, name: str) -> str:
        """The sentence beside a field; empty where there is none."""
        found = [e for e in self.root.iter() if e.get("id") == f"field-{name}-error"]
        return words(found[0]) if found else ""

    def value_of(self, name: str) -> str:
        """What a field holds."""
        return next((f.fields[name] for f in self.forms() if name in f.fields), "")

    # Judging ------------------------------------------------------------------------------------

    def check(self) -> None:
        """Everything that must be true of every page. Raises AssertionError with what is not."""
        problems = [*self._names(), *self._labels(), *self._inline(), *self._addresses()]
        problems += [f"{bad.pattern} in the text" for bad in NEVER_IN_TEXT if bad.search(self.text)]
        assert not problems, "\n".join([*problems, self.response.request.path, self.html])

    def _names(self) -> Iterator[str]:
        if len(self.all("h1")) != 1:
            yield f"{len(self.all('h1'))} h1"
        elif not self.h1:
            yield "an empty h1"
        if not self.title.partition("–")[0].strip():
            yield "no title"
        ids = [e.get("id") for e in self.root.iter() if e.get("id") is not None]
        yield from (
            f"the id {id} stands {ids.count(id)} times" for id in {*ids} if ids.count(id) > 1
        )
        for element in self.root.iter():
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                for wanted in (element.get(name) or "").split():
                    if wanted not in ids:
                        yield f"{name} names {wanted}, which is not there"

    def _labels(self) -> Iterator[str]:
        labelled = {label.get("for") for label in self.all("label")}
        for tag in LABELLED:
            for element in self.all(tag):
                named = (
                    element.get("type") in NEEDS_NO_LABEL
                    or element.get("id") in labelled
                    or element.get("aria-label")
                    or element.get("aria-labelledby")
                    or any(parent.tag == "label" for parent in self._above(element))
                )
                if not named:
                    yield f"no label for {tag} {element.get('name')}"
        for element in [*self.all("button"), *self.all("a"), *self.all("summary")]:
            if not (words(element) or element.get("aria-label")):
                yield f"a {element.tag} without words"
        for element in self.all("img"):
            if element.get("alt") is None:
                yield "an image without alt"

    def _above(self, element: Element) -> Iterator[Element]:
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def _inline(self) -> Iterator[str]:
        for element in self.root.iter():
            for name in element.keys():  # noqa: SIM118 - an Element is not a mapping
                if name == "style" or str(name).startswith("on"):
                    yield f"{name} on a {element.tag}"
        for script in self.all("script"):
            if not script.get("src") or words(script):
                yield "a script in the page"
        if self.all("style"):
            yield "a style in the page"

    def _addresses(self) -> Iterator[str]:
        for link in self.all("a"):
            yield from self._leads(link.get("href", ""), "GET")
        for form in self.forms():
            yield from self._leads(form.action, form.method)
            if form.method == "POST" and not form.fields.get("csrf_token"):
                yield f"a form to {form.action} without csrf_token"

    def _leads(self, address: str, method: str) -> Iterator[str]:
        path, _, fragment = address.partition("#")
        if path.startswith(("tel:", "mailto:", "http://", "https://")):
            return
        if not path:
            if not fragment or fragment not in self.html:
                yield f"a link to {address!r}"
            return
        try:
            self._app.url_map.bind("localhost").match(path.partition("?")[0], method)
        except RequestRedirect:
            yield f"{address} is a roundabout way"
        except HTTPException as error:
            yield f"{method} {address} leads nowhere ({error.code})"


def words(element: Element) -> str:
    """Everything read in an element, with single spaces, also between blocks that touch."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    apart = "" if element.tag in INLINE else " "
    yield apart + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield apart


def _fits(element: Element, attributes: Mapping[str, str]) -> bool:
    for name, wanted in attributes.items():
        if name == "class_":
            if wanted not in (element.get("class") or "").split():
                return False
        elif element.get(name.replace("_", "-")) != wanted:
            return False
    return True


def _form(element: Element, here: str) -> PostForm:
    fields: dict[str, str] = {}
    buttons = []
    for control in element.iter():
        name = control.get("name")
        if control.tag == "button":
            buttons.append((name or "", control.get("value") or "", words(control)))
        elif name is not None and control.tag in LABELLED:
            value = _sent(control)
            if value is not None:
                fields[name] = value
    return PostForm(
        action=element.get("action") or here,
        method=(element.get("method") or "get").upper(),
        fields=fields,
        buttons=tuple(buttons),
    )


def _sent(control: Element) -> str | None:
    """What a control sends as it stands; None where a browser sends nothing."""
    if control.tag == "textarea":
        return "".join(control.itertext())
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen: Any = next((o for o in options if o.get("selected") is not None), None)
        chosen = options[0] if chosen is None and options else chosen
        return None if chosen is None else (chosen.get("value") or "")
    if control.get("type") in ("checkbox", "radio") and control.get("checked") is None:
        return None
    return control.get("value") or ""
