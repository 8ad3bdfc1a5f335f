"""Render the gallery to a folder: ``python -m tests.gallery.render FOLDER``.

The pages use the real templates and the real static files under the app's own strictness; only the
words are samples. They stand at ``FOLDER/<name>.html`` beside ``FOLDER/static``.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import samples

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(__file__).parent / "pages"
COMPONENTS = ROOT / "templates" / "components"


def environment(*, accent: str = "") -> Environment:
    """The template environment the gallery shares with the app: autoescaped, strict."""
    env = Environment(
        loader=FileSystemLoader([PAGES, ROOT / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
    )
    env.globals.update(
        asset=lambda path: f"/static/{path}",
        clinic={**samples.CLINIC, "accent_class": accent},
        demo=True,
        csrf_token=lambda: samples.CSRF,
    )
    return env


def page_names() -> list[str]:
    """Every page of the gallery, without its suffix."""
    return sorted(page.stem for page in PAGES.glob("*.html"))


def page(name: str, *, accent: str = "", text_bigger: bool = False, demo: bool = True) -> str:
    """One page of the gallery as HTML."""
    env = environment(accent=accent)
    env.globals["demo"] = demo
    words = {key.lower(): value for key, value in vars(samples).items() if key.isupper()}
    del words["clinic"]  # a global, as in the app
    side = name.split("-", 1)[0]
    shell = samples.PATIENT_SHELL | {"text_bigger": text_bigger}
    words["shell"] = shell if side in {"patient", "before"} else samples.STAFF_SHELL
    return env.get_template(f"{name}.html").render(words)


def render_all(folder: Path) -> None:
    """Write every page and the static files they need into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "static", folder / "static", dirs_exist_ok=True)
    for name in page_names():
        (folder / f"{name}.html").write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    render_all(Path(sys.argv[1]))
