"""Files of recorded votes, line by line: unvotes' three tables, the UN Digital Library's one.

Sources of the layouts: Erik Voeten, Anton Strezhnev, Michael Bailey, "United Nations General
Assembly Voting Data" (Harvard Dataverse, doi:10.7910/DVN/LEJUQZ), as the R package unvotes prints
it; the UN Digital Library's export of voting data (one line for each state and vote).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from dragoman.resolutions.states import state_code
from dragoman.resolutions.titles import title_words

Kind = Literal["roll calls", "votes", "issues", "library"]
Cast = Literal["yes", "no", "abstain"]
# A file is of the kind whose columns it has; other columns are passed over.
COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    "library": ("undl_id", "ms_code", "ms_vote", "date", "session", "resolution", "title"),
    "roll calls": ("rcid", "session", "date", "unres", "amend", "para", "short", "descr"),
    "votes": ("rcid", "country", "vote"),
    "issues": ("rcid", "short_name", "issue"),
}
# What can be imported only after what: votes need their roll calls.
ORDER: tuple[Kind, ...] = ("roll calls", "library", "issues", "votes")
# As words, as the Digital Library's letters, as Voeten's numbers (8 absent, 9 no member).
CASTS: Mapping[str, Cast | None] = {
    "yes": "yes", "no": "no", "abstain": "abstain", "Y": "yes", "N": "no", "A": "abstain",
    "1": "yes", "2": "abstain", "3": "no", "8": None, "9": None, "X": None, "": None,
    "absent": None,
}  # fmt: skip
DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
NUMBER = re.compile(r"\d{1,9}")
CODE = re.compile(r"[A-Z]{3}")
AGENDA = re.compile(r"^A/\d+/\d+ ")
TAIL = re.compile(r"\s*:\s*(?:draft )?(?:resolution|decision)\b.*$|\s*:\s*res?o?l?u?t?i?o?$", re.I)
# What was put to the vote, in the words of the one who presided.
SPOKEN = re.compile(r"^\W*The (?:Acting |Temporary )?(?:President|Chair)")
ENTITLED = re.compile(r"entitled [_\"“](?P<title>[^_<\"”]{3,300})(?:<d3>|_|[\"”])")
ASKED = re.compile(r"(?:put|decision|vote|action|requested|requestedon|proceed)\b[^.]*", re.I)
OF_PARTS = (
    ("motion", re.compile(r"\bmotion|no action|division|be deferred|adjourn", re.I)),
    ("amendment", re.compile(r"amendment(?!.{0,80}ha(?:s|ve) not been adopted)", re.I)),
    ("paragraph", re.compile(r"paragraph|\bsection\b|the words|preamble|sub-?item", re.I)),
)
LAST_WORDS = 330


class RollCall(NamedTuple):
    """One recorded vote: what was voted on, when; `part` names what is not the whole text."""

    id: str
    body: str
    session: int
    date: str
    symbol: str | None
    title: str
    words: str
    part: str | None


class Ballot(NamedTuple):
    """How one state voted in one roll call."""

    roll_call: str
    state: str
    cast: Cast


class Issue(NamedTuple):
    """What a roll call was about, as unvotes sorts them."""

    roll_call: str
    short: str
    name: str


Row = RollCall | Ballot | Issue


def kind_of(header: Sequence[str]) -> Kind | None:
    """The kind of file that has such a header, or none. Raises: nothing."""
    columns = {column.strip().lower() for column in header}
    return next((kind for kind, needed in COLUMNS.items() if columns.issuperset(needed)), None)


Reader = Callable[[Mapping[str, str]], tuple[Row, ...]]


def reader_of(kind: Kind) -> Reader:
    """How lines of a kind are read: cells by column in, records out.

    The reader raises ValueError saying what is wrong with a line. Raises: nothing itself.
    """
    return {"roll calls": _roll_call, "votes": _vote, "issues": _issue, "library": _library}[kind]


def _roll_call(cells: Mapping[str, str]) -> tuple[Row, ...]:
    title, part = _put_to_vote(cells)
    return (
        RollCall(
            id=_number(cells, "rcid"),
            body="UNGA",
            session=int(_number(cells, "session")),
            date=_day(cells),
            symbol=_symbol(cells["unres"]),
            title=title,
            words=" ".join(title_words(title)),
            part=part,
        ),
    )


def _put_to_vote(cells: Mapping[str, str]) -> tuple[str, str | None]:
    """The title of what was voted on, and which part of it."""
    short, told = cells["short"].strip(), cells["descr"].strip()
    part = None
    if cells["amend"] == "1":
        part = "amendment"
    elif cells["para"] == "1":
        part = "paragraph"
    if SPOKEN.match(told):
        return _spoken(told, part)
    # Since the 71st session the agenda stands where the title stood.
    title = short if AGENDA.match(told) or not told else told
    return TAIL.sub("", title).strip(), part


def _spoken(told: str, part: str | None) -> tuple[str, str | None]:
    titles = ENTITLED.findall(told)
    title = " ".join(titles[-1].split()) if titles else ""
    if part:
        return title, part
    last = told[-LAST_WORDS:].removesuffix(" A")
    asked = " ".join(ASKED.findall(last)) or last
    # Of a record that says no more than that a vote was asked for nobody knows on what it was.
    named = "as a whole" in last or (titles and last.rfind("entitled") > last.rfind("paragraph"))
    after = asked.rpartition("entitled")[2]
    if named and not any(pattern.search(after) for _, pattern in OF_PARTS):
        return title, None
    for name, pattern in OF_PARTS:
        if pattern.search(asked):
            return title, name
    return title, None if re.search(r"draft (?:resolution|decision)", last) else "unclear"


def _symbol(printed: str) -> str | None:
    bare = printed.strip()
    for old, new in (("R/", "A/RES/"), ("ESS/", "A/RES/ES-"), ("SS/", "A/RES/S-")):
        if bare.startswith(old):
            return new + bare.removeprefix(old)
    return bare or None


def _vote(cells: Mapping[str, str]) -> tuple[Row, ...]:
    cast = _cast(cells["vote"])
    state = _state(cells["country"])
    number = _number(cells, "rcid")
    return (Ballot(number, state, cast),) if cast else ()


def _issue(cells: Mapping[str, str]) -> tuple[Row, ...]:
    short, name = cells["short_name"].strip(), cells["issue"].strip()
    if not (short and name):
        raise ValueError("short_name or issue is empty; give both")
    return (Issue(_number(cells, "rcid"), short, name),)


def _library(cells: Mapping[str, str]) -> tuple[Row, ...]:
    number = "undl-" + _number(cells, "undl_id")
    title = TAIL.sub("", cells["title"]).strip()
    code = cells["ms_code"].strip()
    state = code if CODE.fullmatch(code) and not cells.get("ms_name") else None
    state = state or state_code(cells.get("ms_name") or code) or _known_code(code)
    cast = _cast(cells["ms_vote"])
    roll_call = RollCall(
        id=number,
        body="UNSC" if cells["resolution"].startswith("S/") else "UNGA",
        session=int(re.sub(r"\D", "", cells["session"]) or 0),
        date=_day(cells),
        symbol=cells["resolution"].strip() or None,
        title=title,
        words=" ".join(title_words(title)),
        part=None,
    )
    return (roll_call, Ballot(number, state, cast)) if cast else (roll_call,)


def _known_code(code: str) -> str:
    if CODE.fullmatch(code):
        return code
    raise ValueError(f"ms_code is {code!r}; give a code of three capitals, as FRA")


def _number(cells: Mapping[str, str], column: str) -> str:
    value = cells[column].strip().removesuffix(".0")
    if not NUMBER.fullmatch(value):
        raise ValueError(f"{column} is {value[:40]!r}; give a number")
    return str(int(value))


def _day(cells: Mapping[str, str]) -> str:
    if not DAY.fullmatch(cells["date"].strip()):
        raise ValueError(f"date is {cells['date'][:40]!r}; write YYYY-MM-DD")
    return cells["date"].strip()


def _cast(value: str) -> Cast | None:
    try:
        return CASTS[value.strip()]
    except KeyError:
        known = "yes, no, abstain; Y, N, A, X; or 1, 2, 3, 8, 9"
        raise ValueError(f"vote is {value[:40]!r}; use {known}") from None


def _state(name: str) -> str:
    code = state_code(name)
    if code is None:
        raise ValueError(f"unknown country {name[:60]!r}; add it to resolutions/data/states.tsv")
    return code
