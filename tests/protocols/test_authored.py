"""A published text as its author goes on from it."""

from __future__ import annotations

from checklist.protocols import examine, load_shipped
from checklist.protocols.authored import authored, next_version


def test_the_blocks_behind_a_published_text_are_left_out() -> None:
    source, protocol = load_shipped("vertebroplasty-2")
    assert protocol.blocks, "it uses a block, or this test shows nothing"
    own = authored(source)
    assert len(own) < len(source)
    assert own.count("\nsteps:\n") == 1
    again = examine(own, "vertebroplasty-2.yaml")
    assert again.protocol == protocol
    assert again.source == source, "published again it would be the same text"


def test_a_text_without_blocks_is_all_its_authors() -> None:
    source, _ = load_shipped("vertebroplasty-1")
    assert authored(source) == source


def test_the_next_version_has_the_next_number_and_nothing_else_new() -> None:
    text = "protocol: x  # version: 7\nversion: 2\nsteps: [version: 3]\n"
    assert next_version(text, 2) == text.replace("version: 2", "version: 3")


def test_a_first_version_that_names_no_number_is_given_one() -> None:
    assert next_version("protocol: x\ntitle: {en: X}\n", 1) == (
        "protocol: x\nversion: 2\ntitle: {en: X}\n"
    )
