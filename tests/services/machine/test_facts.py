# SPDX-License-Identifier: Apache-2.0
"""Facts of this computer, each a sentence or a finding."""

from pathlib import Path

import pytest

from desktop_app.errors import Caution
from services.machine import facts
from services.machine.keychain import Keychain, KeyPlace
from tests.services.machine.test_keychain import MemoryRing


def test_versions_name_the_program_python_and_the_parts() -> None:
    said = facts.versions("0.1.0")
    assert said.startswith("Counterpart 0.1.0, Python 3.")
    assert "sqlcipher3" in said


def test_the_disk_says_how_much_is_free(tmp_path: Path) -> None:
    assert facts.disk(tmp_path).endswith(" MB free.")


def test_the_keychain_says_where_the_key_is_and_warns_of_one_that_is_no_secret() -> None:
    ring = Keychain(MemoryRing)
    assert facts.keychain(ring, KeyPlace.KEYCHAIN) == "The store's key is in the system's keychain."
    assert "passphrase" in facts.keychain(ring, KeyPlace.PASSPHRASE)
    with pytest.raises(Caution, match="no secret"):
        facts.keychain(ring, KeyPlace.SAMPLE)


def test_the_proxy_is_named_without_its_address() -> None:
    assert facts.proxy("none") == "No proxy is used."
    assert "proxy.example" not in facts.proxy("http://proxy.example.org:8080")
    assert facts.proxy("system").endswith(".")
