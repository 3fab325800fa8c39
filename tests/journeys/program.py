# SPDX-License-Identifier: Apache-2.0
"""The program as IT and scripts start it: a process with arguments, two streams and a status."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CLEAN = {
    name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
}
_SET = {**_CLEAN, "COUNTERPART_PASSPHRASE": "of a journey"}


@dataclass(frozen=True)
class Answer:
    """What a run left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, object]:
        """The one JSON document on stdout."""
        read = json.loads(self.out)
        assert isinstance(read, dict)
        return read

    @property
    def lines(self) -> list[dict[str, object]]:
        """The JSON Lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Program:
    """The program on one home, with one settings file."""

    home: Path
    config: Path | None = None

    def __call__(self, *words: str, out: int = subprocess.PIPE, **environment: str) -> Answer:
        """Run it with these words and nothing but these variables; `out` is where it answers."""
        done = subprocess.run(
            self._command(words),
            env={**_SET, **environment},
            stdout=out,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Answer(done.returncode, done.stdout or "", done.stderr)

    def start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start it and go on; nobody hears what it says."""
        return subprocess.Popen(
            self._command(words),
            env={**_SET, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _command(self, words: tuple[str, ...]) -> list[str]:
        options = ["--home", str(self.home)]
        options += ["--config", str(self.config)] if self.config else []
        return [sys.executable, str(ROOT / "main.py"), *options, *words]
