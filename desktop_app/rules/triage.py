# SPDX-License-Identifier: Apache-2.0
"""Which topic an inquiry belongs to, how soon a person should look, and when an answer is due."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from desktop_app.domain.inquiry import Urgency
from desktop_app.domain.policy import Hit

_URGENT = re.compile(
    r"\b(?:today|tonight|tomorrow|asap|right away|urgent(?:ly)?|emergency|immediately|this (?:morning|afternoon)|hoy|mañana|urgente"
    r"|hearing|court(?: date)?|deadline|stranded|within 24 hours)\b|срочно|сегодня|завтра|긴급|오늘|내일|紧急|今天|明天|gấp|ngày mai|bukas",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"\b(?:this week|in (?:a|one|two|three|four|five|six|seven|\d{1,2}) (?:days?|week)|next week|before (?:my|the) (?:flight|trip|move)"
    r"|expires?|expired|suspen(?:d|ded|sion)|flight|esta semana|suspendid[ao]|suspensi[oó]n|vence|venci[oó])\b",
    re.IGNORECASE,
)
_SHARE = {Urgency.URGENT: 4, Urgency.SOON: 2, Urgency.NORMAL: 1}


def topic(hits: Sequence[Hit]) -> str:
    """The topic most of the fitting rules belong to, the better ones counting more; empty if none
    fits.
    """
    votes: dict[str, float] = {}
    for place, hit in enumerate(hit for hit in hits if hit.fits):
        votes[hit.snippet.rule.topic] = votes.get(hit.snippet.rule.topic, 0) + hit.score / (
            1 + place
        )
    return max(votes, key=lambda name: votes[name]) if votes else ""


def urgency(text: str) -> Urgency:
    """How soon a person should look, from the customer's own words."""
    if _URGENT.search(text):
        return Urgency.URGENT
    return Urgency.SOON if _SOON.search(text) else Urgency.NORMAL


def due(received: datetime, how_urgent: Urgency, within_hours: int) -> datetime:
    """When the answer is due: the office's promise, halved or quartered when it presses."""
    return received + timedelta(hours=within_hours) / _SHARE[how_urgent]
