# SPDX-License-Identifier: Apache-2.0
"""Rules that hold for a time: where each stands in its document, from when to when it is answered
from, what each import changed, and which drafts and replies rely on which version.

What earlier versions stored is kept as it is: their rules hold on the days they state, their import
is the first adoption, and what relies on a rule is read from the drafts and letters themselves.
"""

from sqlite_utils import Database

_SNIPPETS = (
    "ALTER TABLE snippets ADD COLUMN document TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE snippets ADD COLUMN page INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE snippets ADD COLUMN place INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE snippets ADD COLUMN jurisdiction TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE snippets ADD COLUMN supersedes TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE snippets ADD COLUMN reviewed_on TEXT NOT NULL DEFAULT ''",
    # The pack that states this version, '' where none does any more.
    "ALTER TABLE snippets ADD COLUMN held TEXT NOT NULL DEFAULT ''",
    # Both days included. live_from: NULL never live, '' always was; live_to: '' without end.
    "ALTER TABLE snippets ADD COLUMN live_from TEXT",
    "ALTER TABLE snippets ADD COLUMN live_to TEXT",
    """UPDATE snippets SET held = coalesce((SELECT id FROM packs WHERE packs.current = 1), pack),
        live_from = coalesce(effective_from, ''), live_to = coalesce(effective_to, '')
    WHERE current = 1""",
    "DROP INDEX idx_snippets_current_topic",
    "ALTER TABLE snippets DROP COLUMN current",
    "CREATE INDEX snippets_live ON snippets (live_from, live_to, topic, document, place)",
    "CREATE INDEX snippets_document ON snippets (document, place, key)",
    "CREATE INDEX snippets_held ON snippets (held, id)",
)
_ADOPTIONS = (
    "ALTER TABLE packs ADD COLUMN signer TEXT NOT NULL DEFAULT ''",
    # packs: the rows of that table before this adoption, as JSON.
    """CREATE TABLE adoptions (
        place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, pack TEXT NOT NULL,
        title TEXT NOT NULL, version TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
        signer TEXT NOT NULL, note TEXT NOT NULL, restores TEXT NOT NULL, packs TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE adoption_changes (
        adoption INTEGER NOT NULL REFERENCES adoptions (place),
        snippet INTEGER NOT NULL REFERENCES snippets (key),
        was_held TEXT NOT NULL, was_from TEXT, was_to TEXT,
        held TEXT NOT NULL, live_from TEXT, live_to TEXT,
        PRIMARY KEY (adoption, snippet)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX adoption_changes_snippet ON adoption_changes (snippet, adoption)",
    """CREATE TABLE seen_adoptions (
        account TEXT NOT NULL, adoption TEXT NOT NULL REFERENCES adoptions (id),
        PRIMARY KEY (account, adoption)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO adoptions (id, pack, title, version, at, by, signer, note, restores, packs)
    SELECT 'before-0002', id, title, version, imported_at, '', '', '', '', '[]'
    FROM packs WHERE current = 1""",
    """INSERT INTO adoption_changes
    SELECT a.place, s.key, '', NULL, NULL, s.held, s.live_from, s.live_to
    FROM snippets AS s, adoptions AS a WHERE s.held <> ''""",
)
_RELIANCE = (
    "ALTER TABLE suggestions ADD COLUMN stale INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE inquiries ADD COLUMN stale INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE reliance (
        suggestion TEXT NOT NULL REFERENCES suggestions (id), snippet TEXT NOT NULL,
        version INTEGER NOT NULL, PRIMARY KEY (suggestion, snippet, version)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX reliance_snippet ON reliance (snippet, version)",
    # cited: whether the sentence that cites the rule left as it was drafted.
    """CREATE TABLE sent_reliance (
        dispatch TEXT NOT NULL REFERENCES dispatches (id), snippet TEXT NOT NULL,
        version INTEGER NOT NULL, cited INTEGER NOT NULL, PRIMARY KEY (dispatch, snippet, version)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sent_reliance_snippet ON sent_reliance (snippet, version)",
    """INSERT OR IGNORE INTO reliance
    SELECT s.id, json_extract(c.value, '$.snippet'), json_extract(c.value, '$.version')
    FROM suggestions AS s, json_each(s.document, '$.draft.sentences') AS t,
        json_each(t.value, '$.citations') AS c""",
    """INSERT INTO sent_reliance
    SELECT d.id, json_extract(c.value, '$.snippet'), json_extract(c.value, '$.version'),
        max(instr(json_extract(d.letter, '$.body'), json_extract(t.value, '$.text')) > 0)
    FROM dispatches AS d JOIN suggestions AS s ON s.id = d.suggestion,
        json_each(s.document, '$.draft.sentences') AS t, json_each(t.value, '$.citations') AS c
    GROUP BY 1, 2, 3""",
)
_MARKS = (
    # thread: JSON; wanted: a snippet's id; found: 1 once an evaluation found it.
    """CREATE TABLE search_marks (
        id TEXT PRIMARY KEY, question TEXT NOT NULL, thread TEXT NOT NULL, day TEXT NOT NULL,
        wanted TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, found INTEGER
    ) STRICT, WITHOUT ROWID""",
)
_VECTORS = (
    # What a rule means, as signed bytes, in the numbers of one encoder.
    """CREATE TABLE snippet_vectors (
        snippet INTEGER PRIMARY KEY REFERENCES snippets (key), encoder TEXT NOT NULL,
        vector BLOB NOT NULL
    ) STRICT""",
)


def upgrade(db: Database) -> None:
    """Bring a store of version 1 to version 2."""
    for statement in (*_SNIPPETS, *_ADOPTIONS, *_RELIANCE, *_MARKS, *_VECTORS):
        db.conn.execute(statement)
