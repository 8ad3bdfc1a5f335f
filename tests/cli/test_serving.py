"""Waitress as we run it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from checklist.cli.serving import made_server
from checklist.settings import Settings
from checklist.web.app import MOST_BYTES_POSTED


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
