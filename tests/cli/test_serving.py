"""Waitress as we run it, and what never runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import click
import pytest
from flask import Flask

from checklist.cli.demo.command import prepare, run_demo
from checklist.cli.demo.seed import seed
from checklist.cli.serving import made_server
from checklist.settings import Settings
from checklist.store import Store
from checklist.web.app import MOST_BYTES_POSTED
from tests.conftest import add_clinic


@pytest.mark.parametrize("trusted", [0, 1])
def test_what_a_proxy_says_is_read_only_where_it_is_trusted(
    settings: Settings, trusted: int
) -> None:
    server = made_server(
        Flask("empty"), replace(settings, trusted_proxies=trusted), port=0, threads=1
    )
    try:
        assert server.adj.clear_untrusted_proxy_headers is (trusted == 0)
        assert server.adj.max_request_body_size <= 4 * MOST_BYTES_POSTED, "kept on the disk first"
        assert server.effective_host == "127.0.0.1"
    finally:
        server.close()


def test_the_demo_does_not_run_in_production(settings: Settings) -> None:
    real = replace(settings, production=True, secure_cookies=True, durability="FULL")
    with pytest.raises(click.ClickException, match="production"):
        run_demo(real, port=1, ready_file=None, fresh=True)


def test_the_demo_never_joins_a_real_clinic(store: Store) -> None:
    seed(store, now=datetime.now(UTC))
    add_clinic(store, datetime.now(UTC), slug="real", name="A real clinic")
    with pytest.raises(click.ClickException, match="real clinic"):
        prepare(store)
