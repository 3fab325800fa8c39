# SPDX-License-Identifier: Apache-2.0
"""What a drafter is asked for when a text is to be written again in another manner."""

from collections.abc import Mapping
from functools import cache

import resources
from desktop_app.domain.rewriting import Manner
from desktop_app.errors import Faults, Misconfigured

PART = "part"
"""What is said besides where only some sentences are to be written again."""


@cache
def rewrites() -> tuple[str, Mapping[str, str]]:
    """The version of these texts, "rewrites/1", and the text for each manner."""
    return read_rewrites(resources.rewrites())


def read_rewrites(document: Mapping[str, object]) -> tuple[str, Mapping[str, str]]:
    """The texts from their document; `Misconfigured` names what is missing."""
    faults = Faults()
    version = document.get("version")
    if not isinstance(version, int):
        faults.add("version", "must be a whole number")
    texts: dict[str, str] = {}
    for manner in (*Manner, PART):
        text = document.get(manner)
        if isinstance(text, str) and text.strip():
            texts[manner] = text.strip()
        else:
            faults.add(manner, "must be words")
    if faults:
        raise Misconfigured(
            f"The texts for rewriting cannot be used: {faults}.", "Install Counterpart again."
        )
    return f"rewrites/{version}", texts
