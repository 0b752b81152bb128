"""The desk: the verbs that people use. Every verb takes the house and who is asking, and asks whether they may."""

from trainer.desk.assigning import assign, assignments_of, core_choices
from trainer.desk.attempts import assignments, attempt, attempts, begin, decline, practise, track_choices
from trainer.desk.doors import Doors, Visitor
from trainer.desk.errors import DeskError, NotYours, Refused, Stale
from trainer.desk.exports import as_csv, export_rows
from trainer.desk.feedback import compare, feedback
from trainer.desk.grading import accept, comment, decide, grading, queue, return_
from trainer.desk.handing import hand_in, ready
from trainer.desk.letters import letter, save_letter, send_letter
from trainer.desk.open import Ask, House, doors, house, open_house
from trainer.desk.overview import cohort_board, heat, progress, suggestion
from trainer.desk.people import add_people, cohorts, people, preview_roster, reset_secret, set_active
from trainer.desk.reading import add_note, disclosed, notes, open_paper, papers, search
from trainer.desk.signing import attests, sign, signatures
from trainer.desk.writing import earlier, form, forms_of, names_met, part, parts, save, services_met

__all__ = [
    "Ask", "DeskError", "Doors", "House", "NotYours", "Refused", "Stale", "Visitor", "accept", "add_note", "add_people",
    "as_csv", "assign", "assignments", "assignments_of", "attempt", "attempts", "attests", "begin", "cohort_board",
    "cohorts", "comment", "compare", "core_choices", "decide", "decline", "disclosed", "doors", "earlier",
    "export_rows",
    "feedback", "form", "forms_of", "grading", "hand_in", "heat", "house", "letter", "names_met", "notes",
    "open_house", "open_paper", "papers", "part", "parts", "people", "practise", "preview_roster", "progress",
    "queue", "ready", "reset_secret", "return_", "save", "save_letter", "search", "send_letter", "services_met",
    "set_active", "sign", "signatures", "suggestion", "track_choices",
]
