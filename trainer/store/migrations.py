"""The tables, as an ordered list of steps. A step that has been released is never changed: add another.

Each step is a few statements that both engines accept; {text}, {integer}, {real} and {identity} are filled
in by the engine's dialect. The version of a database is the number of steps it has taken.
"""

from trainer.store.engine import Dialect, Engine, Run
from trainer.store.errors import NewerDatabase, NotADatabase

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """create table event (
            seq {identity},
            id {text} not null unique,
            kind {text} not null,
            "of" {text} not null,
            "by" {text} not null,
            at {text} not null,
            body {text} not null
        )""",
        'create index event_of on event ("of", kind, seq)',
        "create index event_kind on event (kind, seq)",
        'create index event_by on event ("by", kind, seq)',
        """create table part (
            attempt {text} not null,
            form {text} not null,
            part {text} not null,
            version {integer} not null,
            value {text} not null,
            "by" {text} not null,
            at {text} not null,
            primary key (attempt, form, part)
        )""",
        """create table part_state (
            attempt {text} not null,
            form {text} not null,
            part {text} not null,
            version {integer} not null,
            value {text} not null,
            "by" {text} not null,
            at {text} not null,
            primary key (attempt, form, part, version)
        )""",
        """create table person (
            id {text} not null primary key,
            name {text} not null,
            role {text} not null,
            cohort {text},
            sign_in {text} not null,
            sign_in_key {text} not null unique,
            secret_hash {text},
            active {integer} not null,
            created_at {text} not null,
            body {text} not null
        )""",
        """create table session (
            token_hash {text} not null primary key,
            person {text} not null,
            created_at {text} not null,
            seen_at {text} not null,
            expires_at {text} not null
        )""",
        "create index session_person on session (person)",
        """create table failure (
            seq {identity},
            person {text} not null,
            at {text} not null
        )""",
        "create index failure_person on failure (person, at)",
        "create index failure_at on failure (at)",
        """create table ticket (
            token_hash {text} not null primary key,
            purpose {text} not null,
            expires_at {text} not null,
            used_at {text}
        )""",
        """create table finding_row (
            seq {identity},
            scorecard {text} not null,
            submission {text} not null,
            attempt {text} not null,
            trainee {text} not null,
            source {text} not null,
            criterion {text} not null,
            with_ {text} not null,
            level {text} not null,
            points {real},
            "of" {real},
            critical {integer} not null,
            at {text} not null
        )""",
        "create index finding_row_trainee on finding_row (trainee, criterion)",
        "create index finding_row_attempt on finding_row (attempt)",
        "create index finding_row_criterion on finding_row (criterion)",
        "create index finding_row_scorecard on finding_row (scorecard)",
    ),
)

VERSION = len(STEPS)


def migrate(engine: Engine) -> None:
    """Bring the database to this program's version, all steps in one writing transaction or none.

    Raises NewerDatabase or NotADatabase (another program's tables) before anything is changed.
    """
    with engine.read() as run:
        done = version(run, engine.dialect)
    if done == VERSION:
        return
    with engine.tx() as run:
        done = version(run, engine.dialect)  # another process may have been quicker
        if done == 0:
            run(_fill("create table store_version (version {integer} not null)", engine.dialect), {})
            run("insert into store_version (version) values (0)", {})
        for step in STEPS[done:]:
            for statement in step:
                run(_fill(statement, engine.dialect), {})
        run("update store_version set version = :version", {"version": VERSION})


def version(run: Run, dialect: Dialect) -> int:
    """How many steps the database has taken; 0 when it is empty. Raises as `migrate` does."""
    tables = {row["name"] for row in run(dialect.tables, {})}
    if "store_version" not in tables:
        foreign = tables if dialect.alone else tables & _OURS
        if foreign:
            raise NotADatabase(
                f"This database holds another program's tables ({', '.join(sorted(foreign)[:5])}). "
                "It was left as it was; name another one."
            )
        return 0
    rows = run("select version from store_version", {})
    done = int(rows[0]["version"]) if rows else 0
    if done > VERSION:
        raise NewerDatabase(
            f"A newer version of this program made this database (format {done}; this program knows up to "
            f"{VERSION}). It was left as it was. Update the program, or name another database."
        )
    return done


def _fill(statement: str, dialect: Dialect) -> str:
    return statement.format_map(dialect.types)


_OURS = {statement.split()[2] for step in STEPS for statement in step if statement.startswith("create table")}
