-- Who dealt with whom, and which countries an article names: what relations are counted from.
-- A document that has not been read for this (0: added by an older version) is read at the first
-- question about relations.

ALTER TABLE documents ADD COLUMN related INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_unrelated ON documents (number) WHERE related = 0;

-- One row for an event and a pair that it links, seen from each of the two sides, so that every
-- question is one stretch of the table. A body between states stands as its code and entity.
CREATE TABLE dyads (
    here         TEXT NOT NULL,
    there        TEXT NOT NULL,
    day          TEXT NOT NULL,     -- the act's first day, else its article's; '' where neither is told
    document     INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    record       TEXT NOT NULL,
    way          TEXT NOT NULL CHECK (way IN ('out', 'in', 'both')),
    here_sector  TEXT NOT NULL,     -- '' where there is none
    there_sector TEXT NOT NULL,
    last         TEXT NOT NULL,     -- the act's last day
    dated        INTEGER NOT NULL,  -- 1: by the act's own date; 0: by its article's
    article      INTEGER NOT NULL,  -- articles.ordinal
    event_type   TEXT NOT NULL,
    quad_code    INTEGER NOT NULL,
    event_scale  REAL NOT NULL,
    status       TEXT NOT NULL,
    confidence   REAL NOT NULL,
    PRIMARY KEY (here, there, day, document, record, way, here_sector, there_sector)
) WITHOUT ROWID;
CREATE INDEX dyads_by_document ON dyads (document);
CREATE INDEX dyads_by_day ON dyads (day);

CREATE TABLE namings (
    country  TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    article  TEXT NOT NULL,
    day      TEXT NOT NULL,  -- the article's; '' where it prints none
    source   TEXT NOT NULL,  -- '' where it prints none
    PRIMARY KEY (country, document, article)
) WITHOUT ROWID;
CREATE INDEX namings_by_document ON namings (document);

-- For briefs: the records of some days' articles, the acts of some days, and what falls due.
CREATE INDEX articles_by_day ON articles (substr(coalesce(published, updated), 1, 10));
CREATE INDEX events_by_day ON records (date) WHERE kind = 'event' AND date IS NOT NULL;
CREATE INDEX events_by_plan ON records (json_extract(json, '$.planned_for'))
    WHERE kind = 'event' AND json_extract(json, '$.planned_for') IS NOT NULL;
