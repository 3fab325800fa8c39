# SPDX-License-Identifier: Apache-2.0
"""The queue in its densities and states."""

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.ui.queue_model import SECTIONS, RowsModel
from tests.ui.scenes import scene
from ui.theme_source import ThemeSource
from ui.widgets.queue_view import QueueView


def _view(themes: ThemeSource, *, picking: bool = False, current: int = 0) -> QueueView:
    view = QueueView(themes)
    model = RowsModel(repeat=4, picking=picking)
    model.setParent(view)
    model.picked |= {1, 3}
    view.setModel(model)
    view.set_sections(SECTIONS)
    view.setCurrentIndex(model.index(current, 0))
    return view


@scene("queue", 1200, 560)
def queue(themes: ThemeSource) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    first, second, third, wide = (
        _view(themes),
        _view(themes, picking=True, current=2),
        _view(themes, current=3),
        _view(themes),
    )
    first._hovered = QPersistentModelIndex(first.model().index(3, 0))
    for view, width in ((first, 272), (second, 272), (third, 232), (wide, 390)):
        view.setFixedWidth(width)
        row.addWidget(view)
    third.resize(232, 540)
    third.scrollTo(third.model().index(4, 0), QueueView.ScrollHint.PositionAtTop)
    row.addStretch(1)
    return holder
