# SPDX-License-Identifier: Apache-2.0
"""Whether the person has asked the system for as little motion as possible."""

import ctypes
import sys

# SPI_GETCLIENTAREAANIMATION of SystemParametersInfo: "Show animations in Windows".
_ANIMATIONS = 0x1042


def wants_little_motion() -> bool:
    """What Windows says; False where the system has no such wish or Qt cannot tell it.

    Qt tells it from version 6.12 on, which cannot be used with Python 3.11 (see ARCHITECTURE).
    """
    if sys.platform != "win32":
        return False
    shown = ctypes.c_int(1)
    asked = ctypes.windll.user32.SystemParametersInfoW(_ANIMATIONS, 0, ctypes.byref(shown), 0)
    return bool(asked) and not shown.value
