"""Cases in memory: a case never changes once made, so each is read once."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from trainer.case.model import Case
from trainer.desk.errors import NotYours
from trainer.store import Reader

KEPT = 64


class Shelf:
    """The cases used last, by id; safe from any thread."""

    def __init__(self) -> None:
        self._cases: OrderedDict[str, Case] = OrderedDict()
        self._lock = Lock()

    def case(self, reader: Reader, id: str) -> Case:
        """The case of that id. Raises NotYours when the store has none."""
        with self._lock:
            if id in self._cases:
                self._cases.move_to_end(id)
                return self._cases[id]
        event = reader.last(id, "case")
        if event is None:
            raise NotYours
        case = Case.model_validate(event.body)
        self.put(case)
        return case

    def put(self, case: Case) -> None:
        """Keep a case at hand."""
        with self._lock:
            self._cases[case.id] = case
            self._cases.move_to_end(case.id)
            while len(self._cases) > KEPT:
                self._cases.popitem(last=False)
