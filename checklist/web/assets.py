"""Static files under names that carry their digest, served by WhiteNoise, compressed once.

A browser may keep such a file for ever: a changed file has another name. Fonts and other files that
carry their version in their name already keep it.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

from checklist.web.headers import HEADERS
from checklist.web.wsgi_types import WSGIApplication

DIGESTED = re.compile(r"\.[0-9a-f]{12}\.(css|js|svg|json)$|^/static/fonts/")
COMPRESSED = {".css", ".js", ".svg", ".json"}


def collect(source: Path, target: Path, made: Mapping[str, bytes]) -> Mapping[str, str]:
    """Copy ``source`` to ``target`` under digest names; give each file's public path by name.

    ``made`` are files that stand nowhere but are made of something else at the start. What is
    already there is left alone, so that a second start costs a few reads.
    """
    files = {p.relative_to(source).as_posix(): p for p in source.rglob("*") if p.is_file()}
    contents = {name: path.read_bytes() for name, path in files.items()} | dict(made)
    public: dict[str, str] = {}
    for name, content in sorted(contents.items()):
        suffix, kept = Path(name).suffix, name
        if suffix in COMPRESSED and not name.startswith("fonts/"):
            digest = hashlib.sha256(content).hexdigest()[:12]
            kept = f"{name[: -len(suffix)]}.{digest}{suffix}"
        _publish(target / kept, content, compress=suffix in COMPRESSED)
        public[name] = f"/static/{kept}"
    return public


def _publish(path: Path, content: bytes, *, compress: bool) -> None:
    if path.exists() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if compress:
        Path(f"{path}.gz").write_bytes(gzip.compress(content, 9, mtime=0))


def _harden(headers: Headers, _path: str, _url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value


def serve(app: WSGIApplication, folder: Path) -> WSGIApplication:
    """Wrap ``app`` so that everything under /static/ is answered before it is asked."""
    static: WSGIApplication = WhiteNoise(
        app,
        root=str(folder),
        prefix="/static/",
        allow_all_origins=False,
        add_headers_function=_harden,
        immutable_file_test=lambda _path, url: DIGESTED.search(url) is not None,
    )
    return static
