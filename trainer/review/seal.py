"""The seal under a signature: a hash of what was handed in, how it was scored, and what people decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from trainer.review.standing import Decision


def seal(submission: dict[str, Any], scorecard: dict[str, Any], decisions: Sequence[Decision]) -> str:
    """SHA-256 (hex) over the canonical JSON of the three. Any later change gives another seal, so a
    signature made on the old one no longer holds."""
    whole = {
        "submission": submission,
        "scorecard": scorecard,
        "decisions": sorted((d.model_dump(mode="json") for d in decisions), key=lambda d: (d["at"], d["finding"])),
    }
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
