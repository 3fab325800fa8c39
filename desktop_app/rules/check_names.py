# SPDX-License-Identifier: Apache-2.0
"""What the local checks call their findings. Apart from them: a screen that names a finding need
not load their patterns, which takes longer than showing the queue.
"""

DECISION = "decision"
FLIP = "flip"
LINK = "link"
NUMBER = "number-not-in-rule"
PRIVACY = "privacy"
PROMISE = "promise"
RECKONED = "number-reckoned"
WEEKDAY = "weekday-does-not-fit"
