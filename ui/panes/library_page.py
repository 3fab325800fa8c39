# SPDX-License-Identifier: Apache-2.0
"""The library: what to choose from, the rules of the choice, and one rule read in its page."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.summary import OfDocument, OfRules, Wanted
from ui.panes.desk_page import Room
from ui.panes.library_contents import ContentsPane
from ui.panes.library_rule import RulePane
from ui.panes.library_rules import RulesPane
from ui.presenters.library import Holdings, Place, Shelf, Stacks
from ui.theme_source import ThemeSource
from ui.widgets.splitter import PaneSplitter
from ui.widgets.styling import set_state


class LibraryPage(QWidget):
    """Lays the three out. Where there is little room, the choices become a drop-down.

    The page is empty until `make` is called for the first look: a start has no time for it.
    """

    made = Signal()
    """The three panes are here."""
    summary_requested = Signal(tuple)
    """A summary is asked for; carries what it may be of, by name, the likeliest first."""

    contents: ContentsPane
    rules: RulesPane
    rule: RulePane
    across: PaneSplitter

    def __init__(
        self,
        themes: ThemeSource,
        stacks: Stacks,
        *,
        may_change: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._stacks = stacks
        self._may_change = may_change
        self._room = Room.USUAL
        self._is_made = False

    def make(self) -> None:
        """Put the panes in, once."""
        if self._is_made:
            return
        self._is_made = True
        themes, stacks = self._themes, self._stacks
        self.contents = ContentsPane(themes, stacks)
        self.rules = RulesPane(themes, stacks, may_change=self._may_change)
        self.rule = RulePane(themes, may_change=self._may_change)
        self.across = PaneSplitter(themes, Qt.Orientation.Horizontal)
        for pane in (self.contents, self.rules, self.rule):
            self.across.addWidget(pane)
            set_state(pane, kind="pane")
            pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.across.name_divider(1, self.tr("Divider after the choices"))
        self.across.name_divider(2, self.tr("Divider before the rule"))
        self.across.setStretchFactor(2, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.across)
        self.contents.chosen.connect(self.choose)
        self.rules.place_chosen.connect(self.choose)
        self.rules.chosen.connect(self._on_rule)
        self.rules.summary_requested.connect(self._on_summary)
        stacks.held.connect(self._on_held)
        stacks.listed.connect(self._on_listed)
        stacks.opened.connect(self.rule.show_rule)
        themes.changed.connect(self._spread)
        self._spread()
        self.made.emit()

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in order."""
        if not self._is_made:
            return ()
        return (
            self.contents.view,
            self.across.handle(1),
            *self.rules.stops(),
            self.across.handle(2),
            *self.rule.stops(),
        )

    def set_room(self, room: Room) -> None:
        """Share another amount of room."""
        if room != self._room:
            self._room = room
            if self._is_made:
                self._spread()

    @Slot(object)
    def choose(self, place: Place) -> None:
        """List the rules of a choice."""
        self._stacks.choose(place)
        self.contents.select(place)
        self.rules.show_place(self.contents.name_of(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first size divides the room."""
        super().resizeEvent(event)
        if self._is_made and event.oldSize().width() <= 0:
            self._divide()

    @Slot(object)
    def _on_rule(self, ref: SnippetRef | None) -> None:
        if ref is None:
            self._stacks.close()
            self.rule.show_nothing()
        else:
            self._stacks.open(ref)

    @Slot(object)
    def _on_summary(self, ids: tuple[SnippetId, ...]) -> None:
        """Several rules are meant themselves; one may stand for its document."""
        found: list[tuple[str, Wanted]] = []
        place, read = self._stacks.place, self.rule.rule
        within = place.shelf is Shelf.SOURCE and not self._stacks.asked
        document = place.name if within else ""
        if len(ids) > 1:
            many = self.tr("The {n} rules that are picked").format(n=f"{len(ids):,}")
            found.append((many, OfRules(ids)))
        elif read is not None:
            rule = read.snippet.rule
            named = self.tr("The rule {title}").format(title=rule.title or rule.id)
            found.append((named, OfRules((rule.id,))))
            document = document or rule.document or rule.source
        if document:
            whole = self.tr("All of {name}").format(name=document), OfDocument(document)
            found.insert(0 if within and len(ids) < 2 else len(found), whole)
        self.summary_requested.emit(tuple(found))

    @Slot(object)
    def _on_held(self, held: Holdings) -> None:
        del held
        self.rules.set_places(self.contents.model.entries())
        if not self._stacks.asked:
            self.contents.select(self._stacks.place)

    @Slot()
    def _on_listed(self) -> None:
        self.contents.select(None if self._stacks.asked else self._stacks.place)

    @Slot()
    def _spread(self) -> None:
        px = self._themes.theme.px
        single = self._room is Room.SINGLE
        self.contents.setVisible(not single)
        self.rules.set_single(single=single)
        self.contents.setMinimumWidth(0 if single else px(200))
        self.rules.setMinimumWidth(px(200 if single else 280))
        self.rule.setMinimumWidth(px(260 if single else 340))
        self._divide()

    def _divide(self) -> None:
        px, width = self._themes.theme.px, self.width()
        left, middle = {
            Room.SINGLE: (0, 280),
            Room.USUAL: (252, 380),
            Room.WIDE: (280, 440),
            Room.VERY_WIDE: (340, 560),
        }[self._room]
        self.across.setSizes([px(left), px(middle), width - px(left) - px(middle)])
