# SPDX-License-Identifier: Apache-2.0
"""What a desk is put together from: the ports, the office, the person and the settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.choice import DrafterChoice
from desktop_app.domain.office import Office, Person
from desktop_app.domain.phrases import PhraseBook
from desktop_app.ports import (
    Cabinet,
    Clock,
    Drafter,
    Examination,
    InquirySource,
    KeyRing,
    LanguageGuesser,
    Mint,
    PolicyLibrary,
    Recognizer,
)
from desktop_app.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the workflows work with. `drafters` always holds one named "offline"."""

    cabinet: Cabinet
    library: PolicyLibrary
    source: InquirySource
    drafters: Mapping[str, Drafter]
    choice: DrafterChoice
    keyring: KeyRing
    recognizers: Sequence[Recognizer]
    guess_language: LanguageGuesser
    phrases: PhraseBook
    office: Office
    person: Person
    settings: Settings
    examinations: Mapping[str, Examination]
    now: Clock
    mint: Mint
