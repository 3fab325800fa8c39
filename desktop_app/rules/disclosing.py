# SPDX-License-Identifier: Apache-2.0
"""The disclosure below a reply: what it says, measured on the text as it leaves.

A reply in which generative AI had a part says so, that a person reviewed it, and how to reach one
(SAM 4986.10; Gov. Code 11549.66, added by SB 896).
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from desktop_app.choice import OFFLINE
from desktop_app.domain.disclosure import (
    CHANNELS,
    Disclosed,
    DisclosurePolicy,
    Origin,
    When,
)
from desktop_app.domain.inquiry import Channel
from desktop_app.domain.office import Office, Person
from desktop_app.domain.phrases import Phrases

_WORD = re.compile(r"\w+")


def ai_share(body: str, drafts: Iterable[str], closing: str = "") -> int:
    """How many in a thousand of a text's words stand as one of these drafts has them, in its order.
    The office's own closing is nobody's draft.
    """
    words = _words(body, closing)
    if not words:
        return 0
    shares = (_kept(_words(draft, closing), words) for draft in drafts)
    return round(1000 * max(shares, default=0.0))


def origin(policy: DisclosurePolicy, drafter: str, share_permille: int) -> Origin:
    """What there is to say of a text that was shaped by this drafter's draft (empty: by none) and
    holds this share of words that generative AI drafted, now or in a draft that was set aside.
    """
    substantial = share_permille >= policy.substantial_permille
    by_ai = drafter not in {"", OFFLINE}
    match policy.when:
        case When.NEVER:
            return Origin.UNSAID
        case When.ALWAYS if by_ai or substantial:
            return Origin.AI
        case When.SUBSTANTIAL if substantial:
            return Origin.AI
        case _:
            return Origin.RULES if drafter == OFFLINE else Origin.PERSON


def wording(
    policy: DisclosurePolicy,
    phrases: Phrases,
    channel: Channel,
    said: Origin,
    names: tuple[Office, Person, str],
    *,
    traditional: bool = False,
) -> str:
    """The block in words. `names` are the office, who answers for the reply, and the day of the
    rules; `traditional` says which Chinese characters the customer writes. A way to reach a person
    by phone is left out where the office has none.
    """
    office, person, rules_of = names
    fills = {"person": person.name, "office": office.name, "date": rules_of, "phone": office.phone}
    lines: list[str] = []
    if said is not Origin.UNSAID:
        lines.append(_text(policy, phrases, channel, said.value, traditional=traditional))
    contact = _text(policy, phrases, channel, "contact", traditional=traditional)
    if office.phone or "{phone}" not in contact:
        lines.append(contact)
    return "\n".join(line.format(**fills) for line in lines)


def version(policy: DisclosurePolicy, shipped: str) -> str:
    """Which edition of the wording is in use: the program's, and the office's own above it."""
    return f"{shipped}+{policy.version}" if policy.texts else shipped


def disclosed(
    policy: DisclosurePolicy, shipped: str, said: Origin, share_permille: int
) -> Disclosed:
    """The facts of a disclosure that an approval binds to."""
    return Disclosed(version(policy, shipped), policy.when, said, share_permille)


def _text(
    policy: DisclosurePolicy, phrases: Phrases, channel: Channel, part: str, *, traditional: bool
) -> str:
    named = CHANNELS[channel]
    shipped = phrases.disclosure(named, part, traditional=traditional)
    return policy.own(phrases.language, named, part) or shipped


def _words(text: str, closing: str) -> list[str]:
    return _WORD.findall(text.rstrip().removesuffix(closing).casefold())


def _kept(before: list[str], after: list[str]) -> float:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(after)
