-- Recorded votes of intergovernmental bodies (`dragoman votes import`), and a quick way to the
-- resolution records. Nothing here belongs to a page: votes stay when documents go.

CREATE TABLE vote_files (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,  -- of the file's bytes: the same file is imported once
    kind   TEXT NOT NULL,
    lines  INTEGER NOT NULL
);

CREATE TABLE roll_calls (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,  -- the rcid of unvotes, or undl-… of the UN Digital Library
    body    TEXT NOT NULL,
    session INTEGER NOT NULL,
    date    TEXT NOT NULL,
    symbol  TEXT,
    title   TEXT NOT NULL,
    words   TEXT NOT NULL,         -- the title in the form that compares
    part    TEXT                   -- NULL: the whole text; else paragraph, amendment, motion, unclear
);
CREATE INDEX roll_calls_by_words ON roll_calls (words);
CREATE INDEX roll_calls_by_symbol ON roll_calls (symbol);

CREATE TABLE country_votes (
    roll_call INTEGER NOT NULL REFERENCES roll_calls (number) ON DELETE CASCADE,
    country   TEXT NOT NULL,
    vote      TEXT NOT NULL CHECK (vote IN ('yes', 'no', 'abstain')),
    PRIMARY KEY (roll_call, country)
) WITHOUT ROWID;
CREATE INDEX country_votes_by_country ON country_votes (country, roll_call, vote);

CREATE TABLE roll_call_issues (
    roll_call INTEGER NOT NULL REFERENCES roll_calls (number) ON DELETE CASCADE,
    short     TEXT NOT NULL,
    name      TEXT NOT NULL,
    PRIMARY KEY (roll_call, short)
) WITHOUT ROWID;

CREATE INDEX resolution_records ON records (document, ordinal) WHERE kind = 'resolution';
