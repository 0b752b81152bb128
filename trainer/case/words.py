"""Small words: numbers, days and people's words as texts hold them."""

from __future__ import annotations

import datetime as dt

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
