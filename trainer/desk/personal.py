"""What looks like a real person's data in a text: telephone numbers, e-mail addresses, social security numbers.

Cases are invented, so such a thing is either from the record or doesn't belong here. A warning, never a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

LOOKS_LIKE = (
    ("a social security number", re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")),
    ("a telephone number", re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])")),
    ("an e-mail address", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")),
)


def warnings(title: str, value: Any, record: str) -> Iterator[str]:
    """A sentence for each such passage of a part that the record (its text) doesn't hold."""
    for text in _texts(value):
        for what, pattern in LOOKS_LIKE:
            for found in pattern.finditer(text):
                if found.group() not in record:
                    yield (f"{title} holds what looks like {what} ({found.group()[:40]}) that isn't in the record. "
                           "Leave out anything about real people.")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for row in value:
            if isinstance(row, dict):
                yield from (c for k, c in row.items() if k != "id" and isinstance(c, str))
