# SPDX-License-Identifier: Apache-2.0
"""The banner between the composer's header and the text: one at a time, in the order of urgency."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.buttons import Button
from ui.widgets.chips import IconLabel
from ui.widgets.sentence import Sentence
from ui.widgets.styling import label, set_state

ORDER = (Tone.DANGER, Tone.HELD, Tone.OFFLINE, Tone.CAUTION, Tone.ACCENT, Tone.GOOD, Tone.NEUTRAL)
"""Which banner goes first when several apply; the status strip keeps the rest."""


@dataclass(frozen=True, slots=True)
class BannerData:
    """One banner: bold first words, one sentence, at most one button.

    `aside` is a short figure at the end ("4 s"); `key` names the banner to whoever is told that its
    button was pressed.
    """

    tone: Tone
    icon: str
    lead: str
    sentence: str = ""
    button: str = ""
    button_icon: str = ""
    shortcut: str = ""
    aside: str = ""
    key: str = ""


def most_urgent(banners: Iterable[BannerData]) -> BannerData | None:
    """The one to show."""
    return min(banners, key=lambda banner: ORDER.index(banner.tone), default=None)


class Banner(QFrame):
    """Shows one `BannerData` or, once its height is reserved, an empty line of the same height."""

    pressed = Signal(str)
    """The banner's button was pressed; carries the banner's key."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._data: BannerData | None = None
        self._reserved = False
        self._icon = IconLabel(themes, "")
        self._words = Sentence(themes)
        self._aside = label("", TextRole.CAPTION)
        self._button = Button(themes, small=True)
        self._button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self._aside)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Notice"))
        set_state(self, kind="banner", tone="none")
        self._show()

    def data(self) -> BannerData | None:
        """What is shown now."""
        return self._data

    def set_data(self, data: BannerData | None) -> None:
        """Show a banner, or none."""
        self._data = data
        self._show()

    def reserve(self, reserved: bool) -> None:  # noqa: FBT001
        """Keep the height while nothing is shown, so that the text below never jumps."""
        self._reserved = reserved
        self._show()

    def button(self) -> Button:
        """The banner's one button, for the order of tabs."""
        return self._button

    def minimumSizeHint(self) -> QSize:
        """Never lower than one line with a button."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 240), max(hint.height(), self._themes.theme.px(34)))

    def _show(self) -> None:
        data = self._data
        self.setVisible(data is not None or self._reserved)
        for part in (self._icon, self._words):
            part.setVisible(data is not None)
        self._aside.setVisible(data is not None and bool(data.aside))
        self._button.setVisible(data is not None and bool(data.button))
        self.setMinimumHeight(self._themes.theme.px(34))
        if data is None:
            set_state(self, tone="none")
            self.setAccessibleDescription("")
            return
        set_state(self, tone=data.tone)
        self._icon.set_icon(data.icon, data.tone)
        self._words.set_words(data.lead, data.sentence, data.tone)
        self._aside.setText(data.aside)
        set_state(self._aside, tone=data.tone)
        self._button.setText(data.button)
        self._button.set_icon(data.button_icon)
        self._button.set_shortcut_face(data.shortcut)
        self.setAccessibleDescription(f"{data.lead} {data.sentence}".strip())

    @Slot()
    def _on_clicked(self) -> None:
        if self._data is not None:
            self.pressed.emit(self._data.key)
