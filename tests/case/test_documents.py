"""The shipped kinds of paper, each in its ways, told made-up facts: what they print of their own, and how alike."""

from __future__ import annotations

import datetime as dt
import functools
import random
import re
from collections.abc import Iterable
from itertools import combinations

import pytest

from trainer import content
from trainer.case.draw import Draw
from trainer.case.model import Person
from trainer.case.record.kind import Kind, read_kind
from trainer.case.record.paper import Sheet, write
from trainer.case.record.told import Item
from trainer.case.record.views import (
    CourtView,
    PaperView,
    PersonView,
    PlacementView,
    RatingView,
    ReviewView,
    SeatView,
    ServiceView,
)
from trainer.case.words import long_date, short_date

FOLDER = content.root() / "scenarios" / "documents"
KINDS = sorted(path.stem for path in FOLDER.glob("*.md"))
TOPICS = [line.split(":")[0] for line in (content.root() / "scenarios" / "topics.yaml").read_text().splitlines()
          if line and not line.startswith("#")]
# Syllables of which no English word that a template holds is made, so that a told word is known as one.
SYLLABLES = ["bavo", "buzo", "dalu", "feka", "gopi", "kazu", "lomi", "muvo", "nizu", "pogu", "rafi", "sovu", "tiko",
             "vude", "zabo"]
ABOUT_ONE_CHILD = {"child-assessment", "health-passport", "school-record", "early-childhood-note", "school-decision",
                   "trauma-screen", "iep-summary", "school-nurse-note", "transition-plan", "drawing-note",
                   "daycare-note", "youth-letter"}
OF_EACH_KIND = pytest.mark.parametrize("name", KINDS)


@OF_EACH_KIND
def test_each_kind_prints_what_it_is_given_and_nothing_over_nothing(name: str) -> None:
    topics = [topic for topic in TOPICS if kind(name).holds(topic)]
    few = [[topic] for topic in topics] * 2 + [some(name, n) for n in range(12)]
    for seed, told in enumerate([topics, topics, topics, *few]):
        items = facts(name, str(seed), told)
        pages = rendered(name, str(seed), items)
        letters = letters_of(" ".join(pages))
        assert all(letters_of(item.text) in letters for item in items)
        for page in pages:
            assert odd(page) == "", (seed, odd(page))
            assert broken_table(page) == "", (seed, broken_table(page))
            assert bare_heading(page) == "", (seed, bare_heading(page))


@OF_EACH_KIND
def test_no_heading_of_a_kind_is_cut_off_by_its_own_closing(name: str) -> None:
    assert not re.search(r"^(#|\*\*).*\n+\{\{ closing\(\) \}\}", kind(name).body, re.M)


@OF_EACH_KIND
def test_what_a_kind_brings_of_its_own_is_seldom_the_same(name: str) -> None:
    runs = [eight_word_runs(rendered(name, f"{n} alike", facts(name, f"{n} alike", some(name, n)))) for n in range(30)]
    shares = sorted(len(one & other) / min(len(one), len(other)) for one, other in combinations(runs, 2))
    assert sum(shares) / len(shares) < 0.02
    assert shares[int(len(shares) * 0.99)] < 0.1


@OF_EACH_KIND
def test_a_kind_comes_in_more_than_one_layout(name: str) -> None:
    told = [topic for topic in TOPICS if kind(name).holds(topic)]
    shapes = {shape(rendered(name, f"{n} shape", facts(name, "same", told))) for n in range(24)}
    assert len(shapes) >= 2


@OF_EACH_KIND
def test_papers_of_two_people_on_one_day_are_told_apart(name: str) -> None:
    title = kind(name).title()
    if name in ABOUT_ONE_CHILD | {"contact-note", "provider-letter", "corrections-letter", "progress-report"}:
        assert "{about}" in title or "{author}" in title


def test_a_persons_numbers_are_the_same_on_all_papers() -> None:
    numbers = {name: set(re.findall(r"\b\d{6}\b", rendered(name, "7", facts(name, "7", some(name, 7)))[0]))
               for name in ("school-record", "school-decision")}
    assert len(numbers["school-record"]) == 1
    assert numbers["school-record"] == numbers["school-decision"]


@functools.cache
def kind(name: str) -> Kind:
    return read_kind(FOLDER / f"{name}.md")


def some(name: str, seed: int) -> list[str]:
    """About nine of a kind's topics."""
    topics = [topic for topic in TOPICS if kind(name).holds(topic)]
    return random.Random(f"some {seed}").sample(topics, min(9, len(topics)))


def facts(name: str, seed: str, topics: Iterable[str]) -> tuple[Item, ...]:
    """A made-up fact for each topic, about those whom its topic calls for; a few are lists or have a head."""
    chance = random.Random(f"facts {seed} {name}")
    items = []
    for number, topic in enumerate(topics):
        about = ("c1",) if topic.startswith("child") else ("m",) if topic.startswith("parent") else ("c1", "m")
        text = sentence(chance, chance.randint(8, 30)) + "."
        if number % 9 == 4:
            text = f"- {sentence(chance, 6)}\n- {sentence(chance, 7)}"
        elif number % 9 == 7:
            text = f"{sentence(chance, 2)}: {sentence(chance, 9)}."
        items.append(Item(f"f{number}", topic, about, text))
    return tuple(items)


def rendered(name: str, seed: str, items: tuple[Item, ...]) -> tuple[str, ...]:
    return write(kind(name), sheet(name, seed), items, Draw(seed)).pages


def sheet(name: str, seed: str) -> Sheet:
    """A paper's surroundings: a family, a place and a court with drawn names."""
    chance = random.Random(f"sheet {seed}")
    day = dt.date(2026, 3, 2) + dt.timedelta(days=chance.randint(0, 300))
    family = proper(chance)

    def person(id: str, role: str, years: float, work: str = "", own: str = "") -> PersonView:
        given, last = proper(chance), own or family
        born = day - dt.timedelta(days=int(years * 365))
        sex = chance.choice(("female", "male"))
        return PersonView(Person(id=id, name=f"{given} {last}", given=given, family=last, role=role, sex=sex,
                                 work=work, born=born), day)

    older, younger = person("c1", "child", 9), person("c2", "child", 1.6)
    parent, aunt = person("m", "mother", 31), person("a", "relative", 52, own=proper(chance))
    author = {"caregiver-letter": aunt, "relative-reply": aunt, "message-log": aunt, "parent-letter": parent,
              "youth-letter": older}.get(name) or person("w", "caseworker", 40, f"worker, {proper(chance)}",
                                                         proper(chance))
    supervisor = person("s", "supervisor", 50, "supervisor", proper(chance))
    about = (older,) if name in ABOUT_ONE_CHILD else chance.choice([(older, younger), (parent,), (parent, aunt)])
    place = {key: proper(chance) for key in ("town", "county", "near", "school", "preschool", "street", "hospital",
                                             "agency", "office", "court", "state")}
    services = tuple(ServiceView(proper(chance), proper(chance), place["town"], "4 miles", "9 to 5", "Mon", "3 weeks",
                                 "free", "English", sentence(chance, 9)) for _ in range(5))
    title = kind(name).title().replace("{about}", about[0].given).replace("{author}", author.name)
    values = {
        "children": (older, younger), "child": older, "parent": parent, "family": family, "place": place,
        "case_number": f"{chance.randint(10, 99)}-{chance.randint(1000, 9999)}", "services": services,
        "court": CourtView(place["court"], place["county"], f"{chance.randint(10, 99)}-J-{chance.randint(100, 999)}",
                           (sentence(chance, 11), sentence(chance, 12))),
        "seats": (SeatView(parent, "in person"), SeatView(aunt, "by phone")),
        "review": ReviewView(long_date(day), proper(chance), long_date(day), long_date(day), (sentence(chance, 13),)),
        "placements": (PlacementView(older, "Relative home", aunt, short_date(day), "present", ""),),
        "ratings": (RatingView(parent, "Housing", chance.choice("abcd")),),
    }
    return Sheet(name, chance.randint(0, 9), PaperView(title, long_date(day), short_date(day), 1, name, True), author,
                 about, values, lambda role: supervisor if role == "supervisor" else None,
                 lambda day_name: long_date(day), {})


def sentence(chance: random.Random, words: int) -> str:
    made = ["".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 2))) for _ in range(words)]
    return " ".join(made).capitalize()


def proper(chance: random.Random) -> str:
    return ("x" + chance.choice(SYLLABLES) + chance.choice(SYLLABLES)).capitalize()


def letters_of(text: str) -> str:
    return re.sub(r"[^A-Za-z]", "", text)


def odd(page: str) -> str:
    """A sign of a gap or of machinery: brackets, None, two spaces, a label or a comma with nothing at its side."""
    shown = re.sub(r"^ +", "", page.replace("  \n", "\n"), flags=re.M)
    found = re.search(r".{0,30}([\[\]{}]|\bNone\b|  \S|\(\)| [,.](?!\.)|\.\.(?!\.)|,\.| ·\s*$|·\s*·|^·|: *·)", shown,
                      re.M)
    return found[0] if found else ""


def broken_table(page: str) -> str:
    for block in page.split("\n\n"):
        if block.startswith("|"):
            rows = block.split("\n")
            widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
            if len(widths) != 1 or len(rows) < 3 or not re.fullmatch(r"\|(---\|)+", rows[1]):
                return block
    return ""


def bare_heading(page: str) -> str:
    """A heading, or a line in bold, right before a signature, a note in italics or the end."""
    blocks = page.split("\n\n")
    for block, after in zip(blocks[2:], [*blocks[3:], ""], strict=False):
        if re.fullmatch(r"### .*|\*\*[^*:\d]+\*\*", block) and (not after or re.match(r"Signed: |/s/|\*[A-Z(]", after)):
            return block
    return ""


def eight_word_runs(pages: Iterable[str]) -> set[tuple[str, ...]]:
    lines = [line for page in pages for line in page.split("\n") if not line.startswith("#")]
    words = re.findall(r"[a-z0-9']+", "\n".join(lines).lower())
    return {tuple(words[at:at + 8]) for at in range(len(words) - 7)}


def shape(pages: Iterable[str]) -> tuple[str, ...]:
    """What kinds of block follow one another: tables, lists, headings, text."""
    return tuple(block[:2] if block[:2] in ("| ", "##", "- ", "1.", "**") else "text"
                 for page in pages for block in page.split("\n\n"))
