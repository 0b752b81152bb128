"""Levels: always the sign and the word; the colour only helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from trainer.plan.submission import Level
from trainer.rubric.model import WORDS_OF_LEVEL
from trainer.ui.style import chip

ORDER: tuple[Level, ...] = ("met", "partly", "missed", "unsure", "not_applicable", "not_observed")


def level_words(level: Level) -> str:
    """\"◐ partly met\": for options, tables and labels."""
    sign, word = WORDS_OF_LEVEL[level]
    return f"{sign} {word}"


def level_counts(levels: Iterable[Level]) -> None:
    """How many of each level, as a row of chips."""
    counted = Counter(levels)
    cells = [f'<li>{chip(level)} {counted[level]}</li>' for level in ORDER if counted[level]]
    st.html(f'<ul class="counts" aria-label="How many of each level">{"".join(cells)}</ul>')
