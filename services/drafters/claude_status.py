# SPDX-License-Identifier: Apache-2.0
"""What an error answer of the Messages API means, or of whatever answered in its place.

Its words are looked at for one thing only and never passed on, for they may quote the customer.
"""

import re
from dataclasses import dataclass

from desktop_app.errors import DeskError
from services.drafters.claude_errors import Trouble

_CODE = re.compile(r"[a-z][a-z_]{1,47}")
_TOO_LONG = re.compile(
    r"prompt is too long|too many tokens|context (?:window|size|length)|exceed_context",
    re.IGNORECASE,
)
_SPENT = frozenset(
    {"enforced_spend_limit_reached", "contract_spend_limit_reached",
     "linked_organization_spend_limit_reached"}
)  # fmt: skip
_KIND_OF_STATUS = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
    500: "api_error",
    503: "overloaded_error",
    529: "overloaded_error",
}


@dataclass(frozen=True, slots=True)
class Said:
    """How the service said no: the status, its type and code, its words, and when to come back.

    `shaped` says that the answer had the form of the service's errors, so it came from there.
    """

    status: int
    kind: str = ""
    code: str = ""
    words: str = ""
    retry_after_s: float | None = None
    shaped: bool = True


def meaning(said: Said, trouble: Trouble) -> DeskError:
    """The error a person is told about."""
    if said.status == 407:
        return trouble.proxy_password()
    if 300 <= said.status < 400:
        return trouble.stranger()
    if not said.shaped and trouble.platform and said.status in _KIND_OF_STATUS:
        return _of_the_service(said, trouble)
    if not said.shaped:
        return _of_a_stranger(said, trouble)
    if said.code in _SPENT:
        return trouble.spent(said.code)
    return _of_the_service(said, trouble)


def short_code(text: str) -> str:
    """A code as services use them; anything else is not passed on."""
    return text if _CODE.fullmatch(text) else ""


def _of_the_service(said: Said, trouble: Trouble) -> DeskError:
    code = short_code(said.code) or short_code(said.kind) or f"status-{said.status}"
    # An error inside a stream has only its type: the status was sent before it.
    match _KIND_OF_STATUS.get(said.status, said.kind):
        case "rate_limit_error":
            return trouble.busy(said.retry_after_s, code)
        case "overloaded_error" | "timeout_error":
            return trouble.overloaded(said.retry_after_s, code)
        case "authentication_error":
            return trouble.key_refused(code)
        case "billing_error":
            return trouble.unpaid(code)
        case "permission_error":
            return trouble.not_permitted(code)
        case "not_found_error":
            return trouble.no_model(code)
        case kind:
            return _of_the_request(kind, said, trouble, code)


def _of_the_request(kind: str, said: Said, trouble: Trouble, code: str) -> DeskError:
    if said.status >= 500 or kind == "api_error":
        return trouble.its_fault(code)
    if said.status == 413 or _TOO_LONG.search(f"{said.kind} {said.words}"):
        return trouble.too_long(code)
    return trouble.not_taken(code)


def _of_a_stranger(said: Said, trouble: Trouble) -> DeskError:
    """An error without the service's form: from a proxy, a gateway, or another server."""
    code = f"status-{said.status}"
    match said.status:
        case 401 | 403:
            return trouble.turned_away(code)
        case 413:
            return trouble.too_long(code)
        case 429:
            return trouble.gateway_busy(said.retry_after_s, code)
        case status if status < 500:
            return trouble.wrong_address(code)
        case _:
            return trouble.behind_the_network(code)
