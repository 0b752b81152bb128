"""Many at once: rows or whole cases into one file, by any number of workers, and on again after a stop.

The work is cut into chunks of a fixed size, which stand beside the output in a folder of their own until they are put
together. A chunk is there whole or not at all; its tally is written last and says that it is done. Nothing depends on
who made which chunk, so the same seed gives the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.case.population.fit import Tally
from trainer.case.population.row import Population, Row, load, row
from trainer.content import ContentError

if TYPE_CHECKING:                 # what only whole cases, or only Parquet, need is read when they are asked for
    from trainer.case.generate import TrackCase
    from trainer.case.library import Library

ROWS, CASES = 5000, 50        # in a chunk: a fraction of a second's work or a few seconds' of one worker
TRIES = 5                     # seeds for one case, before the content is too broken to go on
Progress = Callable[[int, int], None]


class CannotDraw(ValueError):
    """What stands in the way, and what would do."""


@dataclass(frozen=True)
class Task:
    """What is asked for. ``full``: whole cases, in the tracks given; otherwise rows. ``out`` ends in the form.

    ``size`` is how many make a chunk; the same run needs the same size.
    """

    out: Path
    count: int
    seed: int
    full: bool = False
    tracks: Mapping[str, TrackCase] | None = None
    size: int = 0

    def __post_init__(self) -> None:
        if not self.size:
            object.__setattr__(self, "size", CASES if self.full else ROWS)

    @property
    def form(self) -> str:
        return self.out.suffix.removeprefix(".")

    @property
    def chunks(self) -> int:
        return -(-self.count // self.size)

    @property
    def folder(self) -> Path:
        """Where chunks stand until the output is whole."""
        return self.out.with_name(self.out.name + ".chunks")

    def rows_of(self, chunk: int) -> range:
        """The numbers of a chunk's rows."""
        return range(chunk * self.size, min(self.count, (chunk + 1) * self.size))

    def piece(self, chunk: int) -> Path:
        return self.folder / f"{chunk:06}.{self.form}"

    def tally(self, chunk: int) -> Path:
        return self.folder / f"{chunk:06}.tally"


@dataclass(frozen=True)
class Done:
    """What a run made: the tally of all rows, and how many of them were made by this run.

    ``troubles`` are the problems of content for which a case was drawn again, from another seed of its own.
    """

    tally: Tally
    made: int

    @property
    def troubles(self) -> tuple[str, ...]:
        return tuple(sorted(key[1] for key in self.tally.counts if key[0] == "trouble"))


def draw_many(task: Task, workers: int = 1, progress: Progress | None = None) -> Done:
    """Draw what a task asks for into its file; what an earlier, stopped run finished is taken up.

    Raises CannotDraw with a sentence, ContentError where content is wrong, OSError where a file can't be written.
    On KeyboardInterrupt the finished chunks stay.
    """
    _check(task, workers)
    hands = _Hands(task)
    task.folder.parent.mkdir(parents=True, exist_ok=True)
    task.folder.mkdir(exist_ok=True)
    with _alone(task.folder / "lock"):
        joined = _Joined(task, _begin(task, hands))
        missing = [chunk for chunk in range(joined.count, task.chunks) if not task.tally(chunk).exists()]
        left = sum(len(task.rows_of(chunk)) for chunk in missing)
        done = task.count - left
        if progress:
            progress(done, task.count)
        for chunk in _made(task, hands, missing, workers):
            joined.take_up()
            done += len(task.rows_of(chunk))
            if progress:
                progress(done, task.count)
        joined.take_up()
        total = Tally(hands.population.figures)
        for chunk in range(task.chunks):
            total.merge(Tally.parse(hands.population.figures, task.tally(chunk).read_text(encoding="utf-8")))
        joined.finish()
    shutil.rmtree(task.folder)
    return Done(total, left)


def _check(task: Task, workers: int) -> None:
    if task.count < 1:
        raise CannotDraw(f"--count {task.count}: nothing to draw; ask for 1 or more.")
    if workers < 1:
        raise CannotDraw(f"--workers {workers}: somebody has to do it; give 1 or more.")
    if task.form not in ("parquet", "jsonl"):
        raise CannotDraw(f"{task.out.name}: the ending says the form, and {task.out.suffix or 'none'} isn't known; "
                         "end it in .parquet or .jsonl.")
    if task.full and task.form == "parquet":
        raise CannotDraw(f"{task.out.name}: whole cases are written as JSON Lines; end it in .jsonl.")
    if task.out.is_dir():
        raise CannotDraw(f"{task.out} is a folder; name a file in it.")
    if blocked := next((p for p in task.out.parents if p.exists() and not p.is_dir()), None):
        raise CannotDraw(f"{blocked} is a file, so nothing can be written in it; name a folder.")


class _Hands:
    """What one process needs to make chunks: the population, and for whole cases the library."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.population: Population = load()
        self.library: Library | None = _library() if task.full else None
        lost = set(self.population.track.choices) - set(task.tracks or {}) if task.full else set()
        if lost:
            raise CannotDraw(f"scenarios/population.yaml: there is no track {', '.join(sorted(lost))}; "
                             f"there are {', '.join(sorted(task.tracks or {}))}.")

    def make(self, chunk: int) -> None:
        """Write a chunk, then the tally that says it is done."""
        tally = Tally(self.population.figures)
        rows = []
        for n in self.task.rows_of(chunk):
            one = row(self.population, self.task.seed, n)
            tally.add(one)
            rows.append(one)
        piece = self.task.piece(chunk)
        part = piece.with_name(piece.name + ".part")
        if self.task.form == "parquet":
            from trainer.case.population.parquet import write

            write(part, rows)
        else:
            with part.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(self._lines(rows, tally))
        os.replace(part, piece)
        _write(self.task.tally(chunk), tally.dump())

    def _lines(self, rows: list[Row], tally: Tally) -> Iterator[str]:
        if self.library is None:
            yield from (one.model_dump_json() + "\n" for one in rows)
            return
        from trainer.case.population.cases import case_for, case_line

        for one in rows:
            for again in range(1, TRIES + 1):
                seed = f"{self.task.seed}/{one.n}" + (f"/{again}" if again > 1 else "")
                try:
                    yield case_line(case_for(self.library, self.task.tracks or {}, one, seed))
                    break
                except ContentError as error:
                    if again == TRIES:
                        raise
                    tally.counts["trouble", str(error.problems[0])] += 1


def _library() -> Library:
    from trainer.case.library import library

    return library()


def _made(task: Task, hands: _Hands, missing: list[int], workers: int) -> Iterator[int]:
    """Make the chunks, and give the number of each as it is done."""
    workers = min(workers, len(missing))
    if workers <= 1:
        for chunk in missing:
            hands.make(chunk)
            yield chunk
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _set_up, (task,))
    try:
        waiting: dict[Future[list[Any]], int] = {pool.submit(_make, chunk): chunk for chunk in missing}
        for future in as_completed(waiting):
            if problems := future.result():
                raise ContentError(problems)
            yield waiting.pop(future)
    except BrokenProcessPool:
        raise CannotDraw(f"A worker ended before its time (out of memory, or stopped from outside). What was finished "
                         f"stands in {task.folder}; the same command goes on from there.") from None
    finally:
        pool.shutdown(cancel_futures=True)


_at_work: _Hands | None = None


def _set_up(task: Task) -> None:
    global _at_work
    signal.signal(signal.SIGINT, signal.SIG_IGN)          # Ctrl-C is the parent's: a worker ends its chunk first
    _at_work = _Hands(task)


def _make(chunk: int) -> list[Any]:
    assert _at_work is not None
    try:
        _at_work.make(chunk)
    except ContentError as error:
        return list(error.problems)
    return []


def _begin(task: Task, hands: _Hands) -> dict[str, Any]:
    """The manifest of the run that stands in the folder, which must be this one; written where none stands."""
    wanted = {"count": task.count, "seed": task.seed, "form": task.form, "full": task.full,
              "figures": hands.population.fingerprint, "chunk": task.size,
              "library": hands.library.fingerprint if hands.library else "",
              "tracks": {id: t.model_dump(mode="json") for id, t in sorted((task.tracks or {}).items())},
              "made_with": {name: version(name) for name in ("faker", "pyarrow")}}
    path = task.folder / "manifest.json"
    if not path.exists():
        _write(path, json.dumps(wanted, indent=1, sort_keys=True))
        return wanted
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError):
        found = None
    if not isinstance(found, dict):
        raise CannotDraw(f"{path} isn't readable; remove the folder {task.folder.name} to begin anew.")
    words = {"count": "--count", "seed": "--seed", "form": "the form", "full": "--full",
             "figures": "the figures in scenarios/population.yaml", "library": "scenarios/", "tracks": "the tracks",
             "chunk": "this version of the program", "made_with": "the versions of Faker and pyarrow"}
    if other := [what for key, what in words.items() if found.get(key) != wanted[key]]:
        was = f" (then --count {found.get('count')} --seed {found.get('seed')})"
        raise CannotDraw(f"{task.folder} holds the beginning of a run that was another in {', '.join(other)}{was}. "
                         "Repeat that run to finish it, remove the folder to begin anew, or name another --out.")
    return wanted


class _Joined:
    """The output as far as it is put together. JSON Lines grow as chunks are done; Parquet is written at the end."""

    def __init__(self, task: Task, manifest: Mapping[str, Any]) -> None:
        self.task, self.whole, self.state = task, task.folder / "whole", task.folder / "joined.json"
        self.count, self.bytes = 0, 0
        if self.state.exists() and self.whole.exists():
            found = json.loads(self.state.read_text(encoding="utf-8"))
            self.count, self.bytes = found["chunks"], found["bytes"]

    def take_up(self) -> None:
        """Add the chunks that are next in line to the lines so far; each then needs no place of its own."""
        if self.task.form != "jsonl" or not self._next():
            return
        with self.whole.open("r+b" if self.whole.exists() else "w+b") as file:
            file.truncate(self.bytes)
            file.seek(self.bytes)
            while self._next():
                piece = self.task.piece(self.count)
                with piece.open("rb") as source:
                    shutil.copyfileobj(source, file, 1 << 20)
                file.flush()
                self.count, self.bytes = self.count + 1, file.tell()
                _write(self.state, json.dumps({"chunks": self.count, "bytes": self.bytes}))
                piece.unlink()

    def finish(self) -> None:
        """Put the whole file where it belongs."""
        if self.task.form == "parquet":
            from trainer.case.population.parquet import join

            join(self.whole, [self.task.piece(chunk) for chunk in range(self.task.chunks)])
        os.replace(self.whole, self.task.out)

    def _next(self) -> bool:
        return self.count < self.task.chunks and self.task.tally(self.count).exists()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Only one run at a time works in a folder, where the system can tell."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotDraw(f"Another run is at work in {lock.parent}; let it end, or stop it first.") from None
        yield


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)
