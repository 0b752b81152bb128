"""One template at a time: what it is given it prints, and what it may not do it can't."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.case.test_fill import TODAY
from trainer.case.draw import Draw
from trainer.case.model import Person
from trainer.case.record.kind import Front, Kind
from trainer.case.record.paper import Sheet, Written, write
from trainer.case.record.told import Item
from trainer.case.record.views import PaperView, PersonView
from trainer.content import ContentError

PERSON = Person(id="p1", name="Dana Reyes", given="Dana", family="Reyes", role="teacher", sex="female",
                work="teacher, Hill School")
ITEMS = (Item("a", "child.health", ("p1",), "Healthy: yes."), Item("b", "child.view", ("p2",), "- one\n- two"))


def written(body: str, items: tuple[Item, ...] = (), *, seed: str = "s", nth: int = 0, id: str = "note",
            **values: Any) -> Written:
    view = PersonView(PERSON, TODAY)
    paper = PaperView("Note", "May 4, 2026", "05/04/2026", 1, "note", True)
    sheet = Sheet(id, nth, paper, view, (view,), values, lambda role: view if role == "teacher" else None,
                  lambda name: "March 1, 2026" if name == "removal" else "", {"worker": "case manager"})
    return write(Kind(Front(title="Note", voice="v"), body, "note.md"), sheet, items, Draw(seed))


def test_pages_of_items_are_told() -> None:
    done = written("{{ tell('child.health') }}\n{{ page_break() }}\n{{ tell() | bullets }}", ITEMS)
    assert done.pages == ("Healthy: yes.", "- one\n- two")
    assert done.stands_on == {"a": (1,), "b": (2,)}


def test_what_a_template_leaves_out_is_an_error() -> None:
    with pytest.raises(ContentError) as caught:
        written("{{ tell('child.health') }}{% if tell('child.view') %}seen{% endif %}", ITEMS)
    assert "note.md:1: paper 'note' is given 'b' (child.view), and the template doesn't place it" in str(caught.value)


def test_a_failing_template_names_its_line() -> None:
    with pytest.raises(ContentError) as caught:
        written("\n\n{{ author.nam }}")
    assert str(caught.value).startswith("note.md:3: the template fails in paper 'note'")


def test_functions_and_filters() -> None:
    done = written(
        "{{ author }}; {{ author.organization | upper }}; {{ about | names }}; {{ about | given }}; "
        "{{ someone('judge') }}; {{ someone('teacher').formal }}; {{ day('removal') }}; {{ day('x') }}; "
        "{{ word('worker', 'w') }}; {{ word('z', 'w') }}")
    assert done.pages[0] == ("Dana Reyes; HILL SCHOOL; Dana Reyes; Dana; ; Ms. Reyes; March 1, 2026; ; case manager; w")


def test_heads_make_rows_of_told_text() -> None:
    body = ("| A | B |\n|---|---|\n{% for head, rest in tell() | heads %}\n| {{ head | cell }} | {{ rest | cell }} |\n"
            "{% endfor %}")
    assert written(body, ITEMS[:1]).pages[0].endswith("| Healthy | yes. |")


def test_a_line_of_text_that_ends_in_a_tag_keeps_its_line_end() -> None:
    body = "Of: {% for p in about %}{{ p.given }}{% endfor %}\n\nNext"
    assert written(body).pages[0] == "Of: Dana\n\nNext"


def test_wordings_differ_by_seed_and_take_turns_within_a_record() -> None:
    body = "{{ vary('a', 'b', 'c') }}"
    turns = [written(body, nth=n).pages[0] for n in range(3)]
    assert sorted(turns) == ["a", "b", "c"]
    seeds = Counter(written(body, seed=str(n)).pages[0] for n in range(60))
    assert set(seeds) == {"a", "b", "c"}


def test_an_author_keeps_to_a_habit() -> None:
    body = "{{ habit('a', 'b', 'c') }}"
    assert len({written(body, id=str(n), nth=n).pages[0] for n in range(6)}) == 1
    assert len({written(body, seed=str(n)).pages[0] for n in range(30)}) == 3


def test_numbers_are_the_same_for_the_same_paper_only() -> None:
    body = "{{ ref('A-####-##') }} {{ phone() }}"
    assert written(body).pages == written(body).pages != written(body, id="other").pages
    assert written(body).pages[0].split()[1].startswith("555-01")


def test_values_that_look_like_markup_stay_text() -> None:
    done = written("{{ odd }} {{ tell() }}", (Item("a", "child.health", ("p1",), "{{ 7 * 7 }} <b>x</b>"),),
                   odd="<i> {% if %}")
    assert done.pages[0] == "\\<i> {% if %} {{ 7 * 7 }} \\<b>x\\</b>"


def test_a_wording_about_several_is_said_of_one_where_there_is_one() -> None:
    body = """{{ "How the children are" | counted(kids) }}; {{ "In the children's words" | counted(kids) }}"""
    assert written(body.replace("kids", "about")).pages[0] == "How the child is; In the child's words"
    assert written(body.replace("kids", "[author, author]")).pages[0] == "How the children are; In the children's words"


def test_hours_in_short() -> None:
    assert written("{{ 'Mondays to Friday, 9:00 am to 12:30 pm' | brief }}").pages[0] == "Mon to Fri, 9 am to 12:30 pm"


def test_a_way_is_one_for_a_paper_and_takes_turns() -> None:
    body = "{{ way('a', 'b') }}{{ way('a', 'b') }}"
    assert {written(body, nth=n).pages[0] for n in range(2)} == {"aa", "bb"}


def test_an_order_holds_each_name_once() -> None:
    orders = {written("{% for part in order('a', 'b', 'c') %}{{ part }}{% endfor %}", seed=str(n)).pages[0]
              for n in range(60)}
    assert orders == {"abc", "acb", "bac", "bca", "cab", "cba"}


def test_a_persons_number_is_the_same_on_every_paper() -> None:
    body = "{{ number('student', author, '####') }} {{ phone(author) }} {{ number('card', author, '####') }}"
    assert written(body).pages == written(body, id="other", nth=3).pages
    assert len(set(written(body).pages[0].split())) == 3


def test_what_comes_after_a_closing_belongs_to_no_heading() -> None:
    body = "## T\n\n### A\n\n{{ tell() }}\n\n{{ closing() }}\n\nBye."
    assert written(body).pages[0] == "## T\n\nBye."
    assert written(body, ITEMS[:1]).pages[0] == "## T\n\n### A\n\nHealthy: yes.\n\nBye."


def test_brackets_in_a_wording_are_drawn() -> None:
    seen = {written("{{ vary('[this|that] [way|road]') }}", seed=str(n)).pages[0] for n in range(40)}
    assert seen == {"this way", "that way", "this road", "that road"}
