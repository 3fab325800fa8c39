# SPDX-License-Identifier: Apache-2.0
"""Laying letters into a folder, each once, each whole.

A letter is written under a hidden name, made durable, and renamed. Between the two a mark is set
in `.counterpart`: mark there and hidden file gone means that the rename happened, even when a mail
server has since collected the letter.
"""

import contextlib
import errno
import hashlib
import os
import re
from pathlib import Path

from desktop_app.domain.identity import DispatchId
from desktop_app.errors import Busy, DeskError, Interrupted, Misconfigured, Offline, Refused

_LEGAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_HEAD = 65_536


class Outbox:
    """A folder for letters that something else mails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file_name(self, dispatch: DispatchId) -> str:
        """The name a dispatch's letter has in the folder, legal on every system."""
        return f"{_stem(dispatch)}.eml"

    def holds(self, dispatch: DispatchId, message_id: str) -> bool:
        """Whether this letter was laid here, collected since or not."""
        try:
            self._folder.stat()
            if _message_id(self._letter(dispatch)) == message_id:
                return True
            return self._mark(dispatch).exists() and not self._hidden(dispatch).exists()
        except OSError as error:
            raise self._fault(error) from error

    def lay(self, dispatch: DispatchId, message_id: str, content: bytes) -> str:
        """Lay the letter down unless it was before; answers the file's name."""
        name = self.file_name(dispatch)
        if self.holds(dispatch, message_id):
            return name
        letter, hidden, mark = self._letter(dispatch), self._hidden(dispatch), self._mark(dispatch)
        try:
            if letter.exists():
                raise Refused(
                    f"Another letter lies in the outbox as {name}.",
                    "Ask IT to move it, then resend.",
                )
            _write(hidden, content)
            mark.parent.mkdir(exist_ok=True)
            _write(mark, message_id.encode("ascii", "replace"))
            _sync_folder(mark.parent)
        except OSError as error:
            self._withdraw(mark, hidden)
            raise self._fault(error) from error
        try:
            hidden.replace(letter)
        except OSError as error:
            raise self._not_renamed(mark, hidden, error) from error
        with contextlib.suppress(OSError):  # the letter is there; a retry would find it
            _sync_folder(self._folder)
        return name

    def examine(self) -> None:
        """Raise what would stand in the way of a letter, as far as it shows without writing one."""
        try:
            if not self._folder.is_dir():
                self._folder.stat()
                raise NotADirectoryError(errno.ENOTDIR, "not a folder")
            effective = os.access in os.supports_effective_ids
            if not os.access(self._folder, os.W_OK, effective_ids=effective):
                raise PermissionError(errno.EACCES, "not writable")
        except OSError as error:
            raise self._fault(error) from error

    def _not_renamed(self, mark: Path, hidden: Path, error: OSError) -> DeskError:
        """What a failed rename means. A share that goes away meanwhile may have done it."""
        with contextlib.suppress(OSError):
            hidden.stat()
            self._withdraw(mark, hidden)
            return self._fault(error)
        return Interrupted(
            "The outbox went away while the letter was being laid down.",
            "It is asked for as soon as the outbox is back.",
        )

    def _withdraw(self, mark: Path, hidden: Path) -> None:
        """Undo a failed attempt, the mark first: a mark alone would say that the letter left."""
        with contextlib.suppress(OSError):
            mark.unlink(missing_ok=True)
            hidden.unlink(missing_ok=True)

    def _letter(self, dispatch: DispatchId) -> Path:
        return self._folder / self.file_name(dispatch)

    def _hidden(self, dispatch: DispatchId) -> Path:
        return self._folder / f".{_stem(dispatch)}.tmp"

    def _mark(self, dispatch: DispatchId) -> Path:
        return self._folder / ".counterpart" / _stem(dispatch)

    def _fault(self, error: OSError) -> DeskError:
        code = errno.errorcode.get(error.errno or 0, "")
        if error.errno in _FULL:
            return Busy("The outbox is full; the reply waits.", "Ask IT to make room.", code=code)
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            return Refused(
                f"The outbox {self._folder} may not be written to.", "Ask IT for the right.",
                code=code,
            )  # fmt: skip
        if isinstance(error, NotADirectoryError):
            return Misconfigured(
                f"The outbox {self._folder} is not a folder.",
                "Ask IT to mend source.options.outbox.",
            )
        return Offline(
            f"The outbox {self._folder} cannot be reached; the reply waits.",
            "Connect the drive, or ask IT.",
            code=code,
        )


def _stem(dispatch: DispatchId) -> str:
    if _LEGAL.fullmatch(dispatch) and not _RESERVED.fullmatch(dispatch):
        return dispatch
    return hashlib.sha256(dispatch.encode("utf-8", "surrogatepass")).hexdigest()


def _message_id(letter: Path) -> str | None:
    """The Message-ID of a letter in the folder, None if there is no such letter."""
    try:
        with letter.open("rb") as stream:
            head = stream.read(_HEAD)
    except FileNotFoundError:
        return None
    from email.errors import MessageError  # noqa: PLC0415 - with the first reply
    from email.parser import BytesHeaderParser  # noqa: PLC0415
    from email.policy import compat32  # noqa: PLC0415

    try:
        return str(BytesHeaderParser(policy=compat32).parsebytes(head)["Message-ID"]).strip()
    except (MessageError, ValueError):
        return ""


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
