# SPDX-License-Identifier: Apache-2.0
"""Parting new words from the correspondence quoted below them.

What a customer forwards stays with the new words: it is what she wants read. Works line by line, in
time proportional to the text, on the forms mail programs use in the languages our customers write.
"""

import re
from dataclasses import dataclass

from services.sources.quote_words import (
    FORWARD_SUBJECTS,
    FORWARD_WORDS,
    LABELS,
    ORIGINAL_WORDS,
    WROTE,
)

_QUOTE = re.compile(r"[ \t]{0,3}[>＞]")
_RULE = re.compile(r"[ \t]*[_-]{8,}[ \t]*")
_LABEL = re.compile(r"[ \t*]{0,9}([^\s:：*][^:：*]{0,30}?)[ \t]*\*?[ \t]*[:：]")
_ADDRESS = re.compile(r"[^\s@<>()\[\]]{1,100}@[^\s@<>()\[\]]{1,200}")
_CLOCK = re.compile(r"\d\d?\s?[:.h時时시點点]\s?\d\d")
_YEAR = re.compile(r"\d{4}")
_ENDS = (":", "：", "՝", "៖")
_SIGNED = re.compile(
    r"\s*(?:--|__|—)\s*$|\s*(?:sent from|get outlook|enviado desde)\b", re.IGNORECASE
)
_BANNER_ENDS = " \t*_=–—-:："
_DASHES = ("--", "__", "==", "——", "––")
_LONGEST_BANNER = 80
_LONGEST_LEAD = 400
_BLOCK_LINES = 12


@dataclass(frozen=True, slots=True)
class Parted:
    """New words and the history below them."""

    text: str
    quoted: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive quoted lines, with the line that introduces them if there is one."""

    start: int
    end: int
    introduced: bool


def part(text: str, *, subject: str = "", reply: bool = False) -> Parted:
    """Part a message's text; `reply` tells that its header names an earlier message."""
    whole = Parted(text.strip("\n"), "")
    lines = text.split("\n")
    forwarded = _forwards(subject)
    cut = _history(lines, forwarded=forwarded)
    if cut is None:
        return whole
    above, below = lines[:cut], lines[cut:]
    if not _worded(above):
        return whole  # nothing above it: whatever it is, it is there to be read
    new, cited = _without_quotes(above, forwarded=forwarded, reply=reply)
    if not _worded(new) and not reply:
        return whole
    quoted = [*cited, *([""] if cited and below else []), *below]
    return Parted("\n".join(new).strip("\n"), "\n".join(quoted).strip("\n"))


def _worded(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _forwards(subject: str) -> bool:
    lead, colon, _ = subject.replace("：", ":").partition(":")
    return bool(colon) and lead.strip(" [").lower() in FORWARD_SUBJECTS


def _history(lines: list[str], *, forwarded: bool) -> int | None:
    """Where unmarked history begins, the end if nowhere; None where forwarded mail comes first."""
    for place, line in enumerate(lines):
        if not line.strip() or _QUOTE.match(line):
            continue
        if _banner(lines, place, FORWARD_WORDS):
            return None
        if _banner(lines, place, ORIGINAL_WORDS) or _header_block(lines, place):
            return None if forwarded else _with_rule(lines, place)
        if _bare_attribution(lines, place):
            return place
    return len(lines)


def _banner(lines: list[str], place: int, words: tuple[str, ...]) -> bool:
    """Whether a line announces a message: an expression between dashes, or before a colon with the
    message's header below it.
    """
    bare = lines[place].strip()
    core = bare.strip(_BANNER_ENDS).lower()
    if not 0 < len(core) <= _LONGEST_BANNER or not any(word in core for word in words):
        return False
    if bare.startswith(_DASHES) and bare.endswith((*_DASHES, *_ENDS)):
        return True
    below = (line.lstrip(" \t>") for line in lines[place + 1 : place + 4])
    return bare.endswith(_ENDS) and _label(next(filter(None, below), "")) is not None


def _header_block(lines: list[str], place: int) -> bool:
    """Whether the header of an earlier message is written out here: From, Sent, To, Subject."""
    if _label(lines[place]) is None:
        return False
    kinds: set[str] = set()
    strangers = 0
    addressed = False
    for line in lines[place : place + _BLOCK_LINES]:
        kind = _label(line)
        if kind is None and line.strip():
            strangers += 1  # a folded list of recipients, or the end of the block
            if strangers > 2:
                break
        if kind is not None:
            kinds.add(kind)
            addressed |= _ADDRESS.search(line) is not None
    return "from" in kinds and len(kinds) >= 3 and ("subject" in kinds or addressed)


def _label(line: str) -> str | None:
    match = _LABEL.match(line)
    return LABELS.get(match[1].strip().lower()) if match else None


def _with_rule(lines: list[str], place: int) -> int:
    """The place of the rule drawn above a quoted header, if one is."""
    above = place - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    return above if above > 0 and _RULE.fullmatch(lines[above]) else place


def _bare_attribution(lines: list[str], place: int) -> bool:
    """Whether "On ... wrote:" stands here over unmarked history. A person may write such a line
    too, so an address, or the hour with the year, is asked for.
    """
    count = _attribution(lines, place)
    if not count:
        return False
    below = lines[place + count : place + count + _BLOCK_LINES]
    if _QUOTE.match(next((line for line in below if line.strip()), "")):
        return False
    lead = " ".join(lines[place : place + count])
    return bool(_ADDRESS.search(lead) or (_CLOCK.search(lead) and _YEAR.search(lead)))


def _attribution(lines: list[str], place: int) -> int:
    """How many lines from here on introduce a quotation: one to three, 0 for none."""
    for count in (1, 2, 3):
        group = [line.strip() for line in lines[place : place + count]]
        if len(group) < count or not group[-1] or _QUOTE.match(group[-1]):
            return 0
        if _introduces(group):
            return 0 if count > 1 and _introduces(group[1:]) else count
    return 0


def _introduces(group: list[str]) -> bool:
    lead = " ".join(group)
    if not lead.endswith(_ENDS) or len(lead) > _LONGEST_LEAD:
        return False
    if not any(char.isdigit() for char in group[0]):
        return False
    dated = any(char.isdigit() for char in _ADDRESS.sub("", lead))
    return dated and (_ADDRESS.search(lead) is not None or any(w in lead.lower() for w in WROTE))


def _without_quotes(
    lines: list[str], *, forwarded: bool, reply: bool
) -> tuple[list[str], list[str]]:
    """The lines without the quotation at their end, or the one at their head; and that quotation.

    Quotations between answers stay: without them the answers make no sense.
    """
    runs = [
        run
        for run in _runs(lines)
        if run.introduced or (not forwarded and (reply or run.end - run.start > 1))
    ]
    if not runs:
        return lines, []
    last, rest = runs[-1], lines[runs[-1].end :]
    after = next((line for line in rest if line.strip()), None)
    if after is None or _SIGNED.match(after):
        return [*lines[: last.start], *rest], lines[last.start : last.end]
    if len(runs) == 1 and last.introduced and not _worded(lines[: last.start]):
        return rest, lines[last.start : last.end]
    return lines, []


def _runs(lines: list[str]) -> list[_Run]:
    runs: list[_Run] = []
    place = 0
    while place < len(lines):
        if not _QUOTE.match(lines[place]):
            place += 1
            continue
        end = place
        for ahead in range(place, len(lines)):
            if _QUOTE.match(lines[ahead]):
                end = ahead + 1
            elif lines[ahead].strip():
                break
        start = _introduction(lines, place)
        runs.append(_Run(start, end, start < place))
        place = end
    return runs


def _introduction(lines: list[str], place: int) -> int:
    """Where the line begins that introduces the quotation at `place`; `place` if there is none."""
    above = place
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    for count in (1, 2, 3):
        if above >= count and _attribution(lines, above - count) == count:
            return above - count
    return place
