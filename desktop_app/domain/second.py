# SPDX-License-Identifier: Apache-2.0
"""A second reading: what a model says of a text that is there already. It writes nothing that
leaves.

It judges whether a reply's sentences follow from the rules they cite, puts a text into a person's
own language for reading, or looks whether a message tries to give orders.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.identity import EntryId
from desktop_app.domain.policy import Snippet, SnippetRef


class Task(StrEnum):
    """What a second reading is for."""

    OPINIONS = "opinions"
    TRANSLATION = "translation"
    SCREEN = "screen"


class View(StrEnum):
    """How a second reader sees a sentence, or a message; `NONE` where the task asks for no view."""

    NONE = ""
    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    NO_CLAIM = "no-claim"
    PLANTED = "planted"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Passed:
    """One passage as a second reader is given it, masked: a sentence of a reply with the rules it
    cites, by the names they are sent under; or a whole message.
    """

    text: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecondBrief:
    """All a second reader may know, masked. `language` is the passages' own, `into` that of the
    person who reads; both as names.
    """

    task: Task
    language: str
    into: str
    passages: tuple[Passed, ...]
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What was said of one passage, by its place among those that were given. `text` says why, or
    is the translation.
    """

    place: int
    view: View
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """A remark as the desk keeps it, in clear.

    It holds for `passage` word for word, with the versions of the rules it was read against and in
    the language it was read into; for any other text nothing is said.
    """

    task: Task
    passage: str
    rules: tuple[SnippetRef, ...]
    into: str
    view: View
    text: str
    model: str
    entry: EntryId
