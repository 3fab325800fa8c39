# SPDX-License-Identifier: Apache-2.0
"""The data that ships with the program, and the only door to it.

Nothing here interprets what it reads beyond TOML; nothing is written.
"""

import tomllib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_ICONS = "icons"
_STYLES = "styles"


@cache
def icon_svg(name: str, size: int) -> bytes:
    """The SVG of an icon drawn for `size` px (16 or 20); FileNotFoundError if there is none."""
    return _HERE.joinpath(_ICONS, f"{name}_{size}.svg").read_bytes()


@cache
def icon_names() -> frozenset[str]:
    """The names of the icons that exist in both sizes."""
    found = [place.name for place in _HERE.joinpath(_ICONS).iterdir()]
    drawn = {size: {n.removesuffix(end) for n in found if n.endswith(end)} for size, end in _ENDS}
    return frozenset(drawn[16] & drawn[20])


def tokens() -> dict[str, dict[str, str]]:
    """The color tokens by theme name, each `#RRGGBB`."""
    return tomllib.loads(_style("tokens.toml"))


def stylesheet() -> str:
    """The one Qt style sheet, with tokens written as an at sign and a name."""
    return _style("desk.qss")


def prompt(name: str) -> str:
    """A prompt file as it ships, front matter included."""
    return _HERE.joinpath("prompts", f"{name}.md").read_text("utf-8")


def rewrites() -> dict[str, object]:
    """What is asked for when a text is to be written again, by manner, with its version."""
    return tomllib.loads(_HERE.joinpath("prompts", "rewrites.toml").read_text("utf-8"))


def phrases() -> dict[str, object]:
    """The office's fixed wording, by language."""
    return tomllib.loads(_HERE.joinpath("phrases.toml").read_text("utf-8"))


def terms() -> dict[str, object]:
    """The office's locked terms and their wording by language."""
    return tomllib.loads(_HERE.joinpath("terms.toml").read_text("utf-8"))


def crisis() -> dict[str, object]:
    """What is done, and what may be sent, where somebody may be in danger."""
    return tomllib.loads(_HERE.joinpath("crisis.toml").read_text("utf-8"))


def screen_model() -> Path:
    """What the screen for planted instructions has learnt."""
    return _HERE.joinpath("screen", "planted.npz")


@cache
def glossary_file(name: str) -> str:
    """One file of the search glossary as it ships, by its language's code, or `forms`."""
    return _HERE.joinpath("glossary", f"{name}.txt").read_text("utf-8")


def language_runs(name: str) -> str:
    """How likely runs of letters are in the languages of one writing: `latin` or `arabic`."""
    return _HERE.joinpath("languages", f"{name}.txt").read_text("utf-8")


def encoder_folder() -> Path:
    """The folder of the search's encoder, which set-up fills."""
    return _HERE.joinpath("encoder")


def tagger_model() -> Path:
    """The learnt model that finds names and addresses."""
    return _HERE.joinpath("tagger", "tagger.npz")


def prices() -> dict[str, object]:
    """What a model's tokens cost, by model, with the day it was checked."""
    return tomllib.loads(_HERE.joinpath("prices.toml").read_text("utf-8"))


def sample_office() -> dict[str, object]:
    """The settings of the sample office."""
    return tomllib.loads(_HERE.joinpath("sample_office", "office.toml").read_text("utf-8"))


def sample_inbox() -> Path:
    """The folder with the sample office's mail."""
    return _HERE.joinpath("sample_office", "inbox")


def sample_pack() -> Path:
    """The folder with the sample office's rules."""
    return _HERE.joinpath("policy_sample")


@cache
def _style(name: str) -> str:
    return _HERE.joinpath(_STYLES, name).read_text("utf-8")


_ENDS = ((16, "_16.svg"), (20, "_20.svg"))
