# SPDX-License-Identifier: Apache-2.0
"""Small true-to-life data: one message, one rule, one pack, with the fields a test cares for."""

from datetime import UTC, date, datetime

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.inquiry import Arrival, Attachment, Channel, Correspondent
from desktop_app.domain.phrases import PhraseBook, Phrases
from desktop_app.domain.policy import Audience, Pack, Rule, Snippet, SnippetRef
from desktop_app.rules.sentences import pieces

MARIA = Correspondent("Rosalind Achterberg", "r.achterberg@example.com")
MORNING = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def arrival(
    text: str = "How much is the late fee for my registration?",
    *,
    key: str = "<1@example.com>",
    sender: Correspondent = MARIA,
    subject: str = "Late registration",
    channel: Channel = Channel.MAIL,
    quoted: str = "",
    sent_at: datetime | None = MORNING,
    attachments: tuple[Attachment, ...] = (),
    in_reply_to: str = "",
    references: tuple[str, ...] = (),
    automatic: bool = False,
    undelivered: str = "",
    hidden: int = 0,
    original: bytes = b"as it came",
) -> Arrival:
    """One message as a source hands it over."""
    return Arrival(
        key=key,
        channel=channel,
        sender=sender,
        recipient="customers@office.example.org",
        subject=subject,
        text=text,
        quoted=quoted,
        sent_at=sent_at,
        attachments=attachments,
        in_reply_to=in_reply_to,
        references=references,
        automatic=automatic,
        undelivered=undelivered,
        hidden=hidden,
        original=original,
    )


def rule(
    name: str,
    text: str,
    *,
    title: str = "",
    topic: str = "",
    effective_from: date | None = None,
    effective_to: date | None = None,
    audience: Audience = Audience.PUBLIC,
    office: str = "",
    keywords: tuple[str, ...] = (),
) -> Rule:
    """One rule of a pack."""
    return Rule(
        id=SnippetId(name),
        title=title or name,
        text=text,
        topic=topic,
        effective_from=effective_from,
        effective_to=effective_to,
        audience=audience,
        office=office,
        keywords=keywords,
    )


def snippet(name: str, text: str, version: int = 1) -> Snippet:
    """A rule as the library answers it."""
    return Snippet(SnippetRef(SnippetId(name), version), rule(name, text), pieces(text))


def pack(*rules: Rule, name: str = "test-pack", version: str = "1") -> Pack:
    """A pack of these rules."""
    topics = {one.topic: one.topic.title() for one in rules if one.topic}
    return Pack(name, "Rules for a test", version, topics, rules)


LATE_FEES = rule(
    "FEE-1",
    "A registration renewed late costs a penalty. "
    "For a renewal 1 to 10 days late, the penalty includes 10 percent of the vehicle license fee. "
    "For a renewal 11 to 30 days late, the penalty includes 20 percent of the vehicle license fee.",
    title="Late registration penalties",
    topic="fees",
    keywords=("late fee", "overdue registration"),
)
SMOG = rule(
    "SMG-1",
    "A vehicle that failed its smog check must be repaired and tested again. "
    "Assistance with repair costs is available for eligible owners.",
    title="Failed smog check",
    topic="smog",
)
REAL_ID = rule(
    "RID-1",
    "A REAL ID application needs one identity document and two proofs of residency. "
    "The temporary paper is not accepted at the airport.",
    title="REAL ID documents",
    topic="real-id",
)
RULES = pack(LATE_FEES, SMOG, REAL_ID)


def phrase_book() -> PhraseBook:
    """Wording in two languages, so that tests do not hang on what ships."""
    english = Phrases(
        language="en",
        language_name="English",
        greeting="Dear {name},",
        greeting_nameless="Hello,",
        opening="These are the rules of this office that fit your message, word for word.",
        bring="Please bring:",
        where="Where to go:",
        partly="This office has no rule at hand that answers the rest of your message.",
        closing="Sincerely,\n{person}\n{office}",
        subject="Your message to the office",
        disclosure_ai="A first draft was made with generative AI. {person} of {office} read it.\n"
        "To speak with a person, call {phone}.",
        disclosure_rules="Rules as of {date}. {person} of {office} read it.\n"
        "To speak with a person, call {phone}.",
        disclosure_person="{person} of {office} wrote this reply.\n"
        "To speak with a person, call {phone}.",
        courtesies=("Dear {name},", "Hello,", "Thank you for writing to us."),
    )
    spanish = Phrases(
        language="es",
        language_name="Spanish",
        greeting="Estimado/a {name}:",
        greeting_nameless="Hola:",
        opening="Estas son las reglas.",
        bring=english.bring,
        where=english.where,
        partly="No hay regla para el resto.",
        closing="Atentamente,\n{person}\n{office}",
        subject="Su mensaje a la oficina",
        disclosure_ai=english.disclosure_ai,
        disclosure_rules=english.disclosure_rules,
        disclosure_person=english.disclosure_person,
        courtesies=("Estimado/a {name}:", "Gracias por escribirnos."),
    )
    names = {"en": "English", "es": "Spanish"}
    return PhraseBook("test-1", {"en": english, "es": spanish}, names)
