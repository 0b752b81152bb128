"""Small words: numbers, days and people's words as texts hold them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trainer.case.clock import age, months_old
from trainer.case.model import Person

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GRADES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
           "eleventh", "twelfth")

# For each word: as it is of a woman or girl, and of a man or boy.
BY_SEX = {
    "they": ("she", "he"), "them": ("her", "him"), "their": ("her", "his"), "theirs": ("hers", "his"),
    "themself": ("herself", "himself"), "They": ("She", "He"), "Them": ("Her", "Him"), "Their": ("Her", "His"),
    "boy": ("girl", "boy"), "son": ("daughter", "son"), "brother": ("sister", "brother"), "man": ("woman", "man"),
    "dad": ("mom", "dad"), "father": ("mother", "father"), "grandson": ("granddaughter", "grandson"),
    "nephew": ("niece", "nephew"), "uncle": ("aunt", "uncle"),
}
OF_PERSON = ("full", "formal", "given", "family", "initials", "age", "months", "old", "born", "grade", "work",
             *BY_SEX)
# Of a group: as it is of one, and of several (or none). Pronouns are of one person that person's own.
_BY_COUNT = {"are": ("is", "are"), "were": ("was", "were"), "have": ("has", "have"), "do": ("does", "do"),
             "s": ("s", "")}
_OF_SEVERAL = ("they", "them", "their", "They", "Their")
OF_GROUP = (*_BY_COUNT, *_OF_SEVERAL, "count", "word", "Word", "full", "formal")


def number_word(n: int) -> str:
    """A whole number below a hundred in words; larger ones in digits."""
    if not 0 <= n < 100:
        return str(n)
    if n < 20:
        return _ONES[n]
    tens, ones = divmod(n, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def long_date(day: dt.date) -> str:
    """October 3, 2026"""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date(day: dt.date) -> str:
    """10/03/2026"""
    return f"{day.month:02}/{day.day:02}/{day.year}"


def of_person(person: Person, word: str, on: dt.date) -> str:
    """A word about a person as of a day. KeyError for a word that isn't in ``OF_PERSON``.

    ``formal`` gives children their given name. Ages need a birth date; without one they are empty.
    """
    if word in BY_SEX:
        return BY_SEX[word][person.sex == "male"]
    if word == "formal":
        return _formal(person)
    if word == "full":
        return person.name
    if word in ("given", "family", "work"):
        return str(getattr(person, word))
    if word == "initials":
        return f"{person.given[:1]}.{person.family[:1]}."
    if word not in OF_PERSON:
        raise KeyError(word)
    return _by_birth(person, word, on)


def of_group(people: Sequence[Person], word: str) -> str:
    """A word about several people, agreeing in number; their given names for no word, empty for nobody.

    KeyError for a word that isn't in ``OF_GROUP``.
    """
    if word and word not in OF_GROUP:
        raise KeyError(word)
    if not people:
        return ""
    if word in _BY_COUNT:
        return _BY_COUNT[word][len(people) > 1]
    if word in _OF_SEVERAL:
        return BY_SEX[word][people[0].sex == "male"] if len(people) == 1 else word
    if word == "count":
        return str(len(people))
    if word in ("word", "Word"):
        count = number_word(len(people))
        return count.capitalize() if word == "Word" else count
    names = {"": [p.given for p in people], "full": [p.name for p in people], "formal": [_formal(p) for p in people]}
    return in_a_row(names[word])


def in_a_row(words: Sequence[str]) -> str:
    """A, B and C"""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _formal(person: Person) -> str:
    if person.role == "child":
        return person.given
    title = {"judge": "Judge", "doctor": "Dr."}.get(person.role, "Mr." if person.sex == "male" else "Ms.")
    return f"{title} {person.family}"


def _by_birth(person: Person, word: str, on: dt.date) -> str:
    if person.born is None:
        return ""
    years, months = age(person.born, on), months_old(person.born, on)
    small = months < 24
    if word == "born":
        return long_date(person.born)
    if word == "months":
        return str(months)
    if word == "grade":
        return _grade(person.born, on)
    if small:
        return f"{months} month" + ("" if months == 1 else "s")
    return str(years) if word == "age" else f"{years} years"


def _grade(born: dt.date, on: dt.date) -> str:
    start = dt.date(on.year if on.month >= 8 else on.year - 1, 9, 1)
    level = age(born, start) - 5
    if level < 0:
        return "preschool"
    return "kindergarten" if level == 0 else f"{_GRADES[min(level, 12) - 1]} grade"
