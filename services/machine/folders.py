# SPDX-License-Identifier: Apache-2.0
"""Where the program keeps things, and where settings come from, on each system.

Everything it writes lies under one home folder, which `--home` may name.
"""

import os
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desktop_app.errors import Misconfigured
from desktop_app.settings import Layer

_NAME = "Counterpart"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds all the program keeps for one office on one desk."""

    path: Path

    @property
    def store(self) -> Path:
        """The encrypted file."""
        return self.path / "desk.db"

    @property
    def lock(self) -> Path:
        """The file that says a window is open on this home."""
        return self.path / "desk.lock"

    @property
    def present(self) -> Path:
        """The file that says how many programs are at work on this home."""
        return self.path / "desk.present"

    @property
    def settings(self) -> Path:
        """The person's settings."""
        return self.path / "settings.toml"

    @property
    def log(self) -> Path:
        """The application's own log, without customer text."""
        return self.path / "counterpart.log"

    @property
    def sample(self) -> Path:
        """The sample office's inbox and outbox."""
        return self.path / "sample-office"

    def make(self) -> None:
        """Make the folder, readable by this person only."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Misconfigured(
                f"The folder {self.path} cannot be made: {error.strerror}.",
                "Name another one with --home.",
            ) from error


def home(given: str | None, *, sample: bool) -> Home:
    """The folder named, or this person's own; the sample office keeps apart from a real one."""
    if given:
        return Home(Path(given).expanduser().absolute())
    base = Path(platformdirs.user_data_dir(_NAME, appauthor=False))
    return Home(base / ("sample" if sample else "office"))


def layers(settings: Path | None, policy: Path | None = None) -> list[Layer]:
    """The settings files that exist, weakest first: the person's, then the machine's policy (of
    this system, unless another is named).
    """
    found: list[Layer] = []
    if settings is not None:
        found.append(Layer(str(settings), _read(settings)))
    policy = policy or _machine_policy()
    if policy.is_file():
        found.append(Layer(str(policy), _read(policy), policy=True))
    return found


def _machine_policy() -> Path:
    if sys.platform == "win32":
        # Asked of the system and not of the environment, which anybody may set.
        return Path(platformdirs.site_config_dir(_NAME, appauthor=False)) / "policy.toml"
    return Path("/etc/counterpart/policy.toml")


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Misconfigured(
            f"The settings in {path} cannot be read: {error.strerror}.", "Check the path."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path} is not a settings file: {error}.", "Mend the file.") from error


def free_bytes(path: Path) -> int:
    """Bytes free where `path` lies."""
    if sys.platform == "win32":
        import shutil  # noqa: PLC0415 - only here

        return shutil.disk_usage(path).free
    facts = os.statvfs(path)
    return facts.f_bavail * facts.f_frsize
