"""Serve the app with waitress: one process, several threads, 127.0.0.1 only."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from datetime import UTC, datetime
from types import FrameType

import click
from flask import Flask
from waitress.server import BaseWSGIServer, create_server

from checklist.actions import upkeep
from checklist.settings import Settings
from checklist.store import Store
from checklist.web.app import MOST_BYTES_POSTED, create_app

HOST = "127.0.0.1"
CONNECTIONS = 1000
THREADS = 4
"""Python runs one thread at a time: more of them only take turns more often (measured)."""

SWITCH_SECONDS = 0.0005
"""How long a thread may keep the others waiting. With Python's own 5 ms, a tick that returns from
the disk stands behind every page being drawn: its slowest hundredth took 400 ms, now 60."""


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


def made_server(app: Flask, settings: Settings, *, port: int, threads: int) -> BaseWSGIServer:
    """Waitress for an app, listening and not yet answering.

    It would keep a gigabyte of a stranger's upload on the disk before the app could refuse it, and
    strip what trusted proxies say of where a request comes from.
    """
    return create_server(
        app,
        host=HOST,
        port=port,
        threads=threads,
        connection_limit=CONNECTIONS,
        max_request_body_size=2 * MOST_BYTES_POSTED,
        clear_untrusted_proxy_headers=settings.trusted_proxies == 0,
        ident=None,
    )


def serve(settings: Settings, store: Store, *, port: int, threads: int = THREADS) -> None:
    """Serve until interrupted, or told to end (SIGTERM, as service managers do)."""
    signal.signal(signal.SIGTERM, _end)
    sys.setswitchinterval(SWITCH_SECONDS)
    upkeep.sweep(store, now=datetime.now(UTC))
    server = made_server(create_app(settings, store), settings, port=port, threads=threads)
    try:
        server.run()
    finally:
        server.close()


def _end(_number: int, _frame: FrameType | None) -> None:
    """Leave as Ctrl+C would: waitress finishes what it is answering, and the store is closed."""
    raise SystemExit(0)
