"""What authors get beside the files: the tables in rubrics/README.md and rubrics/schema.json, made from the code.

``python -m trainer.rubric.document`` writes both anew; tests say when they are no longer current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from trainer import content
from trainer.rubric.checks import KINDS
from trainer.rubric.explain import table_of_checks, table_of_conditions, text_of
from trainer.rubric.model import Criterion

BEGIN, END = "<!-- made from the code: {} -->", "<!-- end of {} -->"


def criterion_schema() -> dict[str, Any]:
    """The JSON Schema of a criterion's file, with every kind of check and its fields. Fields that a provision's
    ``with`` may bring aren't required."""
    schema = Criterion.model_json_schema(by_alias=True)
    defs = schema.setdefault("$defs", {})
    for kind, check in KINDS.items():
        one = check.model_json_schema()
        defs.update(one.pop("$defs", {}))
        one["description"] = text_of(check)
        one["required"] = ["kind"]
        one["properties"]["kind"] = {"const": kind}
        defs[f"check_{kind}"] = one
    names = sorted(f"check_{k}" for k in KINDS)
    schema["properties"]["check"] = {"oneOf": [{"$ref": f"#/$defs/{n}"} for n in names]}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A criterion"
    return schema


def schema_text() -> str:
    """rubrics/schema.json as it should stand."""
    return json.dumps(criterion_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def with_tables(readme: str) -> str:
    """rubrics/README.md with its tables made anew; the text around them as it is."""
    for name, table in (("checks", table_of_checks()), ("conditions", table_of_conditions())):
        begin, end = BEGIN.format(name), END.format(name)
        before, _, rest = readme.partition(begin)
        _, _, after = rest.partition(end)
        readme = f"{before}{begin}\n\n{table}\n\n{end}{after}"
    return readme


def main(folder: Path | None = None) -> int:
    """Writes the tables and the schema."""
    rubrics = (folder or content.root()) / "rubrics"
    readme = rubrics / "README.md"
    readme.write_text(with_tables(readme.read_text(encoding="utf-8")), encoding="utf-8")
    (rubrics / "schema.json").write_text(schema_text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
