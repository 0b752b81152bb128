"""The layer rule, read from the imports: to the left only, never a neighbour, one home a library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = [
    {"content", "kept"},
    {"language"},
    {"case"},
    {"plan"},
    {"rubric", "encounter", "course"},
    {"exemplar"},
    {"review", "practice", "report", "store"},
    {"desk"},
    {"cli", "ui"},
]
RANK = {room: i for i, layer in enumerate(LAYERS) for room in layer}
HOMES = {
    "streamlit": {"ui", "streamlit_app"},
    "sqlite_utils": {"store"},
    "psycopg": {"store"},
    "psycopg_pool": {"store"},
    "sqlite3": {"store"},
    "faker": {"case/people.py"},
    "altair": {"report"},
    "yaml": {"content.py"},
    "platformdirs": {"kept.py"},
    "argon2": {"desk"},
    "jinja2": {"case/record"},
    "pyarrow": {"case/population"},
    "rapidfuzz": {"language"},
    "click": {"cli.py"},
    "random": {"case", "exemplar", "course", "encounter", "practice", "desk"},
}
PURE = {
    "content",
    "language",
    "case",
    "plan",
    "rubric",
    "exemplar",
    "review",
    "practice",
    "report",
    "encounter",
    "course",
}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("datetime", "today"), ("time", "time")}


def modules() -> list[Path]:
    return [p for p in sorted((ROOT / "trainer").rglob("*.py")) if "_data" not in p.parts]


def room(path: Path) -> str:
    first = path.relative_to(ROOT / "trainer").parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.append((node.module, node.lineno))
            if node.module == "trainer":
                found += [(f"trainer.{alias.name}", node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            found.append((".", node.lineno))
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_go_left_only(path: Path) -> None:
    own = room(path)
    if own in ("__init__", "__main__"):
        return
    assert own in RANK, f"{own} is no room of the house: give it a place in LAYERS"
    for name, line in imports(path):
        assert name != ".", f"{path}:{line}: import by full name"
        if name.startswith("trainer."):
            other = name.split(".")[1]
            allowed = other == own or RANK[other] < RANK[own]
            assert allowed, (
                f"{path.relative_to(ROOT)}:{line}: {own} imports {other}, which stands to its right or beside it"
            )


@pytest.mark.parametrize("path", [*modules(), ROOT / "streamlit_app.py"], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_each_library_has_one_home(path: Path) -> None:
    inside = path.relative_to(ROOT).as_posix().removeprefix("trainer/")
    for name, line in imports(path):
        homes = HOMES.get(name.split(".")[0])
        if homes is not None:
            at_home = any(inside == h or inside.startswith(h + "/") or inside == h + ".py" for h in homes)
            assert at_home, f"{inside}:{line}: {name} lives in {', '.join(sorted(homes))}"


@pytest.mark.parametrize(
    "path", [p for p in modules() if room(p) in PURE], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_the_middle_reads_no_clock_and_no_global_chance(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            base = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            assert (base, node.func.attr) not in CLOCKS, f"{path}:{node.lineno}: reads the clock"
            if base == "random":
                assert node.func.attr == "Random", f"{path}:{node.lineno}: uses the global random generator"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "hash", f"{path}:{node.lineno}: hash() differs from run to run"
