"""The commands. Data goes to standard output, words about it to standard error; a person's mistake is a
sentence and exit 1, never a traceback."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from trainer.content import ContentError, Problem
from trainer.report.findings import finding_lines, summary_lines
from trainer.report.tables import to_csv

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


def say(text: str) -> None:
    """Words about the work, to standard error."""
    click.echo(text, err=True)


def plainly(command: F) -> F:
    """Problems become their sentences and exit 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except ContentError as error:
            for problem in error.problems:
                say(str(problem))
        except BrokenPipeError:
            raise  # whoever read the output had enough: the command framework ends quietly
        except OSError as error:
            say(f"{error.filename or 'file'}: {error.strerror or error}")
        except _Mistake as error:
            say(str(error))
        sys.exit(1)

    return run  # type: ignore[return-value]


class _Mistake(Exception):
    """A sentence for the person at the terminal."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="case-plan-trainer")
def main() -> None:
    """Practise child-welfare case plans on invented cases, and learn the same hour what a plan missed."""


@main.command()
@click.option("--db", default=None, help="SQLite file or postgresql:// address; default: a file in your data folder.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--demo", is_flag=True, help="Fill an empty database with a cohort and work at every stage.")
@plainly
def serve(db: str | None, host: str, port: int, demo: bool) -> None:
    """Open the app in the browser."""
    from trainer.desk.demo import fill
    from trainer.desk.open import default_database, open_house, welcome

    url = db or default_database()
    with _open(open_house, url) as house:
        if demo:
            people = fill(house, progress=lambda done, of, what: _progress(done, of, what))
            if people:
                say("\nThe demo's people (their secrets are shown here once):")
                width = max(len(p.sign_in) for p in people)
                for p in people:
                    say(f"  {p.role:<12} {p.sign_in:<{width}}  {p.secret}   {p.name}")
            else:
                say("The database holds people already: nothing was filled in.")
        for line in welcome(house, host, port):
            say(line)
    environment = os.environ | {"TRAINER_DB": url}
    arguments = [sys.executable, "-m", "trainer.ui.app", "--host", host, "--port", str(port)]
    try:
        sys.exit(subprocess.call(arguments, env=environment))
    except KeyboardInterrupt:
        say("Stopped. Everything that was saved is kept.")


@main.command()
@click.option("--json", "as_json", is_flag=True)
@plainly
def tracks(as_json: bool) -> None:
    """What there is to practise under."""
    all_tracks = _rubrics().tracks
    if as_json:
        _out({id: t.model_dump(mode="json") for id, t in all_tracks.items()})
        return
    for id, t in all_tracks.items():
        click.echo(f"{id}: {t.title}\n    {t.summary}\n    scored by: {', '.join(t.sources)}")


@main.command()
@click.option("--json", "as_json", is_flag=True)
@plainly
def strands(as_json: bool) -> None:
    """What cases can be about."""
    found = _library().strands
    if as_json:
        fields = {"title", "kind", "summary", "content_note", "not_with", "asks_for"}
        _out({id: s.model_dump(mode="json", include=fields) for id, s in found.items()})
        return
    for id, s in sorted(found.items(), key=lambda pair: (pair[1].kind, pair[0])):
        click.echo(f"{id} ({s.kind}): {s.title}\n    {s.summary}")


@main.command()
@click.option("--track", required=True)
@click.option("--seed", required=True, type=int)
@click.option("--strand", "chosen", multiple=True, help="May be given several times; without it, the seed chooses.")
@click.option("--today", type=DAY, default=None, help="The day on which the case stands; without it, the seed chooses.")
@click.option("--difficulty", type=click.IntRange(1, 5), default=None,
              help="From 1 (one strand, little that contradicts) to 5; without it, the seed chooses.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@plainly
def case(
    track: str, seed: int, chosen: tuple[str, ...], today: dt.datetime | None, difficulty: int | None, out: Path
) -> None:
    """Make a case: case.json (the truth) and record/ (what a trainee reads). Same arguments, same bytes."""
    from trainer.case.generate import generate
    from trainer.case.write import write_case

    given = _rubrics().track_case(_track(track))
    try:
        made = generate(_library(), given, str(seed), chosen or None, today.date() if today else None,
                        difficulty=difficulty)
    except ValueError as error:
        raise _Mistake(str(error)) from None
    write_case(made, out)
    counts = f"{len(made.people)} people, {len(made.facts)} facts, {len(made.documents)} documents"
    say(f"{made.title}, about {made.child.name}: {counts} in {out}")


@main.command()
@click.option("--count", required=True, type=click.IntRange(min=1), help="How many children.")
@click.option("--seed", required=True, type=int)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="FILE.parquet or FILE.jsonl.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(min=1),
              help="Processes at work; the file is the same whatever their number.")
@click.option("--full", is_flag=True, help="Whole cases (truth and record), one a line of FILE.jsonl.")
@plainly
def population(count: int, seed: int, out: Path, workers: int, full: bool) -> None:
    """Draw many children from the figures in scenarios/population.yaml, and say how well they fit.

    Each figure is compared with what was drawn; where one is farther off than chance allows, the exit is 1. A run that
    is stopped goes on where it was when the same command is given again.
    """
    from trainer.case.population.fit import fit
    from trainer.case.population.many import CannotDraw, Task, draw_many
    from trainer.case.population.row import load

    task = Task(out, count, seed, full)
    if full:
        rubrics = _rubrics()
        task = Task(out, count, seed, full, {id: rubrics.track_case(id) for id in rubrics.tracks})
    began = time.perf_counter()
    try:
        done = draw_many(task, workers, lambda number, of: _progress(number, of, "cases"))
    except CannotDraw as error:
        raise _Mistake(str(error)) from None
    except KeyboardInterrupt:
        raise _Mistake(f"\nStopped. What was finished stands in {task.folder}; the same command goes on from there.") \
            from None
    took = time.perf_counter() - began
    found = fit(load(), done.tally)
    for line in found.table():
        click.echo(line)
    rest = f" ({count - done.made:,} more stood there already)" if done.made < count else ""
    click.echo(f"{done.made:,} cases{rest} in {took:.1f} s: {done.made / took:,.0f} cases per second, in {out}")
    for trouble in done.troubles:
        say(f"{trouble.rstrip('.')}; the case was drawn again")
    if found.poor:
        say(f"The fit is poor in {len(found.poor)} of {len(found.lines)} lines: "
            + "; ".join(f"{line.name}: {line.category}" for line in found.poor[:5]))
    if found.poor or done.troubles:
        sys.exit(1)


@main.command()
@click.argument("case_file", metavar="CASE.json", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="(It is JSON in any case.)")
@plainly
def exemplar(case_file: Path, as_json: bool) -> None:
    """A submission that a fine worker could have handed in for this case."""
    from trainer.exemplar.build import exemplar as build

    the_case = _case(case_file)
    _out(build(the_case, _library(), _rubrics().tracks[_track(the_case.track)].asks))


@main.command()
@click.argument("case_file", metavar="CASE.json", type=FILE)
@click.argument("submission_file", metavar="SUBMISSION.json", type=FILE)
@click.option("--source", "sources", multiple=True, help="Only these sources; without it, the track's.")
@click.option("--earlier", multiple=True, type=FILE, help="An earlier submission of the same person.")
@click.option("--json", "as_json", is_flag=True)
@plainly
def score(
    case_file: Path, submission_file: Path, sources: tuple[str, ...], earlier: tuple[Path, ...], as_json: bool
) -> None:
    """Score a submission: findings with their evidence, the provisions, and the pages where missed facts stand."""
    from trainer.plan.submission import read_submission
    from trainer.rubric.score import score as judge

    the_case = _case(case_file)
    rubric = _rubrics().rubric(_track(the_case.track), sources or None)
    read = [read_submission(_json(p), rubric.forms, p.name, the_case.id) for p in (submission_file, *earlier)]
    card = judge(the_case, read[0], rubric, tuple(read[1:]))
    if as_json:
        _out(card.model_dump(mode="json", by_alias=True))
        return
    for line in summary_lines(card, rubric.source_of):
        click.echo(line)
    for line in finding_lines(card, the_case, read[0], {id: c.title for id, c in rubric.criteria.items()}):
        click.echo(line)


@main.command()
@click.argument("path", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
@click.option("--allow-pending", is_flag=True, help="Provisions marked pending are counted, and pass.")
@plainly
def check(path: Path | None, as_json: bool, allow_pending: bool) -> None:
    """Read all content strictly, run every example, and count coverage by source."""
    from trainer.content import root
    from trainer.rubric.check import check_content

    folder = path or root()
    problems: list[Problem] = []
    try:
        _load_library(folder / "scenarios")
    except ContentError as error:
        problems += error.problems
    try:
        if (folder / "scenarios" / "population.yaml").exists():
            _load_population(folder / "scenarios" / "population.yaml")
    except ContentError as error:
        problems += error.problems
    report = check_content(folder, progress=lambda done, of, what: _progress(done, of, what))
    problems += report.problems
    if as_json:
        _out({"sources": report.coverage, "problems": [str(p) for p in problems]})
    else:
        for id, row in report.coverage.items():
            click.echo(f"{id}: " + ", ".join(f"{count} {what}" for what, count in row.items()))
        click.echo(f"{report.criteria} criteria, {report.examples} examples run")
    for problem in problems:
        say(str(problem))
    pending = sum(row.get("pending", 0) for row in report.coverage.values())
    if pending and not allow_pending:
        say(f"{pending} provisions are pending: nothing scores them yet")
    sys.exit(1 if problems or (pending and not allow_pending) else 0)


@main.command()
@click.argument("id")
@plainly
def explain(id: str) -> None:
    """A criterion, check, provision, condition, strand or topic, in words."""
    from trainer.content import nearest
    from trainer.rubric.explain import explain as in_words
    from trainer.rubric.explain import known

    rubrics, library = _rubrics(), _library()
    found = library.strands.get(id)
    if found is not None:
        click.echo(f"{id}: {found.title} ({found.kind} strand)\n\n{found.summary}\n")
        for what in ("threats", "risks", "needs", "strengths"):
            for item in getattr(found, what).values():
                text = item.says if isinstance(item.says, str) else item.says[0]
                click.echo(f"  {what[:-1]}: {_in_general(text)}")
        return
    if id in library.topics:
        click.echo(f"{id}: {library.topics[id]}")
        return
    try:
        click.echo(in_words(rubrics, id))
    except KeyError:
        names = [*known(rubrics), *library.strands, *library.topics]
        raise _Mistake(f"nothing is called {id!r}; {nearest(id, names) or 'see rubrics/README.md'}") from None


@main.command()
@click.argument("what", type=click.Choice(["case", "submission", "scorecard", "criterion", "strand"]))
@plainly
def schema(what: str) -> None:
    """JSON Schema of a shape."""
    from trainer.case.model import Case
    from trainer.case.strand import Strand
    from trainer.plan.submission import Submission
    from trainer.rubric.library import criterion_schema
    from trainer.rubric.model import Scorecard

    models: dict[str, Any] = {"case": Case, "submission": Submission, "scorecard": Scorecard, "strand": Strand}
    _out(criterion_schema() if what == "criterion" else models[what].model_json_schema())


@main.command()
@click.argument("what", type=click.Choice(["findings", "submissions", "decisions"]), default="findings")
@click.option("--db", default=None, help="The database; default as for serve.")
@plainly
def export(what: Literal["findings", "submissions", "decisions"], db: str | None) -> None:
    """Results as CSV: no credentials, no names, no truth of a case before its feedback."""
    from trainer.desk.exports import export_rows
    from trainer.desk.open import default_database, open_house

    with _open(open_house, db or default_database()) as house:
        header, rows = export_rows(house, None, what)
    sys.stdout.write(to_csv(header, rows))


def _in_general(text: str) -> str:
    """A strand's text without a family: \"{mother}\" is the mother, \"{date.removal}\" the day of the removal."""

    def word(found: re.Match[str]) -> str:
        first, _, rest = found[1].partition(".")
        if first in ("date", "day", "short", "month"):
            return f"the day of the {rest.replace('_', ' ')}"
        if first in ("n", "pick", "service", "place"):
            return "some " + rest.split(".")[0].replace("_", " ") if first == "n" else rest.replace("_", " ")
        return "the " + first.replace("_", " ")

    return re.sub(r"\{([a-z_.A-Z]+)\}", word, text)


def _open(opener: Callable[[str], Any], url: str) -> Any:
    from trainer.store.errors import StoreError

    try:
        return opener(url)
    except (StoreError, ValueError, OSError, RuntimeError) as error:
        raise _Mistake(str(error)) from None


def _rubrics() -> Any:
    from trainer.rubric.library import rubrics

    return rubrics()


def _library() -> Any:
    from trainer.case.library import library

    return library()


def _load_library(folder: Path) -> Any:
    from trainer.case.library import load

    return load(folder)


def _load_population(path: Path) -> Any:
    from trainer.case.population.row import load

    return load(path)


def _track(id: str) -> str:
    from trainer.content import nearest

    known = _rubrics().tracks
    if id not in known:
        raise _Mistake(f"there is no track {id!r}; {nearest(id, known)}")
    return id


def _case(path: Path) -> Any:
    from trainer.case.write import read_case

    return read_case(path)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ContentError([Problem(path.name, line, f"not readable as JSON: {error}")]) from None


def _out(value: Any) -> None:
    click.echo(json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True))


def _progress(done: int, of: int, what: str) -> None:
    if sys.stderr.isatty():
        end = "\n" if done >= of else ""
        sys.stderr.write(f"\r{done}/{of} {what:<60.60}{end}")
        sys.stderr.flush()
