"""What a first visit has to fetch before the page can be seen, and how heavy it is."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from html.parser import HTMLParser

from bench.load import HOST, PATIENCE_SECONDS, RefusedError


@dataclass(frozen=True, kw_only=True)
class Weight:
    """Bytes sent of the page and its stylesheets; how many requests block the first sight."""

    page: int
    styles: int
    blocking: int


class _Blocking(HTMLParser):
    """Collects what a browser waits for: stylesheets, and scripts that are not deferred."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and "stylesheet" in (given.get("rel") or ""):
            if given.get("media") != "print":
                self.styles.append(given.get("href") or "")
        elif tag == "script" and "src" in given:
            waits = given.get("type") != "module" and not {"defer", "async"} & given.keys()
            self.scripts += waits


def weigh(port: int, path: str, cookie: str) -> Weight:
    """Fetch a page as on a first visit. Raises RefusedError unless all answer 200."""
    compressed, text = _fetch(port, path, cookie)
    wanted = _Blocking()
    wanted.feed(text)
    return Weight(
        page=compressed,
        styles=sum(_fetch(port, style, cookie)[0] for style in wanted.styles),
        blocking=1 + len(wanted.styles) + wanted.scripts,
    )


def _fetch(port: int, path: str, cookie: str) -> tuple[int, str]:
    """Bytes as sent compressed, and the text itself (asked for again, as it is)."""
    size = len(_get(port, path, cookie, "br, gzip"))
    return size, _get(port, path, cookie, "identity").decode()


def _get(port: int, path: str, cookie: str, encoding: str) -> bytes:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": encoding})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RefusedError(f"{path} answered {answer.status}.")
    return body
