# SPDX-License-Identifier: Apache-2.0
"""A reply with all that the local checks may know of it."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.draft import Sentence
from desktop_app.domain.policy import Snippet


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of a reply in clear and what it may rest on.

    `sentences` are its sentences with what stands behind each. `rules` are the rules it cites;
    `evidence` all that may be quoted in it, those included. `inquiry` is the customer's own text:
    subject and messages; `given` what came with it: names and addresses of headers, earlier
    correspondence, names of attachments. `office` are texts that the office says of itself, whose
    values need no rule: its name, address, phone number and hours, its closing and its disclosure.
    `hosts` are those that IT lets replies link to. `today` is the day it would leave. `locked` are
    the places of terms whose wording is the office's.
    """

    body: str
    sentences: tuple[Sentence, ...] = ()
    rules: tuple[Snippet, ...] = ()
    evidence: tuple[Snippet, ...] = ()
    inquiry: str = ""
    given: str = ""
    office: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    language: str = "en"
    today: date = date.min
    locked: tuple[tuple[int, int], ...] = ()
