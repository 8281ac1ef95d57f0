-- The store's first form. Where a column is named `document`, it is documents.number; a record's
-- or an article's own id (the one that users see) is unique only within its document, because
-- the same story copied into two files has the same ids in both.

CREATE TABLE documents (
    number       INTEGER PRIMARY KEY,
    file         TEXT NOT NULL,  -- of its paths, the one that was added first
    bytes_sha256 TEXT NOT NULL,
    text_sha256  TEXT NOT NULL,
    reader       TEXT NOT NULL,
    coder        TEXT NOT NULL,
    text         TEXT NOT NULL,
    UNIQUE (bytes_sha256, text_sha256)
);

CREATE TABLE paths (
    number   INTEGER PRIMARY KEY,  -- in the order of adding
    path     TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE
);
CREATE INDEX paths_by_document ON paths (document);

CREATE TABLE articles (
    document  INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    id        TEXT NOT NULL,
    ordinal   INTEGER NOT NULL,
    title     TEXT,
    source    TEXT,
    published TEXT,
    updated   TEXT,
    place     TEXT,
    json      TEXT NOT NULL,
    PRIMARY KEY (document, id)
);
CREATE INDEX articles_by_id ON articles (id);

CREATE TABLE records (
    document    INTEGER NOT NULL,
    id          TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    article     TEXT NOT NULL,
    date        TEXT,
    enddate     TEXT,
    event_type  TEXT,
    mode        TEXT,
    status      TEXT,
    quad_code   INTEGER,
    event_scale REAL,
    confidence  REAL NOT NULL,
    json        TEXT NOT NULL,
    PRIMARY KEY (document, id),
    FOREIGN KEY (document, article) REFERENCES articles (document, id) ON DELETE CASCADE
);
CREATE INDEX records_by_id ON records (id);
CREATE INDEX records_by_article ON records (document, article);
CREATE INDEX records_by_type ON records (event_type, date);

CREATE TABLE parties (
    document INTEGER NOT NULL,
    record   TEXT NOT NULL,
    role     TEXT NOT NULL,
    ordinal  INTEGER NOT NULL,
    code     TEXT,
    sector   TEXT,
    entity   TEXT,
    name     TEXT,
    PRIMARY KEY (document, record, role, ordinal),
    FOREIGN KEY (document, record) REFERENCES records (document, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX parties_by_code ON parties (code, role);

-- What can be searched: one row for an article, one for each record that has words. Control
-- characters of the page are blanks here.
CREATE TABLE passages (
    number   INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    article  TEXT NOT NULL,
    record   TEXT NOT NULL,  -- the id that a search gives: a record's, or the article's own
    kind     TEXT NOT NULL,
    title    TEXT NOT NULL,
    text     TEXT NOT NULL
);
CREATE INDEX passages_by_document ON passages (document);

CREATE VIRTUAL TABLE passage_words USING fts5 (
    title, text,
    content = 'passages', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
-- A word in the title tells more of what an article is about than one in its body.
INSERT INTO passage_words (passage_words, rank) VALUES ('rank', 'bm25(4.0, 1.0)');

CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
    INSERT INTO passage_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER passage_gone AFTER DELETE ON passages BEGIN
    INSERT INTO passage_words (passage_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER passage_changed AFTER UPDATE ON passages BEGIN
    INSERT INTO passage_words (passage_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO passage_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
