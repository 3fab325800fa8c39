# SPDX-License-Identifier: Apache-2.0
"""Which files of a folder are documents, and a first look at each: what is no file, empty, of
another kind than its name says or of no kind we read is told with its reason.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.policy.readers import READERS

_PASSED_OVER = frozenset({"pack.toml", "readme.md", "thumbs.db", "desktop.ini"})
_HIDDEN = (".", "~$")
_HEAD = 4096
_MAGIC: tuple[tuple[bytes, frozenset[str], str], ...] = (
    (b"%PDF-", frozenset({".pdf"}), "a PDF document"),
    (b"PK\x03\x04", frozenset({".docx"}), "a Word document or another zip archive"),
    (b"\xd0\xcf\x11\xe0", frozenset(), "an old Office document, or one locked with a password"),
    (b"\x89PNG", frozenset(), "a picture"),
    (b"\xff\xd8\xff", frozenset(), "a picture"),
    (b"{\\rtf", frozenset(), "an RTF document"),
    (b"\x1f\x8b", frozenset(), "a packed archive"),
)
_BINARY = frozenset({".pdf", ".docx"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file with its name in the pack; `why` says what keeps it from being read, a whole `folder`
    where it is one.
    """

    path: Path
    name: str
    size: int = 0
    why: str = ""
    folder: bool = False


def found_in(path: Path) -> Iterator[Found]:
    """The files at `path` in order, a folder's subfolders included; links are followed once."""
    if not path.is_dir():
        yield _look(path, path.name)
        return
    yield from sorted(_walk(path), key=lambda one: one.name)


def _walk(top: Path) -> Iterator[Found]:
    seen = {os.path.realpath(top)}
    failed: list[OSError] = []
    for place, folders, files in os.walk(top, onerror=failed.append, followlinks=True):
        for name in sorted(folders):
            inner = Path(place, name)
            real = os.path.realpath(inner)
            if name.startswith(_HIDDEN):
                folders.remove(name)
            elif real in seen:
                folders.remove(name)
                yield Found(inner, _name(inner, top), why="leads to a folder that is read already")
            seen.add(real)
        for name in files:
            if name.casefold() not in _PASSED_OVER and not name.startswith(_HIDDEN):
                yield _look(Path(place, name), _name(Path(place, name), top))
    for error in failed:
        where = Path(str(error.filename))
        yield Found(
            where, _name(where, top), why=f"cannot be opened: {error.strerror}", folder=True
        )


def _name(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix()


def _look(path: Path, name: str) -> Found:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return Found(path, name, why="is no file")
        suffix = path.suffix.casefold()
        if suffix not in READERS:
            return Found(path, name, why="is of a kind that is not read")
        with path.open("rb") as file:
            why = _mismatch(suffix, file.read(_HEAD))
    except OSError as error:
        return Found(path, name, why=f"cannot be opened: {error.strerror}")
    return Found(path, name, about.st_size, why)


def _mismatch(suffix: str, head: bytes) -> str:
    """What a file really is, where that is not what its name says."""
    if not head:
        return "is empty"
    for magic, suffixes, what in _MAGIC:
        if head.startswith(magic) and suffix not in suffixes:
            return f"is named {suffix} but is {what}"
    if suffix in _BINARY and not any(magic in head[:1024] and suffix in suffixes
                                     for magic, suffixes, _ in _MAGIC):  # fmt: skip
        return f"is damaged, or no {suffix} file"
    if (
        suffix not in _BINARY
        and b"\x00" in head
        and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        return "is not text"
    return ""
