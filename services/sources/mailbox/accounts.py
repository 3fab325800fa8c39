# SPDX-License-Identifier: Apache-2.0
"""Signing in to the mailbox: by a password from the keychain, or by a token that is renewed."""

from collections.abc import Callable

from desktop_app.errors import Misconfigured
from services.sources.keeping import Secrets
from services.sources.mailbox.oauth import Tokens
from services.sources.mailbox.options import MailboxOptions, SignIn

PASSWORD = "password"  # noqa: S105 - under this name it is kept


class SignInRefused(Exception):
    """The server does not take this proof."""


class Account:
    """Who signs in, to both servers alike."""

    def __init__(self, options: MailboxOptions, secrets: Secrets) -> None:
        self._options = options
        self._secrets = secrets
        self.tokens = Tokens(options.oauth, secrets, options.ca)

    def sign_in(self, by_password: Callable[[str], None], by_token: Callable[[str], None]) -> None:
        """Sign in with what there is. A token that is no longer taken is renewed once."""
        if self._options.sign_in is SignIn.PASSWORD:
            by_password(self._password())
            return
        token, fresh = self.tokens.access()
        try:
            by_token(token)
        except SignInRefused:
            if fresh:
                raise
            self.tokens.forget_access()
            by_token(self.tokens.access()[0])

    def _password(self) -> str:
        secret = self._secrets.source_secret(PASSWORD)
        if not secret:
            raise Misconfigured(
                "No password for the mailbox is kept on this computer.",
                f"Keep it with: counterpart secret source.{PASSWORD}",
                code="no password",
            )
        return secret


def refused_sign_in(host: str) -> Misconfigured:
    """What is said where a server does not take the proof it was given."""
    return Misconfigured(
        f"The mail server {host} refused the sign-in.",
        "Check user and password in the settings and keychain, or sign in anew.",
        code="login",
    )
