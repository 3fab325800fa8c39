# SPDX-License-Identifier: Apache-2.0
"""Where a reply sends people: web and mail addresses only at hosts of the office.

Allowed are the hosts that IT lists, those that a cited rule names, and the office's own; with a host
also what lies below it. A host that the customer wrote is not: that is how a link gets planted. Her
own mail address may be named, but nobody is told to write there.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.reply import Reply
from desktop_app.rules import check_names
from desktop_app.rules.near import near

RULE = check_names.LINK

_TOP = (
    r"com|org|net|gov|edu|mil|int|info|biz|name|pro|mobi|app|dev|io|co|ai|tv|cc|ly|gl|uk|ca|mx|de|fr|es|nl|eu|ru|ua|cn|hk|tw|jp|kr|vn|ph|pk|ir|kh|ar|br|cl|pe|su|ws|sh|st|gg"
    r"|xyz|top|site|online|store|shop|club|link|click|live|news|blog|website|space|tech|cloud|page|web|help|support|services|agency|work|vip|icu|win|loan|zip|mov|example|test|invalid|local"
)
_WORD_TOP = r"it|in|me|us|am|to|is|id|so|be|at|no"
"""Ends of hosts that are words too: "…the end.It goes on" names none."""
_LETTER = r"A-Za-z0-9À-ʯͰ-ϿЀ-ӿ"
_LABEL = rf"[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?"
_ADDRESS = re.compile(
    rf"(?P<mail>(?:mailto:)?[A-Za-z0-9_.+'’%-]+@(?P<at>(?:{_LABEL}\.)+[^\W\d_]{{2,24}}))"
    r"|(?P<url>(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s<>\"“”，。；、）]+|(?<![A-Za-z0-9])(?i:javascript|data|vbscript|file|tel|sms):(?=\S{3})[^\s<>\"“”]+)"
    rf"|(?<![{_LETTER}@/.-])(?P<bare>(?:www\d?\.)?(?:{_LABEL}\.)+(?i:{_TOP}))(?![{_LETTER}@-]|\.[^\W\d_])(?P<path>(?::\d+)?/[^\s<>\"“”，。；、）]*)?"
    rf"|(?<![{_LETTER}@/.-])(?P<odd>(?:www\d?\.(?:{_LABEL}\.)+|(?:{_LABEL}\.)+(?=(?:{_WORD_TOP})/)|(?:[{_LETTER}]+-[{_LETTER}-]+\.)+)(?:{_WORD_TOP}))(?![{_LETTER}@-]|\.[^\W\d_])",
)
_MAYBE = re.compile(r"(?<!\S)[^\s.@:]*+[.@:]\S+")
"""A word that may hold an address."""
_ENDS = ".,;:!?)]}'’\"»。，；：！？"
_SENDS = re.compile(
    r"\b(?:write|send|e-?mail|contact|reply|forward|mail|submit|escriba|env[íi]e|mande|contacte)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_WEB = frozenset({"http", "https"})


def check(reply: Reply) -> Iterator[Check]:
    """A mark on each address that is none of the office's."""
    places = [match for match in _addresses(reply.body) if not _is_prose(match)]
    if not places:
        return
    known = frozenset(_known(reply))
    for match in places:
        text = match[0].rstrip(_ENDS)
        if message := _wrong(reply, match, text, known):
            end = match.start() + len(text)
            yield Check(RULE, Severity.DANGER, match.start(), end, message)


def hosts_in(texts: Iterable[str]) -> Iterator[str]:
    """The hosts of all addresses in some texts."""
    for text in texts:
        yield from _hosts(text)


@lru_cache(maxsize=1024)  # a reply is judged at every pause against the same rules
def _hosts(text: str) -> tuple[str, ...]:
    found = (_host(match, match[0].rstrip(_ENDS)) for match in _addresses(text))
    return tuple(host for host in found if host)


def _addresses(text: str) -> Iterator[re.Match[str]]:
    return near(_ADDRESS, _MAYBE, text, before=0, after=0)


def _known(reply: Reply) -> Iterator[str]:
    yield from reply.hosts
    rules = reply.rules or reply.evidence
    named = (text for rule in rules for text in (rule.text, rule.rule.source, rule.rule.section))
    yield from hosts_in((*named, *reply.office))


def _is_prose(match: re.Match[str]) -> bool:
    """Whether it is the end of one sentence and the beginning of the next: "the end.Org"."""
    top = (match["bare"] or "").rpartition(".")[2]
    return top.istitle() and not match["path"]


def _wrong(reply: Reply, match: re.Match[str], text: str, known: frozenset[str]) -> str:
    host = _host(match, text)
    if _is_below(host, known):
        return ""
    if match["mail"]:
        address = text.removeprefix("mailto:").casefold()
        said = f"{reply.inquiry}\n{reply.given}".casefold()
        sends = _SENDS.search(reply.body, max(0, match.start() - 80), match.start())
        if address in said and not sends:
            return ""
        return "This mail address is not at the office or in a cited rule. Take it out."
    if match["url"] and text.partition(":")[0].casefold() not in _WEB:
        return "This is no web address a customer should open. Take it out."
    return "This link leads to a host that neither the office nor a cited rule names. Take it out."


def _host(match: re.Match[str], text: str) -> str:
    """The host that an address leads to, whatever stands before an @ in it; empty where none."""
    if match["mail"]:
        return match["at"].casefold()
    if bare := match["bare"] or match["odd"]:
        return bare.casefold().removeprefix("www.")
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.").rstrip(".") if parts.scheme in _WEB else ""


def _is_below(host: str, known: frozenset[str]) -> bool:
    return bool(host) and any(host == one or host.endswith(f".{one}") for one in known)
