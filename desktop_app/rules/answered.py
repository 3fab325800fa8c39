# SPDX-License-Identifier: Apache-2.0
"""Which model answered: a gateway may put another in the place of the one that was asked for. Its
draft is marked, and stays so whatever a person changes in the text.
"""

from dataclasses import replace

from desktop_app.domain.draft import Check, Draft, Severity
from desktop_app.rules.models import same

OTHER_MODEL = "other-model"


def by_whom(draft: Draft, asked: str, named: str) -> Draft:
    """The draft with a mark if `named` answered in place of `asked`."""
    if not (draft.body and asked and named) or same(asked, named):
        return draft
    message = f"{named} wrote this, and {asked} was asked for. Tell IT."
    return replace(
        draft, checks=(Check(OTHER_MODEL, Severity.CAUTION, 0, 0, message), *draft.checks)
    )


def still(judged: Draft, drafted: Draft | None) -> Draft:
    """The text judged anew, with the mark its draft has for who wrote it."""
    marks = [one for one in drafted.checks if one.rule == OTHER_MODEL] if drafted else []
    return replace(judged, checks=(*marks, *judged.checks)) if marks else judged
