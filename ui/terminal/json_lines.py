# SPDX-License-Identifier: Apache-2.0
"""Files of JSON Lines, read one line at a time so that a long one needs no memory."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import cast

from desktop_app.errors import BadInput
from ui.terminal.output import document, note

Table = dict[str, object]


def numbered(
    path: Path, remedy: str = "Give a file of JSON Lines."
) -> Generator[tuple[str, str], None, None]:
    """The lines of a file that hold anything, each with its place in words; `remedy` says what to
    do where it cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path.name}, line {number}", line
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", remedy) from error


def table(line: str, where: str) -> Table:
    """The JSON object on a line."""
    try:
        line.encode()
        read: object = json.loads(line)
    except UnicodeEncodeError:
        raise BadInput(f"{where} is not UTF-8.", "Mend the line.") from None
    except (ValueError, RecursionError):
        raise BadInput(f"{where} is not JSON.", "Mend the line.") from None
    if not isinstance(read, dict):
        raise BadInput(f"{where} is not a JSON object.", "Mend the line.")
    return cast("Table", read)


def tell_unread(trouble: BadInput, *, as_json: bool) -> None:
    """Tell of a line that could not be read; the rest goes on."""
    if as_json:
        document({"error": {"what": trouble.what, "remedy": trouble.remedy}})
    note(str(trouble))
