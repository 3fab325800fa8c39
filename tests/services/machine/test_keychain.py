# SPDX-License-Identifier: Apache-2.0
"""Where secrets are kept, and what stands in where there is no keychain."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop_app.errors import Misconfigured, StoreFault
from services.machine.keychain import SAMPLE_PASSPHRASE, Keychain, KeyPlace, derived
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date


class LockedError(Exception):
    """What a keychain of some system might raise."""


class MemoryRing:
    """A keychain in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._must_be_open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._must_be_open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._must_be_open()
        del self.kept[service, username]

    def _must_be_open(self) -> None:
        if self.locked:
            raise LockedError


@pytest.fixture(autouse=True)
def no_stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTERPART_API_KEY", raising=False)
    monkeypatch.delenv("COUNTERPART_PASSPHRASE", raising=False)


@pytest.fixture
def ring() -> MemoryRing:
    return MemoryRing()


def chain_over(ring: MemoryRing) -> Keychain:
    return Keychain(lambda: ring)


def no_chain() -> Keychain:
    return Keychain(lambda: None)


def test_a_new_store_has_a_key_of_its_own_in_the_keychain(tmp_path: Path, ring: MemoryRing) -> None:
    chain = chain_over(ring)
    assert chain.works
    first = chain.store_key(tmp_path / "a.db", sample=False)
    assert first.place is KeyPlace.KEYCHAIN
    assert len(bytes.fromhex(first.key)) == 32
    assert chain.store_key(tmp_path / "a.db", sample=False) == first
    assert chain.store_key(tmp_path / "b.db", sample=False).key != first.key
    assert len(ring.kept) == 2


def test_a_store_whose_key_is_gone_gets_no_new_one(tmp_path: Path, ring: MemoryRing) -> None:
    (tmp_path / "a.db").write_bytes(b"x" * 4096)
    with pytest.raises(Misconfigured) as raised:
        chain_over(ring).store_key(tmp_path / "a.db", sample=False)
    assert raised.value.code == "key missing"


def test_without_a_keychain_nothing_falls_back_silently(tmp_path: Path) -> None:
    chain = no_chain()
    assert (chain.works, chain.name) == (False, "no keychain")
    with pytest.raises(Misconfigured, match="no keychain"):
        chain.store_key(tmp_path / "a.db", sample=False)
    with pytest.raises(Misconfigured, match="no keychain"):
        chain.keep_api_key("sk-1")
    assert chain.store_key(tmp_path / "a.db", sample=True).place is KeyPlace.SAMPLE


def test_a_passphrase_stands_in_also_where_there_is_a_keychain(
    tmp_path: Path, ring: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPART_PASSPHRASE", "open sesame")
    kept = chain_over(ring).store_key(tmp_path / "a.db", sample=False)
    assert kept.place is KeyPlace.PASSPHRASE
    assert ring.kept == {}


@pytest.mark.parametrize("passphrase", ["open sesame", "größe 'quoted' \"x\"", SAMPLE_PASSPHRASE])
def test_any_sqlcipher_tool_opens_the_file_with_the_passphrase(
    tmp_path: Path, passphrase: str
) -> None:
    path = tmp_path / "desk.db"
    vault = Vault(path, derived(passphrase, path))
    bring_up_to_date(vault)
    vault.close()
    plain = dbapi2.connect(str(path))
    quoted = passphrase.replace("'", "''")
    plain.execute(f"PRAGMA key = '{quoted}'")
    assert plain.execute("SELECT count(*) FROM log_head").fetchone() == (1,)
    plain.close()
    again = Vault(path, derived(passphrase, path))
    assert not bring_up_to_date(again)


def test_a_folder_in_the_stores_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="cannot be opened"):
        bring_up_to_date(Vault(tmp_path, derived("open sesame", tmp_path)))


def test_the_same_passphrase_makes_another_key_for_another_store(tmp_path: Path) -> None:
    one, other = (derived("open sesame", tmp_path / name) for name in ("a.db", "b.db"))
    assert one != other
    assert len(one) == 96


def test_the_drafters_key_is_kept_replaced_and_removed(ring: MemoryRing) -> None:
    chain = chain_over(ring)
    assert chain.api_key() is None
    chain.keep_api_key("sk-1")
    chain.keep_api_key("sk-2")
    assert chain_over(ring).api_key() == "sk-2"
    chain.keep_api_key("")
    chain.keep_api_key("")
    assert chain.api_key() is None
    assert ring.kept == {}


def test_an_offered_key_comes_first_and_is_not_kept(ring: MemoryRing) -> None:
    chain = chain_over(ring)
    chain.keep_api_key("sk-1")
    chain.offer("sk-9")
    assert chain.api_key() == "sk-9"
    assert "sk-9" not in ring.kept.values()
    chain.offer(None)
    assert chain.api_key() == "sk-1"


def test_the_environments_key_serves_where_the_keychain_has_none(
    ring: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPART_API_KEY", "sk-env")
    chain = chain_over(ring)
    assert chain.api_key() == "sk-env"
    chain.keep_api_key("sk-1")
    assert chain.api_key() == "sk-1"


def test_a_keychain_that_locks_itself_is_a_sentence_whatever_is_asked(
    tmp_path: Path, ring: MemoryRing
) -> None:
    chain = chain_over(ring)
    ring.locked = True
    for act in (
        chain.api_key,
        lambda: chain.keep_api_key("sk-1"),
        lambda: chain.keep_api_key(""),
        lambda: chain.store_key(tmp_path / "a.db", sample=True),
    ):
        with pytest.raises(Misconfigured) as raised:
            act()
        assert raised.value.code == "LockedError"


def test_the_keychain_is_looked_for_once_and_only_when_it_is_needed(ring: MemoryRing) -> None:
    asked: list[int] = []

    def find() -> MemoryRing:
        asked.append(1)
        return ring

    chain = Keychain(find)
    assert asked == []
    assert chain.works
    assert chain.api_key() is None
    assert asked == [1]


def test_the_values_of_headers_are_kept_apart_from_the_key(ring: MemoryRing) -> None:
    chain = chain_over(ring)
    chain.keep_api_key("sk-ant-1")
    chain.keep_secret("X-Gateway-Pass", "p4ss")
    again = chain_over(ring)
    assert (again.api_key(), again.secret("x-gateway-pass")) == ("sk-ant-1", "p4ss")
    again.keep_secret("X-Gateway-Pass", "")
    again.keep_secret("X-Gateway-Pass", "")
    assert (again.api_key(), again.secret("X-Gateway-Pass")) == ("sk-ant-1", None)


def test_without_a_keychain_no_header_can_be_kept() -> None:
    assert no_chain().secret("X-Gateway-Pass") is None
    with pytest.raises(Misconfigured, match="no keychain"):
        no_chain().keep_secret("X-Gateway-Pass", "p4ss")
