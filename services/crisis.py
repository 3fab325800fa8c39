# SPDX-License-Identifier: Apache-2.0
"""Procedures and approved texts for signs of danger: what ships, and the office's own over it."""

from collections.abc import Mapping
from typing import cast

import resources
from desktop_app.domain.guidance import CrisisBook
from desktop_app.settings import Settings

Table = Mapping[str, object]


def crisis_book(settings: Settings) -> CrisisBook:
    """What ships, and what the office's settings put in its place."""
    read = resources.crisis()
    texts = cast("Mapping[str, Table]", read["texts"])
    own = {code: str(text) for code, text in settings.table("people.texts").items()}
    return CrisisBook(
        procedures=_texts(cast("Table", read["procedure"])),
        paragraphs={code: _texts(parts) for code, parts in texts.items()},
        own_texts=own,
        own_procedure=settings.text("people.procedure"),
    )


def _texts(table: Table) -> dict[str, str]:
    return {name: str(text) for name, text in table.items()}
