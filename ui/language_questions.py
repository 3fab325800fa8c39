# SPDX-License-Identifier: Apache-2.0
"""Correcting the language of the inquiry on the desk, and the draft that follows it."""

from PySide6.QtCore import QObject, Slot

from desktop_app.changes import Changes
from desktop_app.choice import OFFLINE
from desktop_app.desk import Desk
from desktop_app.domain.inquiry import WITH_CLERK
from desktop_app.domain.office import Act
from desktop_app.workflows.overview import Opened
from ui.dialogs.language import LanguageDialog
from ui.jobs import Failed, Jobs, Lane, Outcome
from ui.over import Over
from ui.presenters.composer import Composer
from ui.presenters.words import tr
from ui.theme_source import ThemeSource


class LanguageQuestions(QObject):
    """Asks for the language, has it stored, and has a draft nobody has touched written again."""

    def __init__(
        self,
        themes: ThemeSource,
        desk: Desk,
        jobs: Jobs,
        composer: Composer,
        over: Over,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._desk = desk
        self._jobs = jobs
        self._composer = composer
        self._over = over

    @Slot()
    def ask(self) -> None:
        """Ask which language the customer writes in."""
        opened = self._composer.current
        if opened is None:
            return
        if why_not := self._why_not(opened):
            self._composer.hinted.emit(why_not)
            return
        dialog = LanguageDialog(
            self._themes,
            opened.inquiry.language,
            self._desk.parts.settings.words("office.languages"),
            redrafts=self._untouched(opened),
            parent=self._over.window,
        )
        dialog.chosen.connect(lambda code: self._correct(opened, code))
        self._over.show(dialog)

    def _why_not(self, opened: Opened) -> str:
        if not self._desk.parts.person.may(Act.ANSWER):
            return tr("You may read, but not answer.")
        if opened.inquiry.state not in WITH_CLERK:
            return tr("The reply is not in your hands now, so its language stays.")
        return ""

    def _untouched(self, opened: Opened) -> bool:
        """Whether what stands is a draft that nobody has changed."""
        suggestion = opened.suggestion
        if suggestion is None or not suggestion.shapes_reply:
            return False
        return self._composer.text.strip() == suggestion.draft.body.strip()

    def _correct(self, opened: Opened, code: str) -> None:
        name, again = opened.inquiry.id, self._untouched(opened)
        offline = opened.suggestion is not None and opened.suggestion.drafter == OFFLINE

        def done(outcome: Outcome[Changes]) -> None:
            if isinstance(outcome, Failed):
                self._composer.trouble(outcome.error)
            elif again and self._composer.shows(name):
                self._composer.draft(OFFLINE if offline else "")

        self._composer.settle(
            lambda: self._jobs.run(
                Lane.DESK, lambda: self._desk.correcting.language(name, code), done, self
            )
        )
