# SPDX-License-Identifier: Apache-2.0
"""From what the SDK, the HTTP library and the system raise to the errors of the desk."""

import socket
import ssl
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import cast

import httpx2
from anthropic import APIStatusError, CredentialsError
from anthropic.lib.credentials import WorkloadIdentityError

from desktop_app.errors import DeskError
from services.drafters.claude_clients import MissingPackageError, NoCredentialsError
from services.drafters.claude_errors import Trouble
from services.drafters.claude_http import EndlessError
from services.drafters.claude_status import Said, meaning
from services.drafters.claude_stream import DamagedError

_LONGEST_WAIT_S = 86_400.0
_CONNECTING = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)

_PLATFORMS = ("google.auth", "botocore")
"""The packages that walk a platform's chain of credentials; neither need be installed."""


def in_our_words(
    error: Exception, trouble: Trouble, *, timeout_s: int, had_text: bool
) -> DeskError:
    """The error a person is told about. `had_text` says whether a draft had begun."""
    match error:
        case DeskError():
            return error
        case MissingPackageError() | NoCredentialsError() | CredentialsError():
            return _unproven(error, trouble)
        case WorkloadIdentityError() if error.status_code is not None:
            return trouble.identity_refused(f"status-{error.status_code}")
        case TimeoutError():
            return trouble.silent(timeout_s, had_text=had_text)
        case APIStatusError():
            return meaning(_said(error), trouble)
        case DamagedError() | ValueError() | RecursionError():
            return trouble.damaged(had_text=had_text)
        case _:
            return _off_the_line(list(_causes(error)), trouble, had_text=had_text)


def _unproven(error: Exception, trouble: Trouble) -> DeskError:
    """Nothing that proves who asks could be had."""
    match error:
        case MissingPackageError():
            return trouble.no_package(error.package)
        case NoCredentialsError():
            return trouble.no_credentials("none-found")
        case _:
            return trouble.no_token(type(error).__name__)


def _off_the_line(causes: list[BaseException], trouble: Trouble, *, had_text: bool) -> DeskError:
    if any(isinstance(cause, EndlessError) for cause in causes):
        return trouble.endless()
    if any(isinstance(cause, _CONNECTING) for cause in causes):
        return _not_connected(causes, trouble)
    if any(type(cause).__module__.startswith(_PLATFORMS) for cause in causes):
        return trouble.no_credentials(type(causes[0]).__name__)
    if any(isinstance(cause, httpx2.TransportError) for cause in causes):
        return trouble.dropped(had_text=had_text)
    return trouble.unexpected(type(causes[0]).__name__)


def _not_connected(causes: list[BaseException], trouble: Trouble) -> DeskError:
    for cause in causes:
        match cause:
            case httpx2.ProxyError():
                password = "407" in str(cause)
                return trouble.proxy_password() if password else trouble.proxy()
            case ssl.SSLCertVerificationError():
                return trouble.untrusted(certificate=True)
            case ssl.SSLError():
                return trouble.untrusted(certificate=False)
            case socket.gaierror():
                return trouble.unknown_name()
            case _:
                pass
    return trouble.unreachable("no-connection")


def _said(error: APIStatusError) -> Said:
    return Said(
        status=error.status_code,
        kind=str(error.type or ""),
        code=error.error_code or "",
        words=str(error.api_message or ""),
        retry_after_s=_retry_after(error.response.headers),
        shaped=bool(error.type),
    )


def _retry_after(headers: httpx2.Headers) -> float | None:
    """The seconds a service asks us to wait, given as seconds or as a date; None if senseless."""
    value = headers.get("retry-after", "")
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, TypeError):
            return None
    return seconds if 0 <= seconds <= _LONGEST_WAIT_S else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything behind it, the members of groups included."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        found = waiting.pop(0)
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        if isinstance(found, BaseExceptionGroup):
            waiting += cast("BaseExceptionGroup[BaseException]", found).exceptions
        waiting += [cause for cause in (found.__cause__, found.__context__) if cause]
