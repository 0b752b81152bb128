"""People: a roster file taken whole or not at all, secrets shown once, new PINs in two clicks, people in and out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desk.world import World, new_world
from tests.ui.screens import Screen
from trainer import desk
from trainer.desk.signin import StoreDoors

GOOD = b"name,sign_in,role,cohort\nDee <b>Roth</b>,dee,trainee,007\nEve Ong,eve,advisor,007\n"
BAD = b"name,sign_in,role,cohort\nDee Roth,dee,trainee,007\nEve Ong,ADA,chief,007\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def people(world: World, **opened: bool) -> Screen:
    screen = Screen(world, world.kim).open("people")
    for key, is_open in opened.items():
        screen.tab.session_state[f"people-{key}"] = is_open
    return screen.run()


def secrets_on(screen: Screen) -> list[str]:
    return re.findall(r'class="secret">([^<]+)<', screen.html())


def names(world: World) -> set[str]:
    return {p.sign_in for p in desk.people(world.house, world.kim)}


def test_a_file_with_mistakes_takes_nobody_and_says_each_line(world: World) -> None:
    screen = people(world, file=True)
    screen.run(screen.tab.file_uploader[0].upload("roster.csv", BAD, "text/csv"))
    text = screen.text()
    assert "line 3: 'chief' is no role" in text
    assert "line 3: the sign-in name 'ADA' is in use by Ada Okafor." in text
    assert "Dee Roth" in text
    assert screen.tab.button(key="roster-take").disabled
    assert "dee" not in names(world)


def test_a_right_file_is_shown_then_taken_and_the_secrets_are_shown_once(world: World) -> None:
    screen = people(world, file=True)
    screen.run(screen.tab.file_uploader[0].upload("roster.csv", GOOD, "text/csv"))
    assert "Dee &lt;b&gt;Roth&lt;/b&gt;" in screen.html()
    assert "dee" not in names(world), "nobody is taken before one says so"
    screen.click("roster-take")
    pin, password = secrets_on(screen)
    assert "Dee &lt;b&gt;Roth&lt;/b&gt;" in screen.html()
    added = {p.sign_in: p for p in desk.people(world.house, world.kim)}
    assert added["dee"].cohort == "007"
    doors = StoreDoors(world.house)
    assert isinstance(doors.sign_in("dee", pin), str)
    assert isinstance(doors.sign_in("eve", password), str)
    screen.click("slips-done")
    assert pin not in screen.html()
    assert not secrets_on(people(world))


def test_one_person_by_form(world: World) -> None:
    screen = people(world, one=True)
    screen.tab.text_input(key="one-name").set_value("Fay Ito")
    screen.tab.text_input(key="one-sign-in").set_value("Ada")
    screen.tab.selectbox(key="one-cohort").set_value("autumn")
    screen.press("Add this person")
    assert "The sign-in name 'Ada' is in use; choose another." in screen.text()
    screen.tab.text_input(key="one-sign-in").set_value("fay")
    screen.press("Add this person")
    assert len(secrets_on(screen)) == 1
    assert "fay" in names(world)


def test_a_new_pin_takes_two_clicks_and_ends_the_old_one(world: World) -> None:
    doors = StoreDoors(world.house)
    screen = people(world).click("reset-p-ada")
    assert not secrets_on(screen)
    assert isinstance(doors.sign_in("ada", "471108"), str), "one click alone changes nothing"
    screen.click("reset-yes")
    (pin,) = secrets_on(screen)
    assert isinstance(doors.sign_in("ada", pin), str)
    assert not isinstance(doors.sign_in("ada", "471108"), str)


def test_nobody_locks_oneself_out(world: World) -> None:
    screen = people(world)
    keys = {b.key for b in screen.tab.button}
    assert "reset-p-ada" in keys
    assert not {"reset-p-kim", "active-p-kim"} & keys


def test_people_are_kept_out_and_let_in_again(world: World) -> None:
    screen = people(world).click("active-p-ada")
    assert "(kept out)" in screen.text()
    assert not isinstance(StoreDoors(world.house).sign_in("ada", "471108"), str)
    screen.click("active-p-ada")
    assert "(kept out)" not in screen.text()


def test_one_finds_people_by_words(world: World) -> None:
    screen = people(world)
    screen.run(screen.tab.text_input(key="people-words").set_value("spring advisor"))
    assert "Sam Hale" in screen.text()
    assert "Cy Marsh" not in screen.text()


def test_an_advisor_sees_no_roster(world: World) -> None:
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        Screen(world, world.ann).open("people")
