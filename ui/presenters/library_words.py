# SPDX-License-Identifier: Apache-2.0
"""How the library says things: where a rule stands, since when it holds, which words were found."""

import re
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.adoption import Alteration, RuleChange, RuleRow
from desktop_app.domain.policy import Audience, Life, Rule, Snippet, SnippetRef
from ui.presenters.words import Said, tr
from ui.tones import Tone

_WORD = re.compile(r"\w+", re.UNICODE)
_SHORT, _ENDING = 4, 3
_LITTLE = frozenset(
    "the and for are was what when where who how why can does did will with from have has had not"
    " this that you your our their its into about que para por los las una con del como".split()
)
_EXCERPT, _BEFORE = 160, 40

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in a list: its name, a piece of it or where it stands, and what is to be known of
    it. `ref` is None for a source that gives no rule any more. Marks are ranges of characters.
    """

    ref: SnippetRef | None
    title: str
    below: str
    state: Said
    title_marks: Ranges = ()
    below_marks: Ranges = ()


def found_words(text: str, asked: str) -> Ranges:
    """Where a text holds words of a question, other endings included."""
    wanted = [
        word
        for word in dict.fromkeys(_WORD.findall(asked.casefold()))
        if len(word) >= _ENDING and word not in _LITTLE
    ]
    return tuple(
        found.span()
        for found in _WORD.finditer(text)
        if any(_same(found[0].casefold(), word) for word in wanted)
    )


def _same(said: str, wanted: str) -> bool:
    if len(wanted) <= _SHORT:
        return said == wanted or (said.startswith(wanted) and len(said) <= len(wanted) + 1)
    stem = wanted[: max(_SHORT, len(wanted) - 2)]
    return said.startswith(stem) and len(said) <= len(wanted) + _ENDING


def excerpt(text: str, asked: str) -> tuple[str, Ranges]:
    """The piece of a rule around the first word that was found, and the marks in it."""
    flat = " ".join(text.split())
    marks = found_words(flat, asked)
    start = marks[0][0] - _BEFORE if marks else 0
    if start <= 0:
        return flat[:_EXCERPT], found_words(flat[:_EXCERPT], asked)
    start = flat.find(" ", start) + 1
    shown = f"… {flat[start : start + _EXCERPT]}"
    return shown, found_words(shown, asked)


def day_of(when: date) -> str:
    """A day with its year: "Jan 1, 2026"."""
    return f"{when:%b} {when.day}, {when.year}"


def holds(life: Life | None, rule: Rule) -> str:
    """On which days a version is answered from."""
    if life is not None and not life.live:
        return tr("replaced") if life.newest else tr("not in force")
    first = life.first if life else rule.effective_from
    last = life.last if life else rule.effective_to
    if first and last:
        return tr("{first} to {last}").format(first=day_of(first), last=day_of(last))
    if first:
        return tr("since {first}").format(first=day_of(first))
    return tr("until {last}").format(last=day_of(last)) if last else tr("no date stated")


def standing(snippet: Snippet, today: date) -> Said:
    """Whether a version holds today, for its chip."""
    life = snippet.life
    days = holds(life, snippet.rule)
    if life is None or life.holds(today):
        return Said(tr("In force, {days}").format(days=days), "checkmark_circle")
    if life.live and life.first is not None and life.first > today:
        return Said(tr("In force from {day}").format(day=day_of(life.first)), "clock", Tone.CAUTION)
    if life.live and life.last is not None:
        return Said(tr("Ended {day}").format(day=day_of(life.last)), "clock", Tone.DANGER)
    if life.newest:
        newest = tr("Replaced by version {n}").format(n=life.newest)
        return Said(newest, "history", Tone.CAUTION)
    return Said(tr("Not in force"), "clock", Tone.DANGER)


def audience(of: Audience) -> Said:
    """Who may read a rule's words."""
    if of is Audience.INTERNAL:
        return Said(tr("Internal, not to be quoted"), "eye_off", Tone.CAUTION)
    return Said(tr("Public"), "people")


def scope(snippet: Snippet) -> str:
    """When, where and for whom a rule counts, in a few sentences."""
    rule = snippet.rule
    days = holds(snippet.life, rule)
    office = tr("Office {name}").format(name=rule.office) if rule.office else tr("Every office")
    place = rule.jurisdiction or tr("Every place")
    internal = rule.audience is Audience.INTERNAL
    whom = tr("Internal: a draft may rest on it, its words are not quoted") if internal else ""
    said = (f"{days[:1].upper()}{days[1:]}", office, place, whom or tr("Public"))
    return "".join(f"{part}. " for part in said).strip()


def where(document: str, section: str, page: int, source: str = "") -> str:
    """Where a rule stands, from the part to the whole."""
    numbered = tr("page {n}").format(n=page) if page else ""
    parts = [section, numbered, document or source]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def browsed(
    row: RuleRow, topics: dict[str, str], state: Said | None = None, *, within: bool = False
) -> RuleLine:
    """A rule as it is listed while nobody searches; `within` its document, which needs no
    naming.
    """
    document = "" if within else row.document
    below = where(document, row.section, row.page) or topics.get(row.topic, row.topic)
    if state is None:
        internal = row.audience is Audience.INTERNAL
        topic = topics.get(row.topic, row.topic) or tr("No topic")
        state = Said(tr("Internal"), "eye_off", Tone.CAUTION) if internal else Said(topic, "tag")
    return RuleLine(row.ref, row.title or row.ref.id, below or str(row.ref.id), state)


def hit(snippet: Snippet, asked: str, *, fits: bool) -> RuleLine:
    """A rule as a search found it."""
    title = snippet.rule.title or snippet.id
    below, marks = excerpt(snippet.text, asked)
    if fits:
        state = Said(tr("Fits"), "checkmark_circle", Tone.GOOD)
    else:
        state = Said(tr("Came near"), "question_circle")
    return RuleLine(snippet.ref, title, below, state, found_words(title, asked), marks)


_ALTERED = {
    Alteration.NEW: ("New", Tone.ACCENT),
    Alteration.CHANGED: ("Changed", Tone.ACCENT),
    Alteration.WITHDRAWN: ("Withdrawn", Tone.DANGER),
    Alteration.RETURNED: ("In force again", Tone.ACCENT),
    Alteration.DATES: ("Other dates", Tone.CAUTION),
}


def altered(change: RuleChange) -> Said:
    """What became of a rule."""
    words, tone = _ALTERED[change.what]
    if change.what is Alteration.CHANGED and same_words(change):
        words = "Other dates or source"
    return Said(tr(words), "history", tone)


def same_words(change: RuleChange) -> bool:
    """Whether a change left the text of a rule as it was: dates, source or title are others."""
    before, after = change.before, change.after
    return before is not None and after is not None and before.text == after.text


def changed(change: RuleChange) -> RuleLine:
    """A rule that changed, in the list of changes."""
    latest = change.after or change.before
    ref = latest.ref if latest else None
    below = " ".join(latest.text.split())[:_EXCERPT] if latest else ""
    return RuleLine(ref, change.title, below, altered(change))


def facts(older: Snippet, newer: Snippet) -> list[str]:
    """What changed besides the words, each in a few words."""
    one, other = older.rule, newer.rule
    pairs = (
        (tr("Days"), holds(None, one), holds(None, other)),
        (tr("Title"), one.title, other.title),
        (tr("Source"), one.source, other.source),
        (tr("Section"), one.section, other.section),
        (tr("For"), audience(one.audience).text, audience(other.audience).text),
        (tr("Place"), one.jurisdiction, other.jurisdiction),
    )
    none = tr("none")
    said = tr("{what}: {before} became {after}")
    return [
        said.format(what=what, before=before or none, after=after or none)
        for what, before, after in pairs
        if before != after
    ]
