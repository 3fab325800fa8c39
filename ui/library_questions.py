# SPDX-License-Identifier: Apache-2.0
"""The dialogs of the library: import, roll back, the recall list, the test of the search,
summaries, and what changed since the last shift. All but the last two are for whoever may change
the rules. A dialog is loaded when it is first opened: the start has no time for it.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.adoption import Adoption
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.office import Act
from desktop_app.domain.summary import OfAdoption
from desktop_app.workflows.handover import News
from ui.dialogs.ask import AskDialog
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.presenters.words import tr
from ui.questions import Questions
from ui.theme_source import ThemeSource
from ui.widgets.buttons import ButtonKind

if TYPE_CHECKING:
    from desktop_app.ports_policy import PackReader
    from ui.dialogs.summary import Choices
    from ui.presenters.summarizer import Summarizer


class LibraryQuestions(QObject):
    """Opens the library's dialogs over a window, one at a time, in the manner of `Questions`."""

    said = Signal(str)
    troubled = Signal(object)
    library_requested = Signal()
    inquiry_requested = Signal(object)

    def __init__(
        self,
        themes: ThemeSource,
        desk: Desk,
        jobs: Jobs,
        questions: Questions,
        read_pack: "PackReader",
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._themes = themes
        self._desk = desk
        self._jobs = jobs
        self._questions = questions
        self._read_pack = read_pack
        self._window = window
        self._summarizer: Summarizer | None = None

    @property
    def _may(self) -> bool:
        return self._desk.parts.person.may(Act.CHANGE_POLICY)

    @Slot()
    def bring_in(self) -> None:
        """Choose rules, look at what would change, import them."""
        from ui.dialogs.import_pack import ImportDialog  # noqa: PLC0415

        if not self._may:
            return
        dialog = ImportDialog(self._themes, self._desk, self._jobs, self._read_pack, self._window)
        dialog.summary_requested.connect(self.sum_up_change)
        dialog.imported.connect(self._learn)
        self._questions.show(dialog)

    @Slot()
    def _learn(self) -> None:
        """Make what came in findable by its meaning, behind the window; words do until then."""

        def came(outcome: Outcome[int]) -> None:
            match outcome:
                case Failed(error):
                    self.troubled.emit(error)
                case _:
                    pass

        self._jobs.run(Lane.WIRE, self._desk.policy.learn, came, self)

    @Slot(tuple)
    def sum_up(self, choices: "Choices") -> None:
        """Have rules summarized: these, or what the last import changed."""

        def came(outcome: Outcome[tuple[Adoption, ...]]) -> None:
            match outcome:
                case Done(adoptions):
                    self._open_summary((*choices, *_last(adoptions)))
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(Lane.DESK, self._desk.library.adoptions, came, self)

    @Slot(object)
    def sum_up_change(self, adoption: AdoptionId) -> None:
        """Have summarized what one import changed."""
        self._open_summary(((self.tr("What this import changed"), OfAdoption(adoption)),))

    def _open_summary(self, choices: "Choices") -> None:
        from ui.dialogs.summary import SummaryDialog  # noqa: PLC0415
        from ui.presenters.summarizer import Summarizer  # noqa: PLC0415

        if not choices:
            self.said.emit(self.tr("There is no rule to summarize yet."))
            return
        if self._summarizer is None:
            self._summarizer = Summarizer(self._desk, self._jobs, self)
        self._questions.show(
            SummaryDialog(self._themes, self._desk, self._summarizer, choices, self._window)
        )

    @Slot()
    def test(self) -> None:
        """Try the search."""
        from ui.dialogs.library_test import SearchTestDialog  # noqa: PLC0415

        if self._may:
            self._questions.show(
                SearchTestDialog(self._themes, self._desk, self._jobs, self._window)
            )

    def recall(self, rules: tuple[SnippetId, ...] = ()) -> None:
        """List the replies that rest on these rules, or on what changed last."""
        from ui.dialogs.recall import RecallDialog  # noqa: PLC0415

        if not self._may:
            return
        dialog = RecallDialog(self._themes, self._desk, self._jobs, rules, self._window)
        dialog.inquiry_requested.connect(self.inquiry_requested)
        self._questions.show(dialog)

    @Slot(object)
    def tell_news(self, news: News) -> None:
        """What changed since the last shift."""
        from ui.dialogs.changes import ChangesDialog  # noqa: PLC0415

        dialog = ChangesDialog(self._themes, news, self._window)
        dialog.summary_requested.connect(self.sum_up_change)
        dialog.library_requested.connect(self.library_requested)
        self._questions.show(dialog)

    @Slot()
    def roll_back(self) -> None:
        """Return to the rules before the last import, once a reason is given."""
        if not self._may:
            return

        def came(outcome: Outcome[tuple[Adoption, ...]]) -> None:
            match outcome:
                case Done(adoptions):
                    self._ask_back(adoptions)
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(Lane.DESK, self._desk.library.adoptions, came, self)

    def _ask_back(self, adoptions: tuple[Adoption, ...]) -> None:
        last = adoptions[0] if adoptions else None
        told = self.tr("There are no earlier rules to return to.")
        if last is None or len(adoptions) < 2:
            self.said.emit(told)
            return
        named = f"{last.title or last.pack} {last.version}".strip()
        dialog = AskDialog(
            self._themes,
            self.tr("Return to the rules before the last import"),
            self.tr(
                "{pack} came last and touched {n} rules. Drafts that rest on them are marked at"
                " once."
            ).format(pack=named, n=f"{last.rules:,}"),
            self.tr("Why? The log keeps it."),
            self.tr("Roll back"),
            icon="history",
            kind=ButtonKind.DANGER,
            parent=self._window,
        )
        dialog.answered.connect(lambda words, _: self._back(words))
        self._questions.show(dialog)

    def _back(self, why: str) -> None:
        def came(outcome: Outcome[Adoption]) -> None:
            match outcome:
                case Done(adoption):
                    named = f"{adoption.title or adoption.pack} {adoption.version}".strip()
                    self.said.emit(self.tr("{pack} is in force again.").format(pack=named))
                    touched = Changes(queue=True, outbox=True, policy=True, log=True)
                    self._jobs.changed.emit(touched, self)
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(Lane.DESK, lambda: self._desk.policy.roll_back(why), came, self)


def _last(adoptions: tuple[Adoption, ...]) -> "Choices":
    if not adoptions:
        return ()
    return ((tr("What the last import changed"), OfAdoption(adoptions[0].id)),)
