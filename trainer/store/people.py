"""People: who they are, how they sign in, whether they still may."""

import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from trainer.store.engine import Row
from trainer.store.errors import Missing, Taken
from trainer.store.times import moment
from trainer.store.values import check_key, to_json
from trainer.store.verbs import Verbs, where

CHANGEABLE = ("name", "role", "cohort", "secret_hash", "active")


@dataclass(frozen=True)
class Person:
    """One person. `sign_in` is as they wrote it; capitals make no difference when it is looked up."""

    id: str
    name: str
    role: str
    cohort: str | None
    sign_in: str
    secret_hash: str | None
    active: bool
    created_at: str
    body: dict[str, Any]


class PeopleReads(Verbs):
    def person(self, id: str) -> Person | None:
        """The person with this id, active or not."""
        return _one(self._ask("select * from person where id = :id", {"id": id}))

    def person_by_sign_in(self, sign_in: str) -> Person | None:
        """The person who signs in by this name, whatever its capitals, active or not."""
        return _one(self._ask("select * from person where sign_in_key = :key", {"key": sign_in_key(sign_in)}))

    def people(self, role: str | None = None, cohort: str | None = None) -> list[Person]:
        """People by name, active or not, optionally of one role or cohort."""
        clause, params = where(role=role, cohort=cohort)
        found = [_person(row) for row in self._ask(f"select * from person {clause}", params)]
        return sorted(found, key=lambda person: (person.name.casefold(), person.id))


class PeopleWrites(PeopleReads):
    def add_person(self, person: Person) -> Person:
        """Keep a new person. Raises Taken when the id or sign-in name is in use, Unstorable, BadTime."""
        moment(person.created_at)
        for name in ("id", "name", "role", "sign_in"):
            check_key(getattr(person, name), name)
        if person.cohort is not None:
            check_key(person.cohort, "cohort")
        rows = self._do(
            "insert into person"
            " (id, name, role, cohort, sign_in, sign_in_key, secret_hash, active, created_at, body) values"
            " (:id, :name, :role, :cohort, :sign_in, :key, :secret_hash, :active, :created_at, :body)"
            " on conflict do nothing returning *",
            {
                **vars(person),
                "key": sign_in_key(person.sign_in),
                "active": int(person.active),
                "body": to_json(person.body, "body"),
            },
        )
        if not rows:
            raise Taken(f"The sign-in name {person.sign_in!r} (or the id) is in use. Choose another.")
        return _person(rows[0])

    def update_person(self, id: str, **fields: Any) -> Person:
        """Change some of name, role, cohort, secret_hash, active. Raises Missing, ValueError for others."""
        other = sorted(set(fields) - set(CHANGEABLE))
        if other:
            raise ValueError(f"{', '.join(other)} can't be changed; these can: {', '.join(CHANGEABLE)}.")
        for name in {"name", "role", "cohort"} & set(fields):
            if name != "cohort" or fields[name] is not None:
                check_key(fields[name], name)
        if "active" in fields:
            fields["active"] = int(fields["active"])
        sets = ", ".join(f"{name} = :{name}" for name in ["id", *fields])
        rows = self._do(f"update person set {sets} where id = :id returning *", {"id": id, **fields})
        if not rows:
            raise Missing(f"There is no person {id}.")
        return _person(rows[0])


def sign_in_key(sign_in: str) -> str:
    """The form in which sign-in names are compared, in Python: engines fold capitals differently."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sign_in).casefold()).strip()


def _one(rows: list[Row]) -> Person | None:
    return _person(rows[0]) if rows else None


def _person(row: Row) -> Person:
    fields = {name: value for name, value in row.items() if name != "sign_in_key"}
    return Person(**{**fields, "active": bool(row["active"]), "body": json.loads(row["body"])})
