# SPDX-License-Identifier: Apache-2.0
"""How commands speak: sentences on the screen, or one JSON document on stdout and nothing else
there.
"""

import json
import os
import sys
from enum import IntEnum

from desktop_app.errors import (
    BadInput,
    Busy,
    DeskError,
    Interrupted,
    Misconfigured,
    NotAllowed,
    Offline,
    Refused,
    StoreFault,
    VerificationFailed,
)


class Status(IntEnum):
    """Exit statuses."""

    DONE = 0
    OUR_FAULT = 1
    BAD_INPUT = 2
    ANSWER_IS_NO = 3
    MISCONFIGURED = 4
    OUT_OF_REACH = 5


_STATUS: tuple[tuple[type[DeskError], Status], ...] = (
    (BadInput, Status.BAD_INPUT),
    (NotAllowed, Status.BAD_INPUT),
    (VerificationFailed, Status.ANSWER_IS_NO),
    (Refused, Status.ANSWER_IS_NO),
    (Misconfigured, Status.MISCONFIGURED),
    (StoreFault, Status.MISCONFIGURED),
    (Offline, Status.OUT_OF_REACH),
    (Busy, Status.OUT_OF_REACH),
    (Interrupted, Status.OUT_OF_REACH),
)


def status_of(error: DeskError) -> Status:
    """The exit status that fits an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), Status.BAD_INPUT)


def say(line: str = "") -> None:
    """A line for a person, on stdout."""
    print(line)


def note(line: str) -> None:
    """A line beside the answer, on stderr, so that stdout stays clean."""
    print(line, file=sys.stderr)


def document(value: object) -> None:
    """The command's one JSON document."""
    print(json.dumps(value, ensure_ascii=False))


def finish() -> None:
    """See to it that all that was said goes out. A reader who has heard enough, as `head` has, is
    no fault.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise StoreFault(
                f"The answer cannot be written: {error.strerror}.", "Check where it goes."
            ) from error


def complain(error: DeskError, *, as_json: bool) -> Status:
    """Tell what went wrong, and answer the exit status."""
    if as_json:
        document({"error": {"what": error.what, "remedy": error.remedy, "code": error.code}})
    note(str(error))
    return status_of(error)
