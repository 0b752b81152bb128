import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from faker.providers.person.en_US import Provider

from trainer import content
from trainer.case.clock import age
from trainer.case.draw import Draw
from trainer.case.model import Person
from trainer.case.people import Names, NoSuchFamily, invent
from trainer.case.strand import Part, TieLine

TODAY = dt.date(2026, 5, 4)
NAMES = content.read(content.root() / "scenarios" / "names.yaml", Names)


def part(**keys: object) -> Part:
    return Part.model_validate(keys)


CAST = {
    "mother": part(role="mother", sex="female", age=[24, 40]),
    "eldest": part(role="child", age=[5, 12], family_of="mother"),
    "second": part(role="child", age=[4, 9], family_of="mother"),
    "baby": part(role="child", months=[3, 20], family_of="father"),
    "father": part(role="father", sex="male", age=[24, 50]),
    "grandmother": part(role="relative", sex="female", age=[40, 70], household="the yellow house"),
    "worker": part(role="caseworker", age=[25, 60]),
}
TIES = (
    TieLine(of="mother", tie="mother", to=("eldest", "second", "baby"), lives_with=True),
    TieLine(of="father", tie="legal father", to="baby"),
    TieLine(of="grandmother", tie="grandmother", to=("eldest", "second", "baby")),
    TieLine(of="grandmother", tie="mother", to="mother"),
)
IDS = {name: f"p{n}" for n, name in enumerate(CAST)}


def family(seed: int, cast: dict[str, Part] = CAST, homes: dict[str, str] | None = None,
           taken: frozenset[str] = frozenset()) -> dict[str, Person]:
    ties = tuple(t for t in TIES if t.of in cast)
    return invent(cast, ties, IDS, TODAY, NAMES, taken, homes or {}, Draw(str(seed)))


@pytest.mark.parametrize("seed", range(60))
def test_ages_fit_their_ranges_and_one_another(seed: int) -> None:
    people = family(seed)
    born = {name: p.born for name, p in people.items()}
    for name, p in CAST.items():
        day = born[name]
        assert day is not None
        if p.age:
            assert p.age[0] <= age(day, TODAY) <= p.age[1], name
    baby = people["baby"].born
    assert baby is not None
    assert dt.date(2024, 8, 5) <= baby <= dt.date(2026, 2, 4)      # three to twenty whole months
    for child in ("eldest", "second", "baby"):
        assert age(born["mother"], born[child]) >= 16       # type: ignore[arg-type]
        assert age(born["grandmother"], born[child]) >= 34  # type: ignore[arg-type]
    days = sorted(born[c] for c in ("eldest", "second", "baby"))  # type: ignore[type-var]
    assert all((later - earlier).days >= 300 for earlier, later in pairwise(days))  # type: ignore[operator]


@pytest.mark.parametrize("seed", range(60))
def test_names_do_not_clash(seed: int) -> None:
    people = family(seed, taken=frozenset(["Baker"]))
    assert max(Counter(p.given for p in people.values()).values()) == 1
    assert people["eldest"].family == people["second"].family == people["mother"].family
    assert people["baby"].family == people["father"].family
    heads = [people[n].family for n in ("mother", "father", "grandmother", "worker")]
    assert len(set(heads)) == 4
    assert not {p.given for p in people.values()} & {p.family for p in people.values()}
    assert not any(p.family in Provider.first_names for p in people.values())
    assert len({p.given[:2] for p in people.values()}) == len(people)
    assert "Baker" not in heads


def test_words_that_mean_something_else_are_no_names() -> None:
    for seed in range(80):
        for name, p in family(seed).items():
            assert p.given not in NAMES.never_given
            assert p.family not in NAMES.never_family
            out = NAMES.not_for_children if CAST[name].role == "child" else NAMES.not_for_grown
            assert p.given not in out


def test_a_name_has_nothing_to_do_with_the_part_somebody_plays() -> None:
    swapped = {**CAST, "father": CAST["father"].model_copy(update={"role": "judge"}),
               "worker": CAST["worker"].model_copy(update={"role": "partner"})}
    for seed in range(20):
        assert {n: p.name for n, p in family(seed).items()} == {n: p.name for n, p in family(seed, swapped).items()}


def test_another_person_moves_no_age() -> None:
    more = {**CAST, "aunt": part(role="relative", age=[20, 60])}
    born = {n: p.born for n, p in family(5).items()}
    ids = {**IDS, "aunt": "p9"}
    again = invent(more, TIES, ids, TODAY, NAMES, frozenset(), {}, Draw("5"))
    assert {n: again[n].born for n in CAST} == born


def test_siblings_are_found_from_shared_parents() -> None:
    people = family(1)
    ties = {(name, bond.to): bond.tie for name, p in people.items() for bond in p.bonds}
    assert ties["eldest", IDS["second"]] == "sibling"
    assert ties["eldest", IDS["baby"]] == "half-sibling"


def test_a_placed_child_lives_with_its_caregiver_only() -> None:
    homes = {"eldest": "grandmother", "second": "grandmother", "baby": "mother"}
    people = family(2, homes=homes)
    assert people["eldest"].household == people["second"].household == "the yellow house"
    assert people["baby"].household == people["mother"].household != "the yellow house"
    bonds = {(p.id, b.to): b for p in people.values() for b in p.bonds}
    assert not bonds[IDS["mother"], IDS["eldest"]].lives_with
    assert bonds[IDS["grandmother"], IDS["eldest"]].lives_with
    assert bonds[IDS["mother"], IDS["baby"]].lives_with


def test_a_mother_younger_than_her_child_is_refused() -> None:
    cast = {**CAST, "mother": part(role="mother", sex="female", age=[18, 19])}
    with pytest.raises(NoSuchFamily, match="no age of 'eldest' fits"):
        family(1, cast)


def test_seeds_give_different_families() -> None:
    assert len({family(seed)["mother"].name for seed in range(40)}) > 35
