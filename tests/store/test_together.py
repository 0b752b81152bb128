"""Many threads, many processes, one database: nothing lost, nobody turned away."""

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Queue

import psycopg
import pytest

from tests.store.hands import AT, count_up
from trainer.store import Store, StoreError, open_store

HERE = Path(__file__).parents[2]


def hand(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.hands", *words],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_four_processes_of_eight_threads_lose_no_update(url: str) -> None:
    processes, threads, times = 4, 8, 10
    hands = [hand("crowd", url, f"p{n}", str(threads), str(times)) for n in range(processes)]
    for one in hands:
        _, errors = one.communicate()
        assert one.returncode == 0, errors
    everyone = processes * threads * times
    with open_store(url) as store, store.read() as r:
        number = r.part("shared", "plan", "number")
        assert number is not None
        assert (number.value, number.version) == (everyone, everyone)
        # The order of seq is the order in which transactions were kept, on both engines.
        assert [event.body["number"] for event in r.events()] == list(range(1, everyone + 1))
        for who in {event.by for event in r.events()}:
            assert [event.body["turn"] for event in r.events(by=who)] == list(range(times))


def test_processes_that_open_a_new_database_together_all_get_in(url: str) -> None:
    hands = [hand("start", url, f"p{n}") for n in range(6)]
    for one in hands:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in hands:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in hands:
        _, errors = one.communicate()
        assert one.returncode == 0, errors
    with open_store(url) as store, store.read() as r:
        assert {event.by for event in r.events()} == {f"p{n}" for n in range(6)}
        assert r._run("select version from store_version", {}) == [{"version": 1}]


def test_opening_waits_for_another_process_that_is_making_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite doesn't wait on its own here: to switch to WAL while another writes is refused at once."""
    other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    other.execute("begin immediate")
    monkeypatch.setattr("trainer.store.open.time.sleep", lambda _: other.in_transaction and other.rollback())
    with open_store(str(tmp_path / "store.db")) as store, store.read() as r:
        assert r.count() == 0
    other.close()


def test_threads_that_open_a_new_database_together_all_get_in(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        stores = [done.result() for done in [pool.submit(open_store, url) for _ in range(8)]]
    for n, store in enumerate(stores):
        with store.write() as w:
            w.append("noted", "shared", f"t{n}", AT, {})
    with stores[0].read() as r:
        assert r.count() == 8
    for store in stores:
        store.close()


def test_every_rerun_is_a_new_thread_and_connections_stay_few(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: made.append(1) or real(*a, **k))

    with open_store(url) as store:
        made.clear()
        failed: Queue[BaseException] = Queue()

        def rerun(n: int) -> None:
            try:
                with store.read() as r:
                    r.events(of="shared")
                count_up(store, f"t{n}", 1)
            except BaseException as error:
                failed.put(error)

        for wave in range(5):
            threads = [threading.Thread(target=rerun, args=(wave * 40 + n,)) for n in range(40)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert failed.empty(), failed.get()
        with store.read() as r:
            part = r.part("shared", "plan", "number")
            assert part is not None
            assert part.value == 200
        if url.startswith("postgresql"):
            with psycopg.connect(url) as conn:
                row = conn.execute(
                    "select count(*) from pg_stat_activity where datname = current_database()"
                    " and pid <> pg_backend_pid()"
                ).fetchone()
                assert row is not None
                assert row[0] <= 9
        else:
            assert len(made) <= 8


def test_a_reader_sees_one_moment_while_others_write(store: Store) -> None:
    with store.write() as w:
        w.append("noted", "a", "Ana", AT, {})
    with store.read() as r:
        assert r.count() == 1
        writer = threading.Thread(target=count_up, args=(store, "Ben", 3))
        writer.start()
        writer.join()
        assert r.count() == 1
        assert r.parts("shared") == []
    with store.read() as r:
        assert r.count() == 4


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises((sqlite3.Error, psycopg.Error, StoreError)), store.read() as r:
        r._run("insert into failure (person, at) values ('a', 'b')", {})
    with store.read() as r:
        assert r._run("select * from failure", {}) == []


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_block_that_raises_leaves_nothing(store: Store, stop: type[BaseException]) -> None:
    # A rerun that Streamlit interrupts raises something that is no Exception.
    with pytest.raises(stop), store.write() as w:  # noqa: PT012
        w.append("noted", "a", "Ana", AT, {})
        w.save_part("a", "plan", "goal", "x", 0, "Ana", AT)
        raise stop
    with store.write() as w:
        assert w.count() == 0
        assert w.parts("a") == []
        w.append("noted", "a", "Ana", AT, {})
    with store.read() as r:
        assert r.count() == 1


def test_a_failed_statement_keeps_nothing_of_its_transaction_from_being_told(store: Store) -> None:
    """Whoever swallows a database error must not believe that the rest was kept when it wasn't."""
    told = True
    try:
        with store.write() as w:
            w.append("noted", "a", "Ana", AT, {})
            with suppress(sqlite3.Error, psycopg.Error):
                w._run("select * from no_such_table", {})
    except StoreError:
        told = False
    with store.read() as r:
        assert r.count() == (1 if told else 0)


def test_a_writer_is_good_for_its_block_only(store: Store) -> None:
    with store.write() as w:
        pass
    with store.read() as r:
        pass
    with pytest.raises(StoreError, match="ended"):
        w.append("noted", "a", "Ana", AT, {})
    with pytest.raises(StoreError, match="ended"):
        r.events()


def test_writing_within_writing_is_refused_at_once(store: Store) -> None:
    with store.write() as w:
        with pytest.raises(StoreError, match="writing already"), store.write():
            pass
        w.append("noted", "a", "Ana", AT, {})
    with store.read() as r, store.write() as w:  # but reading and writing at once is fine
        w.append("noted", "a", "Ana", AT, {})
        assert (r.count(), w.count()) == (1, 2)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    for door in (store.read, store.write):
        with pytest.raises(StoreError, match="closed"), door():
            pass


def test_a_killed_writer_loses_nothing_it_was_told_is_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    kept: dict[str, str] = {}
    versions: dict[str, int] = {}
    for round_ in range(6):
        hands = {f"w{n}": hand("scribble", url, f"w{n}") for n in range(2)}
        for who, one in hands.items():
            assert one.stdout is not None
            for _ in range(15 + 7 * round_):
                kept_line = one.stdout.readline().split()
                assert kept_line, one.communicate()[1]
                kept[kept_line[0]] = who
                versions[who] = int(kept_line[1])
        for one in hands.values():
            one.kill()
            one.wait()
        for who, one in hands.items():
            assert one.stdout is not None
            for line in one.stdout:  # communicate() would drop what is read ahead already
                if line.endswith("\n"):  # the last line may be cut in the middle
                    id, version = line.split()
                    kept[id] = who
                    versions[who] = int(version)
        with open_store(url) as store, store.read() as r:
            there = {event.id: event.by for event in r.events()}
            assert kept.items() <= there.items()
            for who, version in versions.items():
                part = r.part("shared", "plan", who)
                assert part is not None
                assert part.version >= version
                assert part.version == r.count(by=who)  # both of a transaction, or neither
            assert r._run("pragma integrity_check", {}) == [{"integrity_check": "ok"}]
