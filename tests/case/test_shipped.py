"""The shipped strands, frames and documents: many cases of every track, looked at as an advisor would."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.case.conftest import CLOCKS
from trainer import content
from trainer.case.clock import age
from trainer.case.compose import again
from trainer.case.draw import Draw
from trainer.case.fill import OF_PERSON, PLACE_WORDS, Filler
from trainer.case.generate import TrackCase, generate
from trainer.case.library import library, load
from trainer.case.model import Case
from trainer.case.record import template
from trainer.case.record.told import escape
from trainer.case.sound import unfilled, unsound
from trainer.case.strand import Strand
from trainer.case.write import case_json

SEEDS = range(40)
TRACKS = sorted(library().frames)
EACH = pytest.mark.parametrize("seed", SEEDS)
OF_EACH_TRACK = pytest.mark.parametrize("track", TRACKS)


@functools.cache
def case(track: str, seed: int) -> Case:
    return generate(library(), TrackCase(id=track, frame=track, clocks=CLOCKS), str(seed))


def strands(made: Case) -> list[Strand]:
    return [strand for _, strand in again(library(), made).strands]


@EACH
@OF_EACH_TRACK
def test_a_case_holds_together(track: str, seed: int) -> None:
    made = case(track, seed)
    assert unsound(made) == ()
    assert not list(unfilled(made))
    assert len({d.kind for d in made.documents}) >= 10
    for child in made.children:
        mine = sorted((p for p in made.placements if p.child == child.id), key=lambda p: p.since)
        assert all(one.until is not None and one.until <= other.since for one, other in pairwise(mine))
        assert all(child.born is not None and child.born < p.since for p in mine)
    for person in made.people:
        for bond in person.bonds:
            other = made.person(bond.to)
            if bond.tie in ("mother", "legal father", "biological father") and person.born and other.born:
                assert age(person.born, other.born) >= 15


@EACH
@OF_EACH_TRACK
def test_every_fact_stands_on_the_page_it_is_said_to_stand_on(track: str, seed: int) -> None:
    made = case(track, seed)
    filler = Filler.of(made)
    facts = {id: fact for strand in strands(made) for id, fact in strand.facts.items()}
    claims = {id: claim for strand in strands(made) for id, claim in strand.claims.items()}
    for fact in [*made.facts, *made.claims]:
        source = facts.get(fact.id) or claims[fact.id]
        for seen in fact.seen_in:
            document = made.document(seen.document)
            texts = [Draw(made.seed).words(f"words/{fact.id}/{paper}", w) for paper, w in source.documents.items()]
            page = letters(document.pages[seen.page - 1])
            assert any(letters(escape(_fill(filler, text, document.date))) in page for text in texts), (fact.id, seen)
    assert all(f.seen_in or f.told_by for f in made.facts)
    assert all(c.seen_in for c in made.claims)


@EACH
@OF_EACH_TRACK
def test_no_page_shows_the_machinery_or_the_truth(track: str, seed: int) -> None:
    made = case(track, seed)
    hidden = [*(f.id for f in made.facts if "-" in f.id), *made.strands, *(t.kind for t in made.threats), made.id,
              library().fingerprint]
    for document in made.documents:
        for page in document.pages:
            assert not re.search(r"[{}\ue000-\uf8ff]|(?<![.?!] )\bNone\b(?! )|Undefined|\bp\d\d\b|\bd\d\d\b", page)
            found = [word for word in hidden if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", page)]
            assert [word for word in found if word not in WORDS_OF_THEIR_OWN] == [], document.kind
            assert "\n#" not in page.replace("\n\n#", "")          # a heading stands apart
            assert page == page.strip("\n")


@EACH
@OF_EACH_TRACK
def test_tables_are_tables(track: str, seed: int) -> None:
    for document in case(track, seed).documents:
        for page in document.pages:
            for block in page.split("\n\n"):
                rows = block.split("\n")
                if not any(row.startswith("|") for row in rows):
                    continue
                cells = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
                assert set(cells) == {cells[0]}, block
                assert all(row.startswith("| ") and row.endswith(" |") for row in [rows[0], *rows[2:]]), block
                assert re.fullmatch(r"\|(---\|)+", rows[1]), block
                assert len(rows) > 2, block


@OF_EACH_TRACK
def test_seeds_give_different_families(track: str) -> None:
    made = [case(track, seed) for seed in SEEDS]
    assert len({c.title for c in made}) > 0.8 * len(made)
    assert len({c.today for c in made}) > 0.4 * len(made)
    assert len({c.place["town"] for c in made}) > 1
    assert len({c.focus for c in made}) > 3
    intake = [next(d for d in c.documents if d.kind == "intake-report").pages[0] for c in made]
    boilerplate = [re.sub(r"[^a-z ]", "", re.sub(r"\b[A-Z]\w+", "", page)) for page in intake]
    assert len(set(boilerplate)) > 0.8 * len(made)


@OF_EACH_TRACK
def test_some_facts_stand_in_one_place_only(track: str) -> None:
    made = case(track, 0)
    places = {f.id: len({s.document for s in f.seen_in}) + len(f.told_by) for f in made.facts}
    assert sum(n == 1 for n in places.values()) >= 0.15 * len(places)
    assert sum(not f.seen_in for f in made.facts) >= 3
    assert sum(f.superseded_by is not None for f in made.facts) >= 0.05 * len(places)
    assert made.claims


def test_another_process_with_another_hash_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    scenarios = tmp_path / "scenarios"
    shutil.copytree(content.root() / "scenarios", scenarios)
    here = made_of(str(scenarios))
    program = "import sys; from tests.case.test_shipped import made_of; print(made_of(sys.argv[1]))"
    root = Path(__file__).parent.parent.parent
    for salt in ("0", "4711"):
        done = subprocess.run([sys.executable, "-c", program, str(scenarios)], cwd=root, capture_output=True, text=True,
                              check=False, env={**os.environ, "PYTHONHASHSEED": salt})
        assert done.stdout.strip() == here, done.stderr


def made_of(scenarios: str) -> str:
    """The hash of one case of each track, made from a scenarios/ folder."""
    found = load(Path(scenarios))
    cases = [generate(found, TrackCase(id=track, frame=track, clocks=CLOCKS), "7") for track in sorted(found.frames)]
    return hashlib.sha256("".join(map(case_json, cases)).encode()).hexdigest()


def test_the_guide_to_scenarios_knows_every_kind_name_and_function() -> None:
    guide = (content.root() / "scenarios" / "README.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(" `"): line for line in guide.split("\n") if line.startswith("| `")}
    for name, kind in library().kinds.items():
        assert name in rows, f"scenarios/README.md doesn't list the kind {name}"
        assert ", ".join(kind.front.topics) in rows[name], f"scenarios/README.md: topics of {name} have changed"
    for word in (*template.FUNCTIONS, *template.VALUES, *template.FILTERS):
        assert re.search(rf"`{word}[`(.]", guide), f"scenarios/README.md doesn't mention {word}"
    for word in (*OF_PERSON, *PLACE_WORDS):
        assert re.search(rf"[`.]{word}[`}}]", guide), f"scenarios/README.md doesn't mention the name {word}"


def letters(text: str) -> str:
    """Letters and digits only, so that tables, lists and escapes don't matter."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


def _fill(filler: Filler, text: str, day: object) -> str:
    try:
        return filler.fill(text, day)  # type: ignore[arg-type]
    except content.ContentError:
        return "a text with names that this case lacks"


# Ids that are also plain words, which a page may of course hold.
WORDS_OF_THEIR_OWN = {"no-car", "night-shift", "day-shift"}
