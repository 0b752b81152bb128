"""Whom words mean in a case, on the reference case."""

from __future__ import annotations

import pytest

from trainer.case.model import Case
from trainer.language.names import resolve
from trainer.plan.people import actors_of, caregiver_of, is_kin, meant, people_of, short, side_of
from trainer.rubric.examples import reference_case


@pytest.fixture(scope="module")
def case() -> Case:
    return reference_case()


@pytest.mark.parametrize(
    ("who", "ids"),
    [
        ("focus", ["tessa"]), ("child", ["tessa"]), ("siblings", ["owen"]), ("mother", ["carla"]), ("father", ["ray"]),
        ("each_parent", ["carla", "ray"]), ("caregiver", ["pell"]), ("kin", ["bridget", "inez"]),
        ("maternal_kin", ["bridget"]), ("paternal_kin", ["inez"]),
        ("family", ["tessa", "owen", "carla", "ray", "bridget", "inez"]),
    ],
)  # fmt: skip
def test_whom_a_word_means(case: Case, who: str, ids: list[str]) -> None:
    assert list(meant(case, who)) == ids


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Ms. Whitcomb", "carla"),      # the mother, though the aunt bears the name too
        ("Bridget", "bridget"), ("the maternal aunt", "bridget"), ("Owen's aunt", "bridget"), ("grandma", "inez"),
        ("paternal grandmother", "inez"), ("Mr. Delgado", "ray"), ("Tessa's dad", "ray"), ("foster mother", "pell"),
        ("Mrs. Tran", "tran"), ("the neighbor", "tran"), ("DCF", "merritt"), ("SW", "merritt"), ("therapist", "osei"),
        ("Dr. Brandt", "brandt"), ("CASA", "finch"), ("GAL", "nair"), ("little brother", "owen"),
        ("Judge Porter", "porter"),
    ],
)  # fmt: skip
def test_names_and_words_for_people(case: Case, text: str, id: str) -> None:
    assert resolve(text, people_of(case)) == (id,)


def test_actors_answer_to_their_organization_and_service(case: Case) -> None:
    actors = actors_of(case)
    assert resolve("Lantern Child Trauma Clinic", actors) == ("osei",)
    assert resolve("Alder Street School", actors) == ("kim",)
    assert resolve("Alder Street School", people_of(case)) == ()  # in a text it is a place


def test_sides_and_homes(case: Case) -> None:
    assert side_of(case, case.person("bridget")) == "maternal"
    assert side_of(case, case.person("inez")) == "paternal"
    assert side_of(case, case.person("kim")) == ""
    assert caregiver_of(case, "tessa") == "pell"
    assert caregiver_of(case, "owen") == "bridget"
    assert is_kin(case, case.person("inez"))
    assert not is_kin(case, case.person("carla"))


def test_how_feedback_calls_people(case: Case) -> None:
    assert [short(case, i) for i in ("tessa", "carla", "bridget", "pell", "brandt")] == [
        "Tessa",
        "Carla",
        "Bridget",
        "Ms. Pell",
        "Dr. Brandt",
    ]


def test_an_unknown_word_is_a_mistake_of_the_program(case: Case) -> None:
    with pytest.raises(KeyError):
        meant(case, "everybody")
