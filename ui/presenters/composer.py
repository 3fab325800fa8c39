# SPDX-License-Identifier: Apache-2.0
"""One inquiry on the desk: opening it, drafting, editing, approving. Knows workflows and no widget.

Drafts go on when another inquiry is opened; what streamed meanwhile is there on return. What a
person types is kept at each pause and judged again.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.cancel import Cancel
from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.draft import Draft, Piece
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.office import Act
from desktop_app.errors import DeskError, Offline, Stopped
from desktop_app.workflows.drafting import Preview
from desktop_app.workflows.overview import Opened
from desktop_app.workflows.replying import Approval
from ui.jobs import Done, Failed, Jobs, Lane, Outcome, Relay
from ui.presenters.face import Circumstances, Face, face
from ui.presenters.words import tr

STREAM_EVERY_MS = 30
"""How often pieces of a draft are brought to the window; the editor shows them in steps."""

_PAUSE_MS = 300


@dataclass(slots=True)
class _Stream:
    """A draft that is being written."""

    cancel: Cancel
    relay: Relay[Piece]
    drafter: str
    pieces: list[Piece] = field(default_factory=list[Piece])


class Composer(QObject):
    """The inquiry on the desk and what a person does with it.

    `opened` brings an inquiry (or None for an empty desk); `judged` a text judged anew;
    `face_changed` what stands around the text; `streamed` new pieces of a draft; `reason_wanted`
    asks why marks may stay; `copied` a text for the clipboard; `previewed` what would leave; `said`
    a sentence for the toast; `troubled` a failure for the toast.
    """

    opened = Signal(object)
    judged = Signal(object)
    face_changed = Signal(object)
    stream_began = Signal(list)
    streamed = Signal(list)
    stream_ended = Signal(bool)
    reason_wanted = Signal(int)
    approved = Signal(object)
    copied = Signal(str)
    previewed = Signal(object)
    said = Signal(str)
    troubled = Signal(object)
    reached = Signal(bool)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._streams: dict[InquiryId, _Stream] = {}
        self._troubles: dict[InquiryId, DeskError] = {}
        self._wanted: InquiryId | None = None
        self._opened: Opened | None = None
        self._judged: Draft | None = None
        self._body = ""
        self._unsaved = False
        self._online = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._settle)
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
    def marks(self) -> int:
        """How many marks are open."""
        return len(self._judged.marks) if self._judged else 0

    @property
    def may_draft(self) -> bool:
        """Whether a draft can be asked for now."""
        return self._opened is not None and self._face().may_draft

    def show(self, name: InquiryId | None) -> None:
        """Open an inquiry; what was typed for the one before is kept first."""
        if name is not None and name == self._wanted:
            return
        self._settle()
        self._wanted = name
        if name is None:
            self._opened, self._judged, self._body = None, None, ""
            self.opened.emit(None)
            return
        self._load(name)

    def set_online(self, *, online: bool) -> None:
        """Tell whether the line to the drafter is up; buttons say what they will do."""
        if online != self._online:
            self._online = online
            self._refresh_face()

    @Slot()
    def refresh(self) -> None:
        """Say times anew."""
        self._refresh_face()

    def edit(self, body: str) -> None:
        """A person changed the text."""
        if self._opened is None or body == self._body:
            return
        self._body = body
        self._unsaved = True
        self._troubles.pop(self._opened.inquiry.id, None)
        self._pause.start()

    def draft(self, drafter: str = "", instruction: str = "") -> None:
        """Have a draft written; the text that stands is kept until the new one is there."""
        if self._opened is None or not self.may_draft:
            return
        self._settle()
        name = self._opened.inquiry.id
        chosen = drafter or self._desk.parts.choice.name
        relay: Relay[Piece] = self._jobs.relay(
            lambda pieces: self._on_pieces(name, pieces), STREAM_EVERY_MS
        )
        stream = self._streams[name] = _Stream(Cancel(), relay, chosen)
        self._troubles.pop(name, None)
        self.stream_began.emit([])
        self._refresh_face()
        self._jobs.run(
            Lane.WIRE,
            lambda: self._desk.drafting.draft(
                name, relay.send, stream.cancel, drafter=chosen, instruction=instruction
            ),
            lambda outcome: self._on_drafted(name, outcome),
            self,
        )

    def stop(self) -> bool:
        """Stop the draft that is being written here; answers whether there was one."""
        stream = self._streams.get(self._wanted) if self._wanted else None
        if stream is None:
            return False
        stream.cancel.request()
        return True

    def stop_all(self) -> None:
        """Stop every draft, for closing the window; keep what was typed."""
        self._settle()
        for stream in self._streams.values():
            stream.cancel.request()

    def approve(self, reason: str = "") -> None:
        """Approve these exact words; asks for a reason where marks are open."""
        opened, judged = self._opened, self._judged
        if opened is None or judged is None or not self._face().may_approve:
            return
        if self._unsaved:
            self._settle(then=lambda: self.approve(reason))
            return
        if judged.marks and not reason.strip():
            self.reason_wanted.emit(len(judged.marks))
            return
        letter = self._desk.replying.letter(opened.inquiry, opened.suggestion, self._body)
        approval = Approval(
            inquiry=opened.inquiry.id,
            revision=opened.inquiry.revision,
            suggestion=opened.suggestion.id if opened.suggestion else None,
            body=self._body,
            fingerprint=letter.fingerprint(),
            reason=reason,
        )
        self._command(
            lambda: self._desk.replying.approve(approval),
            lambda: self.approved.emit(opened.inquiry.id),
        )

    def undo_approval(self, name: InquiryId | None = None) -> None:
        """Take the approval of this or another inquiry back."""
        wanted = name or self._wanted
        if wanted is not None:
            self._command(
                lambda: self._desk.replying.undo(wanted),
                lambda: self.said.emit(tr("Taken back. The reply is yours again.")),
            )

    def reject(self, reason: str, *, close: bool) -> None:
        """Set the draft aside for a reason, and end the inquiry if asked."""
        opened = self._opened
        if opened is None:
            return
        name, suggestion = opened.inquiry.id, opened.suggestion
        self._body, self._unsaved = "", False

        def work() -> Changes:
            changed = Changes()
            if suggestion is not None:
                changed |= self._desk.replying.reject(name, suggestion.id, reason)
            if close:
                changed |= self._desk.replying.close(name, reason)
            return changed

        self._command(work, lambda: self.said.emit(tr("Rejected, and the reason is logged.")))

    def close_inquiry(self, reason: str) -> None:
        """End the inquiry without a reply, for a reason."""
        if self._opened is not None:
            name = self._opened.inquiry.id
            self._command(
                lambda: self._desk.replying.close(name, reason),
                lambda: self.said.emit(tr("Closed, and the reason is logged.")),
            )

    def copy(self) -> None:
        """Copy the reply, once the log says so."""
        opened = self._opened
        if opened is None or not self._face().may_copy:
            return
        body, suggestion = self._body, opened.suggestion

        def copied(outcome: Outcome[str]) -> None:
            match outcome:
                case Done(text):
                    self.copied.emit(text)
                    self.said.emit(tr("Copied. The log says so."))
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(
            Lane.DESK,
            lambda: self._desk.replying.copied(opened.inquiry.id, suggestion, body),
            copied,
            self,
        )

    def preview(self, instruction: str = "") -> None:
        """Find out what a draft asked for now would send."""
        if self._opened is None:
            return
        name = self._opened.inquiry.id
        # Shown for Claude also while the offline drafter drafts: that is what people ask about.
        drafter = "claude" if "claude" in self._desk.parts.drafters else ""

        def previewed(outcome: Outcome[Preview]) -> None:
            match outcome:
                case Done(preview):
                    self.previewed.emit(preview)
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(
            Lane.DESK,
            lambda: self._desk.drafting.preview(name, drafter=drafter, instruction=instruction),
            previewed,
            self,
        )

    def _command(self, work, then) -> None:  # noqa: ANN001 - callables without arguments
        def finished(outcome: Outcome[Changes]) -> None:
            match outcome:
                case Done():
                    then()
                case Failed(error):
                    self.troubled.emit(error)
                    self._reload()

        self._jobs.run(Lane.DESK, work, finished, self)

    def _load(self, name: InquiryId) -> None:
        def loaded(outcome: Outcome[Opened]) -> None:
            if self._wanted != name:
                return
            match outcome:
                case Done(opened):
                    self._put(opened)
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(Lane.DESK, lambda: self._desk.overview.open(name), loaded, self)

    def _reload(self) -> None:
        if self._wanted is not None:
            self._load(self._wanted)

    def _put(self, opened: Opened) -> None:
        """Put an inquiry on the desk; a text that is being typed stays."""
        same = self._opened is not None and self._opened.inquiry.id == opened.inquiry.id
        self._opened = opened
        if not (same and self._unsaved):
            self._judged = opened.judged
            self._body = opened.judged.body if opened.judged else ""
        self.opened.emit(opened)
        if stream := self._streams.get(opened.inquiry.id):
            self.stream_began.emit(list(stream.pieces))
        self._refresh_face()

    def _settle(self, then=None) -> None:  # noqa: ANN001 - a callable without arguments, or None
        """Keep and judge what was typed, now."""
        self._pause.stop()
        opened, body = self._opened, self._body
        if opened is None or not self._unsaved:
            return
        self._unsaved = False
        inquiry, suggestion = opened.inquiry, opened.suggestion

        def work() -> Draft:
            self._desk.replying.keep(inquiry.id, body)
            evidence = (*opened.evidence, *opened.near)
            return self._desk.replying.recheck(inquiry, suggestion, evidence, body)

        def judged(outcome: Outcome[Draft]) -> None:
            current = self._opened is not None and self._opened.inquiry.id == inquiry.id
            match outcome:
                case Done(draft) if current and body == self._body:
                    self._judged = draft
                    self.judged.emit(draft)
                    self._refresh_face()
                    if then is not None:
                        then()
                case Failed(error):
                    self._unsaved = current
                    self.troubled.emit(error)
                case _:
                    pass

        self._jobs.run(Lane.DESK, work, judged, self)

    def _on_pieces(self, name: InquiryId, pieces: list[Piece]) -> None:
        stream = self._streams.get(name)
        if stream is None:
            return
        stream.pieces += pieces
        if name == self._wanted and self._opened and self._opened.inquiry.id == name:
            self.streamed.emit(pieces)

    def _on_drafted(self, name: InquiryId, outcome: Outcome[Changes]) -> None:
        stream = self._streams.pop(name)
        stream.relay.close()
        match outcome:
            case Failed(error):
                if not isinstance(error, Stopped):
                    self._troubles[name] = error
                if stream.drafter != "offline":
                    self.reached.emit(not _is_line(error))
            case Done():
                if stream.drafter != "offline":
                    self.reached.emit(True)
        if name == self._wanted:
            self.stream_ended.emit(isinstance(outcome, Done))
            self._reload()
        self._jobs.changed.emit(Changes(frozenset({name}), queue=True, log=True), self)

    @Slot(object, object)
    def _on_changed(self, changes: Changes, initiator: object) -> None:
        del initiator
        if self._wanted in changes.inquiries and self._wanted not in self._streams:
            self._reload()

    def _face(self) -> Face:
        assert self._opened is not None  # noqa: S101 - asked by the callers
        parts = self._desk.parts
        name = self._opened.inquiry.id
        stream = self._streams.get(name)
        drafter = stream.drafter if stream else parts.choice.name
        around = Circumstances(
            streaming=stream is not None,
            trouble=self._troubles.get(name),
            drafter=drafter,
            drafter_title=parts.drafters[drafter].title,
            online=self._online,
            can_answer=parts.person.may(Act.ANSWER),
        )
        return face(self._opened, self._judged, around, parts.now())

    def _refresh_face(self) -> None:
        if self._opened is not None:
            self.face_changed.emit(self._face())


def _is_line(error: DeskError) -> bool:
    """Whether a failure means that the line is down."""
    return isinstance(error, Offline)
