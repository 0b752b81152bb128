"""What can be kept, and how: texts and JSON that come back the same from every engine.

PostgreSQL holds no NUL, neither engine holds half of a surrogate pair, and JSON has neither NaN nor dates.
Each is refused before anything is stored, with the place where it stands.
"""

import json
import math

from trainer.store.errors import Unstorable

LONGEST_KEY = 200  # characters; an index entry of PostgreSQL holds about 2,700 bytes
DEEPEST = 100


def is_text(text: str) -> bool:
    """Can this text be stored?"""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_text(text: str, where: str) -> None:
    """Raise Unstorable if the text can't be kept; `where` names its place."""
    if not is_text(text):
        what = "a NUL character" if "\x00" in text else "half of a surrogate pair"
        raise Unstorable(f"{where} holds {what}, which can't be stored. Remove it and save again.")


def check_key(text: str, where: str) -> None:
    """Raise Unstorable if the text can't serve as an id or a name: one that is empty, too long or no text."""
    check_text(text, where)
    if not text.strip():
        raise Unstorable(f"{where} is empty.")
    if len(text) > LONGEST_KEY:
        raise Unstorable(f"{where} has {len(text)} characters; {LONGEST_KEY} is the most.")


def to_json(value: object, where: str) -> str:
    """A JSON value as text, keys sorted, characters as they are; Unstorable if it isn't one."""
    _check(value, where, 0)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _check(value: object, where: str, depth: int) -> None:
    if depth > DEEPEST:
        raise Unstorable(f"{where} is nested more than {DEEPEST} levels deep.")
    if isinstance(value, str):
        check_text(value, where)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise Unstorable(f"{where} has the key {key!r}; a key must be text.")
            check_text(key, f"a key of {where}")
            _check(inner, f"{where}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            _check(inner, f"{where}[{place}]", depth + 1)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise Unstorable(f"{where} is {value}, which is no number.")
    elif value is not None and not isinstance(value, int):
        raise Unstorable(f"{where} is a {type(value).__name__}, which JSON doesn't have.")
