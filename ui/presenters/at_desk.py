# SPDX-License-Identifier: Apache-2.0
"""What a desk and the person at it mean for every reply, whichever is open."""

from desktop_app.desk import Desk
from desktop_app.domain.office import Act
from ui.presenters.banner_face import Circumstances
from ui.presenters.words import role


def at_desk(desk: Desk) -> Circumstances:
    """The circumstances of a desk where nothing is under way."""
    parts = desk.parts
    return Circumstances(
        drafter=parts.choice.name,
        wanted=parts.choice.wanted,
        titles={key: drafter.title for key, drafter in parts.drafters.items()},
        role="" if parts.person.may(Act.ANSWER) else role(parts.person.role),
        policy=desk.replying.mark_policy,
        releases=parts.person.may(Act.RELEASE),
    )
