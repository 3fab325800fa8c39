# SPDX-License-Identifier: Apache-2.0
"""Where the specimens of mail lie, and what is expected of each."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[3]
MAIL = ROOT / "tests" / "specimens" / "mail"
SAMPLE_INBOX = ROOT / "resources" / "sample_office" / "inbox"
SAMPLE_TABLE = ROOT / "tests" / "specimens" / "sample_inbox.jsonl"


def table(path: Path) -> list[dict[str, object]]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def every_file() -> list[tuple[str, bytes]]:
    """Name and content of every specimen, the sample inbox included."""
    places = [*sorted(MAIL.glob("*.eml")), *sorted(SAMPLE_INBOX.iterdir())]
    return [(place.name, place.read_bytes()) for place in places]
