# SPDX-License-Identifier: Apache-2.0
"""The sentences for what can go wrong between this desk and Claude, each with a next step.

Nothing of what was sent or received is in them, only names from the settings and short codes.
"""

from dataclasses import dataclass

from desktop_app.errors import Busy, DeskError, Interrupted, Misconfigured, Offline, Refused

_GO_ON = "Try again later; offline drafts go on."
_ASK_IT = "Ask IT; offline drafts go on."
_AGAIN = "Draft again, or finish the reply yourself."
_FEWER = "Take the offline draft, or ask IT to send fewer rules (policy.snippets)."


@dataclass(frozen=True, slots=True)
class Trouble:
    """Words for what can go wrong with one model at one host. `platform` is the name of a service
    with errors of its own form; empty where a stranger's answer is a stranger's. `by_key` says that
    a key proves who asks, not a token or a platform.
    """

    model: str
    host: str
    platform: str = ""
    by_key: bool = True

    def too_slow(self) -> DeskError:
        """An answer that is only worth having at once did not come in its time."""
        return Busy(
            "Claude took longer than this may take, so it was not waited for.", code="too-slow"
        )

    def spent(self, code: str) -> DeskError:
        """The budget somebody set for the account is used up."""
        return Refused(
            "The budget for Claude is used up, so it drafts nothing for now.",
            "A supervisor or IT can raise it; offline drafts go on.",
            code=code,
        )

    def busy(self, seconds: float | None, code: str) -> DeskError:
        """The service asks us to wait, for so many seconds if it says so."""
        return _busy("Claude is busy and asks us to wait", seconds, code)

    def overloaded(self, seconds: float | None, code: str) -> DeskError:
        """The service has too much to do for everybody."""
        return _busy("Claude has too much to do and asks us to wait", seconds, code)

    def gateway_busy(self, seconds: float | None, code: str) -> DeskError:
        """Something in the service's place asks us to wait."""
        return _busy(f"{self.host} is busy and asks us to wait", seconds, code)

    def its_fault(self, code: str) -> DeskError:
        """The service failed by itself."""
        return Busy("Claude had a fault of its own and wrote nothing.", _GO_ON, code=code)

    def key_refused(self, code: str) -> DeskError:
        """The key, or what stands in for it, is not, or no longer, valid."""
        if not self.by_key:
            return Misconfigured(
                "What proves who asks was not accepted, so Claude cannot draft.",
                "Ask IT to look at drafter.credentials; offline drafts go on.",
                code=code,
            )
        return Misconfigured(
            "The key was not accepted, so Claude cannot draft.",
            "Ask IT to renew the key; offline drafts go on.",
            code=code,
        )

    def unpaid(self, code: str) -> DeskError:
        """The account does not pay."""
        return Misconfigured(
            "The account behind the key has a billing problem, so Claude cannot draft.",
            _ASK_IT,
            code=code,
        )

    def not_permitted(self, code: str) -> DeskError:
        """The key is valid but may not do this."""
        return Misconfigured(
            f"The key may not be used for {self.model} or from here.", _ASK_IT, code=code
        )

    def no_model(self, code: str) -> DeskError:
        """The model is not known, or not to this key."""
        return Misconfigured(
            f"There is no model {self.model} behind this key.",
            "Ask IT to correct drafter.model; offline drafts go on.",
            code=code,
        )

    def not_taken(self, code: str) -> DeskError:
        """The request was refused as such."""
        return Refused(
            "Claude did not take the request.",
            "Take the offline draft; if it happens with other inquiries too, tell IT.",
            code=code,
        )

    def turned_away(self, code: str) -> DeskError:
        """A filter or gateway does not let us through."""
        return Misconfigured(
            f"Something before {self.host} turned us away, so Claude cannot draft.",
            _ASK_IT,
            code=code,
        )

    def wrong_address(self, code: str) -> DeskError:
        """There is a server, but not the service."""
        return Misconfigured(
            f"{self.host} answers, but not as the Messages API.",
            "Ask IT to correct drafter.base_url; offline drafts go on.",
            code=code,
        )

    def behind_the_network(self, code: str) -> DeskError:
        """A gateway answers that it cannot reach the service."""
        return Offline(f"{self.host} could not be reached through the network.", _GO_ON, code=code)

    def no_key(self) -> DeskError:
        """No key was found where one is kept."""
        return Misconfigured(
            "There is no key for Claude on this computer, so it cannot draft.",
            "Ask IT to enter the key; offline drafts go on.",
            code="no-key",
        )

    def broken_key(self) -> DeskError:
        """What is kept as the key cannot be one."""
        return Misconfigured(
            "What is kept as the key for Claude is not a key.",
            "Ask IT to enter the key again; offline drafts go on.",
            code="no-key",
        )

    def not_listed(self, model: str) -> DeskError:
        """The office does not let this model be used."""
        return Misconfigured(
            f"{model} is not among the models this office may use, so nothing was sent.",
            "Ask IT to look at drafter.models.",
            code="model-not-listed",
        )

    def no_token(self, code: str) -> DeskError:
        """The file that something else keeps a token in is missing, empty or not to be read."""
        return Misconfigured(
            "The file with the token for Claude cannot be read, so Claude cannot draft.",
            "Ask IT to look at drafter.options.token_file; offline drafts go on.",
            code=code,
        )

    def no_header(self, name: str) -> DeskError:
        """The value of a header that a gateway wants is not in the keychain."""
        return Misconfigured(
            f"The gateway wants the header {name}, and its value is not in the keychain.",
            "Ask IT to keep it with the command secret; offline drafts go on.",
            code="no-header",
        )

    def no_package(self, package: str) -> DeskError:
        """The platform's chain of credentials needs a package that is not shipped."""
        return Misconfigured(
            f"The platform's own credentials need the package {package}, which is not installed.",
            "Ask IT to add it as the guide says; offline drafts go on.",
            code="no-package",
        )

    def no_credentials(self, code: str) -> DeskError:
        """The platform's chain of credentials found none, or none that can be renewed."""
        return Misconfigured(
            "The platform's own credentials could not be found or renewed.",
            "Sign in to the platform on this computer, or ask IT; offline drafts go on.",
            code=code,
        )

    def identity_refused(self, code: str) -> DeskError:
        """No token was given for this computer's identity."""
        return Misconfigured(
            "This computer's identity was not accepted, so Claude cannot draft.",
            "Ask IT to look at drafter.options; offline drafts go on.",
            code=code,
        )

    def too_long(self, code: str) -> DeskError:
        """More was sent than the model can read."""
        return Refused("The messages and their rules are too long for Claude.", _FEWER, code=code)

    def declined(self) -> DeskError:
        """The model refused this inquiry; others are not affected."""
        return Refused(
            "Claude declined to write this reply.",
            "Answer it yourself, or take the offline draft.",
            code="refusal",
        )

    def stopped_early(self, code: str) -> DeskError:
        """The model stopped for a reason we did not ask for."""
        return Interrupted("Claude stopped before the end of its reply.", _AGAIN, code=code)

    def broke_off(self, code: str) -> DeskError:
        """The service reported a fault after it had begun to write."""
        return Interrupted(
            "Claude had a fault while writing, so the draft breaks off.",
            _AGAIN,
            code=code,
        )

    def stranger(self) -> DeskError:
        """Something else answered in the service's place: a sign-in page, a filter."""
        return Offline(
            f"Something between us and {self.host} answered in its place.",
            "Sign in to the network or ask IT; offline drafts go on.",
            code="not-the-service",
        )

    def damaged(self, *, had_text: bool) -> DeskError:
        """The answer is not what the Messages API sends."""
        if had_text:
            return Interrupted(
                "Claude’s reply arrived damaged and breaks off here.", _AGAIN, code="damaged"
            )
        return Offline(f"The answer from {self.host} could not be read.", _ASK_IT, code="damaged")

    def endless(self) -> DeskError:
        """The answer is far longer than any draft."""
        return Interrupted(
            "Claude’s answer did not end, so it was cut off.", _AGAIN, code="endless"
        )

    def silent(self, seconds: int, *, had_text: bool) -> DeskError:
        """Nothing came for too long."""
        if had_text:
            return Interrupted(
                f"Claude fell silent for {_time(seconds)}, so the draft breaks off.",
                _AGAIN,
                code="silent",
            )
        return Offline(f"Claude did not answer within {_time(seconds)}.", _GO_ON, code="silent")

    def dropped(self, *, had_text: bool) -> DeskError:
        """The line broke while the answer came, or the answer ended without its end."""
        if had_text:
            return Interrupted(
                "The line dropped while Claude was writing, so the draft breaks off.",
                _AGAIN,
                code="dropped",
            )
        return Offline("The line dropped before Claude wrote anything.", _GO_ON, code="dropped")

    def unreachable(self, code: str) -> DeskError:
        """No connection could be made."""
        return Offline(
            f"{self.host} does not answer, so Claude cannot be reached.", _GO_ON, code=code
        )

    def unknown_name(self) -> DeskError:
        """The host's name leads nowhere."""
        return Offline(
            f"The network does not know {self.host}, so Claude cannot be reached.",
            _GO_ON,
            code="name-not-found",
        )

    def untrusted(self, *, certificate: bool) -> DeskError:
        """The encrypted connection could not be made."""
        if certificate:
            return Offline(
                f"The certificate shown for {self.host} is not trusted, so nothing was sent.",
                "Ask IT: a network that inspects traffic needs its certificate on this computer.",
                code="certificate",
            )
        return Offline(
            f"No encrypted connection to {self.host} could be made, so nothing was sent.",
            _ASK_IT,
            code="tls",
        )

    def proxy_password(self) -> DeskError:
        """The proxy wants to know who we are."""
        return Misconfigured(
            "The proxy asks for a password, so Claude cannot be reached.",
            "Ask IT to let Counterpart through; offline drafts go on.",
            code="proxy-password",
        )

    def proxy(self) -> DeskError:
        """The proxy is there but does not help."""
        return Offline(
            "The proxy did not pass us on, so Claude cannot be reached.", _ASK_IT, code="proxy"
        )

    def unexpected(self, name: str) -> DeskError:
        """A fault nobody foresaw; only its kind is told."""
        return Offline(
            "Asking Claude failed for a reason this program does not know.", _ASK_IT, code=name
        )


def _time(seconds: int) -> str:
    return "1 second" if seconds == 1 else f"{seconds} seconds"


def _busy(what: str, seconds: float | None, code: str) -> DeskError:
    how_long = "a little" if seconds is None else _time(max(1, round(seconds)))
    remedy = "Wait, or take the offline draft."
    return Busy(f"{what} {how_long}.", remedy, code=code, retry_after_s=seconds)
