# SPDX-License-Identifier: Apache-2.0
"""What the Models API tells of a model, read strictly; where it tells nothing, the SDK's table."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from desktop_app.domain.lifecycle import Lifecycle, ModelFacts

_ENGLISH = re.compile(r"([A-Z][a-z]{2})[a-z]* ([0-9]{1,2})(?:st|nd|rd|th)?, ([0-9]{4})")
_MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())


def facts(model: str, told: object, announced: str, at: datetime) -> ModelFacts:
    """What is known of a model: `told` is the Models API's answer or None, `announced` the day in
    the SDK's table.
    """
    if isinstance(told, Mapping):
        answer = cast("Mapping[str, object]", told)
        stage = answer.get("lifecycle")
        if answer.get("type") == "model" and stage in {"active", "deprecated", "retired"}:
            return ModelFacts(
                model, at, Lifecycle(str(stage)), _moment(answer.get("retires_at")), "Models API"
            )
    day = _day(announced)
    if day is None:
        return ModelFacts(model, at)
    return ModelFacts(model, at, Lifecycle.DEPRECATED, day, "SDK")


def _moment(value: object) -> date | None:
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None


def _day(words: str) -> date | None:
    found = _ENGLISH.fullmatch(words)
    if found is None or found[1] not in _MONTHS:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2]))
    except ValueError:
        return None
