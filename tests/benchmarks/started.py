# SPDX-License-Identifier: Apache-2.0
"""`python tests/benchmarks/started.py [OPTIONS]`: the program itself, as `main.py` starts it.

Without a passphrase in the environment a keychain stands in that has the bench office's key at
hand; the library behind a real one is imported all the same. Prints one line of JSON when the
queue has been painted: the time, and what was imported by then. Where it is asked to, it is then
driven from standard input.
"""

import gc
import importlib
import json
import logging
import os
import sys
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

gc.disable()  # as main.py does where it is started and not imported

import main  # noqa: E402

_KEY = "BENCH_STORE_KEY"
_BACKENDS = {"win32": "Windows", "darwin": "macOS"}


class KeyAtHand:
    """A keychain that answers at once."""

    def __init__(self, key: str, api_key: str) -> None:
        self._key = key
        self._api_key = api_key
        importlib.import_module(f"keyring.backends.{_BACKENDS.get(sys.platform, 'SecretService')}")

    def get_password(self, service: str, username: str) -> str | None:
        del service
        if username == "api-key":
            return self._api_key or None
        return self._key if username.startswith("store ") else None


class Told(logging.Handler):
    """Hears the program say that its queue is shown."""

    def __init__(self, *, driven: bool) -> None:
        super().__init__()
        self._driven = driven

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "counterpart.ui" and record.msg == "The window shows its queue.":
            watched = (
                "anthropic",
                "services.language.runs",
                "phonenumbers",
                "lxml",
                "yaml",
                "keyring",
                "asyncio",
            )
            found = {
                "at": time.time(),
                "modules": len(sys.modules),
                "imported": [name for name in watched if name in sys.modules],
            }
            print(json.dumps(found), flush=True)
            if self._driven:
                from tests.benchmarks.drive import take_the_wheel  # noqa: PLC0415 - Qt, after all

                take_the_wheel()


if __name__ == "__main__":
    logging.getLogger("counterpart").addHandler(Told(driven=bool(os.environ.get("BENCH_DRIVEN"))))
    if key := os.environ.pop(_KEY, ""):
        at_hand = partial(KeyAtHand, key, os.environ.pop("BENCH_API_KEY", ""))
        main.Keychain = partial(main.Keychain, at_hand)
    sys.exit(main.main())
