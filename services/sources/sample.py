# SPDX-License-Identifier: Apache-2.0
"""Laying out the sample office's mail, with its dates moved to the day it is opened.

The shipped messages were written for one moment; each is moved by the same distance, so that what
was an hour old is an hour old again. Nothing is laid out twice.
"""

import json
import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import cast

from desktop_app.errors import Misconfigured

WRITTEN_FOR = datetime.fromisoformat("2026-11-23T09:52:00-08:00")
_DATE = re.compile(rb"^(Date:[ \t]*)([^\r\n]+)", re.MULTILINE | re.IGNORECASE)


def lay_out(messages: Path, inbox: Path, now: datetime) -> int:
    """Write the sample messages into `inbox` unless it exists; answers how many were written."""
    if inbox.exists():
        return 0
    partial = inbox.with_name(inbox.name + ".partial")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        count = 0
        for name, content in _moved(messages, now - WRITTEN_FOR):
            place = partial / name
            place.write_bytes(content)
            # Older than any settling time: the first look may take them all.
            stamp = (now - timedelta(minutes=1)).timestamp() + count / 1000
            os.utime(place, (stamp, stamp))
            count += 1
        partial.rename(inbox)
    except OSError as error:
        raise Misconfigured(
            f"The sample office cannot be laid out in {inbox}: {error.strerror}.",
            "Name another folder with --home.",
        ) from error
    return count


def _moved(messages: Path, by: timedelta) -> Iterator[tuple[str, bytes]]:
    for file in sorted(messages.iterdir(), key=lambda each: each.name):
        content = file.read_bytes()
        if file.name.endswith(".eml"):
            content = _DATE.sub(lambda match: match[1] + _later(match[2], by), content, count=1)
        elif file.name.endswith(".json"):
            content = _form(content, by)
        yield file.name, content


def _later(date: bytes, by: timedelta) -> bytes:
    return format_datetime(parsedate_to_datetime(date.decode("ascii")) + by).encode("ascii")


def _form(content: bytes, by: timedelta) -> bytes:
    form = cast("dict[str, object]", json.loads(content))
    received = datetime.fromisoformat(str(form["received"])) + by
    form["received"] = received.isoformat(timespec="seconds")
    return json.dumps(form, ensure_ascii=False, indent=2).encode()
