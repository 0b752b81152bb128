"""Cases in memory: a case never changes once made, so each is read once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock

from trainer.case.model import Case
from trainer.desk import told
from trainer.desk.errors import NotYours
from trainer.desk.views import Disclosed
from trainer.store import Reader

KEPT = 64


class Shelf:
    """The cases used last, by id; safe from any thread."""

    def __init__(self) -> None:
        self._cases: OrderedDict[str, Case] = OrderedDict()
        self._told: OrderedDict[tuple[str, frozenset[str], str], Disclosed] = OrderedDict()
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

    def told(self, case: Case, opened: Collection[str], salt: str) -> Disclosed:
        """What these opened papers told (``told.so_far``), worked out once: pages ask at each run."""
        key = (case.id, frozenset(opened), salt)
        with self._lock:
            if key in self._told:
                self._told.move_to_end(key)
                return self._told[key]
        found = told.so_far(case, opened, salt)
        with self._lock:
            self._told[key] = found
            while len(self._told) > 4 * KEPT:
                self._told.popitem(last=False)
        return found

    def put(self, case: Case) -> None:
        """Keep a case at hand."""
        with self._lock:
            self._cases[case.id] = case
            self._cases.move_to_end(case.id)
            while len(self._cases) > KEPT:
                self._cases.popitem(last=False)
