# SPDX-License-Identifier: Apache-2.0
"""A banner's face as the banner shows it."""

from ui.presenters.banner_face import BannerFace
from ui.tones import Tone
from ui.widgets.banner import BannerData


def banner_data(face: BannerFace) -> BannerData:
    """What the banner is given for a face; its key is what the button asks for."""
    return BannerData(
        Tone(face.tone),
        face.icon,
        face.strong,
        face.text,
        face.button,
        shortcut=face.shortcut,
        key=face.do.name,
    )
