"""A throw-away PostgreSQL for tests: made with initdb, started with pg_ctl, gone at the end.

Use the fixture `postgres` (import it into a conftest.py): it gives a `Server`, and `server.fresh()` the
address of a new empty database. It listens on a socket in its own folder only, so that no port is needed.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

ROLE = "trainer"


@dataclass
class Server:
    """A running server. `folder` holds its data and its socket."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql:///{database}?host={self.folder}&user={ROLE}"

    def fresh(self, options: str = "") -> str:
        """The address of a new empty database; `options` are those of `create database`."""
        name = f"fresh_{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as conn:
            conn.execute(f"create database {name} {options}".encode())
        return self.url(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for the whole session; skipped, with the reason, where PostgreSQL isn't installed."""
    tools = _tools()
    if tools is None:
        reason = "PostgreSQL's initdb and pg_ctl are neither on PATH nor in /usr/lib/postgresql/*/bin"
        if os.environ.get("TRAINER_NO_SKIPS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Not pytest's own folder: the server's user must be able to enter it, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    who = _server_user(folder)
    data = folder / "data"
    try:
        _run(who, tools / "initdb", "-D", data, "-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=100"
        _run(who, tools / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", settings, "start")
        try:
            yield Server(folder)
        finally:
            _run(who, tools / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tools() -> Path | None:
    """The folder with initdb and pg_ctl: on PATH, or the newest that Debian's packages put up."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return next((at for at in folders if (at / "initdb").exists() and (at / "pg_ctl").exists()), None)


def _server_user(folder: Path) -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: give the folder to an ordinary user then."""
    if os.geteuid() != 0:
        return None
    try:
        who = pwd.getpwnam("postgres")
    except KeyError:
        who = pwd.getpwnam("nobody")
    os.chown(folder, who.pw_uid, who.pw_gid)
    return who


def _run(who: pwd.struct_passwd | None, *command: str | Path) -> None:
    # Output goes to a file: the server inherits it, and would hold a pipe open for as long as it runs.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd="/",
            check=False,
            **({"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}),
        )
        said.seek(0)
        assert done.returncode == 0, f"{command[0]}: {said.read().decode(errors='replace')}"
