# SPDX-License-Identifier: Apache-2.0
"""The library as people read it: what there is to choose from, the rules of a choice or a search,
one rule with its page, its versions and the replies that rest on it. Reads only.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.adoption import Contents, Lists
from desktop_app.domain.policy import LibraryStatus, Snippet, SnippetRef
from desktop_app.errors import DeskError
from desktop_app.workflows.handover import News
from desktop_app.workflows.library import CitedIn
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.presenters import library_words as say
from ui.presenters.words import Said, tr
from ui.tones import Tone

PAGE = 100
FOUND = 50
"""How many rules a search lists; whoever needs more says more."""
TYPING_MS = 120


class Shelf(StrEnum):
    """What can be chosen on the left."""

    ALL = "all"
    CHANGED = "changed"
    EXPIRING = "expiring"
    LAPSED = "lapsed"
    UNREVIEWED = "unreviewed"
    UNSOURCED = "unsourced"
    ORPHANED = "orphaned"
    TOPIC = "topic"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Place:
    """One choice: a list, or a topic or source by its name."""

    shelf: Shelf = Shelf.ALL
    name: str = ""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything that can be chosen, with its counts."""

    status: LibraryStatus
    contents: Contents
    lists: Lists
    news: News


@dataclass(frozen=True, slots=True)
class Lines:
    """Some rules of a choice or a search. `total` counts all of them; `asked` is what was searched
    for.
    """

    lines: tuple[say.RuleLine, ...]
    total: int
    asked: str = ""


@dataclass(frozen=True, slots=True)
class RuleRead:
    """One version of a rule with all that is shown beside it."""

    snippet: Snippet
    page: tuple[Snippet, ...]
    versions: tuple[Snippet, ...]
    replies: tuple[CitedIn, ...]
    topic: str
    standing: Said
    asked: str = ""


@dataclass(slots=True)
class _State:
    place: Place = field(default_factory=Place)
    words: str = ""
    ref: SnippetRef | None = None


class Stacks(QObject):
    """What the library page shows. Nothing is read until somebody looks at it.

    `held` brings the `Holdings`; `listed` some `Lines` and whether they follow those before;
    `opened` a `RuleRead`; `failed` what kept one of them from being read; `told` the news of a
    person's first look after a shift.
    """

    held = Signal(object)
    listed = Signal(object, bool)
    opened = Signal(object)
    failed = Signal(object)
    troubled = Signal(object)
    told = Signal(object)

    def __init__(
        self, desk: Desk, jobs: Jobs, parent: QObject | None = None, *, typing_ms: int = TYPING_MS
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._state = _State()
        self._holdings: Holdings | None = None
        self._news = News((), ())
        self._watched = False
        self._opening = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(typing_ms)
        self._typing.timeout.connect(self.refresh)
        jobs.changed.connect(self._on_changed)

    @property
    def place(self) -> Place:
        """What is chosen on the left."""
        return self._state.place

    @property
    def asked(self) -> str:
        """What is searched for; empty while nobody searches."""
        return self._state.words

    @property
    def news(self) -> News:
        """What changed since this person's last shift, as it was told at the start."""
        return self._news

    def watch(self, *, watched: bool) -> None:
        """Whether somebody is looking; then it is kept fresh."""
        self._watched = watched
        if watched:
            self._take_stock()

    def choose(self, place: Place) -> None:
        """List the rules of a choice; a search ends with it."""
        self._typing.stop()
        self._state.place, self._state.words = place, ""
        self.read(0)

    @Slot(str)
    def search(self, words: str) -> None:
        """List the rules that fit some words, once the typing pauses."""
        self._state.words = " ".join(words.split())
        self._typing.start()

    @Slot()
    def refresh(self) -> None:
        """List anew what is chosen or searched for."""
        self._typing.stop()
        self.read(0)

    @Slot(int)
    def read(self, start: int) -> None:
        """List the rules from the `start`th on."""
        state = self._state
        place, words = state.place, state.words

        def came(outcome: Outcome[Lines]) -> None:
            match outcome:
                case Done(lines) if (place, words) == (state.place, state.words):
                    self.listed.emit(lines, start > 0)
                case Failed(error) if (place, words) == (state.place, state.words):
                    self._tell(error)
                case _:
                    pass  # another choice has been made since

        held = self._holdings
        self._jobs.run(Lane.DESK, lambda: self._lines(held, place, words, start), came, self)

    def open(self, ref: SnippetRef) -> None:
        """Read one version of a rule; of several asked for meanwhile, the last one counts."""
        self._state.ref = ref
        if self._opening:
            return
        self._opening = True
        words = self._state.words

        def came(outcome: Outcome[RuleRead]) -> None:
            self._opening = False
            if self._state.ref not in {ref, None}:
                self.open(self._state.ref)  # type: ignore[arg-type]  # it is not None
                return
            match outcome:
                case Done(read) if self._state.ref == ref:
                    self.opened.emit(read)
                case Failed(error):
                    self._tell(error)
                case _:
                    pass

        self._jobs.run(Lane.DESK, lambda: self._read(ref, words), came, self)

    def close(self) -> None:
        """No rule is read any more."""
        self._state.ref = None

    @Slot()
    def tell_news(self) -> None:
        """Look for what changed since this person's last shift, and bring it once."""

        def look() -> News:
            news = self._desk.handover.news()
            self._desk.handover.told()
            return news

        def came(outcome: Outcome[News]) -> None:
            match outcome:
                case Done(news):
                    self._news = news
                    if news:
                        self.told.emit(news)
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(Lane.DESK, look, came, self)

    def _take_stock(self) -> None:
        news = self._news

        def look() -> Holdings:
            library = self._desk.library
            return Holdings(self._desk.policy.status(), library.contents(), library.lists(), news)

        def came(outcome: Outcome[Holdings]) -> None:
            match outcome:
                case Done(holdings):
                    self._holdings = holdings
                    self.held.emit(holdings)
                    self.refresh()
                    if self._state.ref is not None:
                        self.open(self._state.ref)
                case Failed(error):
                    self._tell(error)

        self._jobs.run(Lane.DESK, look, came, self)

    def _lines(self, held: Holdings | None, place: Place, words: str, start: int) -> Lines:
        if words:
            return self._found(words)
        topics = held.status.topics if held else {}
        if place.shelf in {Shelf.ALL, Shelf.TOPIC, Shelf.SOURCE}:
            page = self._desk.library.browse(
                topic=place.name if place.shelf is Shelf.TOPIC else "",
                document=place.name if place.shelf is Shelf.SOURCE else "",
                start=start,
                limit=PAGE,
            )
            within = place.shelf is Shelf.SOURCE
            rows = (say.browsed(row, topics, within=within) for row in page.rows)
            return Lines(tuple(rows), page.total)
        lines = _looked_after(held, place.shelf) if held else ()
        return Lines(lines, len(lines))

    def _found(self, words: str) -> Lines:
        """The last word may not be typed to its end: where it hides everything, it waits."""
        hits = self._desk.policy.search(words, FOUND)
        if not hits and " " in words:
            hits = self._desk.policy.search(words.rpartition(" ")[0], FOUND)
        lines = tuple(say.hit(one.snippet, words, fits=one.fits) for one in hits)
        return Lines(lines, len(lines), words)

    def _read(self, ref: SnippetRef, words: str) -> RuleRead:
        library = self._desk.library
        page = library.in_its_place(ref)
        snippet = next(one for one in page if one.ref == ref)
        held = self._holdings
        topics = held.status.topics if held else {}
        return RuleRead(
            snippet=snippet,
            page=page,
            versions=library.versions(ref.id),
            replies=library.cited_in(ref.id),
            topic=topics.get(snippet.rule.topic, snippet.rule.topic),
            standing=say.standing(snippet, self._desk.parts.now().date()),
            asked=words,
        )

    def _tell(self, error: DeskError) -> None:
        self.failed.emit(error)

    @Slot(object, object)
    def _on_changed(self, changes: Changes, initiator: object) -> None:
        del initiator
        if self._watched and (changes.policy or changes.outbox):
            self._take_stock()


def _looked_after(held: Holdings, shelf: Shelf) -> tuple[say.RuleLine, ...]:
    """The rules of one of the lists, each with the reason why it is there."""
    topics, lists = held.status.topics, held.lists
    match shelf:
        case Shelf.CHANGED:
            return tuple(say.changed(one) for one in held.news.rules)
        case Shelf.ORPHANED:
            none = Said(tr("None of its rules holds"), "warning", Tone.CAUTION)
            return tuple(
                say.RuleLine(None, name, tr("Withdrawn, ended or replaced"), none)
                for name in lists.orphaned
            )
        case Shelf.EXPIRING:
            rows, words, icon, tone = lists.expiring, tr("Ends {day}"), "clock", Tone.CAUTION
        case Shelf.LAPSED:
            rows, words, icon, tone = lists.lapsed, tr("Ended {day}"), "clock", Tone.DANGER
        case Shelf.UNREVIEWED:
            words, icon, tone = tr("Not reviewed since {day}"), "history", Tone.CAUTION
            rows = lists.unreviewed
        case _:
            rows, words, icon, tone = lists.unsourced, tr("Names no source"), "info", Tone.CAUTION
    return tuple(
        say.browsed(
            row,
            topics,
            Said(words.format(day=say.day_of(row.day) if row.day else ""), icon, tone),
        )
        for row in rows
    )
