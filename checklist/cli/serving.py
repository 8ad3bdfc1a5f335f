"""Serve the app with waitress: one process, several threads, 127.0.0.1 only."""

from __future__ import annotations

import errno
import socket
import sys

import click
from waitress.server import create_server

from checklist.settings import Settings
from checklist.store import Store
from checklist.web.app import create_app

HOST = "127.0.0.1"
CONNECTIONS = 1000


def refuse_busy_port(port: int) -> None:
    """Raise a plain sentence when the port cannot be had; waitress would say it in a traceback."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            # As the server itself will: a port in its last minute of waiting is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sentence = f"Port {port} is busy. Choose another one: make run PORT={port + 1}"
            else:
                sentence = f"Port {port} cannot be used: {error.strerror}."
            raise click.ClickException(sentence) from error


def serve(settings: Settings, store: Store, *, port: int, threads: int = 8) -> None:
    """Serve until interrupted."""
    app = create_app(settings, store)
    server = create_server(
        app, host=HOST, port=port, threads=threads, connection_limit=CONNECTIONS, ident=None
    )
    try:
        server.run()
    finally:
        server.close()
