"""The people of a case as a plan may call them, and whom a word such as \"each parent\" means in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from trainer.case.model import Case, Person
from trainer.content import Value, read, root
from trainer.language.names import Named

KINDS: dict[str, str] = {
    "child": "child", "mother": "parent", "father": "parent", "partner": "parent", "relative": "kin",
    "caregiver": "caregiver", "provider": "provider", "doctor": "provider", "teacher": "provider",
    "caseworker": "worker", "supervisor": "worker", "intake_worker": "worker", "friend": "friend",
}
PARENT_TIES = ("mother", "legal father", "biological father")
KIN_TIES = ("grandmother", "grandfather", "aunt", "uncle", "cousin")


class Words(Value):
    """rubrics/language/people.yaml: words for people by their tie, age and role."""

    ties: dict[str, tuple[str, ...]]
    child: tuple[str, ...]
    girl: tuple[str, ...]
    boy: tuple[str, ...]
    children: tuple[str, ...]
    parents: tuple[str, ...]
    foster_female: tuple[str, ...]
    foster_male: tuple[str, ...]
    kin_caregiver: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    wide: tuple[str, ...]
    kinds: dict[str, tuple[str, ...]]
    no_names: tuple[str, ...]


@cache
def lexicon() -> Words:
    """The words, read once. Raises ContentError when the file isn't right."""
    return read(root() / "rubrics" / "language" / "people.yaml", Words)


def people_of(case: Case) -> tuple[Named, ...]:
    """Everybody of a case with the names and words by which a plan may call them, in the case's order."""
    return tuple(Named(p.id, _names(case, p), tuple(sorted(_words(case, p))), KINDS.get(p.role, "other"))
                 for p in case.people)


def actors_of(case: Case) -> tuple[Named, ...]:
    """The same people, who also answer to their organization's name and to the services they give: for cells that
    say who acts."""
    return tuple(Named(n.id, n.names + _organizations(case, p), n.words, n.kind)
                 for n, p in zip(people_of(case), case.people, strict=True))


def meant(case: Case, who: str) -> tuple[str, ...]:
    """The ids of those whom a word means in a case: focus, children, siblings, mother, father, parents, each_parent,
    caregiver, kin, maternal_kin, paternal_kin, provider, agency, family, anyone. KeyError for another word."""
    return tuple(p.id for p in case.people if _GROUPS[who](case, p))


def caregiver_of(case: Case, child: str) -> str:
    """The id of whom a child lives with today; empty when nothing says."""
    here = [p for p in case.placements
            if p.child == child and p.since <= case.today and (p.until is None or p.until > case.today)]
    return max(here, key=lambda p: p.since).caregiver if here else ""


def side_of(case: Case, person: Person) -> str:
    """\"maternal\" or \"paternal\" by the parent of the focus child to whom a relative is tied; empty when neither."""
    for parent in case.parents(case.focus):
        side = "maternal" if any(b.to == case.focus and b.tie == "mother" for b in parent.bonds) else "paternal"
        own = any(b.to == parent.id and b.tie not in ("former partner", "partner", "spouse", "friend")
                  for b in person.bonds)
        back = any(b.to == person.id and b.tie not in ("former partner", "partner", "spouse", "friend")
                   for b in parent.bonds)
        if person.id != parent.id and (own or back):
            return side
    return ""


def is_kin(case: Case, person: Person) -> bool:
    """Whether somebody is a relative of the children, beyond parents and siblings."""
    children = {c.id for c in case.children}
    tied = any(b.to in children and b.tie in KIN_TIES for b in person.bonds)
    return person.role != "child" and person.id not in meant(case, "parents") and (person.role == "relative" or tied)


def short(case: Case, person: str) -> str:
    """How a sentence of feedback calls somebody: children, parents and kin by given name, others \"Ms. Reyes\"."""
    p = case.person(person)
    if p.role in ("child", "mother", "father", "relative", "friend", "partner") or is_kin(case, p):
        return p.given
    if p.name.startswith("Dr."):
        return f"Dr. {p.family}"
    return f"{'Ms.' if p.sex == 'female' else 'Mr.'} {p.family}"


def _is_parent(case: Case, person: Person, mother: bool | None = None) -> bool:
    ties = [b.tie for b in person.bonds if b.to == case.focus and b.tie in PARENT_TIES and b.rights != "terminated"]
    return bool(ties) and (mother is None or ("mother" in ties) == mother)


_GROUPS: dict[str, Callable[[Case, Person], bool]] = {
    "focus": lambda case, p: p.id == case.focus,
    "child": lambda case, p: p.id == case.focus,
    "children": lambda case, p: p.role == "child",
    "siblings": lambda case, p: p.role == "child" and p.id != case.focus,
    "mother": lambda case, p: _is_parent(case, p, True),
    "father": lambda case, p: _is_parent(case, p, False),
    "parents": lambda case, p: _is_parent(case, p),
    "each_parent": lambda case, p: _is_parent(case, p),
    "caregiver": lambda case, p: p.id == caregiver_of(case, case.focus),
    "kin": lambda case, p: is_kin(case, p),
    "maternal_kin": lambda case, p: is_kin(case, p) and side_of(case, p) == "maternal",
    "paternal_kin": lambda case, p: is_kin(case, p) and side_of(case, p) == "paternal",
    "provider": lambda case, p: p.role in ("provider", "doctor", "teacher"),
    "agency": lambda case, p: p.role in ("caseworker", "supervisor", "intake_worker"),
    "family": lambda case, p: p.role == "child" or _is_parent(case, p) or is_kin(case, p),
    "anyone": lambda case, p: True,
}


def _names(case: Case, p: Person) -> tuple[str, ...]:
    family = p.family
    names = [p.name, f"{p.given} {family}", p.given]
    if p.role != "child" and not _parent_has_the_name(case, p):
        titles = ("Ms.", "Mrs.", "Miss") if p.sex == "female" else ("Mr.",)
        names += [f"{title} {family}" for title in titles]
        names.append(family)
        if p.name.startswith("Dr.") or p.role in ("doctor", "provider"):
            names += [f"Dr. {family}", f"Doctor {family}"]
        if p.role == "judge":
            names += [f"Judge {family}", f"Hon. {p.given} {family}"]
    for tie in {b.tie for b in p.bonds if b.tie in KIN_TIES}:
        names += [f"{w.title()} {p.given}" for w in lexicon().ties.get(tie, ())]
    if p.role == "caseworker" and case.place.get("agency"):
        names.append(case.place["agency"].split(",")[0])
    return tuple(dict.fromkeys(n for n in names if n.strip()))


def _parent_has_the_name(case: Case, person: Person) -> bool:
    """Whether a parent of the same sex bears the family name: then \"Ms. Reyes\" means the parent."""
    return not _is_parent(case, person) and any(
        o.family == person.family and o.sex == person.sex and o.role in ("mother", "father")
        for o in case.people if o.id != person.id)


def _organizations(case: Case, p: Person) -> tuple[str, ...]:
    if p.role not in ("provider", "doctor", "teacher"):
        return ()
    names = [p.work.partition(" at ")[2].split(",")[0].strip()]
    for service in case.services:
        if service.provider and service.provider in (p.name, f"{p.given} {p.family}"):
            names.append(service.name)
    return tuple(dict.fromkeys(n for n in names if n))


def _words(case: Case, p: Person) -> set[str]:
    lex, words = lexicon(), set[str]()
    words.update(lex.roles.get(p.role, ()))
    if p.role in ("provider", "doctor", "teacher", "attorney", "reviewer", "coordinator"):
        words.update(_job(p.work))
    focus = case.focus
    if p.role == "child":
        words.update(_child_words(case, p))
    for bond in p.bonds:
        tie = "father" if bond.tie in ("legal father", "biological father", "putative father") else bond.tie
        target = next((x for x in case.people if x.id == bond.to), None)
        if target is None:
            continue
        of_tie = lex.ties.get(tie, ())
        if bond.to == focus or (tie in KIN_TIES and target.role == "child"):
            words.update(of_tie)
            side = side_of(case, p)
            if side and tie in KIN_TIES:
                words.update(f"{side} {w}" for w in of_tie)
        if target.role == "child" and tie in ("mother", "father", "stepfather"):
            words.update(f"{target.given}'s {w}" for w in of_tie)
        if tie in ("partner", "spouse", "friend") and target.role in ("mother", "father"):
            words.update(of_tie)
    if _is_parent(case, p):
        words.update(lex.parents)
    for child in case.children:
        place = next((pl for pl in case.placements if pl.child == child.id and pl.caregiver == p.id
                      and pl.since <= case.today and (pl.until is None or pl.until > case.today)), None)
        if place is not None and p.role != "child":
            foster = lex.foster_female if p.sex == "female" else lex.foster_male
            own = foster if place.kind == "foster" else lex.kin_caregiver
            words.update(f"{child.given}'s {w}" for w in own)
            if child.id == focus:
                words.update(own)
    return words


def _child_words(case: Case, p: Person) -> set[str]:
    lex = lexicon()
    words = set(lex.children)
    own = lex.girl if p.sex == "female" else lex.boy
    same = [c for c in case.children if c.sex == p.sex]
    if p.id == case.focus:
        words.update(lex.child)
        words.update(own)
    else:
        words.update(lex.ties["sister" if p.sex == "female" else "brother"])
        if len(same) == 1:
            words.update(own)
    if len(case.children) > 1:
        if p.id == case.children[-1].id:
            words.update(("youngest", "the baby", "baby", "toddler") if (p.age(case.today) or 9) < 4 else ("youngest",))
        if p.id == case.children[0].id:
            words.update(("eldest", "oldest"))
    return words


def _job(work: str) -> set[str]:
    """\"child therapist at Lantern\" gives child therapist and therapist."""
    title = work.partition(" at ")[0].partition(" for ")[0].lower().replace(",", " ").split()
    if not title or len(title) > 4:
        return set()
    wide = set(lexicon().wide)
    words = {" ".join(title)}
    if title[-1] not in wide and len(title[-1]) > 3:
        words.add(title[-1])
    return words
