-- What the workbench needs: lists of records by facet and day, people's judgements, audits.

-- Every record once, also when several documents tell it, in the order of days: `number` is the
-- Julian day of the record (its own day, else its article's, else 0) times 2^32, plus `turn`.
-- So one full-text index over facets and words answers a list with any filters in order of days.
CREATE TABLE listed (
    number      INTEGER PRIMARY KEY,
    turn        INTEGER NOT NULL UNIQUE,
    record      TEXT NOT NULL UNIQUE,
    document    INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    event_type  TEXT,
    status      TEXT,
    quad_code   INTEGER,
    event_scale REAL,
    confidence  REAL NOT NULL,
    planned_for TEXT,
    next        TEXT,
    facets      TEXT NOT NULL,
    words       TEXT NOT NULL
);
CREATE INDEX listed_by_sureness ON listed (kind, confidence);
CREATE INDEX listed_by_plan ON listed (planned_for) WHERE planned_for IS NOT NULL;
CREATE INDEX listed_by_next ON listed (number) WHERE next IS NOT NULL;

-- A facet is one word: x, the facet's letter, the value in hexadecimal, z. Letters: k kind, t type,
-- m mode, s status, a actor, r recipient, w on whose word, l place, o source, d pair of countries.
CREATE VIEW listing AS
SELECT records.document, records.id AS record, records.kind, records.event_type, records.status,
       records.quad_code, records.event_scale, records.confidence,
       json_extract(records.json, '$.planned_for') AS planned_for,
       json_extract(records.json, '$.next') AS next,
       CAST(coalesce(julianday(substr(coalesce(records.date, articles.published, articles.updated),
                                      1, 10)), 0) AS INTEGER) AS day,
       (SELECT group_concat('x' || facet || hex(lower(value)) || 'z', ' ') FROM (
           SELECT 'k' AS facet, records.kind AS value
           UNION SELECT 't', records.event_type
           UNION SELECT 'm', records.mode
           UNION SELECT 's', records.status
           UNION SELECT 'o', articles.source
           UNION SELECT 'l', json_extract(records.json, '$.event_loc.country')
           UNION SELECT 'l', json_extract(records.json, '$.event_loc.name')
           UNION SELECT role.letter, json_extract(party.value, field.path)
                   FROM (SELECT '$.actor' AS at, 'a' AS letter UNION SELECT '$.speaker', 'a'
                         UNION SELECT '$.recipient', 'r' UNION SELECT '$.addressee', 'r'
                         UNION SELECT '$.about', 'r' UNION SELECT '$.said_by', 'w') AS role
                   JOIN json_each(records.json, role.at) AS party
                   JOIN (SELECT '$.code' AS path UNION SELECT '$.entity' UNION SELECT '$.name')
                        AS field
           UNION SELECT role.letter, json_extract(party.value, '$.code') || '.'
                        || json_extract(party.value, '$.sector')
                   FROM (SELECT '$.actor' AS at, 'a' AS letter UNION SELECT '$.speaker', 'a'
                         UNION SELECT '$.recipient', 'r') AS role
                   JOIN json_each(records.json, role.at) AS party
           UNION SELECT role.letter, code.value
                   FROM (SELECT '$.of' AS at, 'a' AS letter UNION SELECT '$.sponsor', 'a'
                         UNION SELECT '$.to', 'r') AS role
                   JOIN json_each(records.json, role.at) AS code
           UNION SELECT 'd', min(one.code, other.code) || '-' || max(one.code, other.code)
                   FROM (SELECT json_extract(value, '$.code') AS code, 1 AS acts
                           FROM json_each(records.json, '$.actor')) AS one
                   JOIN (SELECT json_extract(value, '$.code') AS code, 0 AS acts
                           FROM json_each(records.json, '$.recipient')
                         UNION SELECT json_extract(value, '$.code'), 1
                           FROM json_each(records.json, '$.actor')) AS other
                     ON one.code <> other.code
        ) WHERE value IS NOT NULL AND value <> '') AS facets,
       (SELECT group_concat(value, ' ') FROM (
           SELECT json_extract(records.json, '$.text') AS value
           UNION ALL SELECT json_extract(records.json, '$.words')
           UNION ALL SELECT json_extract(records.json, '$.what')
           UNION ALL SELECT json_extract(records.json, '$.title')
           UNION ALL SELECT json_extract(records.json, '$.symbol')
           UNION ALL SELECT json_extract(records.json, '$.body')
           UNION ALL SELECT records.mode
           UNION ALL SELECT json_extract(party.value, '$.name')
                       FROM (SELECT '$.actor' AS at UNION SELECT '$.speaker'
                             UNION SELECT '$.recipient') AS role
                       JOIN json_each(records.json, role.at) AS party
        )) AS words
  FROM records
  JOIN articles ON articles.document = records.document AND articles.id = records.article;

CREATE VIRTUAL TABLE listed_words USING fts5 (
    facets, words,
    content = 'listed', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
-- How many records have each facet.
CREATE VIRTUAL TABLE listed_terms USING fts5vocab (listed_words, row);

CREATE TRIGGER listed_added AFTER INSERT ON listed BEGIN
    INSERT INTO listed_words (rowid, facets, words) VALUES (new.number, new.facets, new.words);
END;
CREATE TRIGGER listed_gone AFTER DELETE ON listed BEGIN
    INSERT INTO listed_words (listed_words, rowid, facets, words)
    VALUES ('delete', old.number, old.facets, old.words);
END;
CREATE TRIGGER record_listed AFTER INSERT ON records
WHEN NOT EXISTS (SELECT 1 FROM listed WHERE record = new.id)
BEGIN
    INSERT INTO listed
    SELECT day * 4294967296 + turn, turn, record, document, kind, event_type, status, quad_code,
           event_scale, confidence, planned_for, next, facets, coalesce(words, '')
      FROM listing, (SELECT coalesce(max(turn), 0) + 1 AS turn FROM listed)
     WHERE document = new.document AND record = new.id;
END;
-- When the document that it was listed from goes, another that tells the same takes its place.
CREATE TRIGGER record_unlisted AFTER DELETE ON records
WHEN EXISTS (SELECT 1 FROM listed WHERE record = old.id AND document = old.document)
BEGIN
    DELETE FROM listed WHERE record = old.id;
    INSERT INTO listed
    SELECT day * 4294967296 + turn, turn, record, document, kind, event_type, status, quad_code,
           event_scale, confidence, planned_for, next, facets, coalesce(words, '')
      FROM listing, (SELECT coalesce(max(turn), 0) + 1 AS turn FROM listed)
     WHERE record = old.id ORDER BY document LIMIT 1;
END;

INSERT INTO listed
SELECT day * 4294967296 + turn, turn, record, document, kind, event_type, status, quad_code,
       event_scale, confidence, planned_for, next, facets, coalesce(words, '')
  FROM (SELECT listing.*, row_number() OVER (ORDER BY document, record) AS turn,
               row_number() OVER (PARTITION BY record ORDER BY document) AS telling
          FROM listing)
 WHERE telling = 1;

-- What people judged of records. A judgement is added, never changed; the newest of a record counts.
-- They belong to no document: a page coded anew keeps its ids, and so its judgements.
CREATE TABLE corrections (
    number   INTEGER PRIMARY KEY,
    record   TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'corrected', 'rejected')),
    fields   TEXT NOT NULL,  -- JSON: the fields that differ from the machine's, with their values
    machine  TEXT NOT NULL,  -- the machine's record as it was judged
    author   TEXT NOT NULL,
    made     TEXT NOT NULL,  -- UTC
    note     TEXT NOT NULL
);
CREATE INDEX corrections_by_record ON corrections (record, number);

CREATE TABLE audits (
    number INTEGER PRIMARY KEY,
    seed   INTEGER NOT NULL,
    made   TEXT NOT NULL,
    coder  TEXT NOT NULL,
    events INTEGER NOT NULL  -- in the store when the sample was drawn
);
CREATE TABLE audit_items (
    audit       INTEGER NOT NULL REFERENCES audits (number) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('event', 'sentence')),
    stratum     TEXT NOT NULL,
    probability REAL NOT NULL,
    article     TEXT NOT NULL,
    sentence    TEXT NOT NULL,
    act         TEXT NOT NULL,  -- the words that are asked about; empty: the whole sentence
    machine     TEXT NOT NULL,  -- JSON: what the machine said; not shown before the answer
    answer      TEXT,           -- JSON: what the person said
    author      TEXT,
    made        TEXT,
    PRIMARY KEY (audit, ordinal)
) WITHOUT ROWID;
