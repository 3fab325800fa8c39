# SPDX-License-Identifier: Apache-2.0
"""Reading a source's own table of settings, key by key, so that every fault is told at once."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast

from desktop_app.errors import Faults, Misconfigured

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}))(?::(\d{1,5}))?")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


class Table:
    """One table of settings while it is checked; what is wrong is noted and read as its default."""

    def __init__(self, values: Mapping[str, object], known: Collection[str]) -> None:
        self._values = values
        self.faults = Faults()
        for key in values:
            if key not in known:
                self.faults.add(key, f"unknown key; known are {', '.join(known)}")

    def text(self, key: str, default: str | None = None) -> str:
        """A line of text; without a default it has to be there."""
        value = self._values.get(key, default)
        if value is None:
            self.faults.add(key, "is missing")
        elif not isinstance(value, str) or not value.isprintable():
            self.faults.add(key, "must be one line of text")
        elif not value.strip() and default is None:
            self.faults.add(key, "is empty")
        else:
            return value.strip()
        return default or ""

    def one_of(self, key: str, default: str, *allowed: str) -> str:
        """One of a few words."""
        value = self.text(key, default)
        if value not in allowed:
            self.faults.add(key, f"must be one of {', '.join(allowed)}")
            return default
        return value

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number within limits."""
        value = self._values.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.faults.add(key, f"must be a whole number between {least} and {most}")
        return default

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of lines of text, none of them empty."""
        value = self._values.get(key, list(default))
        listed = cast("list[object]", value) if isinstance(value, list) else []
        good = [one for one in listed if isinstance(one, str) and one.strip() and one.isprintable()]
        if not listed or len(good) != len(listed):
            self.faults.add(key, "must be a list of texts")
            return default
        return tuple(dict.fromkeys(good))

    def table(self, key: str) -> Mapping[str, object]:
        """A table within the table; empty where there is none."""
        value = self._values.get(key, {})
        if isinstance(value, Mapping):
            return cast("Mapping[str, object]", value)
        self.faults.add(key, "must be a table")
        return {}

    def file(self, key: str) -> Path | None:
        """A path, None where none is set."""
        value = self.text(key, "")
        return self._path(key, value) if value else None

    def folder(self, key: str) -> Path | None:
        """The path of a folder, which has to be set; None where that is no path."""
        value = self._values.get(key)
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            self.faults.add(key, "is missing" if value is None else "must be the path of a folder")
            return None
        return self._path(key, value.strip())

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number within limits."""
        value = self._values.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.faults.add(key, f"must be a number between {low:g} and {high:g}")
        return default

    def server(self, key: str, port: int) -> tuple[str, int]:
        """A host, with its port unless that is the usual one."""
        value = self.text(key)
        found = _HOST.fullmatch(value)
        if found is None or not 0 < int(found[2] or port) < 65536:
            if value:
                self.faults.add(key, "must be a server, such as mail.example.gov or its name:port")
            return "", port
        return found[1].strip("[]"), int(found[2] or port)

    def _path(self, key: str, value: str) -> Path | None:
        try:
            return Path(value).expanduser().absolute()
        except RuntimeError:
            self.faults.add(key, "names a home folder that does not exist")
            return None

    def refuse(self, source: str) -> None:
        """Raise everything that was found wrong."""
        if self.faults:
            raise Misconfigured(
                f"The {source} source cannot be used: {self.faults}.",
                "Mend source.options in the settings.",
            )
