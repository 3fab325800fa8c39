# SPDX-License-Identifier: Apache-2.0
"""Undo and redo over what the person wrote.

The document's own undo would also take back chips, which come and go with every check; so it is
off, and whole states are kept instead. A reply is short, and five hundred of them are little.
"""

from dataclasses import dataclass, replace

from ui.widgets.reply_editor.data import Change, Citation

_KEPT = 500


@dataclass(frozen=True, slots=True)
class State:
    """A text and the chips that stood in it."""

    text: str
    citations: tuple[Citation, ...] = ()


class History:
    """The states one after another, and which of them is on the screen."""

    def __init__(self) -> None:
        self._states = [State("")]
        self._at = 0
        self._last: Change | None = None

    @property
    def state(self) -> State:
        """The state that is on the screen."""
        return self._states[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a state was taken back."""
        return self._at + 1 < len(self._states)

    def reset(self, state: State) -> None:
        """Begin anew."""
        self._states, self._at, self._last = [state], 0, None

    def push(self, state: State, change: Change | None = None) -> None:
        """A new state; letters of one word that follow each other are one step.

        `change` is how the person came here by typing, None for anything else.
        """
        if change is not None and self._goes_on(state, change):
            self._states[self._at] = state
        else:
            del self._states[self._at + 1 :]
            self._states.append(state)
            del self._states[: max(len(self._states) - _KEPT, 0)]
            self._at = len(self._states) - 1
        self._last = change

    def amend(self, citations: tuple[Citation, ...]) -> None:
        """Other chips in the state that is on the screen; what can be undone stays the same."""
        self._states[self._at] = replace(self.state, citations=citations)

    def amend_text(self, state: State) -> None:
        """Another text in place of the state that is on the screen."""
        self._states[self._at] = state
        self._last = None

    def undo(self) -> State:
        """One state back."""
        if self.can_undo:
            self._at -= 1
            self._last = None
        return self.state

    def redo(self) -> State:
        """One state forward again."""
        if self.can_redo:
            self._at += 1
            self._last = None
        return self.state

    def seal(self) -> None:
        """Let the next letter begin a new step."""
        self._last = None

    def _goes_on(self, state: State, change: Change) -> bool:
        """Whether a change only continues the one before, within a word."""
        last = self._last
        if last is None or self.can_redo or not self.can_undo:
            return False
        if last.added and not last.removed and change.added and not change.removed:
            written = state.text[change.start : change.start + change.added]
            before = state.text[change.start - 1] if change.start else ""
            new_word = before.isspace() and not written[:1].isspace()
            meets = change.start == last.start + last.added
            return meets and "\n" not in written and not new_word and change.added < 3
        if last.removed and not last.added and change.removed and not change.added:
            back = change.start + change.removed == last.start
            return (back or change.start == last.start) and change.removed < 3
        return False
