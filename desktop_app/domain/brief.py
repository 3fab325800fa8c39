# SPDX-License-Identifier: Apache-2.0
"""All that a drafter may know of an inquiry, or of rules to summarize. Masked."""

from dataclasses import dataclass

from desktop_app.domain.policy import Snippet
from desktop_app.domain.summary import Stated


@dataclass(frozen=True, slots=True)
class Brief:
    """All a drafter may know, masked. `messages` is the thread, oldest first.

    `instruction` is the clerk's wish for a new draft, `manner` how the text that stands is to be
    written again, and `previous` the draft they speak of, or with `part` some sentences of it.
    `terms` are the office's terms with their fixed wording in this language, `grade` the years of
    school the reply may ask of its reader.
    """

    office: str
    phone: str
    language: str
    language_name: str
    subject: str
    messages: tuple[str, ...]
    snippets: tuple[Snippet, ...]
    today: str
    instruction: str = ""
    previous: str = ""
    manner: str = ""
    part: bool = False
    terms: tuple[tuple[str, str], ...] = ()
    grade: int = 8


@dataclass(frozen=True, slots=True)
class SummaryBrief:
    """All a drafter may know to summarize rules. `title` says what they are; where that is long,
    they are one `part` of several. `instruction` is a person's wish, masked.
    """

    office: str
    language: str
    language_name: str
    title: str
    rules: tuple[Stated, ...]
    today: str
    instruction: str = ""
    part: int = 1
    parts: int = 1
