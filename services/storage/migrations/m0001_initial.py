# SPDX-License-Identifier: Apache-2.0
"""The first schema: queue, sources, suggestions, outbox, rules, and a log that refuses to change.

Times are whole milliseconds since 1970 in UTC. Every row that may meet another desk's carries ids
minted on this desk. The log's rows name office and desk inside their hashed body.
"""

from sqlite_utils import Database

from desktop_app.domain.entry import START

_APPEND_ONLY = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
_LOG = (
    """CREATE TABLE log_entries (
        seq INTEGER PRIMARY KEY,
        body TEXT NOT NULL,
        hash TEXT NOT NULL,
        id TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
        happened TEXT GENERATED ALWAYS AS (json_extract(body, '$.happened')) VIRTUAL,
        account TEXT GENERATED ALWAYS AS (json_extract(body, '$.account')) VIRTUAL,
        inquiry TEXT GENERATED ALWAYS AS (json_extract(body, '$.inquiry')) VIRTUAL,
        at TEXT GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL
    )""",
    "CREATE UNIQUE INDEX log_entries_id ON log_entries (id)",
    "CREATE INDEX log_entries_account ON log_entries (account, seq)",
    "CREATE INDEX log_entries_inquiry ON log_entries (inquiry, seq)",
    "CREATE TABLE log_texts (sha256 TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE log_head (
        one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL
    )""",
    f"INSERT INTO log_head VALUES (1, 0, '{START}')",
    """CREATE TRIGGER log_entries_next BEFORE INSERT ON log_entries
    WHEN NEW.seq IS NOT (SELECT seq + 1 FROM log_head)
    BEGIN SELECT RAISE(ABORT, 'the log takes its next entry only'); END""",
    # INSERT OR REPLACE would otherwise take an older entry away through its unique id.
    """CREATE TRIGGER log_entries_once BEFORE INSERT ON log_entries
    WHEN EXISTS (SELECT 1 FROM log_entries WHERE id = json_extract(NEW.body, '$.id'))
    BEGIN SELECT RAISE(ABORT, 'the log has this entry already'); END""",
    """CREATE TRIGGER log_entries_head AFTER INSERT ON log_entries
    BEGIN UPDATE log_head SET seq = NEW.seq, hash = NEW.hash; END""",
    f"CREATE TRIGGER log_entries_no_update BEFORE UPDATE ON log_entries {_APPEND_ONLY}",
    f"CREATE TRIGGER log_entries_no_delete BEFORE DELETE ON log_entries {_APPEND_ONLY}",
    """CREATE TRIGGER log_texts_once BEFORE INSERT ON log_texts
    WHEN EXISTS (SELECT 1 FROM log_texts WHERE sha256 = NEW.sha256)
    BEGIN SELECT RAISE(IGNORE); END""",
    f"CREATE TRIGGER log_texts_no_update BEFORE UPDATE ON log_texts {_APPEND_ONLY}",
    f"CREATE TRIGGER log_texts_no_delete BEFORE DELETE ON log_texts {_APPEND_ONLY}",
)


def upgrade(db: Database) -> None:
    """Make the tables of an empty store."""
    _queue(db)
    _work(db)
    _policy(db)
    for statement in _LOG:
        db.conn.execute(statement)


def _queue(db: Database) -> None:
    db.table("inquiries").create(
        {
            "key": int, "id": str, "office": str, "state": str, "revision": int,
            "customer_name": str, "customer_address": str, "subject": str, "channel": str,
            "language": str, "topic": str, "urgency": str, "received_at": int, "due_at": int,
            "note": str, "work": str, "marks": int, "drafter": str, "messages": int,
        },
        pk="key",
        not_null={"id", "office", "state", "revision", "due_at"},
        strict=True,
    )  # fmt: skip
    db.table("inquiries").create_index(["id"], unique=True)
    db.table("inquiries").create_index(["state", "due_at", "key"])
    db.conn.execute(
        "CREATE INDEX inquiries_matter ON inquiries (customer_address COLLATE NOCASE, subject"
        " COLLATE NOCASE, received_at)"
    )
    db.table("messages").create(
        {
            "id": str, "inquiry": str, "place": int, "key": str, "channel": str, "sender_name": str,
            "sender_address": str, "subject": str, "text": str, "quoted": str, "received_at": int,
            "attachments": str, "automatic": int, "hidden": int,
        },
        pk="id",
        foreign_keys=[("inquiry", "inquiries", "id")],
        not_null={"inquiry", "place", "key"},
        strict=True,
    )  # fmt: skip
    db.table("messages").create_index(["key"], unique=True)
    db.table("messages").create_index(["inquiry", "place"], unique=True)
    db.table("originals").create(
        {"message": str, "content": bytes},
        pk="message",
        foreign_keys=[("message", "messages", "id")],
        strict=True,
    )
    db.conn.execute(
        "CREATE VIRTUAL TABLE inquiry_words USING fts5 (customer, subject, text, content='',"
        " contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    db.table("set_aside").create(
        {"id": int, "source": str, "name": str, "reason": str, "at": int, "original": bytes},
        pk="id",
        strict=True,
    )
    db.table("source_items").create(
        {"source": str, "item": str, "signature": str}, pk=("source", "item"), strict=True
    )
    db.table("source_cursors").create({"source": str, "cursor": str}, pk="source", strict=True)


def _work(db: Database) -> None:
    db.table("suggestions").create(
        {"id": str, "inquiry": str, "made_at": int, "state": str, "document": str},
        pk="id",
        foreign_keys=[("inquiry", "inquiries", "id")],
        strict=True,
    )
    db.table("suggestions").create_index(["inquiry", "made_at"])
    db.table("dispatches").create(
        {
            "id": str, "inquiry": str, "suggestion": str, "letter": str, "message_id": str,
            "approved": str, "state": str, "not_before": int, "attempts": int, "trouble": str,
        },
        pk="id",
        foreign_keys=[("inquiry", "inquiries", "id")],
        strict=True,
    )  # fmt: skip
    db.table("dispatches").create_index(["message_id"], unique=True)
    db.table("dispatches").create_index(["inquiry"])
    db.table("dispatches").create_index(["state", "not_before"])


def _policy(db: Database) -> None:
    db.table("packs").create(
        {
            "id": str,
            "title": str,
            "version": str,
            "topics": str,
            "imported_at": int,
            "current": int,
        },
        pk="id",
        strict=True,
    )
    db.table("snippets").create(
        {
            "key": int, "id": str, "version": int, "pack": str, "title": str, "sentences": str,
            "topic": str, "source": str, "section": str, "effective_from": str, "effective_to": str,
            "audience": str, "office": str, "keywords": str, "content": str, "current": int,
        },
        pk="key",
        strict=True,
    )  # fmt: skip
    db.table("snippets").create_index(["id", "version"], unique=True)
    db.table("snippets").create_index(["current", "topic"])
    db.conn.execute(
        "CREATE VIRTUAL TABLE snippet_words USING fts5 (title, keywords, text, section, content='',"
        " contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2')"
    )
