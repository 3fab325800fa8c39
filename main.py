# SPDX-License-Identifier: Apache-2.0
"""The composition root: reads the command line and the settings, opens the parts, hands them on.

The only file that sees the core, the services and the screens together. What the window does not
need to show its queue is imported where it is used: a start has no time for it.
"""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.ports_policy import PackReader

if __name__ == "__main__":
    # What a start makes, stays: looking through it for garbage takes a tenth of the time. A command
    # turns it on again below, the window once its queue is painted.
    gc.disable()

ROOT = Path(__file__).resolve().parent
VERSION = "0.1.0"

try:
    import resources
    from desktop_app.choice import DrafterChoice
    from desktop_app.desk import Desk
    from desktop_app.errors import DeskError
    from desktop_app.parts import Parts
    from desktop_app.rules.offices import office_of
    from desktop_app.rules.reach import line_in_words, reach
    from desktop_app.settings import Layer, Settings, read
    from desktop_app.workflows.examining import Examining
    from services.crisis import crisis_book
    from services.drafters import open_drafters, prices_of
    from services.drafters.claude import ClaudeDrafter
    from services.language.given_names import people
    from services.language.guess import LanguageModel
    from services.language.phones import phone_numbers
    from services.language.planted import PlantedModel
    from services.language.tagger import Tagger
    from services.machine import environment, facts, folders, identity
    from services.machine.keychain import Keychain, KeyPlace, StoreKey
    from services.machine.lock import DeskLock, Presence
    from services.machine.logs import write_log
    from services.phrases import phrase_book
    from services.policy.encoder import open_encoder
    from services.policy.index import PolicyIndex
    from services.policy.marks import StoredMarks
    from services.policy.packs import pack_reader
    from services.sources import open_source
    from services.sources.folder import default_folders
    from services.storage.cabinet import StoredCabinet
    from services.storage.checkup import look_at
    from services.storage.database import Vault
    from services.storage.making import make_store, refuse_lost
    from services.storage.migrate import bring_up_to_date
    from services.storage.office.opening import open_hub
    from services.terms import term_book
    from ui.terminal import arguments
    from ui.terminal.output import Status, complain, finish, note
except ModuleNotFoundError as missing:
    # Started with a Python that lacks the packages; the environment made at set-up has them.
    own = ROOT / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if own.exists() and Path(sys.prefix) != own.parent.parent:
        os.execv(own, [str(own), __file__, *sys.argv[1:]])  # noqa: S606 - our own environment
    sys.exit(f"{missing}. Start with installer/run.sh (Windows: installer\\run.cmd).")

RECOGNIZERS = (phone_numbers, people, Tagger(resources.tagger_model()))
"""What the services add to the recognisers of the core."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where this run works: its home, its settings, and whether it is the sample office."""

    home: folders.Home
    settings: Settings
    sample: bool


def load_settings(asked: Namespace) -> Place:
    """Find home and settings. It is the sample office until some settings name an office."""
    own = folders.home(asked.home, sample=False).settings
    layers = folders.layers(asked.config or (own if own.is_file() else None))
    is_sample = not any("office" in layer.values for layer in layers)
    if is_sample:
        layers.insert(0, Layer("the sample office", resources.sample_office()))
    return Place(folders.home(asked.home, sample=is_sample), read(layers), is_sample)


@contextmanager
def open_parts(place: Place) -> Generator[Parts, None, None]:
    """Open the store and all that stands around it; closed again at the end."""
    home, settings = place.home, place.settings
    with ExitStack() as closing:
        home.make()
        closing.callback(write_log(home.log).close)
        ring = Keychain()
        vault, kept = open_store(place, ring)
        closing.callback(vault.close)
        phrases = phrase_book()
        drafters = open_drafters(settings, key=ring.api_key, phrases=phrases, secret=ring.secret)
        for drafter in drafters.values():
            closing.callback(drafter.close)
        office = office_of(settings, sample=place.sample)
        source = open_source(
            settings.text("source.name"), source_options(place), office.email, office.name, ring
        )
        closing.callback(source.close)
        hub = open_hub(settings, ring.hub_secret, office, VERSION)
        if hub is not None:
            closing.callback(hub.close)
        library = PolicyIndex(vault, lambda: open_encoder(resources.encoder_folder()))
        wanted, line = settings.text("drafter.name"), reach(settings)
        claude = drafters["claude"]
        parts = Parts(
            cabinet=StoredCabinet(vault),
            library=library,
            marks=StoredMarks(vault),
            source=source,
            drafters=drafters,
            choice=DrafterChoice(wanted, lambda: not line.needs_key or bool(ring.api_key())),
            keyring=ring,
            recognizers=RECOGNIZERS,
            guess_language=LanguageModel(settings.words("office.languages")),
            phrases=phrases,
            judge_passages=PlantedModel(resources.screen_model()),
            crisis=crisis_book(settings),
            hub=hub,
            office=office,
            person=identity.person(settings),
            settings=settings,
            examinations={
                **looks_without_store(place),
                "store": lambda: look_at(vault),
                "keychain": lambda: facts.keychain(ring, kept.place),
                "source": source.examine,
                **({"hub": hub.examine} if hub else {}),
                "rules": lambda: library.examine(identity.now()),
                "service": lambda: line_in_words(line, ring.secret),
                "drafter": drafters[wanted].examine,
            },
            now=identity.now,
            mint=identity.Minter(),
            terms=term_book,
            priced=all(map(prices_of(settings).knows, line.used)),
            ask_about_model=claude.model_facts if isinstance(claude, ClaudeDrafter) else None,
        )
        first_rules(place, parts)
        yield parts


def open_store(place: Place, ring: Keychain) -> tuple[Vault, StoreKey]:
    """Open the encrypted file; of two programs that find none yet, one makes it."""
    store = place.home.store
    refuse_lost(store)
    with DeskLock(store.with_suffix(".making")).held() if not store.exists() else ExitStack():
        kept = ring.store_key(store, sample=place.sample)
        if not store.exists():
            make_store(store, kept.key)
    vault = Vault(store, kept.key)
    bring_up_to_date(vault)
    if kept.place is KeyPlace.SAMPLE:
        note("No keychain answers, so the sample office's store has a key that is no secret.")
    return vault, kept


def source_options(place: Place) -> dict[str, object]:
    """The source's own settings; the drop folder has its place under the home unless told."""
    options = place.settings.table("source.options")
    if place.settings.text("source.name") == "folder" and not options:
        base = place.home.sample if place.sample else place.home.path
        if place.sample and not (base / "inbox").exists():
            from services.sources.sample import lay_out  # noqa: PLC0415 - once a home

            lay_out(resources.sample_inbox(), base / "inbox", identity.now())
        options |= default_folders(base)
    return options


def first_rules(place: Place, parts: Parts) -> None:
    """Give an empty library its rules: the settings' pack, or the sample office's."""
    named = place.settings.text("policy.pack")
    if not (named or place.sample) or parts.library.status(parts.now()).snippets:
        return
    pack = pack_reader(place.settings.words("policy.trusted_keys"))(
        Path(named) if named else resources.sample_pack()
    )
    Desk.assemble(parts).policy.adopt(pack, by_setup=True)


def open_window(place: Place, desk: Desk) -> int:
    """Open the window, or do the sample office's main job here where there is no display."""
    if environment.has_display(sys.platform):
        from ui import app  # noqa: PLC0415 - Qt is loaded for the window alone

        return app.run(desk, VERSION, pack_reader(place.settings.words("policy.trusted_keys")))
    note("There is no display here, so the window cannot open.")
    note("With one (at a desktop, or under xvfb-run) the same command opens it.")
    if not place.sample:
        return Status.MISCONFIGURED
    note("This is the sample office's main job in the terminal, with the same core.\n")
    from ui.terminal import commands  # noqa: PLC0415

    gc.enable()
    return commands.main_job(desk)


def self_check(asked: Namespace) -> int:
    """Start every part once, on a sample office that is gone afterwards."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from ui.terminal import commands  # noqa: PLC0415

    with TemporaryDirectory(prefix="counterpart-") as folder:
        settings = read([Layer("the sample office", resources.sample_office())])
        place = Place(folders.home(folder, sample=True), settings, sample=True)
        with open_parts(place) as parts:
            desk = Desk.assemble(parts)
            looks = parts.examinations
            others = {
                "SDK": lambda: str(import_module("services.drafters.claude_line") and "loads"),
                "window": lambda: window_opens(
                    desk, pack_reader(place.settings.words("policy.trusted_keys"))
                ),
                "store": looks["store"],
                "versions": looks["versions"],
            }
            return commands.self_check(desk, others, as_json=asked.json)


def window_opens(desk: Desk, read_pack: "PackReader") -> str:
    """Open the window, let it show its queue, and close it again."""
    if not environment.has_display(sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui import app  # noqa: PLC0415

    app.run(desk, VERSION, read_pack, check_only=True)
    return "opens, shows its queue and closes"


@contextmanager
def sit_down(place: Place) -> Generator[tuple[Desk, bool], None, None]:
    """The desk of a home, and whether we are the first at it. Whoever is at work on it alone picks
    up what a crash left; beside others it might be what they are at.
    """
    home = place.home
    with (
        open_parts(place) as parts,
        DeskLock(home.lock) as lock,
        Presence(home.present) as presence,
    ):
        desk = Desk.assemble(parts)
        first = lock.take()
        if presence.arrive():
            desk.recover()
            presence.settle()
        yield desk, first


def run_window(asked: Namespace) -> int:
    """Open the window, unless it is open on this home already. What keeps it from opening is told
    in a window, too.
    """
    try:
        place = load_settings(asked)
        with sit_down(place) as (desk, first):
            if first:
                return open_window(place, desk)
    except DeskError as trouble:
        if environment.has_display(sys.platform):
            from ui import app  # noqa: PLC0415

            app.cannot_start(trouble, VERSION)
        raise
    note("Counterpart is open on this home already. Look for its window.")
    return Status.BAD_INPUT


def run_command(asked: Namespace) -> int:
    """Do what a command asks for; a window that is open on the same home is not disturbed."""
    from services.policy import sealed  # noqa: PLC0415
    from services.sources.reading import read_file  # noqa: PLC0415
    from ui.terminal import commands  # noqa: PLC0415

    if getattr(asked, "export", None):
        return commands.verify_export(asked)
    if getattr(asked, "asked", "") == "keygen":
        return commands.keygen(asked, sealed)
    if asked.command == "secret":
        return commands.keep_secret(asked, Keychain())
    place = load_settings(asked)
    if asked.command == "hub" and asked.asked != "adopt":
        from services.storage.office.administrator import Administrator  # noqa: PLC0415

        return commands.administer(asked, Administrator(place.settings, Keychain().hub_secret))
    if asked.command == "source":
        return sign_in(place)
    try:
        with sit_down(place) as (desk, _):
            status = commands.run(
                asked,
                desk,
                read_file,
                pack_reader(place.settings.words("policy.trusted_keys")),
                sealed,
            )
            finish()
            return status
    except DeskError as trouble:
        if asked.command != "doctor":
            raise
        looks = Examining({**looks_without_store(place), "store": partial(fail, trouble)})
        return commands.doctor(looks.run(), as_json=asked.json)


def sign_in(place: Place) -> int:
    """Sign in to the mailbox by a code; no store is opened."""
    from services.sources.mailbox.oauth import tokens_of  # noqa: PLC0415
    from ui.terminal import source  # noqa: PLC0415

    name, options = place.settings.text("source.name"), source_options(place)
    return source.sign_in(tokens_of(name, options, Keychain()))


def run_inspect(asked: Namespace) -> int:
    """Show what the program sees in a text: no store is opened and nothing is kept."""
    from desktop_app.workflows.inspecting import Inspecting  # noqa: PLC0415
    from services.sources.reading import read_file  # noqa: PLC0415
    from ui.terminal.inspect import inspect  # noqa: PLC0415

    ear = LanguageModel(load_settings(asked).settings.words("office.languages"))
    inspecting = Inspecting(RECOGNIZERS, ear, PlantedModel(resources.screen_model()))
    status = inspect(inspecting, asked.file, read_file, as_json=asked.json)
    finish()
    return status


def run_lint(asked: Namespace) -> int:
    """Run the local checks on replies: no store is opened and nothing is kept."""
    from desktop_app.workflows.linting import Linting  # noqa: PLC0415
    from ui.terminal.lint import lint  # noqa: PLC0415

    place = load_settings(asked)
    words = place.settings.words
    ear = LanguageModel(words("office.languages"))
    hosts = words("replies.link_hosts")
    office = office_of(place.settings, sample=place.sample)
    linting = Linting(office, phrase_book(), hosts, ear, identity.now)
    status = lint(linting, asked.file, as_json=asked.json)
    finish()
    return status


def looks_without_store(place: Place) -> "dict[str, Callable[[], str]]":
    """What can be looked at where the desk cannot be opened."""
    return {
        "versions": lambda: facts.versions(VERSION),
        "disk": lambda: facts.disk(place.home.path),
        "proxy": lambda: facts.proxy(place.settings.text("drafter.proxy")),
        "certificates": facts.certificates,
    }


def fail(trouble: DeskError) -> str:
    """Look at what cannot be opened."""
    raise trouble


def main(argv: list[str] | None = None) -> int:
    """Run Counterpart; answers the exit status."""
    environment.seal()
    asked = arguments.parser(VERSION).parse_args(argv)
    ways = {"window": run_window, "self-check": self_check, "inspect": run_inspect}
    ways["lint"] = run_lint
    run = ways.get(asked.command, run_command)
    if run is not run_window:
        gc.enable()
    try:
        return run(asked)
    except DeskError as error:
        return complain(error, as_json=asked.json)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        finish()
        return Status.DONE


if __name__ == "__main__":
    sys.exit(main())
