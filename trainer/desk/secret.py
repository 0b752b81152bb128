"""PINs and passwords: made, hashed with argon2id, checked, and guarded against guessing.

A trainee has a PIN of six digits, staff a password. Wrong ones are counted by account and never by address:
a classroom is one address, and computers are shared.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from trainer.desk.doors import Visitor
from trainer.desk.errors import Refused
from trainer.desk.open import House

TRIES = 5
WINDOW = timedelta(minutes=15)
SHORTEST = 10           # characters of a password that a person chooses
LONGEST = 200           # of any secret: hashing a megabyte is work for nothing
LOCKED = "There were too many tries for this name. Wait fifteen minutes, or ask your coordinator for a new one."
WRONG = "That PIN or password isn't right. Nothing was signed."

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"   # no l, o, i, 0, 1: read from paper
_EASY = frozenset({"123456", "654321", "012345", "543210", "121212", "123123", "112233"})
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)     # OWASP's floor for argon2id


def new_pin() -> str:
    """Six random digits, none of the few that people try first."""
    while True:
        pin = f"{secrets.randbelow(1_000_000):06}"
        if pin not in _EASY and len(set(pin)) > 2:
            return pin


def new_password() -> str:
    """Sixteen random letters and digits in fours, some 79 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def new_secret(role: str) -> str:
    """A PIN for trainees, a password for staff."""
    return new_pin() if role == "trainee" else new_password()


def hashed(secret: str) -> str:
    """The argon2id hash that is stored."""
    return _hasher.hash(secret)


def fits(secret: str, stored: str | None) -> bool:
    """Whether a secret is the one behind a stored hash. Takes as long when there is none (None)."""
    if len(secret) > LONGEST:
        secret, stored = secret[:LONGEST], None
    try:
        right = _hasher.verify(stored or _nobody(), secret)
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False
    return right and stored is not None


def too_many(house: House, account: str) -> bool:
    """Count one more try for an account; True when it had too many already.

    The try is counted before the secret is looked at, so that many at once can't slip through; ``forgive``
    takes the count back when the secret was right.
    """
    now = datetime.fromisoformat(house.now.replace("Z", "+00:00")).astimezone(UTC)
    since = (now - WINDOW).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    with house.store.write() as writer:
        if writer.failures(account, since) >= TRIES:
            return True
        writer.add_failure(account, house.now)
    return False


def forgive(house: House, account: str) -> None:
    """Forget the tries of an account: the secret was right, or it has a new one."""
    with house.store.write() as writer:
        writer.clear_failures(account)


def check_secret(house: House, who: Visitor, secret: str) -> None:
    """Ask somebody who is signed in for their secret once more. Raises Refused."""
    with house.store.read() as reader:
        person = reader.person(who.id)
    if person is None or not person.active:
        raise Refused(WRONG)
    if too_many(house, person.sign_in):
        raise Refused(LOCKED)
    if not fits(secret, person.secret_hash):
        raise Refused(WRONG)
    forgive(house, person.sign_in)


@cache
def _nobody() -> str:
    """A hash that nothing fits, to spend the same time on names that nobody has."""
    return _hasher.hash(secrets.token_hex(32))


