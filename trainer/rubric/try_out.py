"""For authors: ``python -m trainer.rubric.try_out [criterion ...]`` reads rubrics/ and runs the examples."""

from __future__ import annotations

import sys

from trainer.rubric.examples import check_all
from trainer.rubric.library import survey


def main(names: list[str]) -> int:
    """Prints every problem; 1 where there is one. With names, only what is about those criteria."""
    rubrics, found = survey()
    found = [p for p in found if not names or any(n in str(p) for n in names)]
    found += check_all(rubrics, only=names)
    for problem in sorted(found):
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
