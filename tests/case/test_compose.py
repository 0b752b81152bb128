"""Composing: homes, lives and what every case has, woven with the strands that were chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.conftest import CONNECTICUT, GEORGIA
from trainer.case.choose import CannotWeave
from trainer.case.compose import again, piece
from trainer.case.generate import generate
from trainer.case.library import Library, load
from trainer.case.life import bind, narrowed, unbind
from trainer.case.model import Case
from trainer.case.strand import Part, Strand
from trainer.content import ContentError

HOME = """
title: With {who}
kind: home
summary: A home.
fits: {children: [{fits}]}
cast:
  {who}_host: {role: caregiver, sex: female, age: [40, 60]}
placements:
  {who}-all: {child: children, kind: foster, caregiver: {who}_host, since: placement}
papers:
  {who}-letter: {kind: caregiver-letter, author: {who}_host, date: "school_paper+1", about: [children]}
facts:
  {who}-home:
    topic: placement.current
    about: [children]
    says: "{children} {children.are} with {caregiver.formal}."
    elements: {who: ["{caregiver}"]}
    documents: {{who}-letter: "{children} [sleep{children.s}|eat{children.s}] here, all {children.word}."}
"""
LIFE = """
title: Likes {thing}
kind: life
summary: A like.
self: {role: child{more}}
fills: likes
picks:
  self_{thing}: [a red one, a blue one]
facts:
  self-likes-{thing}:
    topic: child.description
    about: [self]
    says: "{self} likes {thing}, {pick.self_{thing}}, and {self_caregiver} knows it."
    elements: {what: [{thing}, self-made]}
    told_by: {self_caregiver: {says: "{self.They} [asks|begs] for {thing}."}}
"""
COMMON = """
title: Every case
kind: common
summary: A doctor.
cast:
  doctor: {role: doctor, sex: any, age: [30, 60]}
facts:
  common-doctor:
    topic: resource.other
    about: [doctor]
    says: "{doctor.formal} knows {focus}."
    elements: {who: ["{doctor}"]}
    told_by: {doctor: {says: Hello.}}
  common-other:
    topic: parent.contact
    only_with: [other_parent]
    about: [other_parent]
    says: "{other_parent.formal} was called."
    elements: {who: ["{other_parent}"]}
    told_by: {parent: {says: I called.}}
"""


def put(scenarios: Path, where: str, text: str, **words: str) -> None:
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", value)
    path = scenarios / where
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.lstrip())


@pytest.fixture
def open_house(scenarios: Path) -> Path:
    """The small library with a core that brings neither home nor lives, two homes, four likes, one common."""
    core = (scenarios / "strands" / "late-bus.yaml").read_text()
    core = core.replace("settles: [home, lives]\n", "")
    begin, end = core.index("placements:\n"), core.index("model:\n")
    (scenarios / "strands" / "late-bus.yaml").write_text(core[:begin] + core[end:])
    put(scenarios, "homes/big.yaml", HOME, who="big", fits="1, 4")
    put(scenarios, "homes/tiny.yaml", HOME, who="tiny", fits="1, 1")
    for thing in ("kites", "drums"):
        put(scenarios, f"lives/{thing}.yaml", LIFE, thing=thing, more="")
    put(scenarios, "lives/school.yaml", LIFE, thing="school", more=", age: [5, 12]")
    put(scenarios, "lives/rattles.yaml", LIFE, thing="rattles", more=", months: [0, 35]")
    put(scenarios, "commons/doctor.yaml", COMMON)
    return scenarios


def made(library: Library, seed: str = "1") -> Case:
    return generate(library, CONNECTICUT, seed, ("late-bus",))


def test_a_home_that_fits_is_drawn_and_everybody_lives_in_it(open_house: Path) -> None:
    library = load(open_house, woven=False)
    for seed in range(8):
        case = made(library, str(seed))
        assert "homes/big" in case.woven
        assert {p.caregiver for p in case.placements} == {case.cast["big_host"]}
        assert {p.child for p in case.placements} == set(case.groups["children"])
        assert case.cast["caregiver"] == case.cast["ada_caregiver"] == case.cast["big_host"]


def test_groups_agree_in_number(open_house: Path) -> None:
    case = made(load(open_house, woven=False))
    ada, ben = (case.person(case.cast[part]).given for part in ("ada", "ben"))
    host = case.person(case.cast["big_host"]).family
    assert case.fact("big-home").says == f"{ada} and {ben} are with Ms. {host}."
    paper = next(d for d in case.documents if d.kind == "caregiver-letter")
    assert any(f"{ada} and {ben} {does} here, all two." in page for page in paper.pages for does in ("sleep", "eat"))


def test_lives_fit_who_leads_them_and_siblings_lead_different_ones(open_house: Path) -> None:
    library = load(open_house, woven=False)
    seen = set()
    for seed in range(30):
        case = made(library, str(seed))
        lives = [name for name in case.woven if name.startswith("lives/")]
        assert len(lives) == 2
        names = {name.partition("@")[0] for name in lives}
        assert len(names) == 2
        assert "lives/school@ben" not in lives
        assert "lives/rattles@ada" not in lives
        seen |= names
    assert seen == {"lives/kites", "lives/drums", "lives/school", "lives/rattles"}


def test_a_life_speaks_of_its_own_person(open_house: Path) -> None:
    library = load(open_house, woven=False)
    case = next(c for c in (made(library, str(n)) for n in range(30)) if "lives/kites@ben" in c.woven)
    fact = case.fact("ben-likes-kites")
    assert fact.about == (case.cast["ben"],)
    assert fact.told_by == (case.cast["big_host"],)
    assert fact.says.startswith(f"{case.person(case.cast['ben']).given} likes kites, a ")
    assert fact.elements["what"] == ("kites", "self-made")      # a wording is no id
    assert "ben_kites" in case.picked


def test_what_every_case_has_is_there_and_what_needs_another_parent_only_with_one(open_house: Path) -> None:
    library = load(open_house, woven=False)
    cases = {made(library, str(n)).focus: made(library, str(n)) for n in range(20)}
    with_father = [c for c in cases.values() if c.focus == c.cast["ben"]]
    without = [c for c in cases.values() if c.focus == c.cast["ada"]]
    assert with_father
    assert without
    assert all("common-doctor" in {f.id for f in c.facts} for c in cases.values())
    assert all("common-other" in {f.id for f in c.facts} for c in with_father)
    assert all("common-other" not in {f.id for f in c.facts} for c in without)


def test_a_finished_case_is_woven_again_as_it_was(open_house: Path) -> None:
    library = load(open_house, woven=False)
    case = made(library)
    woven = again(library, case)
    assert woven.pieces == case.woven
    assert set(woven.facts) >= {f.id for f in case.facts}
    assert set(woven.threats) == {t.id for t in case.threats}
    assert piece(library, "lives/gone@ada") is None


def test_a_family_that_no_home_has_room_for(open_house: Path) -> None:
    (open_house / "homes" / "big.yaml").unlink()
    with pytest.raises(CannotWeave, match=r"No home in scenarios/homes fits late-bus \(2 children\)"):
        made(load(open_house, woven=False))
    with pytest.raises(ContentError, match="no case has room for this"):
        load(open_house)


@pytest.mark.parametrize(("where", "old", "new", "said"), [
    ("lives/kites.yaml", "self-likes-kites", "likes-kites", "put self into its name: self-likes-kites"),
    ("lives/kites.yaml", "{self_caregiver} knows", "{self_caregivr} knows", "{ada_caregivr} isn't a name here"),
    ("lives/kites.yaml", "self: {role: child}\n", "", "a life, and nothing else, says whom it fits"),
    ("homes/big.yaml", "{children.are}", "{children.is}", "{children.is} isn't a name here"),
    ("homes/big.yaml", "[sleep{children.s}|eat{children.s}]", "[sleep{children.s}|eat{children.s}", "bracket"),
    ("commons/doctor.yaml", "    only_with: [other_parent]\n", "", "not every child has another parent in the case"),
    ("commons/doctor.yaml", "only_with: [other_parent]", "only_with: [othr_parent]", 'did you mean "other_parent"?'),
    ("strands/late-bus.yaml", "roles: {parent: mother}\n", "", "a core strand says with whom the plan works"),
    ("strands/late-bus.yaml", "    - answers: alone\n", "    - answers: bus\n",
     "threats.alone: no exemplary objective answers this threat"),
])
def test_a_slip_in_a_piece_is_said_at_its_line(open_house: Path, where: str, old: str, new: str, said: str) -> None:
    path = open_house / where
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(ContentError) as caught:
        load(open_house)
    assert any(said in str(p) and where in p.file and p.line > 0 for p in caught.value.problems), caught.value


def test_the_composed_library_has_no_problems(open_house: Path) -> None:
    (open_house / "homes" / "tiny.yaml").unlink()       # nobody has one child here
    library = load(open_house)
    assert generate(library, GEORGIA, "1", ("late-bus",)).facts


def test_an_age_lies_in_one_stage_of_life() -> None:
    assert narrowed(Part(role="child", age=(4, 6))).months == (60, 83)
    assert narrowed(Part(role="child", age=(6, 9))).age == (6, 9)
    assert narrowed(Part(role="mother", age=(20, 40))).age == (20, 40)


def test_binding_and_back() -> None:
    life = Strand.model_validate({"title": "x", "kind": "life", "summary": "y", "self": {"role": "child"},
                                  "numbers": {"self_days": [1, 2]}})
    assert list(bind(life, "eldest").numbers) == ["eldest_days"]
    assert unbind("eldest_days", "eldest") == "self_days"


def test_what_a_life_says_of_its_own_person_is_bound_too() -> None:
    life = Strand.model_validate({"title": "x", "kind": "life", "summary": "y", "self": {"part": "parent"},
                                  "self_is": {"work": "cook, {pick.self_place}"}})
    bound = bind(life, "mother")
    assert bound.self_is.work == "cook, {pick.mother_place}"
    assert bound.bearer is not None
    assert bound.bearer.part == "mother"


def test_a_life_may_exclude_a_strand(open_house: Path) -> None:
    for thing in ("kites", "drums", "school", "rattles"):
        path = open_house / "lives" / f"{thing}.yaml"
        path.write_text(path.read_text().replace("fills: likes", "fills: likes\nnot_with: [late-bus]"))
    assert not [name for name in made(load(open_house, woven=False)).woven if name.startswith("lives/")]


def test_a_child_may_take_the_name_of_whoever_plays_the_parent(open_house: Path) -> None:
    path = open_house / "homes" / "big.yaml"
    path.write_text(path.read_text().replace("age: [40, 60]}", "age: [40, 60], family_of: parent}"))
    case = made(load(open_house, woven=False))
    assert case.person(case.cast["big_host"]).family == case.person(case.cast["parent"]).family
