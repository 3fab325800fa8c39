# SPDX-License-Identifier: Apache-2.0
"""What Claude may do in this office: the switch, topic by topic, and who changed it and why."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.control import Switch, TopicRule
from desktop_app.domain.entry import Happened
from desktop_app.workflows.controlling import Changed, Standing, Topic
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.models.rows_table import RowsTable
from ui.presenters.words import day_and_time, tr
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.banner import Banner, BannerData
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.fields import LabelledField
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.styling import label
from ui.widgets.tables import DataTable, TableState

_RULES = {
    TopicRule.ALLOW: "Draft",
    TopicRule.HOLD: "Draft, then hold",
    TopicRule.NEVER: "Never draft",
}


class ControlDialog(Dialog):
    """Every change needs a reason and is logged; it holds at once."""

    def __init__(
        self, themes: ThemeSource, desk: Desk, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.LARGE, parent=parent)
        self._desk, self._jobs = desk, jobs
        self._standing: Standing | None = None
        said = self.tr("A change holds at once for this office. The log keeps who, when and why.")
        self.set_heading(self.tr("Control"), said)
        self.state = Banner(themes)
        self.topics = DataTable(themes)
        self.topics.setAccessibleName(self.tr("Topics"))
        self.topics.setFixedHeight(themes.theme.px(220))
        self.rule = SegmentedChoice(
            themes,
            self.tr("What may be done with the topic"),
            tuple((rule.value, tr(words)) for rule, words in _RULES.items()),
        )
        self._of = label("", strong=True)
        self.history = DataTable(themes)
        self.history.setAccessibleName(self.tr("Changes"))
        self.history.setFixedHeight(themes.theme.px(92))
        self.reason = LabelledField(themes, self.tr("Why? The log keeps it."))
        self._lay_out()
        self.switch = self.add_rare(self.tr("Switch Claude off"), "plug_disconnected")
        self.set = self.set_primary(self.tr("Set the topic"), "save", enter=False)
        self.set_cancel(self.tr("Close"))
        self.set_first_focus(self.topics)
        self.switch.clicked.connect(self._on_switch)
        self.set.clicked.connect(self._on_set)
        self.rule.chosen.connect(self._tell)
        self.reason.edited.connect(self._tell)
        self.topics.show_state(TableState.LOADING, self.tr("Reading the topics…"))
        self.history.show_state(TableState.LOADING, self.tr("Reading the log…"))
        self._tell()
        self._look()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._of, 1)
        row.addWidget(self.rule)
        self.content.addWidget(self.state)
        self.content.addWidget(self.topics)
        self.content.addLayout(row)
        self.content.addWidget(self.reason)
        self.content.addWidget(label(self.tr("Changes"), strong=True))
        self.content.addWidget(self.history)

    def _look(self) -> None:
        def came(outcome: Outcome[Standing]) -> None:
            match outcome:
                case Done(standing):
                    self._show(standing)
                case Failed(error):
                    self.topics.show_state(TableState.ERROR, error.what)
                    self.history.show_state(TableState.ERROR, error.what)
                    self.show_error(error.what, error.remedy)

        self._jobs.run(Lane.DESK, self._desk.controlling.standing, came, self)

    def _show(self, standing: Standing) -> None:
        kept = self._chosen()
        self._standing = standing
        self.state.set_data(_state(standing.control.switch))
        headings = (self.tr("Topic"), self.tr("May be"), self.tr("Why"), self.tr("Set by"))
        self._fill(self.topics, headings, [_topic(one) for one in standing.topics], (240, 150, 380))
        none = self.tr("The rules name no topics yet.")
        self.topics.show_state(TableState.ROWS if standing.topics else TableState.EMPTY, none)
        headings = (self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Why"))
        titles = {one.id: one.title for one in standing.topics}
        rows = [_change(one, titles) for one in standing.history]
        self._fill(self.history, headings, rows, (190, 160, 320))
        none = self.tr("Nothing was ever changed.")
        self.history.show_state(TableState.ROWS if rows else TableState.EMPTY, none)
        self.topics.selectionModel().currentRowChanged.connect(self._on_row)
        names = [one.id for one in standing.topics]
        if names:
            self.topics.selectRow(names.index(kept.id) if kept and kept.id in names else 0)
        self._on_row()
        self.fit()

    def _fill(
        self,
        table: DataTable,
        headings: tuple[str, ...],
        rows: list[tuple[str, ...]],
        widths: tuple[int, ...],
    ) -> None:
        before = table.model()
        table.setModel(RowsTable(headings, rows, table))
        if before is not None:
            before.deleteLater()
        for column, width in enumerate(widths):
            table.setColumnWidth(column, self._themes.theme.px(width))

    def _chosen(self) -> Topic | None:
        topics = self._standing.topics if self._standing else ()
        row = self.topics.currentIndex().row()
        return topics[row] if 0 <= row < len(topics) else None

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self) -> None:
        topic = self._chosen()
        self._of.setText(topic.title if topic else "")
        self.rule.choose(topic.control.rule.value if topic else "")
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Say what the buttons will do, and why they cannot."""
        switch = self._standing.control.switch if self._standing else Switch()
        topic, why = self._chosen(), "" if self._said() else self.tr("Say why first.")
        self.switch.setText(
            self.tr("Switch Claude on") if switch.off else self.tr("Switch Claude off")
        )
        self.switch.set_icon("plug_connected" if switch.off else "plug_disconnected")
        locked = self.tr("Set by your administrator.")
        _enable(self.switch, locked if switch.locked else why)
        same = topic is not None and self.rule.key() == topic.control.rule.value
        if topic is None:
            why = self.tr("Choose a topic first.")
        elif topic.control.locked:
            why = locked
        elif same:
            why = self.tr("Choose what may be done with it.")
        _enable(self.set, why)
        self.rule.setEnabled(topic is not None and not topic.control.locked)

    def _said(self) -> str:
        return self.reason.text().strip()

    @Slot()
    def _on_switch(self) -> None:
        control, said = self._desk.controlling, self._said()
        off = self._standing is not None and self._standing.control.switch.off
        self._do(lambda: control.start(said) if off else control.stop(said))

    @Slot()
    def _on_set(self) -> None:
        topic, said = self._chosen(), self._said()
        if topic is not None:
            rule = TopicRule(self.rule.key())
            self._do(lambda: self._desk.controlling.set_topic(topic.id, rule, said))

    def _do(self, work: Callable[[], Changes]) -> None:
        def came(outcome: Outcome[Changes]) -> None:
            match outcome:
                case Done():
                    self.reason.set_text("")
                case Failed(error):
                    self.show_error(error.what, error.remedy)
            self._look()

        self.show_error("", "")
        self._jobs.run(Lane.DESK, work, came, self)


def _enable(button: Button, why_not: str) -> None:
    button.setEnabled(not why_not)
    button.set_reason(why_not)


def _state(switch: Switch) -> BannerData:
    if not switch.off:
        said = tr("Topics below may be held or left to people.")
        return BannerData(Tone.NEUTRAL, "plug_connected", tr("Claude may draft."), said)
    lead = tr("Claude is switched off.")
    if switch.since is None:
        return BannerData(Tone.OFFLINE, "plug_disconnected", lead, f"{switch.reason}.")
    said = tr("{name}, {when}: {why}").format(
        name=switch.name, when=day_and_time(switch.since), why=switch.reason
    )
    return BannerData(Tone.OFFLINE, "plug_disconnected", lead, said)


def _topic(one: Topic) -> tuple[str, ...]:
    control = one.control
    who = tr("Administrator") if control.locked else control.name
    return one.title, tr(_RULES[control.rule]), control.reason, who


def _change(one: Changed, titles: dict[str, str]) -> tuple[str, ...]:
    match one.happened:
        case Happened.CONTROL_STOPPED:
            what = tr("Claude switched off")
        case Happened.CONTROL_STARTED:
            what = tr("Claude switched on")
        case _:
            what = f"{titles.get(one.topic, one.topic)}: {tr(_RULES[TopicRule(one.rule)])}"
    when = day_and_time(datetime.fromisoformat(one.at))
    return when, one.name or one.account, what, one.reason
