# SPDX-License-Identifier: Apache-2.0
"""One file of whatever kind to an `Arrival`: mail, web form or note, told by its ending, or by its
content where the ending says nothing.
"""

import re
from collections.abc import Callable
from pathlib import Path, PurePath

from desktop_app.domain.inquiry import Arrival
from desktop_app.errors import BadInput, Misconfigured
from services.sources.forms import read_form, read_note
from services.sources.mime import BLANK, looks_like_mail, read_mail

LARGEST = 40 * 1024 * 1024
"""Bytes of the largest file that is read unless a setting says otherwise."""

_READERS: dict[str, Callable[[bytes], Arrival]] = {
    ".eml": read_mail,
    ".json": read_form,
    ".txt": read_note,
}
_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Outlook .msg or an old Office file"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text file"),
    (b"MZ\x90\x00", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 8192


def read_inquiry(name: str, data: bytes, largest: int = LARGEST) -> Arrival:
    """The inquiry in `data`, a file called `name`; `BadInput` says why it cannot be read."""
    if len(data) > largest:
        raise too_large(largest)
    if not data.strip():
        raise BadInput("The file is empty.", "Ask for it to be sent again.")
    reader = _READERS.get(PurePath(name).suffix.lower())
    if not looks_like_mail(data):
        _refuse_other_kinds(data)
    try:
        return (reader or _sniffed(data))(data)
    except BadInput:
        raise
    except Exception as error:  # one message that trips us must not stop the queue
        raise BadInput(
            "The program failed to read this message; it is kept as it came.",
            "Open it in a mail program and report this to IT.",
            code=type(error).__name__,
        ) from error


def read_file(path: Path, largest: int = LARGEST) -> Arrival:
    """The inquiry in a file a person names; `BadInput` where there is none to read."""
    try:
        if path.is_dir():
            raise BadInput("This is a folder, not an inquiry.", "Name one file in it.")
        if path.stat().st_size > largest:
            raise too_large(largest)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput("There is no such file.", "Check its name.") from error
    except PermissionError as error:
        raise Misconfigured(
            "You may not read this file.", "Ask for the right to read it.", code="permission"
        ) from error
    except (OSError, ValueError) as error:
        raise BadInput(
            "The file cannot be read from its disk.", "Copy it elsewhere and try that."
        ) from error
    return read_inquiry(path.name, data, largest)


def too_large(largest: int) -> BadInput:
    """What is said of a file with more bytes than allowed."""
    return BadInput(
        f"The file is larger than {largest // (1024 * 1024)} MB and was not read.",
        "Open it in a mail program, or have the limit raised.",
    )


def _refuse_other_kinds(data: bytes) -> None:
    for mark, kind in _OTHER_KINDS:
        if data.startswith(mark):
            raise BadInput(
                f"This is {kind}, not an inquiry.", "Save the message as .eml or as text."
            )
    sample = data[:_SAMPLE]
    if not sample.startswith(_WIDE) and len(_CONTROL.findall(sample)) * 20 > len(sample):
        raise BadInput(
            "The file holds binary data, not an inquiry.", "Save the message as .eml or as text."
        )


def _sniffed(data: bytes) -> Callable[[bytes], Arrival]:
    """The reader for a file whose ending says nothing."""
    if data.lstrip(BLANK).startswith(b"{"):
        return read_form
    return read_mail if looks_like_mail(data) else read_note
