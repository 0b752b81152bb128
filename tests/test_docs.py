"""Documentation is tested: each command, page and room is in the README, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from trainer.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_is_in_the_readme_and_has_help(name: str) -> None:
    assert f"`trainer {name}" in README, f"README doesn't say what `trainer {name}` does"
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) > 3
    assert main.commands[name].help, f"`trainer {name}` has no help"


def test_the_two_commands_stand_at_the_top() -> None:
    top = "\n".join(README.splitlines()[:16])
    assert "pip install uv && uv run trainer serve --demo" in top
    assert "pip install uv && uv run pytest" in top


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_links_lead_somewhere(path: str) -> None:
    assert (ROOT / path).exists(), f"README points to {path}, which isn't there"


@pytest.mark.parametrize("page", sorted((ROOT / "trainer" / "ui" / "pages").glob("*.py")), ids=lambda p: p.stem)
def test_each_page_is_in_the_tour(page: Path) -> None:
    names = {"hand_in": "Hand in", "signoff": "Sign-off"}
    title = names.get(page.stem, page.stem.capitalize())
    assert f"*{title}*" in README, f"README's tour doesn't pass by the page {title}"


@pytest.mark.parametrize("room", sorted(p for p in (ROOT / "trainer").iterdir() if (p / "__init__.py").exists()),
                         ids=lambda p: p.name)
def test_each_room_is_in_the_readme(room: Path) -> None:
    assert f"`trainer/{room.name}/`" in README, f"README doesn't say what trainer/{room.name}/ holds"


def test_nothing_at_the_top_but_what_belongs_there() -> None:
    known = {"trainer", "scenarios", "rubrics", "tests", "streamlit_app.py", "pyproject.toml", "README.md", "LICENSE"}
    ignored = {"uv.lock", "dist", "build"}
    found = {p.name for p in ROOT.iterdir() if not p.name.startswith(".") and not p.name.endswith(".egg-info")}
    assert found - ignored == known
