# SPDX-License-Identifier: Apache-2.0
"""The application's own log: what the program did, never what a customer wrote.

Only our own loggers write to it; a library's records are dropped unless they are errors, and then
their text is left out. A crash is recorded by its place in the code, without the values in it.
"""

import copy
import logging
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOGGER = logging.getLogger("counterpart")
_LARGEST = 500_000
_KEPT = 3


def _may_stand(record: logging.LogRecord) -> bool:
    return _is_ours(record) or record.levelno >= logging.ERROR


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == LOGGER.name


class _NoCustomerText(logging.Formatter):
    """Writes a copy of the record, so that other handlers still have the whole one."""

    converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        bare = copy.copy(record)
        if not _is_ours(record):
            bare.msg, bare.args = f"an error of {record.name}", ()
        bare.exc_info = bare.exc_text = bare.stack_info = None
        return super().format(bare)


def write_log(path: Path) -> logging.Handler:
    """Write the application's log to `path`, rotating; answers the handler so that it can be
    closed.
    """
    handler = RotatingFileHandler(
        path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.addFilter(_may_stand)
    handler.setFormatter(
        _NoCustomerText("%(asctime)s.%(msecs)03dZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    )
    root = logging.getLogger()
    root.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    return handler


def where_it_happened(kind: type[BaseException], trace: TracebackType | None) -> str:
    """A crash in one line: its kind and the places it passed, without any value."""
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
    return f"{kind.__name__} at {' < '.join(reversed(places)) or 'an unknown place'}"
