from collections import Counter

import pytest

from trainer.case.draw import Draw, broken_alternation

DRAWS = [Draw(f"seed {n}") for n in range(2000)]


def test_a_purpose_has_its_draws_and_another_purpose_others() -> None:
    draw = Draw("s")
    assert [draw.number("a", (1, 10**9)) for _ in range(2)] == [Draw("s").number("a", (1, 10**9))] * 2
    assert draw.number("a", (1, 10**9)) != draw.number("b", (1, 10**9))
    assert draw.random("a").random() == Draw("s").random("a").random() != draw.random("b").random()


def test_each_value_comes_up_as_often() -> None:
    counts = Counter(d.number("n", (5, 2)) for d in DRAWS)
    assert sorted(counts) == [2, 3, 4, 5]
    assert min(counts.values()) > 420
    firsts = Counter(d.shuffled("s", ["a", "b", "c", "d"])[0] for d in DRAWS)
    assert sorted(firsts) == ["a", "b", "c", "d"]
    assert min(firsts.values()) > 420


def test_shuffled_keeps_all_and_reaches_every_order() -> None:
    assert {tuple(d.shuffled("s", [1, 2, 3])) for d in DRAWS[:300]} == {
        (1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)}
    many = list(range(400))
    assert sorted(DRAWS[0].shuffled("m", many)) == many != DRAWS[0].shuffled("m", many)


def test_alternations_are_drawn_each_for_itself_and_anew_for_each_purpose() -> None:
    text = "[I|We] [saw|met] {mother}[ twice|]."
    every = {f"{a} {b} {{mother}}{c}." for a in ("I", "We") for b in ("saw", "met") for c in (" twice", "")}
    assert {d.words("p", text) for d in DRAWS[:300]} == every
    assert {DRAWS[0].words(f"p{n}", text) for n in range(300)} == every
    assert {d.words("p", ("[a|b] c", "d")) for d in DRAWS[:100]} == {"a c", "b c", "d"}


@pytest.mark.parametrize(("text", "ways"), [
    ("He was [very|] tired.", {"He was very tired.", "He was tired."}),
    ("He was tired [again|].", {"He was tired again.", "He was tired."}),
    ("[Now|] he sleeps", {"Now he sleeps", "he sleeps"}),
    ("no bracket", {"no bracket"}),
    ((), {""}),
])
def test_an_empty_way_leaves_no_space_behind(text: str | tuple[str, ...], ways: set[str]) -> None:
    assert {d.words("p", text) for d in DRAWS[:60]} == ways


@pytest.mark.parametrize(("text", "said"), [
    ("fine [a|b] and [c|]", ""),
    ("no bracket | at all", ""),
    ("[a|b", "stands alone"),
    ("a|b]", "stands alone"),
    ("]a|b[", "stands alone"),
    ("[a|[b|c]]", "stands in another"),
    ("[only one]", "one way only"),
    ("[]", "one way only"),
])
def test_a_broken_alternation_is_said(text: str, said: str) -> None:
    found = broken_alternation(text)
    assert said in found if said else found == ""
