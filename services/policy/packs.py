# SPDX-License-Identifier: Apache-2.0
"""Reads packs from disk: manuals and folders, or a file signed with a key that IT set. What reads
them is loaded for the first one.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.ports_policy import PackReader

if TYPE_CHECKING:
    from desktop_app.cancel import Cancel
    from desktop_app.domain.policy import Pack, Rule


def pack_reader(trusted: Sequence[str]) -> PackReader:
    """A reader that accepts signed packs by these keys alone."""

    def read_any(
        path: Path,
        progress: Callable[[int, int, str], None] | None = None,
        cancel: "Cancel | None" = None,
        known: "Callable[[str], Iterable[Rule]] | None" = None,
    ) -> "Pack":
        from services.policy import pack, sealed  # noqa: PLC0415

        if path.suffix.casefold() == sealed.SUFFIX:
            return sealed.read_sealed(path, trusted)
        return pack.read_pack(path, progress, cancel, known)

    return read_any
