"""The doors: who comes in, and who is already inside.

The screens know people only through these verbs; the desk implements them over the store. A token is the
secret in a browser's cookie (256 random bits); whoever implements ``Doors`` keeps only its hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["trainee", "advisor", "coordinator"]


@dataclass(frozen=True)
class Visitor:
    """A person who is signed in, as they stand at this moment."""

    id: str
    name: str
    role: Role
    cohort: str | None = None


@dataclass(frozen=True)
class Refused:
    """Why somebody isn't let in: one plain sentence for them, which never tells whether an account exists."""

    sentence: str


class Doors(Protocol):
    """What the gate and the sign-in pages ask. Each verb may be called from any thread."""

    def who(self, token: str | None) -> Visitor | None:
        """The person behind a token; None: no token, unknown or ended session, person no longer active."""

    def sign_in(self, name: str, secret: str) -> str | Refused:
        """A new session's token for a sign-in name with its password or PIN."""

    def sign_out(self, token: str | None) -> None:
        """Ends the session; a token that is unknown or missing is no error."""

    def first_coordinator(self, ticket: str, name: str, sign_in: str, password: str) -> str | Refused:
        """Makes the first coordinator with the one-time link's ticket, and signs them in: their token."""

    def alone(self, client_host: str) -> str | None:
        """A token to practise without an account: only for this machine's own address and an empty roster."""
