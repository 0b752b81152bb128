"""Opening a store: whatever the address names, a sentence and no harm done."""

import os
import sqlite3
from pathlib import Path

import psycopg
import pytest

from tests.postgres import Server
from tests.store.hands import AT
from trainer.store import (
    BadAddress,
    NewerDatabase,
    NotADatabase,
    StoreError,
    Unreachable,
    backup,
    open_store,
)
from trainer.store.migrations import STEPS, VERSION


def everything(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, straight from the engine."""
    if url.startswith("postgresql"):
        with psycopg.connect(url) as conn:
            tables = conn.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
            return {name: conn.execute(f"select * from {name}".encode()).fetchall() for (name,) in tables}
    conn = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        tables = conn.execute("select name from sqlite_master where type = 'table'").fetchall()
        return {name: conn.execute(f"select * from {name}").fetchall() for (name,) in tables}
    finally:
        conn.close()


def change(url: str, sql: str) -> None:
    if url.startswith("postgresql"):
        with psycopg.connect(url) as conn:
            conn.execute(sql.encode())
    else:
        lite = sqlite3.connect(url.removeprefix("sqlite:///"))
        lite.execute(sql)
        lite.commit()
        lite.close()


def test_a_store_is_there_when_it_is_opened_again(url: str) -> None:
    with open_store(url) as store, store.write() as w:
        event = w.append("noted", "a", "Ana", AT, {})
    with open_store(url) as store, store.read() as r:
        assert r.events() == [event]


def test_a_newer_database_is_refused_and_left_alone(url: str) -> None:
    with open_store(url) as store, store.write() as w:
        w.append("noted", "a", "Ana", AT, {})
    change(url, f"update store_version set version = {VERSION + 1}")
    before = everything(url)
    path = Path(url.removeprefix("sqlite:///"))
    bytes_before = path.read_bytes() if path.is_file() else None
    with pytest.raises(NewerDatabase, match=rf"newer version.*format {VERSION + 1}.*Update") as refused:
        open_store(url)
    assert isinstance(refused.value, StoreError)
    assert everything(url) == before
    assert (path.read_bytes() if path.is_file() else None) == bytes_before


def test_an_older_database_is_brought_up_to_date(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(url) as store, store.write() as w:
        event = w.append("noted", "a", "Ana", AT, {})
    steps = (*STEPS, ("create table extra (n {integer})",), ("insert into extra (n) values (7)",))
    monkeypatch.setattr("trainer.store.migrations.STEPS", steps)
    monkeypatch.setattr("trainer.store.migrations.VERSION", len(steps))
    for _ in range(2):
        with open_store(url) as store, store.read() as r:
            assert r._run("select n from extra", {}) == [{"n": 7}]
            assert r.events() == [event]


def test_a_step_that_fails_leaves_the_database_as_it_was(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(url).close()
    before = everything(url)
    steps = (*STEPS, ("create table extra (n {integer})", "insert into nowhere (n) values (7)"))
    with monkeypatch.context() as patch:
        patch.setattr("trainer.store.migrations.STEPS", steps)
        patch.setattr("trainer.store.migrations.VERSION", len(steps))
        with pytest.raises((StoreError, sqlite3.OperationalError)):
            open_store(url)
    assert everything(url) == before
    open_store(url).close()


def test_another_programs_tables_are_left_alone(url: str) -> None:
    change(url, "create table person (name text)")
    change(url, "insert into person values ('theirs')")
    before = everything(url)
    with pytest.raises(NotADatabase, match=r"another program's tables .*person"):
        open_store(url)
    assert everything(url) == before


def test_a_sqlite_file_is_ours_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/places.db"
    change(url, "create table bookmarks (name text)")
    before = (tmp_path / "places.db").read_bytes()
    with pytest.raises(NotADatabase, match="bookmarks"):
        open_store(url)
    assert (tmp_path / "places.db").read_bytes() == before


@pytest.mark.parametrize(
    "bytes_", [b"hello\n", b"%PDF-1.7\n" + bytes(range(256)) * 40, "{}\n".encode("utf-16"), b"\x00" * 5000]
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, bytes_: bytes) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(bytes_)
    with pytest.raises(NotADatabase, match=r"letter\.pdf is not a database"):
        open_store(str(path))
    assert path.read_bytes() == bytes_
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store, store.write() as w:
        for _ in range(50):
            w.append("noted", "a", "Ana", AT, {"text": "x" * 2000})
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(NotADatabase, match="damaged"), open_store(str(path)) as store, store.read() as r:
        r.events()


def test_addresses_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "new folder" / "a b?#%20é.db"
    name = "new folder/a b?#%20é.db"
    for n, url in enumerate([name, f"sqlite:///{name}", str(path), f"sqlite:///{path}", f"~/{name}"]):
        with open_store(url) as store, store.write() as w:
            w.append("noted", "a", "Ana", AT, {})
            assert w.count() == n + 1
    assert (path.stat().st_mode & 0o777) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://a/b", "mysql"),
        ("sqlite://", "sqlite:///path"),
        ("sqlite:x.db", "sqlite:///path"),
        ("sqlite:///", "must be a file"),
        ("sqlite:///:memory:", "must be a file"),
        (":memory:", "must be a file"),
        ("", "must be a file"),
        ("a\x00b", "must be a file"),
        ("/", "is a folder"),
        ("postgresql://a:b@c:notaport:5/d?x", "postgresql://name"),
    ],
)
def test_an_address_that_means_nothing_is_refused(url: str, says: str) -> None:
    with pytest.raises(BadAddress, match=says):
        open_store(url)


def test_a_place_where_no_file_can_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="can't be made"):
        open_store(str(tmp_path / "file" / "store.db"))


def test_a_server_that_is_not_there_is_a_sentence_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"cases at .* can't be reached") as refused:
        open_store(f"postgresql://ana:tops3cret@/cases?host={tmp_path}")
    assert "tops3cret" not in str(refused.value)


@pytest.mark.postgres
def test_a_server_database_that_does_not_fit_is_a_sentence(postgres: Server) -> None:
    with pytest.raises(Unreachable, match="does not exist"):
        open_store(postgres.url("nowhere"))
    ascii_only = postgres.fresh("encoding 'SQL_ASCII' template template0")
    with pytest.raises(StoreError, match="UTF8"):
        open_store(ascii_only)
    locked = postgres.fresh()
    with psycopg.connect(locked) as conn:
        conn.execute("create role stranger login")
    with pytest.raises(StoreError, match=r"can't be made in this database.*permission"):
        open_store(locked.replace("user=trainer", "user=stranger"))


@pytest.mark.postgres
def test_a_server_in_another_language_sorts_and_compares_the_same(postgres: Server) -> None:
    url = postgres.fresh("template template0 locale_provider icu icu_locale 'de-DE'")
    with open_store(url) as store, store.write() as w:
        for part in ("b", "B", "ä", "a", "Z", "_", "a-b", "ab"):
            w.save_part("a", "plan", part, "", 0, "Ana", AT)
        assert [part.part for part in w.parts("a")] == ["B", "Z", "_", "a", "a-b", "ab", "b", "ä"]


@pytest.mark.postgres
def test_the_pool_outlives_a_broken_connection(postgres: Server) -> None:
    url = postgres.fresh()
    with open_store(url) as store:
        with store.write() as w:
            w.append("noted", "a", "Ana", AT, {})
        with psycopg.connect(url) as conn:
            conn.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
        with store.write() as w:
            w.append("noted", "a", "Ana", AT, {})
        with store.read() as r:
            assert r.count() == 2


def test_a_backup_is_a_whole_store(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        with store.write() as w:
            event = w.append("noted", "a", "Ana", AT, {"text": "x" * 10_000})
        with store.write() as w:
            w.append("noted", "a", "Ana", AT, {}, id="not yet kept")
            backup(store, tmp_path / "copy.db")  # while somebody writes
        with pytest.raises(StoreError, match="exists already"):
            backup(store, tmp_path / "copy.db")
        with pytest.raises(StoreError, match="can't be written"):
            backup(store, tmp_path / "no folder" / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert sorted(os.listdir(tmp_path)) == ["copy.db", "store.db"]
    with open_store(str(tmp_path / "copy.db")) as copy, copy.read() as r:
        assert r.events() == [event]


@pytest.mark.postgres
def test_a_backup_of_a_server_is_its_own_tools_work(postgres: Server, tmp_path: Path) -> None:
    with open_store(postgres.fresh()) as store, pytest.raises(StoreError, match="pg_dump"):
        backup(store, tmp_path / "copy.db")
