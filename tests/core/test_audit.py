"""The chain: whatever is done to a list of entries, it is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.actors import ActorKind
from checklist.core.audit import (
    Entry,
    Head,
    Verb,
    canonical,
    entry_hash,
    head_seal,
    payload_digest,
    verify,
    verify_payload,
)
from checklist.core.errors import BrokenChain

KEY = b"k" * 32
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)


def _chain(length: int, *, key: bytes = KEY, name: str = "plan:p") -> list[Entry]:
    made: list[Entry] = []
    for seq in range(1, length + 1):
        entry = Entry(
            chain=name,
            seq=seq,
            clinic_id="c",
            plan_id="p",
            at=AT,
            actor_kind=ActorKind.STAFF,
            actor_id="s",
            verb=Verb.MARKED,
            subject=f"task-{seq}",
            payload_digest=payload_digest("5a", canonical({"n": seq})),
            previous=made[-1].hash if made else "",
        )
        made.append(replace(entry, hash=entry_hash(key, entry)))
    return made


def _head(chain: list[Entry], *, key: bytes = KEY) -> Head:
    last = chain[-1]
    return Head(
        chain=last.chain,
        seq=last.seq,
        hash=last.hash,
        seal=head_seal(key, last.chain, last.seq, last.hash),
    )


def test_a_whole_chain_verifies() -> None:
    chain = _chain(4)
    assert verify(chain, _head(chain), KEY) == 4
    assert verify([], None, KEY) == 0


@given(
    st.integers(0, 4),
    st.sampled_from(
        [
            {"clinic_id": "d"},
            {"plan_id": None},
            {"at": datetime(2027, 3, 1, 9, 0, 1, tzinfo=UTC)},
            {"actor_kind": ActorKind.PATIENT},
            {"actor_id": "t"},
            {"verb": Verb.CHECKED},
            {"subject": "another task"},
            {"payload_digest": "0" * 64},
            {"previous": "0" * 64},
            {"hash": "0" * 64},
        ],
    ),
)
def test_any_change_of_any_entry_is_found(place: int, change: dict[str, str]) -> None:
    chain = _chain(5)
    head = _head(chain)
    chain[place] = replace(chain[place], **change)  # type: ignore[arg-type]  # fields by name
    with pytest.raises(BrokenChain, match=str(place + 1)):
        verify(chain, head, KEY)


@given(st.integers(0, 4))
def test_dropping_any_entry_is_found(place: int) -> None:
    chain = _chain(5)
    head = _head(chain)
    del chain[place]
    with pytest.raises(BrokenChain):
        verify(chain, head, KEY)


@given(st.integers(0, 4), st.integers(0, 4))
def test_swapping_any_two_is_found(one: int, other: int) -> None:
    chain = _chain(5)
    head = _head(chain)
    chain[one], chain[other] = (
        replace(chain[other], seq=one + 1),
        replace(chain[one], seq=other + 1),
    )
    if one == other:
        assert verify(chain, head, KEY) == 5
    else:
        with pytest.raises(BrokenChain):
            verify(chain, head, KEY)


def test_an_entry_of_another_chain_does_not_fit() -> None:
    chain, other = _chain(3), _chain(3, name="plan:q")
    with pytest.raises(BrokenChain, match="plan:q"):
        verify([chain[0], other[1], chain[2]], _head(chain), KEY)


def test_a_chain_rewritten_without_the_key_is_found() -> None:
    forged = _chain(3, key=b"f" * 32)
    with pytest.raises(BrokenChain):
        verify(forged, _head(forged, key=b"f" * 32), KEY)


def test_a_chain_without_its_seal_or_with_a_false_one_is_found() -> None:
    chain = _chain(3)
    with pytest.raises(BrokenChain, match="sealed end is missing"):
        verify(chain, None, KEY)
    with pytest.raises(BrokenChain, match="seal on its end is false"):
        verify(chain[:2], replace(_head(chain), seq=2, hash=chain[1].hash), KEY)


def test_what_lies_apart_must_be_what_was_written() -> None:
    entry = _chain(1)[0]
    verify_payload(entry, "5a", canonical({"n": 1}))
    for salt, payload in (("5a", {"n": 2}), ("5b", {"n": 1})):
        with pytest.raises(BrokenChain, match="entry number 1"):
            verify_payload(entry, salt, canonical(payload))


def test_a_payload_has_one_spelling() -> None:
    assert canonical({"b": "é", "a": [1, None]}) == canonical({"a": [1, None], "b": "é"})
    assert canonical({"a": 1}) == '{"a":1}'
    with pytest.raises(TypeError):
        canonical({"at": AT})
