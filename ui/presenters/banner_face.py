# SPDX-License-Identifier: Apache-2.0
"""What a banner says and asks for, and the circumstances that it is chosen in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from desktop_app.domain.control import Switch
from desktop_app.domain.reading import Reading
from desktop_app.domain.spending import Budget
from desktop_app.errors import DeskError
from desktop_app.rules.open_marks import MarkPolicy
from ui.tones import Tone


class Do(Enum):
    """What a banner's button asks for."""

    NOTHING = auto()
    STOP = auto()
    NEXT_MARK = auto()
    DRAFT = auto()
    DRAFT_OFFLINE = auto()
    SHOW_NEAR = auto()
    UNDO = auto()
    NEXT_INQUIRY = auto()
    READ_NEWS = auto()
    SETTLE = auto()
    TRY_STORE = auto()
    TRY_LINE = auto()
    RAISE_BUDGET = auto()
    ASK_CUSTOMER = auto()
    OWN_TEXT = auto()
    FIND_RULES = auto()
    PEOPLE_FIRST = auto()
    SHOW_PLANTED = auto()
    DECIDE = auto()


@dataclass(frozen=True, slots=True)
class BannerFace:
    """A banner: bold first words, a sentence, at most one button."""

    tone: Tone
    icon: str
    strong: str
    text: str
    button: str = ""
    shortcut: str = ""
    do: Do = Do.NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """How far the desk reaches: since when the drafter, and the source replies leave by, are out of
    reach, None while they are not; and whether the office lets Claude be reached at all.
    """

    drafter_lost: datetime | None = None
    source_lost: datetime | None = None
    switch: Switch = field(default_factory=Switch)

    @property
    def sends(self) -> bool:
        """Whether an approved reply leaves at once."""
        return self.source_lost is None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the inquiry itself does not tell.

    `drafter` is who drafts here now, `wanted` whom the settings name, `titles` what drafters are
    called; `role` is that of a person who may not answer; `news` that a message came while she was
    writing; `budget` the month's; `policy` what open marks cost her, `releases` whether she
    releases what is held; `reading` is how easily the text reads.
    """

    drafter: str = "claude"
    wanted: str = "claude"
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    role: str = ""
    streaming: bool = False
    approving: bool = False
    news: bool = False
    trouble: DeskError | None = None
    store_trouble: DeskError | None = None
    line: Line = Line()
    budget: Budget | None = None
    policy: MarkPolicy = field(default_factory=MarkPolicy)
    reading: Reading | None = None
    releases: bool = False

    def title(self, drafter: str) -> str:
        """What people call a drafter."""
        return self.titles.get(drafter, drafter.capitalize())
