# SPDX-License-Identifier: Apache-2.0
"""A real Dovecot with a mailbox for every name that is asked for."""

import grp
import imaplib
import os
import pwd
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import free_port, need

PASSWORD = "open-sesame"

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 100
maildir_very_dirty_syncs = yes
mail_fsync = never
default_login_user = {login_user}
default_internal_user = {inner_user}
default_internal_group = {group}
first_valid_uid = 0
first_valid_gid = 0
auth_failure_delay = 0
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
namespace shared {{
  prefix = shared/
  separator = /
  location = maildir:{folder}/shared/%u
  list = yes
  subscriptions = no
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u allow_all_users=yes
}}
"""
_TOKENS = """
introspection_url = {url}
introspection_mode = post
username_attribute = username
active_attribute = active
active_value = true
"""


@dataclass(slots=True)
class Dovecot:
    """The server while it runs. `port` is its plain port, `tls_port` the protected one."""

    folder: Path
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    def start(self, certificate: bytes, key: bytes, tokens_at: str = "http://127.0.0.1:9/") -> None:
        """Write the configuration and start; it listens when this returns."""
        program = need("dovecot", "dovecot-imapd")
        for name in ("run", "state", "mail", "home", "shared"):
            (self.folder / name).mkdir()
        (self.folder / "server.pem").write_bytes(certificate)
        (self.folder / "server.key").write_bytes(key)
        (self.folder / "oauth2.conf").write_text(_TOKENS.format(url=tokens_at))
        place = self.folder / "dovecot.conf"
        owner = self._owner()
        for each in (self.folder / name for name in ("mail", "home", "shared")):
            os.chown(each, owner.pw_uid, owner.pw_gid)
        root = os.getuid() == 0
        place.write_text(
            _CONFIGURATION.format(
                folder=self.folder,
                login_user="dovenull" if root else owner.pw_name,
                inner_user=owner.pw_name,
                group=grp.getgrgid(owner.pw_gid).gr_name,
                uid=owner.pw_uid,
                gid=owner.pw_gid,
                port=self.port,
                tls_port=self.tls_port,
                password=PASSWORD,
            )
        )
        self._process = subprocess.Popen(
            [program, "-F", "-c", str(place)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._await()

    @staticmethod
    def _owner() -> pwd.struct_passwd:
        """Whose mail it is: never root's, which Dovecot would refuse."""
        return pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("dovecot")

    @property
    def owner(self) -> tuple[int, int]:
        """Whose the mail files have to be."""
        return self._owner().pw_uid, self._owner().pw_gid

    def _await(self) -> None:
        for _ in range(60):
            try:
                self.client("probe", timeout_s=2).logout()
            except (OSError, imaplib.IMAP4.error):
                assert self._process is not None
                try:
                    self._process.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
                break
            return
        log = self.folder / "dovecot.log"
        raise RuntimeError(log.read_text() if log.exists() else "Dovecot did not start")

    def client(self, user: str, timeout_s: float = 20) -> imaplib.IMAP4:
        """A connection of the test's own, signed in."""
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=timeout_s)
        try:
            client.login(user, PASSWORD)
        except BaseException:
            client.shutdown()
            raise
        return client

    def put(self, user: str, mail: bytes, folder: str = "INBOX") -> None:
        """Lay one message into a folder."""
        client = self.client(user)
        try:
            put(client, mail, folder)
        finally:
            client.logout()

    def stop(self) -> None:
        """End it, with all its helpers."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(20)


def put(client: imaplib.IMAP4, mail: bytes, folder: str = "INBOX") -> None:
    """Lay one message into a folder over a connection that is there."""
    answer, said = client.append(folder, "", "", mail)
    assert answer == "OK", said
