# SPDX-License-Identifier: Apache-2.0
"""Files that commands write: whole or not at all, and a secret for its owner's eyes only."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from desktop_app.errors import BadInput, StoreFault


def write_whole(out: Path, parts: Iterable[bytes]) -> int:
    """Write a file in one go; answers how many parts it has. What is there and no file, such as a
    device, is left alone.
    """
    if out.exists() and not out.is_file():
        raise BadInput(f"{out} is not a file.", "Name a file to write.")
    partial = out.with_name(out.name + ".partial")
    count = 0
    try:
        with partial.open("wb") as file:
            for part in parts:
                file.write(part)
                count += 1
            file.flush()
            os.fsync(file.fileno())
        partial.replace(out)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise StoreFault(
            f"{out} cannot be written: {error.strerror}.", "Check the folder and its space."
        ) from error
    return count


def write_secret(out: Path, content: bytes) -> None:
    """Write a new file that only its owner may read. One that is there is not touched."""
    try:
        place = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(place, "wb") as file:
            file.write(content)
    except FileExistsError:
        raise BadInput(f"{out} is there already.", "Name a file that does not exist yet.") from None
    except OSError as error:
        raise StoreFault(
            f"{out} cannot be written: {error.strerror}.", "Check the folder and its space."
        ) from error


def read_whole(path: Path) -> bytes:
    """A file's content."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
