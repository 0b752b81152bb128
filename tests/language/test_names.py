from __future__ import annotations

from trainer.language.names import Named, mentions, resolve, strangers
from trainer.language.passage import read

ROSA = Named(
    "rosa", ("Rosa Delgado", "Rosa", "Ms. Delgado", "Delgado"), ("mother", "mom", "parents", "Leo's mother"), "parent"
)
RAY = Named("ray", ("Ray Delgado", "Ray", "Mr. Delgado", "Delgado"), ("father", "dad", "parents"), "parent")
LEO = Named("leo", ("Leo Delgado", "Leo"), ("brother", "the child", "children"), "child")
MIA = Named("mia", ("Mia Delgado", "Mia"), ("children",), "child")
WORKER = Named("kim", ("Dana Kim", "Ms. Kim", "Kim"), ("the worker", "worker", "dcf"), "worker")
PEOPLE = (ROSA, RAY, LEO, MIA, WORKER)


def test_names_titles_and_role_words() -> None:
    assert resolve("Rosa", PEOPLE) == ("rosa",)
    assert resolve("Ms. Delgado", PEOPLE) == ("rosa",)
    assert resolve("mom", PEOPLE) == ("rosa",)
    assert resolve("DCF", PEOPLE) == ("kim",)
    assert resolve("Ray and Mia", PEOPLE) == ("ray", "mia")


def test_ambiguous_words_mean_several_and_a_name_settles_them() -> None:
    assert resolve("Delgado", PEOPLE) == ("rosa", "ray")
    assert resolve("parents", PEOPLE) == ("rosa", "ray")
    assert resolve("Mr. Delgado, one of the parents", PEOPLE) == ("ray",)


def test_the_longest_wording_wins_and_a_possessor_is_not_meant() -> None:
    assert [m.ids for m in mentions(read("Leo's mother came"), PEOPLE)] == [("rosa",)]
    assert resolve("Mia's brother", PEOPLE) == ("leo",)


def test_names_need_a_capital_and_words_do_not() -> None:
    assert not mentions(read("a ray of light"), PEOPLE)
    assert resolve("MOM", PEOPLE) == ("rosa",)


def test_a_long_name_may_be_misspelt() -> None:
    assert resolve("Ms. Delgodo", (ROSA,)) == ("rosa",)


def test_nobody_is_meant_by_other_words() -> None:
    assert resolve("the neighbor", PEOPLE) == ()
    assert resolve("", PEOPLE) == ()


def test_names_that_nobody_bears() -> None:
    known = frozenset({"rosa", "delgado", "may", "riverbend"})
    texts = [
        "Rosa saw Jillian at Riverbend in May.",
        'Improve things. IEP meeting: Great. "Hello" said Connor\'s aunt, Ms. Delgodo.',
    ]
    assert strangers(texts, known) == {"jillian", "connor"}
    assert strangers(["Jillian"], known) == frozenset()  # any word may begin a sentence
