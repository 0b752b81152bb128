"""Forms: what a trainee fills in, drawn from files.

A form has parts in sections. A part is text, a date, a choice, or a table with typed columns; a column
may refer to rows of other tables (the threat in the trainee's own assessment that an objective answers).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from trainer.content import Value, read_folder, root

TEXT_LIMIT = 20_000  # characters in one text; a whole strong plan is some 15,000
ROW_LIMIT = 60  # rows in one table
CELL_LIMIT = 4_000  # characters in one cell

ColumnKind = Literal["text", "date", "choice", "person", "service", "ref", "number"]
Place = Literal["plan", "worksheet", "team", "contacts", "supervision", "progress"]


class Column(Value):
    """One typed column. ``ref`` names the tables whose rows it may point to; person and service are free
    text with the names that the trainee has met on offer."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    kind: ColumnKind
    help: str = ""
    options: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()
    required: bool = False
    long: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Column:
        if (self.kind == "choice") != bool(self.options):
            raise ValueError(f"column {self.id}: options belong to a choice, and a choice has options")
        if (self.kind == "ref") != bool(self.ref):
            raise ValueError(f"column {self.id}: ref belongs to kind ref, and names the tables it points to")
        return self


class FormPart(Value):
    """One part of a form. ``row`` is what one row of a table is called (\"threat\", \"step\")."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    section: str
    title: str
    kind: Literal["text", "date", "choice", "table"]
    help: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    row: str = ""
    optional: bool = False

    @model_validator(mode="after")
    def _whole(self) -> FormPart:
        if (self.kind == "table") != bool(self.columns):
            raise ValueError(f"part {self.id}: columns belong to a table, and a table has columns")
        if (self.kind == "choice") != bool(self.options):
            raise ValueError(f"part {self.id}: options belong to a choice, and a choice has options")
        return self

    def column(self, id: str) -> Column:
        """The column of that id. KeyError when there is none."""
        return {c.id: c for c in self.columns}[id]


class Section(Value):
    """A group of parts under one heading, worked on together."""

    id: str
    title: str
    about: str = ""


class Form(Value):
    """A whole form; ``place`` is where its values stand in a submission."""

    title: str
    place: Place
    about: str = ""
    sections: tuple[Section, ...]
    parts: tuple[FormPart, ...]

    @model_validator(mode="after")
    def _whole(self) -> Form:
        sections = {s.id for s in self.sections}
        ids = [p.id for p in self.parts]
        for part in self.parts:
            if part.section not in sections:
                raise ValueError(f"part {part.id}: there is no section {part.section!r}")
            for column in part.columns:
                for table in column.ref:
                    if table not in ids:
                        raise ValueError(f"part {part.id}: column {column.id} points to {table!r}, which is not a part")
        if len(set(ids)) != len(ids):
            raise ValueError("two parts have the same id")
        return self

    def part(self, id: str) -> FormPart:
        """The part of that id. KeyError when there is none."""
        return {p.id: p for p in self.parts}[id]

    def in_section(self, section: str) -> tuple[FormPart, ...]:
        """The parts of a section, in the form's order."""
        return tuple(p for p in self.parts if p.section == section)


def forms(folder: Path | None = None) -> dict[str, Form]:
    """Every form by its id (file name). Raises ContentError with all problems."""
    return read_folder(folder or root() / "rubrics" / "forms", Form)
