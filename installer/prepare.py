# SPDX-License-Identifier: Apache-2.0
"""Set-up, once and again: makes the project's environment, then starts the program or the tests.

Standard library only, for any Python from 3.11 on. What is there already is left alone: a second
start reads two small files and goes on.
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
ENCODER = ROOT / "resources" / "encoder"
MAKING = ROOT / "installer" / "encoder" / "build.py"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What Qt needs from a bare Debian 12, and the fonts for the languages customers write in.
LIBRARIES = {
    "libglib2.0-0": "glib-2.0",
    "libgl1": "GL",
    "libegl1": "EGL",
    "libfontconfig1": "fontconfig",
    "libxkbcommon0": "xkbcommon",
    "libdbus-1-3": "dbus-1",
    "libxcb-cursor0": "xcb-cursor",
    "libxcb-icccm4": "xcb-icccm",
    "libxcb-image0": "xcb-image",
    "libxcb-keysyms1": "xcb-keysyms",
    "libxcb-render-util0": "xcb-render-util",
    "libxcb-shape0": "xcb-shape",
    "libxcb-xkb1": "xcb-xkb",
    "libxkbcommon-x11-0": "xkbcommon-x11",
}
FONTS = {
    "fonts-open-sans": "/usr/share/fonts/truetype/open-sans",
    "fonts-noto-core": "/usr/share/fonts/truetype/noto",
    "fonts-noto-cjk": "/usr/share/fonts/opentype/noto",
}
SIZES = {"run": "some 170 MB to fetch, 600 MB on disk", "test": "some 400 MB, 1.1 GB on disk"}
TEST_LIBRARIES = {"libgomp1": "gomp"}  # the independent Messages API server wants it
TEST_COMMANDS = {
    "postgresql": "initdb",  # a real server for the office's hub
    "xvfb": "Xvfb",
    "xdotool": "xdotool",
    "git": "git",
    "dovecot-imapd": "dovecot",  # a real mail server for the mailbox
}
SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/sbin"


class SetUpError(Exception):
    """A sentence for the person, with the exit status that fits."""

    def __init__(self, sentence: str, status: int = 4) -> None:
        super().__init__(sentence)
        self.status = status


def main(arguments: list[str]) -> int:
    """Set up for `run` or `test`, then do it."""
    what = arguments[0] if arguments else ""
    if what not in {"run", "test"}:
        tell("Use installer/run.sh or installer/test.sh (on Windows: run.cmd or test.cmd).")
        return 2
    try:
        if not is_ready(what):
            need_system_packages(what)
            need_python_packages(what)
            need_encoder()
            sign_off(what)
    except SetUpError as error:
        tell(str(error))
        return error.status
    rest = arguments[1:]
    if what == "run":
        return hand_over([str(PYTHON), str(ROOT / "main.py"), *rest])
    return hand_over([str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "worksteal", *rest], ROOT)


def is_ready(what: str) -> bool:
    """Whether the environment was made from today's lock; then there is nothing to look at."""
    stamp = ENVIRONMENT / f".{what}-ready"
    return PYTHON.exists() and stamp.is_file() and stamp.read_text("utf-8") == fingerprint(what)


def locks_of(what: str) -> list[Path]:
    """The locks that name what `run` or `test` needs."""
    names = ["run"] if what == "run" else ["test", "weights"]
    return [ROOT / "installer" / "lock" / f"{name}.txt" for name in names]


def need_system_packages(what: str) -> None:
    """Install what is missing through apt, or name it."""
    if not sys.platform.startswith("linux"):
        return
    libraries = LIBRARIES | (TEST_LIBRARIES if what == "test" else {})
    missing = [name for name, library in libraries.items() if not ctypes.util.find_library(library)]
    missing += [name for name, folder in FONTS.items() if not Path(folder).is_dir()]
    if what == "test":
        missing += [name for name, program in TEST_COMMANDS.items() if not is_installed(program)]
    if not PYTHON.exists() and not can_make_environments() and on_debians_python():
        missing.append(f"python3.{sys.version_info.minor}-venv")
    if missing:
        install_system_packages(missing)


def is_installed(program: str) -> bool:
    """Whether a program is there, servers included, which are not on everybody's path."""
    path = os.pathsep.join([SYSTEM_PATH, *map(str, Path("/usr/lib/postgresql").glob("*/bin"))])
    return bool(shutil.which(program) or shutil.which(program, path=path))


def can_make_environments() -> bool:
    """Whether this Python has what `python -m venv` needs; Debian keeps it in a package of its
    own.
    """
    try:
        import ensurepip  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def on_debians_python() -> bool:
    """Whether this Python is the system's own."""
    return Path(sys.executable).resolve().parent == Path("/usr/bin")


def install_system_packages(names: list[str]) -> None:
    """Install packages through apt when we are root; otherwise say which are missing."""
    listed = " ".join(names)
    if shutil.which("apt-get") is None:
        tell(f"These libraries seem to be missing (by their Debian names): {listed}")
        tell("If the window does not open, install what your system calls them.")
        return
    if os.geteuid() != 0:
        raise SetUpError(
            f"Some system packages are missing. Install them, then start again:\n"
            f"  sudo apt-get install --no-install-recommends {listed}"
        )
    tell(f"Installing system packages through apt: {listed}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
    for command in (["apt-get", "update", "-q"], install):
        done = subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
        if done.returncode:
            raise SetUpError(
                f"apt could not install: {listed}. Check the network and the package sources."
            )


def need_python_packages(what: str) -> None:
    """Make the environment and install exactly what the lock names."""
    if not PYTHON.exists():
        tell(f"Making the environment {ENVIRONMENT.name} with Python {sys.version.split()[0]}.")
        call([sys.executable, "-m", "venv", str(ENVIRONMENT)], "The environment could not be made.")
    named = " and ".join(str(lock.relative_to(ROOT)) for lock in locks_of(what))
    tell(f"Installing the Python packages that {named} names, by hash ({SIZES[what]}). Once only.")
    for lock in locks_of(what):
        install_lock(lock)


def need_encoder() -> None:
    """Make the search's encoder with packages that are gone afterwards."""
    lock = ROOT / "installer" / "lock" / "encoder.txt"
    stamp = ENCODER / "made-from"
    wanted = fingerprint_of([lock, MAKING, ENCODER / "delta.npz"])
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return
    tell("Making the search's encoder (some 100 MB to fetch, 23 MB on disk). Once only.")
    with TemporaryDirectory(prefix="counterpart-") as folder:
        install_lock(lock, ["--target", folder])
        environment = {**os.environ, "PYTHONPATH": folder}
        command = [str(PYTHON), str(MAKING), folder, str(ENCODER / "delta.npz"), str(ENCODER)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        tell(done.stderr[-2000:])
        raise SetUpError("The search's encoder could not be made. Start again.")
    stamp.write_text(wanted, "utf-8")


def sign_off(what: str) -> None:
    """Note that all is there; the tests' packages hold the program's."""
    for done in ("run", "test")[: 1 + (what == "test")]:
        stamp = ENVIRONMENT / f".{done}-ready"
        stamp.write_text(fingerprint(done), "utf-8")


def install_lock(lock: Path, options: Sequence[str] = ()) -> None:
    """Install what a lock names, telling how far it is."""
    total = lock.read_text("utf-8").count("==")
    usual = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--progress-bar=off"]
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *usual, *options]
    came = 0
    with subprocess.Popen(
        [*command, "-r", str(lock)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        said: list[str] = []
        for line in pip.stdout or ():
            said.append(line)
            came += line.startswith("Collecting ")
            if line.startswith("Collecting ") and came % 10 == 0:
                tell(f"  {came} of {total} packages")
    if pip.returncode:
        tell("".join(said[-15:]))
        raise SetUpError(
            "The Python packages could not be installed. Check the network, then start again.", 5
        )


def fingerprint(what: str) -> str:
    """What the environment is made from: the locks and this version of Python."""
    encoder = [ROOT / "installer" / "lock" / "encoder.txt", MAKING, ENCODER / "delta.npz"]
    digest = fingerprint_of([*locks_of(what), *encoder])
    return f"{digest} {sys.version_info.major}.{sys.version_info.minor}"


def fingerprint_of(files: Sequence[Path]) -> str:
    """What these files hold, in a word."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def call(command: list[str], sentence: str) -> None:
    """Run a command; its failure is our sentence."""
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        raise SetUpError(sentence)


def hand_over(command: list[str], folder: Path | None = None) -> int:
    """Become the program where the system can do that; else wait for it."""
    if folder is not None:
        os.chdir(folder)
    if WINDOWS:
        return subprocess.run(command, check=False).returncode
    sys.stdout.flush()
    return os.execv(command[0], command)  # noqa: S606 - the environment's own Python


def tell(line: str) -> None:
    """A line for the person, beside whatever the program prints."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
