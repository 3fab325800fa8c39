# SPDX-License-Identifier: Apache-2.0
"""What a second reading comes to: the answer read strictly, the passages it has said nothing of
yet, and its disagreement as marks.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from desktop_app.domain.draft import Check, Draft, Sentence, Severity, Support
from desktop_app.domain.policy import Snippet, SnippetRef
from desktop_app.domain.second import Read, Remark, Task, View
from desktop_app.errors import Refused
from desktop_app.rules.texts import document_in

SECOND = "second-reader"
_LONGEST = 400
"""Characters of a reason that are kept; a sentence was asked for."""

_VIEWS: dict[Task, frozenset[View]] = {
    Task.OPINIONS: frozenset(
        {View.SUPPORTED, View.PARTLY, View.CONTRADICTED, View.UNSUPPORTED, View.NO_CLAIM}
    ),
    Task.TRANSLATION: frozenset({View.NONE}),
    Task.SCREEN: frozenset({View.PLANTED, View.ORDINARY}),
}


def views(task: Task) -> tuple[str, ...]:
    """The views that may be held of a passage, for the form of the answer."""
    return tuple(view.value for view in View if view in _VIEWS[task] and view is not View.NONE)


def remarks(task: Task, answer: str, passages: int) -> tuple[Remark, ...]:
    """The remarks in an answer; those about no passage that was given, or a second time about one,
    are left out. `Refused` where it is not what was asked for.
    """
    try:
        document = json.loads(document_in(answer))
        rows = cast("list[dict[str, object]]", document["passages"])
        found = [_remark(task, row) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(
            "The second reading came back in a form that cannot be read, so it does not count.",
            "Go by your own reading, or ask for it again.",
            code="form",
        ) from None
    first: dict[int, Remark] = {}
    for remark in found:
        if 0 <= remark.place < passages:
            first.setdefault(remark.place, remark)
    return tuple(first[place] for place in sorted(first))


def _remark(task: Task, row: dict[str, object]) -> Remark:
    number = row["n"]
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError
    text = row["text"]
    if not isinstance(text, str):
        raise TypeError
    view = View(row.get("view", "") if task is not Task.TRANSLATION else "")
    if view not in _VIEWS[task]:
        raise ValueError
    kept = text.strip() if task is Task.TRANSLATION else " ".join(text.split())[:_LONGEST]
    return Remark(number - 1, view, kept)


def cites(sentence: Sentence) -> tuple[SnippetRef, ...]:
    """The versions a sentence cites, each once."""
    return tuple(dict.fromkeys(cited.ref for cited in sentence.citations))


def quoted(draft: Draft, evidence: Iterable[Snippet]) -> tuple[Snippet, ...]:
    """The rules that a reply cites."""
    wanted = {ref for sentence in draft.sentences for ref in cites(sentence)}
    return tuple(rule for rule in evidence if rule.ref in wanted)


def unread(draft: Draft, known: Iterable[Read]) -> tuple[Sentence, ...]:
    """The claims of a reply that no second reader has judged as they stand."""
    judged = {(one.passage, one.rules) for one in known if one.task is Task.OPINIONS}
    return tuple(
        sentence
        for sentence in draft.sentences
        if sentence.support is not Support.NOT_A_CLAIM
        and (sentence.text, cites(sentence)) not in judged
    )


def untranslated(passages: Iterable[str], known: Iterable[Read], into: str) -> tuple[str, ...]:
    """The passages that nobody has put into this language yet, each once."""
    held = {one.passage for one in known if one.task is Task.TRANSLATION and one.into == into}
    return tuple(dict.fromkeys(text for text in passages if text.strip() and text not in held))


def translations(known: Iterable[Read], into: str) -> dict[str, str]:
    """What each passage says in a language, as far as it was translated."""
    return {
        one.passage: one.text for one in known if one.task is Task.TRANSLATION and one.into == into
    }


RULES_ARE_IN = "en"
"""The language of the office's rules: packs are taken to be English."""


def rules_into(customer: str, mine: str) -> str:
    """The language a person needs the rules of a reply in besides their own: hers where she does
    not read theirs, else the customer's; empty where neither asks for it.
    """
    return next((one for one in (mine, customer) if one and one != RULES_ARE_IN), "")


def rule_in(rule: Snippet, lines: Mapping[str, str]) -> str:
    """A rule in another language, sentence by sentence; empty unless all of it is translated."""
    said = [lines.get(sentence.strip(), "") for sentence in rule.sentences if sentence.strip()]
    return " ".join(" ".join(one.split()) for one in said) if all(said) else ""


def planted(known: Iterable[Read]) -> str:
    """The words that a second reader takes for planted instructions; empty where it found none."""
    found = (one for one in known if one.task is Task.SCREEN and one.view is View.PLANTED)
    return next((one.text or one.passage for one in found), "")


def with_second(draft: Draft, known: Sequence[Read]) -> Draft:
    """The draft with a mark wherever the second reader disagrees with what stands there. It is
    shown, never hidden; what the program has checked itself is not changed by it.
    """
    held = {(one.passage, one.rules): one for one in known if one.task is Task.OPINIONS}
    found = [check for check in draft.checks if check.rule != SECOND]
    for sentence in draft.sentences:
        remark = held.get((sentence.text, cites(sentence)))
        if remark is not None and (check := _check(sentence, remark)) is not None:
            found.append(check)
    return replace(draft, checks=tuple(sorted(found, key=lambda one: (one.start, one.end))))


_SAID = {
    View.CONTRADICTED: "Read again, the rule says the contrary:",
    View.UNSUPPORTED: "Read again, the rule does not say this:",
    View.PARTLY: "Read again, the rule covers only a part:",
}
_SHORT = {
    View.CONTRADICTED: "Read again, the rule says the contrary of this.",
    View.UNSUPPORTED: "Read again, the rule does not say this.",
    View.PARTLY: "Read again, the rule covers only a part of this.",
}


def _check(sentence: Sentence, remark: Read) -> Check | None:
    """The mark on a sentence whose citation a second reader does not accept. One that cites nothing
    has its mark already.
    """
    if sentence.support is not Support.CITED or remark.view not in _SAID:
        return None
    said = f"{_SAID[remark.view]} {remark.text}" if remark.text else _SHORT[remark.view]
    return Check(SECOND, Severity.CAUTION, sentence.start, sentence.end, said)
