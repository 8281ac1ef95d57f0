-- Which pages are copies of one another, and which events tell one act. All of it follows from the
-- articles and records, so it may be emptied and made anew at any time (see store/stories.py).

-- What came or went since stories were last put together: ids of events and articles.
CREATE TABLE stories_due (
    id TEXT PRIMARY KEY
) WITHOUT ROWID;

-- What the rows below were made by; made by anything else, they are made anew.
CREATE TABLE stories_version (
    version TEXT NOT NULL
);

CREATE TABLE pages (
    article  TEXT PRIMARY KEY,
    day      TEXT,             -- updated, else published
    outlet   TEXT,
    previous TEXT              -- of the pages that this one is a copy of, the earliest
) WITHOUT ROWID;

CREATE TABLE page_keys (
    key     INTEGER NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (key, article)
) WITHOUT ROWID;
CREATE INDEX page_keys_by_article ON page_keys (article);

CREATE TABLE page_links (
    earlier  TEXT NOT NULL,
    later    TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('copy', 'update', 'shortened', 'extended')),
    likeness REAL NOT NULL,
    PRIMARY KEY (earlier, later)
) WITHOUT ROWID;
CREATE INDEX page_links_by_later ON page_links (later);

-- Events of one shape, as copies of one page have them, are compared once.
CREATE TABLE shapes (
    number    INTEGER PRIMARY KEY,
    digest    BLOB NOT NULL UNIQUE,
    facts     TEXT NOT NULL,
    opened    INTEGER NOT NULL,
    component TEXT NOT NULL    -- the least id of all events that likely pairs tie to these
);
CREATE INDEX shapes_by_component ON shapes (component);

CREATE TABLE shape_keys (
    key    INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    shape  INTEGER NOT NULL REFERENCES shapes (number) ON DELETE CASCADE,
    PRIMARY KEY (key, opened, shape)
) WITHOUT ROWID;
CREATE INDEX shape_keys_by_shape ON shape_keys (shape);

CREATE TABLE shape_links (
    one   INTEGER NOT NULL REFERENCES shapes (number) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES shapes (number) ON DELETE CASCADE,
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX shape_links_by_other ON shape_links (other);

CREATE TABLE stories (
    id             TEXT PRIMARY KEY,
    event          TEXT NOT NULL,  -- of its reports, the one that stands for the story
    event_type     TEXT NOT NULL,
    status         TEXT NOT NULL,
    day            TEXT,           -- the act's first day, else that of the first report
    reports        INTEGER NOT NULL,
    sources        INTEGER NOT NULL,
    disagree       INTEGER NOT NULL,
    json           TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX stories_by_day ON stories (day);

-- Every event is in one story; `chosen` is 1 for the one that stands for it.
CREATE TABLE tellings (
    event  TEXT PRIMARY KEY,
    shape  INTEGER NOT NULL REFERENCES shapes (number),
    story  TEXT,
    chosen INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX tellings_by_shape ON tellings (shape);
CREATE INDEX tellings_by_story ON tellings (story);

CREATE INDEX events_by_article ON records (article) WHERE kind = 'event';

CREATE TRIGGER event_came AFTER INSERT ON records WHEN new.kind = 'event' BEGIN
    INSERT OR IGNORE INTO stories_due (id) VALUES (new.id);
END;
CREATE TRIGGER event_went AFTER DELETE ON records WHEN old.kind = 'event' BEGIN
    INSERT OR IGNORE INTO stories_due (id) VALUES (old.id);
END;
CREATE TRIGGER article_came AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO stories_due (id) VALUES (new.id);
END;
CREATE TRIGGER article_went AFTER DELETE ON articles BEGIN
    INSERT OR IGNORE INTO stories_due (id) VALUES (old.id);
END;
INSERT INTO stories_due (id) SELECT id FROM articles UNION SELECT id FROM records WHERE kind = 'event';
