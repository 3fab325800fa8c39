# SPDX-License-Identifier: Apache-2.0
"""OAuth 2 against a real authorization server, with tokens that Dovecot and the SMTP server try."""

import pytest

from desktop_app.cancel import Cancel
from desktop_app.errors import Busy, Misconfigured, Refused
from services.sources.mailbox.oauth import Tokens, tokens_of
from tests.contracts.sources import Kept, MailboxHarness, Memory
from tests.fakes.dispatches import dispatch
from tests.servers.authority import Authority
from tests.servers.smtp import PostOffice


@pytest.fixture
def service(token_service: Authority, mailbox: MailboxHarness) -> Authority:
    token_service.begin(mailbox.user)
    mailbox.secrets.held = {"refresh-token": "renew-0"}
    return token_service


def options(service: Authority) -> dict[str, object]:
    return {
        "sign_in": "oauth2",
        "oauth": {
            "client_id": "desk",
            "token_url": f"{service.url}/token",
            "device_url": f"{service.url}/device",
            "scope": "mail offline_access",
        },
    }


def tokens(service: Authority, kept: Kept) -> Tokens:
    whole = {"imap": "a.example", "smtp": "b.example", "user": "desk", **options(service)}
    return tokens_of("mailbox", whole, kept)


def test_a_token_opens_the_mailbox_and_what_renews_it_is_kept(
    service: Authority, mailbox: MailboxHarness
) -> None:
    assert Memory().empty(mailbox.open(**options(service))) == ([], [])
    assert mailbox.secrets.held == {"refresh-token": "renew-1"}


def test_a_token_opens_the_way_out_too(service: Authority, mailbox: MailboxHarness) -> None:
    office = PostOffice(token="access-1")
    try:
        source = mailbox.open(**options(service), smtp=f"127.0.0.1:{office.port}")
        source.deliver(dispatch())
        assert len(office.letters.came) == 1
        assert office.letters.signed_in == [mailbox.user]
    finally:
        office.close()


def test_a_token_that_is_no_longer_taken_is_renewed_once(
    service: Authority, mailbox: MailboxHarness
) -> None:
    source = mailbox.open(**options(service))
    Memory().empty(source)
    service.access.clear()
    mailbox.imap.shut()
    mailbox.imap.open()
    source.close()
    assert Memory().empty(source) == ([], [])
    assert mailbox.secrets.held == {"refresh-token": "renew-2"}


def test_without_a_sign_in_the_way_to_one_is_told(
    service: Authority, mailbox: MailboxHarness
) -> None:
    mailbox.secrets.held = {}
    with pytest.raises(Misconfigured, match="source sign-in"):
        Memory().empty(mailbox.open(**options(service)))


@pytest.mark.parametrize(
    ("answer", "error", "told"),
    [
        ((400, "invalid_grant"), Misconfigured, "no longer good"),
        ((401, "invalid_client"), Misconfigured, "does not know this program"),
        ((403, "access_denied"), Refused, "refused at the provider"),
        ((429, ""), Busy, "wait"),
    ],
)
def test_each_refusal_of_the_service_is_a_sentence(
    service: Authority,
    mailbox: MailboxHarness,
    answer: tuple[int, str],
    error: type[Exception],
    told: str,
) -> None:
    service.refuse_with = answer
    with pytest.raises(error, match=told):
        Memory().empty(mailbox.open(**options(service)))


def test_a_person_signs_in_by_a_code(service: Authority) -> None:
    kept, waited = Kept(), []
    way = tokens(service, kept)
    begun = way.begin()
    assert (begun.code, begun.address) == ("WDJB-MJHT", "https://sign-in.example.org/code")

    def pause(seconds: float) -> None:
        waited.append(seconds)
        service.signed_in = len(waited) == 2

    way.finish(Cancel(), pause)
    assert waited == [1, 1]
    assert kept.held == {"refresh-token": "renew-1"}
    assert way.access() == ("access-1", False)


def test_a_client_secret_goes_along_where_there_is_one(service: Authority) -> None:
    tokens(service, Kept(refresh_token="renew-0", client_secret="quiet")).access()
    assert service.asked[-1]["client_secret"] == "quiet"


def test_a_source_that_takes_no_tokens_says_so() -> None:
    with pytest.raises(Misconfigured, match="without a code"):
        tokens_of("folder", {}, Kept())
