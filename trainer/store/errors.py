"""What can go wrong with the store, each with a sentence that a person can act on."""


class StoreError(Exception):
    """Something is wrong with the store. The message is a whole sentence, fit to be shown."""


class BadAddress(StoreError, ValueError):
    """The address of the database is none that the store understands."""


class NotADatabase(StoreError):
    """The file is no database, is damaged, or is another program's database. It was left as it was."""


class NewerDatabase(StoreError):
    """A newer version of this program made the database. It was left as it was."""


class Unreachable(StoreError):
    """The database server doesn't answer, or doesn't let us in."""


class Busy(StoreError):
    """Somebody else held the database for too long. Nothing was changed; trying again may help."""


class Taken(StoreError):
    """The id or sign-in name is in use. Nothing was changed."""


class Missing(StoreError, LookupError):
    """What should be changed isn't there. Nothing was changed."""


class Unstorable(StoreError, ValueError):
    """A value that can't be kept the same on every engine: a NUL character, half a character, a number
    that isn't one, a type that JSON doesn't have, an overlong id. The message names the place."""


class UnknownKind(StoreError, ValueError):
    """The event's kind isn't in the closed list (kinds.py)."""


class BadTime(StoreError, ValueError):
    """A time that isn't ISO 8601 in UTC."""
