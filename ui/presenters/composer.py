# SPDX-License-Identifier: Apache-2.0
"""One inquiry on the desk: opening it, drafting, editing. Knows workflows and no widget.

Drafts go on when another inquiry is opened; what streamed meanwhile is there on return. Nothing a
person typed is replaced before it is stored. What she decides about a reply is `decisions`.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.changes import Changes
from desktop_app.choice import OFFLINE
from desktop_app.desk import Desk
from desktop_app.domain.draft import Draft, Piece
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.outbound import Letter
from desktop_app.domain.rewriting import Manner, Rewriting
from desktop_app.domain.spending import Budget
from desktop_app.errors import DeskError, Offline, Stopped, StoreFault
from desktop_app.workflows.judging import reading
from desktop_app.workflows.overview import Opened, Standing
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.presenters.at_desk import at_desk
from ui.presenters.face import Face, Line, face
from ui.presenters.keeping import PAUSE_MS, Keeping
from ui.presenters.streams import Stream, Streams, stays
from ui.presenters.words import tr


class Composer(QObject):
    """The inquiry on the desk and its reply.

    `opened` brings an inquiry (or None for an empty desk); `judged` its text judged anew,
    `lettered` the letter that would leave with it; `framed` a greeting and a closing to fill in;
    `face_changed` what stands around the text; `stream_began`, `streamed` and `stream_ended` tell
    of its draft, the last whether it stays; `news_wanted` sends the person to a message that came
    while she was writing; `hinted` a sentence, `troubled` a failure; `reached` whether the
    drafter's line is up.
    """

    opened = Signal(object)
    judged = Signal(object)
    lettered = Signal(object)
    framed = Signal(str)
    face_changed = Signal(object)
    stream_began = Signal(list)
    streamed = Signal(list)
    stream_ended = Signal(bool)
    news_wanted = Signal()
    hinted = Signal(str)
    troubled = Signal(object)
    reached = Signal(bool)

    def __init__(
        self, desk: Desk, jobs: Jobs, parent: QObject | None = None, *, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._keeping = Keeping(desk, jobs, self, pause_ms=pause_ms)
        self._streams = Streams(desk, jobs, self)
        self._troubles: dict[InquiryId, DeskError] = {}
        self._store_trouble: DeskError | None = None
        self._news: set[InquiryId] = set()
        self._line = Line()
        self._budget: Budget | None = None
        self._wanted: InquiryId | None = None
        self._opened: Opened | None = None
        self._judged: Draft | None = None
        self._letter: Letter | None = None
        self._body = ""
        self._starting: InquiryId | None = None
        self._ended: tuple[InquiryId, bool] | None = None
        self._approving: InquiryId | None = None
        self._approval_logged = False
        self._keeping.judged.connect(self._on_judged)
        self._keeping.troubled.connect(self._on_not_kept)
        self._keeping.recovered.connect(self.store_works)
        self._streams.came.connect(self._on_pieces)
        jobs.changed.connect(self._on_changed)

    @property
    def current(self) -> Opened | None:
        """The inquiry on the desk."""
        return self._opened

    @property
    def text(self) -> str:
        """The reply as it stands."""
        return self._body

    @property
    def judged_now(self) -> Draft | None:
        """The text as it was last judged."""
        return self._judged

    @property
    def letter_now(self) -> Letter | None:
        """The letter that would leave with the text as it was last judged."""
        return self._letter

    @property
    def not_stored(self) -> int:
        """How many inquiries have a text that the store has not taken yet."""
        return self._keeping.waiting()

    @property
    def store_fails(self) -> bool:
        """Whether the store refused the last text it was given."""
        return self._keeping.failed

    def face(self) -> Face | None:
        """What stands around the text now; None while no inquiry is on the desk."""
        if self._opened is None:
            return None
        parts = self._desk.parts
        name = self._opened.inquiry.id
        stream = self._streams.of(name)
        around = replace(
            at_desk(self._desk),
            drafter=stream.drafter if stream else parts.choice.name,
            streaming=stream is not None or self._starting == name,
            approving=self._approving == name,
            news=name in self._news,
            trouble=self._troubles.get(name),
            store_trouble=self._store_trouble,
            line=self._line,
            reading=reading(parts, self._judged, self._opened.inquiry.language),
            budget=self._budget,
        )
        return face(self._opened, self._judged, self._body, around, parts.now())

    def shows(self, name: InquiryId) -> bool:
        """Whether this inquiry is on the desk and nothing else is wanted."""
        return self._opened is not None and self._opened.inquiry.id == name == self._wanted

    def unread(self, name: InquiryId) -> bool:
        """Whether a message came while the person was writing, and she was not shown it yet."""
        return name in self._news

    def show(self, name: InquiryId | None) -> None:
        """Open an inquiry; what was typed for the one before is kept."""
        if name == self._wanted and (name is None) == (self._opened is None):
            return
        self._keeping.settle()
        self._wanted = name
        if self._approval_logged:
            self._approving, self._approval_logged = None, False
        if name is None:
            self._opened, self._judged, self._letter, self._body = None, None, None, ""
            self.opened.emit(None)
            return
        self._load(name)

    def reload(self) -> None:
        """Read the inquiry on the desk again."""
        if self._wanted is not None:
            self._load(self._wanted)

    def settle(self, then: Callable[[], None]) -> None:
        """Call `then` once all that was typed is stored and judged, never if it cannot be."""
        self._keeping.settle(then)

    @Slot(object)
    def stand(self, standing: Standing) -> None:
        """Take how the month's budget stands."""
        self._budget = standing.budget
        self._tell_face()

    @Slot(object)
    def set_line(self, line: Line) -> None:
        """Tell how far drafter and source can be reached; buttons say what they will do."""
        if line != self._line:
            self._line = line
            self._tell_face()

    @Slot()
    def refresh(self) -> None:
        """Say times anew, and try again what the store did not take."""
        if self._keeping.failed:
            self._keeping.settle()
        self._tell_face()

    @Slot()
    def try_store(self) -> None:
        """Try again what the store did not take."""
        self._store_trouble = None
        self._keeping.settle()
        self.reload()

    @Slot()
    def store_works(self) -> None:
        """The store has taken something again."""
        if self._store_trouble is not None:
            self._store_trouble = None
            self._tell_face()

    def trouble(self, error: DeskError) -> None:
        """Tell of a failure; one of the store stays on the screen until it is over."""
        if isinstance(error, StoreFault):
            self._store_trouble = error
            self._tell_face()
        self.troubled.emit(error)

    def set_approving(self, name: InquiryId | None) -> None:
        """An approval is on its way into the log, or has failed."""
        self._approving, self._approval_logged = name, False
        self._tell_face()

    def approval_logged(self) -> None:
        """The log has the approval. It is over when its inquiry is read again, or another one is on
        the desk: until then the reply must not look as if it could still be changed.
        """
        self._approval_logged = True
        if self._approving is not None and not self.shows(self._approving):
            self._approving, self._approval_logged = None, False

    def edit(self, body: str) -> None:
        """A person changed the text."""
        if self._opened is None or body == self._body:
            return
        self._body = body
        self._troubles.pop(self._opened.inquiry.id, None)
        self._keeping.take(self._opened, body)

    @Slot()
    def read_news(self) -> None:
        """Show the person the message that came while she was writing."""
        if self._opened is not None:
            self._news.discard(self._opened.inquiry.id)
            self._tell_face()
            self.news_wanted.emit()

    def draft(self, drafter: str = "", instruction: str = "") -> None:
        """Have a draft written; the text that stands is kept until the new one is there."""
        opened, now = self._opened, self.face()
        if opened is None or now is None:
            return
        if now.no_draft:
            self.hinted.emit(now.no_draft)
            return
        if now.frames:
            self.framed.emit(self._desk.replying.frame(opened.inquiry))
            return
        name = opened.inquiry.id
        chosen = drafter or self._desk.parts.choice.name
        self._starting = name
        self._keeping.settle(lambda: self._begin(name, chosen, instruction))

    def rewrite(self, manner: Manner, part: tuple[int, int] | None = None) -> None:
        """Have the text that stands, or a part, written again; Undo brings back what was there."""
        opened, now = self._opened, self.face()
        if opened is None or now is None:
            return
        if now.no_rewrite:
            self.hinted.emit(now.no_rewrite)
            return
        name, drafter = opened.inquiry.id, self._desk.parts.choice.name
        as_of = opened.suggestion.as_of if opened.suggestion else None
        rewriting = Rewriting(manner, self._body, opened.inquiry.latest.id, as_of, part)
        self._starting = name
        self._keeping.settle(lambda: self._begin(name, drafter, "", rewriting))

    def stop(self) -> bool:
        """Stop the draft that is being written here; answers whether there was one."""
        return self._streams.stop(self._wanted)

    def close(self) -> None:
        """Stop every draft and keep what was typed, for closing the window."""
        self._keeping.flush()
        self._streams.stop_all()

    def _begin(
        self, name: InquiryId, drafter: str, instruction: str, rewriting: Rewriting | None = None
    ) -> None:
        """Start a draft now that the text before it is stored."""
        self._starting = None
        if self._streams.of(name) is not None:
            return
        self._troubles.pop(name, None)
        self._news.discard(name)
        ended = partial(self._on_drafted, name)
        self._streams.start(name, drafter, instruction, rewriting, ended)
        if self.shows(name):
            self.stream_began.emit([])
            self._tell_face()

    def _load(self, name: InquiryId) -> None:
        def loaded(outcome: Outcome[Opened]) -> None:
            if self._wanted != name:
                return
            match outcome:
                case Done(opened):
                    self._put(opened)
                case Failed(error):
                    self._end_stream(name, stays=False)
                    self.trouble(error)

        self._jobs.run(Lane.DESK, lambda: self._desk.overview.open(name), loaded, self)

    def _put(self, opened: Opened) -> None:
        """Put an inquiry on the desk; a text that is being typed stays."""
        name, before = opened.inquiry.id, self._opened
        if before is not None and before.inquiry.id == name:
            self._notice_news(before, opened)
        self._opened = opened
        self._end_stream(name)
        was = before.inquiry.state if before is not None else None
        if self._approving == name and opened.inquiry.state is not was:
            self._approving, self._approval_logged = None, False
        typed = self._keeping.text_of(name)
        if typed is None:
            self._judged, self._letter = opened.judged, opened.letter
            self._body = opened.judged.body if opened.judged else ""
        elif before is None or before.inquiry.id != name:
            self._judged, self._letter, self._body = None, None, typed
        self.opened.emit(opened)
        if stream := self._streams.of(name):
            self.stream_began.emit(list(stream.pieces))
        self._tell_face()

    def _end_stream(self, name: InquiryId, *, stays: bool = True) -> None:
        """A draft that ended is let go of on the screen only now that the store has said what came
        of it; until then nobody can take anything from it.
        """
        ended, self._ended = self._ended, None
        if ended is not None and ended[0] == name and self._streams.of(name) is None:
            self.stream_ended.emit(ended[1] and stays)

    def _notice_news(self, before: Opened, after: Opened) -> None:
        """Tell of a message that came while the inquiry was on the desk."""
        if before.inquiry.latest.id != after.inquiry.latest.id:
            if self._body.strip() or after.judged is not None:
                self._news.add(after.inquiry.id)
            self.hinted.emit(tr("The customer has written again. Your text is kept."))

    @Slot(str, object, object)
    def _on_judged(self, name: InquiryId, draft: Draft, letter: Letter) -> None:
        if self.shows(name) and draft.body == self._body:
            self._judged, self._letter = draft, letter
            self.judged.emit(draft)
            self.lettered.emit(letter)
            self._tell_face()

    @Slot(object)
    def _on_not_kept(self, error: DeskError) -> None:
        known = self._store_trouble is not None
        self._starting = None
        if isinstance(error, StoreFault):
            self._store_trouble = error
        self._tell_face()
        if not known:
            self.troubled.emit(error)

    @Slot(str, list)
    def _on_pieces(self, name: InquiryId, pieces: list[Piece]) -> None:
        if self.shows(name):
            self.streamed.emit(pieces)

    def _on_drafted(self, name: InquiryId, stream: Stream, outcome: Outcome[Changes]) -> None:
        self._note_end(name, stream, outcome)
        if self.shows(name):
            self._ended = name, stays(outcome, before=self._body)
        if name == self._wanted:
            self.reload()
        if isinstance(outcome, Failed):  # the changes of one that finished are told by the lane
            changes = Changes(frozenset({name}), queue=True, log=True)
            self._jobs.changed.emit(changes, self._streams)

    def _note_end(self, name: InquiryId, stream: Stream, outcome: Outcome[Changes]) -> None:
        over_the_line = stream.drafter != OFFLINE
        match outcome:
            case Done():
                self.store_works()
                if over_the_line:
                    self.reached.emit(True)
            case Failed(StoreFault() as error):
                self._store_trouble = error
            case Failed(Stopped()):
                pass
            case Failed(error):
                self._troubles[name] = error
                if over_the_line:
                    self.reached.emit(not isinstance(error, Offline))

    @Slot(object, object)
    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is self._streams:
            return  # read again where the draft ended
        touched = self._wanted in changes.inquiries or changes.control
        if touched and self._streams.of(self._wanted) is None:
            self.reload()

    def _tell_face(self) -> None:
        if (now := self.face()) is not None:
            self.face_changed.emit(now)
