# SPDX-License-Identifier: Apache-2.0
"""OAuth 2 for the mailbox: access tokens renewed from one kept in the keychain (RFC 6749, 6), and a
first sign-in by a code that a person types into any browser (RFC 8628).

Access tokens live in memory alone.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import httpx2

from desktop_app.cancel import Cancel
from desktop_app.errors import Busy, DeskError, Misconfigured, Offline, Refused, Stopped
from services.sources.keeping import Secrets
from services.sources.mailbox import NAME
from services.sources.mailbox.options import OAuth, SignIn, options_from
from services.sources.trust import trusting

REFRESH = "refresh-token"
CLIENT_SECRET = "client-secret"  # noqa: S105 - under this name it is kept
_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_EARLY_S = 60
_MOST_BYTES = 100_000

Answer = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What a person needs for the first sign-in: an address, a code, and so many seconds."""

    address: str
    code: str
    secret: str
    wait_s: float
    lasts_s: float


class Tokens:
    """The tokens of one account."""

    def __init__(
        self,
        oauth: OAuth,
        secrets: Secrets,
        ca: Path | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._oauth = oauth
        self._secrets = secrets
        self._ca = ca
        self._clock = clock
        self._lock = threading.Lock()
        self._access = ""
        self._until = 0.0
        self._begun: DeviceCode | None = None

    def access(self) -> tuple[str, bool]:
        """An access token, and whether it was made just now."""
        with self._lock:
            if self._access and self._clock() < self._until:
                return self._access, False
            refresh = self._secrets.source_secret(REFRESH)
            if not refresh:
                raise _sign_in_needed("Nobody has signed in to the mailbox on this computer yet.")
            answer = self._ask(
                self._oauth.token_url,
                {"grant_type": "refresh_token", "refresh_token": refresh},
            )
            self._take(answer)
            return self._access, True

    def forget_access(self) -> None:
        """Let go of an access token that is no longer taken."""
        with self._lock:
            self._access = ""

    def begin(self) -> DeviceCode:
        """Ask for a code with which a person signs in elsewhere."""
        if not self._oauth.device_url:
            raise Misconfigured(
                "The settings name no address for a sign-in by code.",
                "Set source.options.oauth.device_url.",
            )
        answer = self._ask(self._oauth.device_url, {"scope": self._oauth.scope})
        address = answer.get("verification_uri") or answer.get("verification_url")
        code, secret = answer.get("user_code"), answer.get("device_code")
        if not (isinstance(address, str) and isinstance(code, str) and isinstance(secret, str)):
            raise _no_sense()
        self._begun = DeviceCode(
            address,
            code,
            secret,
            _seconds(answer, "interval", 5),
            _seconds(answer, "expires_in", 600),
        )
        return self._begun

    def finish(self, cancel: Cancel, pause: Callable[[float], None]) -> None:
        """Wait until the person has signed in, and keep what renews the tokens. `pause` waits."""
        begun = self._begun or self.begin()
        wait, deadline = begun.wait_s, self._clock() + begun.lasts_s
        while self._clock() < deadline:
            pause(wait)
            if cancel.requested:
                raise Stopped("The sign-in was stopped.")
            try:
                answer = self._ask(
                    self._oauth.token_url,
                    {"grant_type": _DEVICE_GRANT, "device_code": begun.secret},
                )
            except _Pending as pending:
                wait += 5 if pending.slower else 0  # RFC 8628 section 3.5
                continue
            if not isinstance(answer.get("refresh_token"), str):
                raise Misconfigured(
                    "The sign-in gave no token that can be renewed.",
                    "Ask IT to add offline access to source.options.oauth.scope.",
                )
            with self._lock:
                self._take(answer)
            return
        raise _sign_in_needed("The code ran out before anybody signed in.")

    def _take(self, answer: Answer) -> None:
        access, renewed = answer.get("access_token"), answer.get("refresh_token")
        if not isinstance(access, str) or not access.isprintable() or not access:
            raise _no_sense()
        self._access = access
        self._until = self._clock() + max(_seconds(answer, "expires_in", 300) - _EARLY_S, 0)
        # Many servers hand out a new one each time and end the old one's life.
        if isinstance(renewed, str) and renewed != self._secrets.source_secret(REFRESH):
            self._secrets.keep_source_secret(REFRESH, renewed)

    def _ask(self, url: str, form: dict[str, str]) -> Answer:
        asked = {"client_id": self._oauth.client_id, **form}
        secret = self._secrets.source_secret(CLIENT_SECRET)
        if secret:
            asked["client_secret"] = secret
        try:
            with httpx2.Client(
                verify=trusting(self._ca), trust_env=False, follow_redirects=False, timeout=10
            ) as client:
                reply = client.post(url, data=asked, headers={"Accept": "application/json"})
        except httpx2.HTTPError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise Misconfigured(
                    "The certificate of the mailbox's sign-in service is not trusted here.",
                    "Have IT trust its authority, or name it in source.options.ca.",
                    code="certificate",
                ) from error
            raise Offline(
                "The sign-in service of the mailbox does not answer.",
                "It is tried again by itself.",
                code=type(error).__name__,
            ) from error
        return _read(reply)


def tokens_of(source: str, options: Mapping[str, object], secrets: Secrets) -> Tokens:
    """The tokens of the source in the settings; `Misconfigured` where it takes none."""
    if source == NAME:
        read = options_from(options)
        if read.sign_in is SignIn.OAUTH2:
            return Tokens(read.oauth, secrets, read.ca)
    raise Misconfigured(
        "The source in the settings signs in without a code.",
        'Set sign_in = "oauth2" in source.options, or keep its password.',
    )


class _Pending(DeskError):
    """The person has not signed in yet."""

    def __init__(self, *, slower: bool) -> None:
        super().__init__("The sign-in is still awaited.")
        self.slower = slower


def _read(reply: httpx2.Response) -> Answer:
    try:
        answer: object = json.loads(reply.content[:_MOST_BYTES])
    except ValueError:
        answer = None
    table: Answer = cast("Answer", answer) if isinstance(answer, dict) else {}
    if reply.status_code == 200 and table:
        return table
    trouble = str(table.get("error", ""))
    if trouble in {"authorization_pending", "slow_down"}:
        raise _Pending(slower=trouble == "slow_down")
    if reply.status_code in {429, 503}:
        raise Busy("The sign-in service asks us to wait.", "It is tried again by itself.")
    if reply.status_code >= 500:
        raise Offline("The sign-in service has a fault.", "It is tried again by itself.")
    if trouble in {"invalid_grant", "expired_token", "interaction_required"}:
        raise _sign_in_needed("The sign-in to the mailbox is no longer good.")
    if trouble == "access_denied":
        raise Refused(
            "The sign-in was refused at the provider.", "Ask IT for the right to sign in."
        )
    if trouble:
        raise Misconfigured(
            "The sign-in service does not know this program.",
            "Check source.options.oauth and the client secret.",
            code=trouble[:60] if trouble.isprintable() else "",
        )
    raise _no_sense()


def _seconds(answer: Answer, name: str, usual: float) -> float:
    value = answer.get(name)
    try:
        seconds = float(value) if isinstance(value, int | float | str) else usual
    except ValueError:
        return usual
    return seconds if 0 <= seconds <= 1e7 else usual


def _sign_in_needed(what: str) -> Misconfigured:
    return Misconfigured(what, "Sign in with: counterpart source sign-in", code="sign in")


def _no_sense() -> Misconfigured:
    return Misconfigured(
        "The sign-in service answered with nothing this program understands.",
        "Check the addresses in source.options.oauth.",
    )
