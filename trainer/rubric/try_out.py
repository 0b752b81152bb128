"""For authors: ``python -m trainer.rubric.try_out [criterion ...]`` reads rubrics/ and runs the examples."""

from __future__ import annotations

import sys

from trainer.rubric.library import survey


def main(names: list[str]) -> int:
    """Prints every problem; 1 where there is one. With names, only what is about those criteria."""
    _, problems = survey()
    shown = [p for p in sorted(problems) if not names or any(n in str(p) for n in names)]
    for problem in shown:
        print(problem)
    return 1 if shown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
