"""What a case costs, against six-field Faker records made in the same run."""

from __future__ import annotations

from itertools import count
from statistics import median
from time import perf_counter
from typing import Any

from faker import Faker

from trainer.case.generate import generate
from trainer.case.library import library
from trainer.rubric.library import rubrics

ROUNDS = 15
RECORDS = 200


def test_a_case_with_its_documents_against_faker_records(benchmark: Any, figure: list[str]) -> None:
    fake = Faker("en_US")
    Faker.seed(1)
    scenarios, track = library(), rubrics().track_case("connecticut")
    seeds = count(1)

    def record() -> tuple[Any, ...]:
        return (
            fake.name(),
            fake.date_of_birth(),
            fake.street_address(),
            fake.city(),
            fake.phone_number(),
            fake.job(),
        )

    generate(scenarios, track, "warm")
    record()
    ratios, cases = [], []
    for _ in range(ROUNDS):
        begin = perf_counter()
        for _ in range(RECORDS):
            record()
        one_record = (perf_counter() - begin) / RECORDS
        begin = perf_counter()
        made = generate(scenarios, track, f"bench {next(seeds)}")
        one_case = perf_counter() - begin
        ratios.append(one_case / one_record)
        cases.append((one_case, len(made.documents), len(made.facts)))
    benchmark.pedantic(lambda: generate(scenarios, track, f"bench {next(seeds)}"), rounds=10)
    seconds, papers, facts = (median(column) for column in zip(*cases, strict=True))
    figure.append(
        f"a case with its documents ({papers:.0f} documents, {facts:.0f} facts): {median(ratios):.1f} times "
        f"one six-field Faker record (from {min(ratios):.1f} to {max(ratios):.1f}); {seconds * 1000:.0f} ms here"
    )
