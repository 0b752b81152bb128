"""What scoring costs, per thousand words of a whole submission."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import Any

from trainer.case.generate import generate
from trainer.case.library import library
from trainer.exemplar.build import exemplar
from trainer.plan.submission import Submission, read_submission
from trainer.rubric.library import rubrics
from trainer.rubric.score import score


def words(value: Any) -> int:
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, dict):
        return sum(words(v) for v in value.values())
    return sum(words(v) for v in value) if isinstance(value, list | tuple) else 0


def test_scoring_a_submission(benchmark: Any, figure: list[str]) -> None:
    scenarios, all_rubrics = library(), rubrics()
    rubric = all_rubrics.rubric("connecticut")
    pairs: list[tuple[Any, Submission, int]] = []
    for seed in range(6):
        case = generate(scenarios, all_rubrics.track_case("connecticut"), f"bench {seed}")
        raw = exemplar(case, scenarios, rubric.track.asks)
        pairs.append((case, read_submission(raw, rubric.forms), words(raw["plan"]) + words(raw["team"])))
    score(*pairs[0][:2], rubric)
    times = []
    for case, submission, length in pairs[1:]:
        begin = perf_counter()
        score(case, submission, rubric)
        times.append((perf_counter() - begin) / length * 1000)
    case, submission, length = pairs[0]
    benchmark.pedantic(lambda: score(case, submission, rubric), rounds=5)
    figure.append(
        f"scoring: {median(times) * 1000:.0f} ms per thousand words here (a submission has some {length} words)"
    )
