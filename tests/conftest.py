# SPDX-License-Identifier: Apache-2.0
"""What every test shares: hypothesis without a clock or a diary, and a desk to work at."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from hypothesis import HealthCheck, settings

from tests.fakes.desk import Bench, make_desk
from tests.servers.authority import Authority
from tests.servers.dovecot import Dovecot

settings.register_profile(
    "desk",
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("long", settings.get_profile("desk"), max_examples=3000)
settings.load_profile("desk")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A desk with three rules, an empty inbox and a drafter that answers."""
    return make_desk(tmp_path)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who vouches for the servers on this computer; nobody trusts it unless told."""
    return trustme.CA()


@pytest.fixture(scope="session")
def token_service() -> Iterator[Authority]:
    """A real authorization server, which Dovecot asks about tokens."""
    server = Authority()
    yield server
    server.close()


@pytest.fixture(scope="session")
def dovecot(authority: trustme.CA, token_service: Authority) -> Iterator[Dovecot]:
    """A real IMAP server, with a mailbox for every name."""
    # Its helpers run under accounts that may not look into pytest's own folders.
    folder = Path(tempfile.mkdtemp(prefix="counterpart-dovecot-"))
    folder.chmod(0o755)
    server = Dovecot(folder)
    try:
        made = authority.issue_cert("localhost", "127.0.0.1")
        server.start(
            made.cert_chain_pems[0].bytes(),
            made.private_key_pem.bytes(),
            f"{token_service.url}/introspect",
        )
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
