"""Many writers: threads in turn, processes in turn, and a process killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checklist.core.actors import system
from checklist.core.audit import Verb
from checklist.core.errors import StoreError
from checklist.settings import Settings
from checklist.store import Store, open_store
from checklist.store.turn import Turn

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SETUP = system("setup")

# A program that says "name-n" on its output after each write that was acknowledged.
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from checklist.core.actors import system
from checklist.core.audit import Verb
from checklist.settings import Settings
from checklist.store import open_store

data, name, times, durability = sys.argv[1:]
store = open_store(
    Settings(data_dir=Path(data), root_key=bytes(range(32)), durability=durability)
)
for n in range(int(times)):
    with store.write(system(name), datetime.now(UTC), on=("p",)) as tx:
        tx.insert("guess", subject=f"{name}-{n}", wrong=1, last_at=tx.now_text)
        tx.enter(Verb.MARKED, f"{name}-{n}", {"n": n}, plan_id="p")
    print(f"{name}-{n}", flush=True)
"""


def _writer(settings: Settings, name: str, times: int, durability: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(settings.data_dir), name, str(times), durability],
        stdout=subprocess.PIPE,
        text=True,
    )


def _kept(store: Store) -> set[str]:
    with store.read() as reader:
        return {row[0] for row in reader.all("SELECT subject FROM guess")}


def test_eight_threads_all_write(store: Store) -> None:
    failures: list[BaseException] = []

    def write(name: int) -> None:
        try:
            for n in range(25):
                with store.write(SETUP, NOW, on=("p",)) as tx:
                    tx.insert("guess", subject=f"{name}-{n}", wrong=1, last_at=tx.now_text)
                    tx.enter(Verb.MARKED, f"{name}-{n}", {}, plan_id="p")
                assert f"{name}-{n}" in _kept(store)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(_kept(store)) == 200
    assert store.verify() >= 200


def test_the_turn_goes_to_whoever_waited_longest(tmp_path: Path) -> None:
    turn, order = Turn(tmp_path / "lock"), []
    turn.take()

    def wait(name: int) -> None:
        turn.take()
        order.append(name)
        turn.give_back()

    threads = []
    for name in range(8):
        threads.append(threading.Thread(target=wait, args=(name,)))
        threads[-1].start()
        while turn.waiting <= name:
            time.sleep(0.001)
    turn.give_back()
    for thread in threads:
        thread.join()
    assert order == list(range(8))
    turn.close()


def test_taking_the_turn_twice_is_refused(tmp_path: Path) -> None:
    turn = Turn(tmp_path / "lock")
    turn.take()
    with pytest.raises(StoreError):
        turn.take()
    turn.give_back()
    turn.take()
    turn.give_back()
    turn.close()


def test_a_turn_that_never_comes_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.store.turn.LONGEST_WAIT_SECONDS", 0.01)
    turn, said = Turn(tmp_path / "lock"), []
    turn.take()

    def wait() -> None:
        with pytest.raises(StoreError, match="Try again") as refused:
            turn.take()
        said.append(refused)

    thread = threading.Thread(target=wait)
    thread.start()
    thread.join()
    assert said
    assert turn.waiting == 0
    turn.give_back()
    turn.take()
    turn.give_back()
    turn.close()


class _InterruptedError(BaseException):
    """What Ctrl-C does, in a test."""


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="only where threads get signals")
def test_somebody_interrupted_while_waiting_holds_nobody_up(tmp_path: Path) -> None:
    turn = Turn(tmp_path / "lock")
    turn.take()

    def interrupt(_signal: int, _frame: object) -> None:
        raise _InterruptedError

    before = signal.signal(signal.SIGINT, interrupt)
    holder = threading.get_ident()
    waker = threading.Thread(target=_interrupt_when_waiting, args=(turn, holder))
    turn._holder = None  # another thread's, as far as taking it goes
    waker.start()
    try:
        with pytest.raises(_InterruptedError):
            turn.take()
    finally:
        signal.signal(signal.SIGINT, before)
        waker.join()
    assert turn.waiting == 0
    turn.give_back()
    turn.take()
    turn.give_back()
    turn.close()


def _interrupt_when_waiting(turn: Turn, thread: int) -> None:
    while not turn.waiting:
        time.sleep(0.001)
    signal.pthread_kill(thread, signal.SIGINT)


def test_two_processes_share_one_database(settings: Settings, store: Store) -> None:
    running = [_writer(settings, name, 60, "OFF") for name in ("one", "two")]
    for n in range(60):
        with store.write(SETUP, NOW, on=("p",)) as tx:
            tx.insert("guess", subject=f"three-{n}", wrong=1, last_at=tx.now_text)
            tx.enter(Verb.MARKED, f"three-{n}", {}, plan_id="p")
    for process in running:
        process.communicate()
        assert process.returncode == 0
    expected = {f"{name}-{n}" for name in ("one", "two", "three") for n in range(60)}
    assert _kept(store) == expected
    store.verify()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no kill -9")
def test_every_acknowledged_write_outlives_kill_9(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, root_key=bytes(range(32)))
    process = _writer(settings, "killed", 100_000, "FULL")
    assert process.stdout is not None
    acknowledged = {process.stdout.readline().strip() for _ in range(50)}
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    whole = rest[: rest.rfind("\n") + 1]
    acknowledged |= set(whole.split())
    store = open_store(settings)
    assert acknowledged <= _kept(store)
    assert len(_kept(store)) <= len(acknowledged) + 1
    store.verify()
    store.close()
