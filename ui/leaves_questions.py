# SPDX-License-Identifier: Apache-2.0
"""The dialog "What leaves this computer", and what a person corrects in it."""

from PySide6.QtCore import QObject

from desktop_app.desk import Desk
from desktop_app.domain.masking import NEVER_CLEAR, MaskedValue, needs_reason
from desktop_app.workflows.drafting import Preview
from ui.dialogs.ask import AskDialog
from ui.dialogs.leaves import LeavesDialog
from ui.over import Over
from ui.presenters.composer import Composer
from ui.presenters.decisions import Decisions
from ui.theme_source import ThemeSource


class LeavesQuestions(QObject):
    """Shows what would leave, and takes corrections of what stays."""

    def __init__(
        self,
        themes: ThemeSource,
        desk: Desk,
        composer: Composer,
        decisions: Decisions,
        over: Over,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._desk = desk
        self._composer = composer
        self._decisions = decisions
        self._over = over
        decisions.previewed.connect(self._show_leaves)

    def _show_leaves(self, preview: Preview, instruction: str) -> None:
        now = self._composer.face()
        chosen = self._desk.parts.choice.name
        draftable = now is not None and not now.no_draft and preview.outbound.drafter == chosen
        locked = "drafter.base_url" in self._desk.parts.settings.locked
        dialog = LeavesDialog(
            self._themes,
            preview,
            may_draft=draftable,
            correctable=now is not None and not now.no_draft,
            locked=locked,
            parent=self._over.window,
        )
        dialog.draft_requested.connect(lambda: self._composer.draft(instruction=instruction))
        dialog.mask_requested.connect(lambda words: self._decisions.keep_here(words, instruction))
        dialog.clear_requested.connect(lambda value: self._ask_clear(dialog, value, instruction))
        self._decisions.uncorrected.connect(dialog.show_trouble)
        self._over.show(dialog)

    def _ask_clear(self, shown: LeavesDialog, value: MaskedValue, instruction: str) -> None:
        """Send a value in clear, after its reason where one is needed."""
        if value.kind in NEVER_CLEAR or not needs_reason(value.kind):
            self._decisions.let_go(value.placeholder, "", instruction)
            return
        dialog = AskDialog(
            self._themes,
            self.tr("Send this value in clear"),
            self.tr("{placeholder} leaves as it was written, in this inquiry only.").format(
                placeholder=value.placeholder
            ),
            self.tr("Why? The reason is logged."),
            self.tr("Send in clear"),
            parent=self._over.window,
        )
        dialog.answered.connect(
            lambda said, _: self._decisions.let_go(value.placeholder, said, instruction)
        )
        shown.close()
        self._over.show(dialog)
