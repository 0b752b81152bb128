"""What every check is: a small frozen value whose fields are its YAML keys, and one verb."""

from __future__ import annotations

from typing import Literal

from trainer.content import Value
from trainer.rubric.ground import Ground
from trainer.rubric.model import Outcome

Who = Literal["focus", "child", "children", "siblings", "mother", "father", "parents", "each_parent", "caregiver",
              "kin", "maternal_kin", "paternal_kin", "provider", "agency", "family", "anyone"]


class Check(Value):
    """One kind of logic that a criterion can use. Its docstring is its row in rubrics/README.md.

    ``look`` never raises on any text; each evidence span holds ``text[start:end] == quote``; the same
    ground gives the same outcome; a blank is never met; absence shows no invented span but says where it
    looked; what the evidence can't decide is unsure.
    """

    def look(self, ground: Ground) -> Outcome:
        """The outcome on one submission: level, share of the points, evidence, why."""
        raise NotImplementedError
