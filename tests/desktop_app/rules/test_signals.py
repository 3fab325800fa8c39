# SPDX-License-Identifier: Apache-2.0
"""Signs of danger and of what a person decides, on the specimens, in every language."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.signals import CRISES, Signal
from desktop_app.rules.signals import signs
from desktop_app.settings import LANGUAGES

FOLDER = Path(__file__).parents[2] / "specimens" / "signals"


def rows(name: str) -> list[dict[str, object]]:
    text = FOLDER.joinpath(f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def told(text: object) -> set[str]:
    return {sign.signal.value for sign in signs(str(text))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_found_in_every_language(language: str) -> None:
    asked = [row for row in rows("signs") if row["language"] == language]
    kinds = {kind for row in asked for kind in row["signals"]}  # type: ignore[attr-defined]
    assert kinds == {signal.value for signal in Signal}
    missed = [row["text"] for row in asked if not set(row["signals"]) <= told(row["text"])]  # type: ignore[call-overload]
    assert len(missed) * 20 <= len(asked), missed


def test_what_only_looks_like_danger_is_none() -> None:
    crises = {signal.value for signal in CRISES}
    assert [row["text"] for row in rows("none") if told(row["text"]) & crises] == []


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at_and_places_lie_within_it(text: str) -> None:
    assert all(0 <= sign.start < sign.end <= len(text) for sign in signs(text))
