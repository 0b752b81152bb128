"""Signing in and out over the store: sessions by the hash of a random token, the first coordinator, and
practice without an account.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from datetime import UTC, datetime, timedelta
from typing import cast

from trainer.desk.doors import Refused, Role, Visitor
from trainer.desk.open import House
from trainer.desk.permissions import ALONE
from trainer.desk.secret import LOCKED, SHORTEST, fits, forgive, hashed, too_many
from trainer.store import Person, Reader, Taken, Unstorable, new_id

SESSION = timedelta(hours=12)
TOUCH = timedelta(minutes=5)        # how often a session's use is written down
TICKET = timedelta(hours=24)
FIRST = "first coordinator"
NOT_TOGETHER = "That name and that password or PIN don't belong together."
USED_UP = "This link has been used or has run out. Start the program again for a new one."
YOU = Visitor(id=ALONE, name="You", role="trainee", cohort=None)


class StoreDoors:
    """The doors of a house: who comes in, and who is inside. Any verb may be called from any thread."""

    def __init__(self, house: House) -> None:
        self.house = house

    def who(self, token: str | None) -> Visitor | None:
        """The person behind a token, as they stand at this moment; None where there is none."""
        if not token:
            return None
        now = self.house.now
        with self.house.store.read() as reader:
            session = reader.session(_hash(token), now)
            if session is None:
                return None
            visitor = self._visitor(reader, session.person)
        if visitor is not None and _moment(now) - _moment(session.seen_at) >= TOUCH:
            self._touch(session.token_hash, now)
        return visitor

    def sign_in(self, name: str, secret: str) -> str | Refused:
        """A new session's token. The answer, and the time it takes, tell nothing about whether the name exists."""
        if too_many(self.house, name):
            return Refused(LOCKED)
        with self.house.store.read() as reader:
            person = reader.person_by_sign_in(name)
        right = fits(secret, person.secret_hash if person else None)
        if not right or person is None or not person.active:
            return Refused(NOT_TOGETHER)
        forgive(self.house, name)
        return self._begin(person.id)

    def sign_out(self, token: str | None) -> None:
        """Ends the session; a token that is unknown or missing is no error."""
        if token:
            with self.house.store.write() as writer:
                writer.drop_session(_hash(token))

    def first_coordinator(self, ticket: str, name: str, sign_in: str, password: str) -> str | Refused:
        """Makes the first coordinator with the one-time link's ticket, and signs them in: their token."""
        if len(password) < SHORTEST:
            return Refused(f"Choose a password of at least {SHORTEST} characters, such as three words.")
        if not name.strip() or not sign_in.strip():
            return Refused("Write your name and the name you will sign in with.")
        secret_hash, now = hashed(password), self.house.now
        person = Person(id=new_id(), name=name.strip(), role="coordinator", cohort=None, sign_in=sign_in.strip(),
                        secret_hash=secret_hash, active=True, created_at=now, body={})
        try:
            with self.house.store.write() as writer:
                if writer.people(role="coordinator") or not writer.use_ticket(_hash(ticket), FIRST, now):
                    return Refused(USED_UP)
                writer.add_person(person)
        except Taken:
            return Refused("Somebody has this sign-in name already. Choose another one.")
        except (Unstorable, UnicodeError):
            return Refused("Use plain letters and digits, and at most 200 of them.")
        return self._begin(person.id)

    def alone(self, client_host: str) -> str | None:
        """A token to practise without an account: only for this machine's own address and an empty roster."""
        if not _is_loopback(client_host):
            return None
        with self.house.store.read() as reader:
            if reader.people():
                return None
        return self._begin(ALONE)

    def _visitor(self, reader: Reader, person_id: str) -> Visitor | None:
        if person_id == ALONE:
            return None if reader.people() else YOU
        person = reader.person(person_id)
        if person is None or not person.active:
            return None
        return Visitor(id=person.id, name=person.name, role=cast(Role, person.role), cohort=person.cohort)

    def _begin(self, person_id: str) -> str:
        token, now = secrets.token_urlsafe(32), self.house.now
        with self.house.store.write() as writer:
            writer.add_session(_hash(token), person_id, now, _text(_moment(now) + SESSION))
        return token

    def _touch(self, token_hash: str, now: str) -> None:
        with self.house.store.write() as writer:
            if writer.session(token_hash, now) is not None:
                writer.touch_session(token_hash, now, _text(_moment(now) + SESSION))


def first_ticket(house: House) -> str | None:
    """A new one-time link's ticket for the first coordinator, making older ones void; None when there is one."""
    ticket, now = secrets.token_urlsafe(32), house.now
    with house.store.write() as writer:
        if writer.people(role="coordinator"):
            return None
        writer.drop_tickets(FIRST)
        writer.add_ticket(_hash(ticket), FIRST, _text(_moment(now) + TICKET))
    return ticket


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(UTC)


def _text(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
