# SPDX-License-Identifier: Apache-2.0
"""The office as the settings describe it."""

from desktop_app.domain.office import Office
from desktop_app.settings import Settings


def office_of(settings: Settings, *, sample: bool) -> Office:
    """The office of these settings; `sample` says that it is the invented one."""
    text = settings.text
    return Office(
        id=text("office.id"),
        name=text("office.name"),
        desk=text("office.desk"),
        address=text("office.address"),
        phone=text("office.phone"),
        email=text("office.email"),
        hours=text("office.hours"),
        languages=settings.words("office.languages"),
        answer_within_hours=settings.number("office.answer_within_hours"),
        sample=sample,
        jurisdiction=text("office.jurisdiction"),
    )
