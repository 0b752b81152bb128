"""Sign-in sessions, failed sign-ins and one-time links: by hashes only, never the tokens themselves."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from trainer.store.errors import Missing, Taken
from trainer.store.people import sign_in_key
from trainer.store.times import moment, sortable
from trainer.store.values import check_key
from trainer.store.verbs import Verbs

FAILURES_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Session:
    """One signed-in browser."""

    token_hash: str
    person: str
    created_at: str
    seen_at: str
    expires_at: str


@dataclass(frozen=True)
class Ticket:
    """A link that works once, for one purpose."""

    token_hash: str
    purpose: str
    expires_at: str
    used_at: str | None


class SessionReads(Verbs):
    def session(self, token_hash: str, at: str) -> Session | None:
        """The session, unless it has expired at `at`. Whether the person is active is not asked here."""
        rows = self._ask("select * from session where token_hash = :token", {"token": token_hash})
        found = Session(**rows[0]) if rows else None
        return found if found and moment(at) < moment(found.expires_at) else None

    def failures(self, account: str, since: str) -> int:
        """Failed sign-ins of this account at or after `since` (at most a day back)."""
        rows = self._ask(
            "select count(*) as n from failure where person = :account and at >= :since",
            {"account": _account(account), "since": sortable(moment(since))},
        )
        return int(rows[0]["n"])

    def ticket(self, token_hash: str) -> Ticket | None:
        """The link, used or not, expired or not; looking doesn't use it."""
        rows = self._ask("select * from ticket where token_hash = :token", {"token": token_hash})
        return Ticket(**rows[0]) if rows else None


class SessionWrites(SessionReads):
    def add_session(self, token_hash: str, person: str, created_at: str, expires_at: str) -> Session:
        """Keep a new session, and drop those of the same person that have expired by then."""
        check_key(token_hash, "token_hash")
        check_key(person, "person")
        now = moment(created_at)
        moment(expires_at)
        rows = self._do(
            "insert into session (token_hash, person, created_at, seen_at, expires_at)"
            " values (:token, :person, :created_at, :created_at, :expires_at)"
            " on conflict (token_hash) do nothing returning *",
            {"token": token_hash, "person": person, "created_at": created_at, "expires_at": expires_at},
        )
        if not rows:
            raise Taken("This session token is in use. Make another.")
        for old in self._ask("select * from session where person = :person", {"person": person}):
            if old["token_hash"] != token_hash and moment(old["expires_at"]) <= now:
                self.drop_session(old["token_hash"])
        return Session(**rows[0])

    def touch_session(self, token_hash: str, seen_at: str, expires_at: str | None = None) -> Session:
        """Note that the session was seen, and perhaps lengthen it. Raises Missing when it was dropped."""
        moment(seen_at)
        if expires_at is not None:
            moment(expires_at)
        rows = self._do(
            "update session set seen_at = :seen_at"
            f"{', expires_at = :expires_at' if expires_at is not None else ''}"
            " where token_hash = :token returning *",
            {"token": token_hash, "seen_at": seen_at} | ({"expires_at": expires_at} if expires_at is not None else {}),
        )
        if not rows:
            raise Missing("This session has ended.")
        return Session(**rows[0])

    def drop_session(self, token_hash: str) -> None:
        """End a session; one that isn't there is no error."""
        self._do("delete from session where token_hash = :token", {"token": token_hash})

    def drop_all_of(self, person: str) -> int:
        """End all sessions of a person; how many there were."""
        return len(self._do("delete from session where person = :person returning token_hash", {"person": person}))

    def add_failure(self, account: str, at: str) -> None:
        """Note a failed sign-in. Any text serves as the account, a name that nobody has as well.

        Only a hash of it is kept: people type their password into the wrong field.
        """
        now = moment(at)
        self._do("delete from failure where at < :old", {"old": sortable(now - FAILURES_KEPT)})
        self._do(
            "insert into failure (person, at) values (:account, :at)",
            {"account": _account(account), "at": sortable(now)},
        )

    def clear_failures(self, account: str) -> None:
        """Forget the failed sign-ins of an account."""
        self._do("delete from failure where person = :account", {"account": _account(account)})

    def add_ticket(self, token_hash: str, purpose: str, expires_at: str) -> Ticket:
        """Keep a one-time link."""
        check_key(token_hash, "token_hash")
        check_key(purpose, "purpose")
        moment(expires_at)
        rows = self._do(
            "insert into ticket (token_hash, purpose, expires_at) values (:token, :purpose, :expires_at)"
            " on conflict (token_hash) do nothing returning *",
            {"token": token_hash, "purpose": purpose, "expires_at": expires_at},
        )
        if not rows:
            raise Taken("This link is in use. Make another.")
        return Ticket(**rows[0])

    def use_ticket(self, token_hash: str, purpose: str, at: str) -> bool:
        """Use a link: true once only, and only for its purpose and before it expires."""
        ticket = self.ticket(token_hash)
        if ticket is None or ticket.purpose != purpose or moment(at) >= moment(ticket.expires_at):
            return False
        rows = self._do(
            "update ticket set used_at = :at where token_hash = :token and used_at is null returning token_hash",
            {"token": token_hash, "at": at},
        )
        return bool(rows)

    def drop_tickets(self, purpose: str) -> int:
        """Make all links of a purpose void, as when a newer one replaces them; how many there were."""
        return len(self._do("delete from ticket where purpose = :purpose returning token_hash", {"purpose": purpose}))


def _account(name: str) -> str:
    return hashlib.sha256(sign_in_key(name).encode(errors="surrogatepass")).hexdigest()
