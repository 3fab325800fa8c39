# SPDX-License-Identifier: Apache-2.0
"""What a desk is put together from: the ports, the office, the person and the settings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.choice import DrafterChoice
from desktop_app.domain.guidance import CrisisBook
from desktop_app.domain.office import Office, Person
from desktop_app.domain.phrases import PhraseBook
from desktop_app.domain.policy import Query
from desktop_app.domain.terms import TermBook
from desktop_app.errors import Misconfigured
from desktop_app.ports import (
    Cabinet,
    Clock,
    Drafter,
    InquirySource,
    Mint,
    Recognizer,
)
from desktop_app.ports_hub import Hub
from desktop_app.ports_machine import Examination, KeyRing, LanguageGuesser, PassageJudge
from desktop_app.ports_models import AskAboutModel
from desktop_app.ports_policy import PolicyLibrary, SearchMarks
from desktop_app.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the workflows work with. `drafters` always holds one named "offline"; `priced`
    says whether the prices of the models in use are known; without `ask_about_model` nobody
    tells when models retire; without `hub` this desk shares its queue with nobody.
    """

    cabinet: Cabinet
    library: PolicyLibrary
    marks: SearchMarks
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
    terms: Callable[[], TermBook] = TermBook
    priced: bool = True
    ask_about_model: AskAboutModel | None = None
    judge_passages: PassageJudge | None = None
    hub: Hub | None = None
    crisis: CrisisBook = field(default_factory=CrisisBook)

    def asking(self, text: str, day: date, thread: tuple[tuple[str, str], ...] = ()) -> Query:
        """A question to the library about a day, asked from this office."""
        return Query(text, day, self.office.id, thread, self.office.jurisdiction)

    def drafter(self, name: str = "") -> Drafter:
        """The drafter of this name, or the one that writes by default; `Misconfigured` if there is
        none.
        """
        wanted = name or self.choice.name
        try:
            return self.drafters[wanted]
        except KeyError:
            known = ", ".join(self.drafters)
            raise Misconfigured(
                f"There is no drafter named {wanted}.", f"Known are: {known}."
            ) from None
