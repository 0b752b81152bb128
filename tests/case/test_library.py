"""A broken library says each problem at its line, and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.case.library import fingerprint, load
from trainer.content import ContentError

CORE, GRANDPA, CONNECTICUT = "strands/late-bus.yaml", "strands/grandpa.yaml", "frames/connecticut.yaml"


def problems(scenarios: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load(scenarios)
    return str(caught.value)


def edit(scenarios: Path, file: str, old: str, new: str) -> int:
    """Replace one text in a file; the line on which it stood."""
    path = scenarios / file
    text = path.read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new))
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    (CORE, "topic: child.description", "topic: child.descripton",
     'there is no topic \'child.descripton\'; did you mean "child.description"?'),
    (CORE, "{ben} says two words.", "{bne} says two words.", '{bne} isn\'t a name here; did you mean "ben"?'),
    (CORE, "since: first_alone\n    documents", "since: frist_alone\n    documents",
     'no day is named \'frist_alone\'; did you mean "first_alone"?'),
    (CORE, "documents: {snow-note: Snow all week.}", "documents: {snow-not: Snow.}",
     'there is no paper \'snow-not\'; did you mean "snow-note"?'),
    (CORE, "superseded_by: absences-now", "superseded_by: absences-then",
     'there is no fact \'absences-then\'; did you mean "absences-now"?'),
    (CORE, "contradicts: absences", "contradicts: absence",
     'there is no fact \'absence\'; did you mean "absences"?'),
    (CORE, "fits: [child-care-subsidy]", "fits: [child-care-subsidie]",
     'there is no kind of service \'child-care-subsidie\'; did you mean "child-care-subsidy"?'),
    (CORE, "mismatched: [anger-management]", "mismatched: [anger-management, child-care-subsidy]",
     "'child-care-subsidy' both fits and is mismatched"),
    (CORE, "kind: school-record", "kind: school-report",
     'there is no kind of document \'school-report\'; did you mean "school-record"?'),
    (CORE, "kind: ST17", "kind: ST71", "there is no kind of threat 'ST71'"),
    (CORE, "capacities: [plans]", "capacities: [plan]", 'there is no capacity \'plan\'; did you mean "plans"?'),
    (CORE, "family_of: mother}\n  ben", "family_of: mohter}\n  ben",
     'there is no part \'mohter\'; did you mean "mother"?'),
    (CORE, "essential: [what, who]", "essential: [what, how]", "'how' is essential but not among its elements"),
    (CORE, "months: [14, 20], family", "family", "a child needs an age"),
    (CORE, "only_drawn: {weather: [snow]}\n    documents", "documents",
     "facts.snow: where weather is rain, no paper holds it and nobody tells it"),
    (CORE, "only_drawn: {weather: [rain]}", "only_drawn: {weather: [hail]}", "'hail' is never drawn"),
    (CORE, "asks_for: [caseworker]", "asks_for: [caseworkr]",
     'nobody brings the part \'caseworkr\'; did you mean "caseworker"?'),
    (CORE, "answers: alone", "answers: aloone",
     'there is no threat, risk or need \'aloone\'; did you mean "alone"?'),
    (CORE, "service: childcare}]", "service: childcre}]",
     'there is no service \'childcre\'; did you mean "childcare"?'),
    (CORE, "wants: [to be home by six]", "wants: [\"to be {home by six\"]", "a brace stands alone"),
    (GRANDPA, "asks_for: [mother, ada]", "asks_for: [mother, adaa]",
     'nobody brings the part \'adaa\'; did you mean "ada"?'),
    (GRANDPA, "not_with: [rival]", "not_with: [rivel]", 'there is no strand or home \'rivel\'; did you mean "rival"?'),
    (GRANDPA, "  grandpa-near:", "  absences:",
     "brings 'absences' already; give it another name, or write not_with: [late-bus]"),
    (CONNECTICUT, "removal: {after: today, days: [-48, -30]", "removal: {after: hearing, days: [-48, -30]",
     "these days hang on one another"),
    (CORE, "prognosis: {poor: [focus]", "prognosis: {poor: [fokus]",
     'there is no part \'fokus\'; did you mean "focus"?'),
    ("strands/rival.yaml", "tracks: [georgia]", "tracks: [gorgia]",
     'there is no track \'gorgia\'; did you mean "georgia"?'),
    ("strands/rival.yaml", "tracks: [georgia]", "tracks: []",
     "in the track connecticut no paper holds it and nobody tells it"),
    ("strands/rival.yaml", "kind: crossing", "kind: frame\ncourt: {name: x, docket: x}",
     "a frame doesn't stand in strands/"),
])
def test_a_broken_strand_says_where_and_what_would_be_right(
    scenarios: Path, file: str, old: str, new: str, said: str,
) -> None:
    line = edit(scenarios, file, old, new)
    found = problems(scenarios)
    assert said in found
    where = next(p for p in found.split("\n") if said in p)
    assert f"{file.split('/')[1]}:" in where
    assert abs(int(where.split(".yaml:")[1].split(":")[0]) - line) <= new.count("\n") + 6


def test_a_fact_in_a_paper_that_has_no_place_for_it(scenarios: Path) -> None:
    edit(scenarios, CORE, "school: \"{ada} has", "order: \"{ada} has")
    edit(scenarios, CORE, "topic: background", "topic: assessment.tool")
    (scenarios / CORE).write_text((scenarios / CORE).read_text().replace("snow-note: Snow", "school: Snow"))
    found = problems(scenarios)
    assert "facts.snow.documents.school: a paper of kind school-record has no place for assessment.tool" in found
    assert "add the topic to" in found


def test_all_problems_of_all_files_are_said_at_once(scenarios: Path) -> None:
    edit(scenarios, CORE, "kind: ST17", "kind: ST71")
    edit(scenarios, GRANDPA, "not_with: [rival]", "not_with: [rivel]")
    (scenarios / "frames" / "georgia.yaml").write_text("title: x\nkind: frame\nsummary: y\nfoo: 1\n")
    found = problems(scenarios)
    assert "foo: this key isn't known" in found       # what can't be read is said first, with nothing hidden by it
    edit(scenarios, "frames/georgia.yaml", "foo: 1\n", "court: {name: x, docket: x}\n")
    found = problems(scenarios)
    assert "ST71" in found
    assert "rivel" in found


@pytest.mark.parametrize(("body", "said"), [
    ("{{ author.name }} {{ who }}", "'who' isn't known in a template"),
    ("{{ autor.name }}", 'did you mean "author"?'),
    ("{{ telll('child') }}", "'telll' can't be called"),
    ("{{ paper.title | upperr }}", 'there is no filter \'upperr\'; did you mean "upper"?'),
    ("{% set x = 1 %}", "a template has no assign"),
    ("{% include 'other' %}", "a template has no include"),
    ("{{ author.__class__ }}", "'__class__' can't be named"),
    ("{{ 'a'.join(['b']) }}", "'this' can't be called"),
    ("{{ author['name'] }}", "a template has no getitem"),
    ("{% if %}", "not readable as a template"),
    ("{{ tell('chld') }}", "there is no topic 'chld'"),
    ("{{ tell('child') }}", "topics: the template never tells 'parent'"),
])
def test_a_broken_template(scenarios: Path, body: str, said: str) -> None:
    path = scenarios / "documents" / "provider-letter.md"
    path.write_text(f"---\ntitle: T\ntopics: [child, parent]\nvoice: V\n---\n\n{body}\n")
    found = problems(scenarios)
    assert said in found
    if "never tells" not in said:
        assert "provider-letter.md:7:" in found


@pytest.mark.parametrize(("text", "said"), [
    ("no front matter", "provider-letter.md:1: the file doesn't open with values"),
    ("---\ntitle: T\nvoice: V\ntopcs: []\n---\nx\n", "provider-letter.md:4: topcs: this key isn't known"),
])
def test_a_document_without_its_values(scenarios: Path, text: str, said: str) -> None:
    (scenarios / "documents" / "provider-letter.md").write_text(text)
    assert said in problems(scenarios)


def test_a_frame_without_towns(scenarios: Path) -> None:
    text = (scenarios / "places.yaml").read_text()
    (scenarios / "places.yaml").write_text(text.replace("  georgia:\n", "  florida:\n"))
    assert "no towns for the frame 'georgia'" in problems(scenarios)


def test_the_fingerprint_follows_every_file(scenarios: Path) -> None:
    before = fingerprint(scenarios)
    assert load(scenarios).fingerprint == before
    for file in (CORE, "documents/visit-note.md", "names.yaml"):
        path = scenarios / file
        path.write_text(path.read_text() + "\n")
        after = fingerprint(scenarios)
        assert after != before
        before = after
    (scenarios / "README.md").write_text("words about it")
    assert fingerprint(scenarios) == before
