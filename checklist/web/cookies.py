"""The session cookie, signed by a signer that is made once."""

from __future__ import annotations

from flask import Flask
from flask.sessions import SecureCookieSessionInterface, SessionInterface


def signed_cookies(app: Flask) -> SessionInterface:
    """Flask's own sessions, whose signer Flask would make anew for each request and each answer.

    The app's secret key must be set.
    """
    cookies = SecureCookieSessionInterface()
    signer = cookies.get_signing_serializer(app)
    cookies.get_signing_serializer = lambda _app: signer  # type: ignore[method-assign, assignment]  # its hook
    return cookies
