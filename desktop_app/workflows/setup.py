# SPDX-License-Identifier: Apache-2.0
"""First set-up at a desk: trying a key before it is kept, and keeping it in the system's
keychain.
"""

from desktop_app.errors import DeskError, Misconfigured
from desktop_app.parts import Parts


class Setup:
    """Gives the drafter its key."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @property
    def keychain(self) -> str:
        """What the place is called in which the key is kept; empty where there is none."""
        ring = self._parts.keyring
        return ring.name if ring.works else ""

    def try_key(self, key: str) -> str:
        """Ask the drafter with this key, without keeping it; answers a sentence or raises why
        not.
        """
        clean = key.strip()
        if not clean:
            raise Misconfigured("There is no key to test.", "Paste the key you were given.")
        ring = self._parts.keyring
        ring.offer(clean)
        try:
            return self._parts.drafters[self._parts.choice.wanted].examine()
        except DeskError:
            ring.offer(None)
            raise

    def keep_key(self, key: str) -> None:
        """Keep the key in the keychain and let the drafter draft."""
        ring = self._parts.keyring
        if ring.works:
            ring.keep_api_key(key.strip())
            ring.offer(None)
        else:
            ring.offer(key.strip())
        self._parts.choice.look_again()
