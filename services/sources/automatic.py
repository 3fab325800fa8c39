# SPDX-License-Identifier: Apache-2.0
"""Whether a program sent a message rather than a person (RFC 3834, and what older programs do)."""

import re

from services.sources.headers import mailbox, unfolded
from services.sources.structure import Part

_BULK = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply"})
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Autoresponse", "List-Id", "X-Failed-Recipients")
_ABSENT = re.compile(
    r"(?:auto(?:matic|mated)?[ -]?(?:reply|response|answer)|autoreply|automatische antwort"
    r"|abwesenheitsnotiz|respuesta autom[aá]tica|réponse automatique|risposta automatica"
    r"|resposta automática|автоответ|автоматический ответ|自动回复|自動回覆|自動返信|自動応答"
    r"|자동 ?(?:회신|응답)|(?:thư )?trả lời tự động|رد تلقائي|پاسخ خودکار|स्वचालित उत्तर"
    r"|ਆਟੋਮੈਟਿਕ ਜਵਾਬ|ինքնապատասխան|awtomatikong (?:tugon|sagot))"
    r"\s*(?:[:：\-–]|$)"
    r"|(?:out of (?:the )?office|fuera de (?:la )?oficina|absent du bureau)"
    r"\s*(?:auto-?reply|reply|message|notification)?\s*(?:[:：]|$)"
    r"|(?:undeliverable|undelivered mail|mail delivery (?:failed|subsystem)"
    r"|delivery status notification|returned mail|delivery failure)\b",
    re.IGNORECASE,
)  # fmt: skip


def is_automatic(message: Part, subject: str) -> bool:
    """Whether nobody waits for an answer to this message."""
    submitted = re.split(r"[;(\s]", unfolded(message.raw("Auto-Submitted")).lower(), maxsplit=1)
    if submitted[0] not in {"", "no"}:
        return True
    if unfolded(message.raw("Precedence")).lower() in _BULK:
        return True
    if any(unfolded(message.raw(name)) for name in _MARKS):
        return True
    if unfolded(message.raw("Return-Path")).replace(" ", "") == "<>":
        return True
    if message.kind == "multipart/report":
        return True
    _, address = mailbox(message.raw("From"))
    if address.partition("@")[0].lower() == "mailer-daemon":
        return True
    return _ABSENT.match(subject) is not None
