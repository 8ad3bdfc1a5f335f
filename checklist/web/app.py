"""Put the web together."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from checklist import logs
from checklist.protocols import medicine_list
from checklist.settings import Settings
from checklist.store import Store
from checklist.store.keys import derive
from checklist.web import assets, context, cookies, doors, errors, headers
from checklist.web.blueprints import BLUEPRINTS
from checklist.web.house import KEY, House
from checklist.web.names_file import NAMES_FILE, names_file
from checklist.web.templating import HouseEnvironment
from checklist.web.typed import PlainRequest

TOP = Path(__file__).resolve().parents[2]
PATIENT_DOOR_LIFETIME = timedelta(days=400)
MOST_BYTES_POSTED = 256 * 1024
ONE_PACKET = 1300
"""Bytes of an answer that are under way together anyhow: compressing fewer gains nothing."""


def create_app(settings: Settings, store: Store) -> Flask:
    """The Flask app over an open store. It owns neither: whoever made them closes them."""
    app = Flask("checklist", root_path=str(TOP), template_folder="templates", static_folder=None)
    _configure(app, settings)
    app.request_class = PlainRequest
    app.session_interface = cookies.signed_cookies(app)
    app.jinja_environment = HouseEnvironment
    published = settings.data_dir / "static"
    app.extensions[KEY] = House(
        app=app,
        settings=settings,
        store=store,
        assets=assets.collect(TOP / "static", published, {NAMES_FILE: names_file(medicine_list())}),
    )
    CSRFProtect(app)
    Compress(app)
    logs.install(app)
    doors.install(app)
    errors.install(app)
    headers.install(app, secure=settings.secure_cookies)
    context.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _wrap(app, settings, published)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=derive(settings.root_key, "sessions"),
        SESSION_COOKIE_NAME="__Host-tickwell" if settings.secure_cookies else "tickwell",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=PATIENT_DOOR_LIFETIME,
        MAX_CONTENT_LENGTH=MOST_BYTES_POSTED,
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_STREAMS=False,
        COMPRESS_MIN_SIZE=ONE_PACKET,
    )


def _wrap(app: Flask, settings: Settings, published: Path) -> None:
    """Put the WSGI layers on: who is asking behind proxies, then the static files."""
    if settings.trusted_proxies:
        # The address alone: host and scheme are never read, as no answer is made from them.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # how WSGI layers are put on
            app.wsgi_app,
            x_for=settings.trusted_proxies,
            x_proto=0,
            x_host=0,
        )
    app.wsgi_app = assets.serve(app.wsgi_app, published)  # type: ignore[method-assign, assignment]  # how WSGI layers are put on
