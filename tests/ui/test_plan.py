"""Plan: each card and part saves by itself; nothing is lost by removing, moving, or writing in two places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.desk.world import World, new_world
from tests.ui.screens import Screen, past_the_note
from trainer import desk
from trainer.ui.editor import Saved, Unsaved
from trainer.ui.house import use
from trainer.ui.parts.saving import Work, cell_version, save_cell, save_text

THREAT = {"id": "t1", "what": "leaves the children alone at night", "who": "Carla Whitcomb"}
OBJECTIVE = {"id": "o1", "answers": "t1", "change": "is awake with the children", "measure": "visits"}
STEPS = [{"id": "s1", "objective": "o1", "actor": "Carla Whitcomb", "action": "goes to the group"},
         {"id": "s2", "objective": "o1", "actor": "Dana Merritt", "action": "sets up the ride"}]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


@pytest.fixture
def attempt(world: World) -> str:
    return world.begun()


def stored(world: World, attempt: str, part: str, form: str = "case-plan") -> Any:
    return desk.part(world.house, world.ada, attempt, form, part).value


def on(world: World, attempt: str, section: str) -> Screen:
    return past_the_note(Screen(world, world.ada)).open("plan", attempt=attempt, section=f"case-plan.{section}")


def work(world: World, attempt: str) -> Work:
    use(world.house)
    return Work(desk.attempt(world.house, world.ada, attempt), "case-plan", desk.form(world.house, "case-plan"))


def test_the_content_note_comes_first_here_too(world: World, attempt: str) -> None:
    screen = Screen(world, world.ada).open("plan", attempt=attempt)
    assert "speaks of hunger" in screen.text()
    assert "My assessment" not in screen.text()
    screen.press("Go on")
    assert "My assessment" in screen.text()


def test_sections_say_what_is_empty(world: World, attempt: str) -> None:
    world.write(attempt, threats=[THREAT], health="Well.")
    screen = on(world, attempt, "assessment")
    captions = screen.tab.sidebar.radio(key="section-list").proto.captions
    assert captions[0] == "1 of 4 parts written"
    assert captions[2] == "empty"
    assert screen.tab.sidebar.radio(key="section-list").options[-1] == "Who took part"


def test_a_refresh_opens_the_same_section(world: World, attempt: str) -> None:
    screen = on(world, attempt, "monitoring")
    assert "Safety and progress" in screen.text()
    assert screen.tab.query_params["section"] == "case-plan.monitoring"
    assert [w.label for w in screen.tab.date_input] == ["Next look at the whole plan", "Plan finished on"]
    unknown = on(world, attempt, "nowhere")
    assert "My assessment" in unknown.text()


def test_a_row_is_added_and_its_cells_save_by_themselves(world: World, attempt: str) -> None:
    desk.open_paper(world.house, world.ada, attempt, "d01")
    screen = on(world, attempt, "assessment").press("Add the first threat")
    rows = stored(world, attempt, "threats")
    assert len(rows) == 1
    key = f"{attempt}/case-plan/threats/{rows[0]['id']}"
    screen.run(screen.tab.text_input(key=f"{key}/whom:short").set_value("Owen <b>and</b> Tessa"))
    screen.run(screen.tab.selectbox(key=f"{key}/who:short").set_value("Carla Whitcomb"))
    assert stored(world, attempt, "threats") == [{"id": rows[0]["id"], "whom": "Owen <b>and</b> Tessa",
                                                  "who": "Carla Whitcomb"}]
    screen.press("Close threat 1")
    assert "Owen &lt;b&gt;and&lt;/b&gt; Tessa" in screen.html()


def test_names_on_offer_are_those_met_so_far(world: World, attempt: str) -> None:
    world.write(attempt, threats=[THREAT])
    key = f"{attempt}/case-plan/threats/t1/who:short"
    before = on(world, attempt, "assessment").press("Edit threat 1").tab.selectbox(key=key).options
    assert before == ["Carla Whitcomb"], "what I wrote myself stays on offer; nobody has been met yet"
    desk.open_paper(world.house, world.ada, attempt, "d01")
    after = on(world, attempt, "assessment").press("Edit threat 1").tab.selectbox(key=key).options
    assert "Ray Delgado" in after
    assert not any("Inez" in name for name in after)


def test_an_objective_points_to_a_row_of_my_own(world: World, attempt: str) -> None:
    world.write(attempt, threats=[THREAT], objectives=[{"id": "o1"}])
    screen = on(world, attempt, "objectives").press("Edit objective 1")
    answers = screen.tab.selectbox(key=f"{attempt}/case-plan/objectives/o1/answers:short")
    assert answers.options == ["Threat 1: leaves the children alone at night"]
    screen.run(answers.select_index(0))
    assert stored(world, attempt, "objectives") == [{"id": "o1", "answers": "t1"}]


def test_removing_an_objective_takes_its_steps_and_one_click_brings_all_back(world: World, attempt: str) -> None:
    world.write(attempt, threats=[THREAT], objectives=[OBJECTIVE, {"id": "o2", "change": "second"}], steps=STEPS)
    screen = on(world, attempt, "objectives").press("Edit objective 1").press("Remove objective 1")
    assert [r["id"] for r in stored(world, attempt, "objectives")] == ["o2"]
    assert stored(world, attempt, "steps") == []
    assert "Removed objective 1 and the 2 below it" in screen.text()
    screen.press("Put it back")
    assert [r["id"] for r in stored(world, attempt, "objectives")] == ["o1", "o2"]
    assert stored(world, attempt, "steps") == STEPS
    assert "Put it back" not in screen.buttons()


def test_a_step_whose_objective_is_gone_is_still_there(world: World, attempt: str) -> None:
    world.write(attempt, objectives=[OBJECTIVE], steps=[{**STEPS[0], "objective": "gone"}])
    screen = on(world, attempt, "objectives")
    assert "Action steps without an objective" in screen.text()
    assert "goes to the group" in screen.text()


def test_rows_move(world: World, attempt: str) -> None:
    world.write(attempt, threats=[THREAT, {"id": "t2", "what": "second"}])
    screen = on(world, attempt, "assessment").press("Edit threat 2").press("Move up")
    assert [r["id"] for r in stored(world, attempt, "threats")] == ["t2", "t1"]
    assert "Close threat 1" in screen.buttons(), "the row that moved is still the open one"


def test_dates_and_choices_save(world: World, attempt: str) -> None:
    import datetime as dt

    screen = on(world, attempt, "monitoring")
    screen.run(screen.tab.date_input(key=f"{attempt}/case-plan/review_on:value").set_value(dt.date(2027, 1, 20)))
    assert stored(world, attempt, "review_on") == "2027-01-20"
    screen = on(world, attempt, "goal")
    screen.run(screen.tab.selectbox(key=f"{attempt}/case-plan/permanency_goal:value").set_value("reunification"))
    assert stored(world, attempt, "permanency_goal") == "reunification"


def test_two_tabs_in_different_cells_both_keep_their_words(world: World, attempt: str) -> None:
    world.write(attempt, threats=[THREAT])
    one = on(world, attempt, "assessment").press("Edit threat 1")
    two = on(world, attempt, "assessment").press("Edit threat 1")
    key = f"{attempt}/case-plan/threats/t1"
    one.run(one.tab.text_input(key=f"{key}/whom:short").set_value("Owen"))
    two.run(two.tab.text_input(key=f"{key}/since:short").set_value("since May"))
    assert stored(world, attempt, "threats") == [{**THREAT, "whom": "Owen", "since": "since May"}]
    assert "another place" not in two.text()
    two.run()
    assert two.tab.text_input(key=f"{key}/whom:short").value == "Owen", "what the other tab wrote is shown"


@pytest.mark.parametrize(("choice", "stays"), [("mine", "Tessa"), ("other", "Owen")])
def test_two_tabs_in_one_cell_show_both_texts(world: World, attempt: str, choice: str, stays: str) -> None:
    world.write(attempt, threats=[THREAT])
    one = on(world, attempt, "assessment").press("Edit threat 1")
    two = on(world, attempt, "assessment").press("Edit threat 1")
    key = f"{attempt}/case-plan/threats/t1/whom"
    one.run(one.tab.text_input(key=f"{key}:short").set_value("Owen"))
    two.run(two.tab.text_input(key=f"{key}:short").set_value("Tessa"))
    assert "changed in another place too" in two.text()
    assert "Owen" in two.text()
    assert "Tessa" in two.text()
    assert stored(world, attempt, "threats")[0]["whom"] == "Owen", "nothing is overwritten before one chooses"
    assert two.tab.text_input(key=f"{key}:short").value == "Tessa", "what one typed stays in the box"
    two.click(f"{key}:{choice}")
    assert stored(world, attempt, "threats")[0]["whom"] == stays
    assert two.tab.text_input(key=f"{key}:short").value == stays
    assert "another place" not in two.text()


def test_a_text_saved_elsewhere_is_a_conflict_and_the_same_text_is_none(world: World, attempt: str) -> None:
    world.write(attempt, health="first")
    place = work(world, attempt)
    Screen(world, world.ada).run()  # the doors know Ada from now on
    assert save_text(place, "health", "mine", 0) == Unsaved(
        "it was changed in another place too. Both texts are below: choose one.", conflict=True)
    assert stored(world, attempt, "health") == "first"
    assert isinstance(save_text(place, "health", "first", 0), Saved)
    assert isinstance(save_text(place, "health", "second", 1), Saved)


def test_a_cell_is_saved_on_what_it_was_written_over(world: World, attempt: str) -> None:
    world.write(attempt, threats=[THREAT])
    place = work(world, attempt)
    Screen(world, world.ada).run()
    base = cell_version(THREAT["what"])
    assert isinstance(save_cell(place, "threats", "t1", "what", "one", base), Saved)
    second = save_cell(place, "threats", "t1", "what", "two", base)
    assert isinstance(second, Unsaved)
    assert second.conflict
    assert stored(world, attempt, "threats")[0]["what"] == "one"
    long = save_cell(place, "threats", "t1", "what", "x" * 200_000, cell_version("one"))
    assert isinstance(long, Unsaved)
    assert "200,000 characters" in long.sentence
    assert stored(world, attempt, "threats")[0]["what"] == "one"


def test_words_for_a_row_that_another_tab_removed_are_not_lost(world: World, attempt: str) -> None:
    world.write(attempt, threats=[THREAT])
    one = on(world, attempt, "assessment").press("Edit threat 1")
    two = on(world, attempt, "assessment").press("Edit threat 1")
    one.press("Remove threat 1")
    two.run(two.tab.text_input(key=f"{attempt}/case-plan/threats/t1/whom:short").set_value("Owen"))
    assert stored(world, attempt, "threats") == [{"id": "t1", "whom": "Owen"}]


def test_earlier_versions_come_back(world: World, attempt: str) -> None:
    world.write(attempt, health="a long text that was written first, with many words in it")
    world.clock.pass_(minutes=6)
    world.write(attempt, health="short")
    screen = on(world, attempt, "child")
    screen.click(f"{attempt}/case-plan/health:earlier")
    assert "a long text that was written first" in screen.text()


def test_what_is_signed_out_is_not_saved(world: World, attempt: str) -> None:
    from tests.ui.screens import OneDoor
    from trainer.ui import visitor

    place = work(world, attempt)
    visitor.use(OneDoor())  # type: ignore[arg-type]
    assert save_text(place, "health", "mine", 0) == save_cell(place, "threats", "t", "what", "x", 0)
    assert stored(world, attempt, "health") is None


def test_an_accepted_plan_can_only_be_read(world: World) -> None:
    attempt, submission = world.handed_in(health="Well & good <b>.")
    desk.accept(world.house, world.ann, submission, "Fine.")
    screen = on(world, attempt, "child")
    assert "can only be read now" in screen.text()
    assert "Well &amp; good &lt;b&gt;." in screen.html()
    assert not screen.tab.get("bidi_component")
    assert not any(label.startswith(("Add", "Edit")) for label in screen.buttons())


def test_a_section_holds_at_most_forty_live_widgets(world: World, attempt: str) -> None:
    rows = [{"id": f"o{n}", "change": "c", "measure": "m"} for n in range(6)]
    steps = [{"id": f"s{n}", "objective": f"o{n % 6}", "actor": "a", "action": "b"} for n in range(24)]
    world.write(attempt, objectives=rows, steps=steps)
    screen = on(world, attempt, "objectives").press("Edit objective 1")
    kinds = ("button", "selectbox", "text_input", "date_input", "radio", "bidi_component")
    assert sum(len(screen.tab.get(kind)) for kind in kinds) <= 40
