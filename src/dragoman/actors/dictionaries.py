"""Others' dictionaries as imported knowledge: PETRARCH and TABARI, CSV, Wikidata queries."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from dragoman.actors.codes import read_code
from dragoman.actors.days import DAY
from dragoman.actors.description import slug
from dragoman.actors.imported import Imported
from dragoman.actors.lexicon import INTERNATIONAL, find_agent
from dragoman.ontology.countries import aliases, countries
from dragoman.ontology.sectors import sectors

CSV_COLUMNS = ("alias", "code", "sector", "from", "to", "wikidata")
CODE = re.compile(r"\[([^\]]*)\]")
PLURALS = re.compile(r"\{([^}]*)\}")
COMMENT = re.compile(r"\s*(?:;|#).*$")
MACRO = re.compile(r"!([A-Z0-9_]+)!")
QID = re.compile(r"Q\d+")
CENTURY, PIVOT = 100, 50


class Entry(NamedTuple):
    """An actor or agent of a dictionary: its names, plurals, and where it stands."""

    names: tuple[str, ...]
    plurals: tuple[str, ...]
    source: str
    line: int


class BadLine(NamedTuple):
    """A line that can't be used, and why."""

    line: int
    why: str


Found = Iterator[Imported | BadLine]


def read_dictionary(text: str, source: str) -> Found:
    """Read a dictionary, of whichever of the known formats it is.

    In:     its text, and the name to give as the source of what it tells.
    Out:    rows in its order, and each bad line with its number; the others are not touched by it.
    Raises: nothing.
    """
    yield from _reader(text)(text, source)


def _reader(text: str) -> Callable[[str, str], Found]:
    start = text.lstrip()
    if start[:1] in ("[", "{") and _is_json(start):
        return _wikidata_json
    header = [cell.strip().lower() for cell in start.split("\n", 1)[0].split(",")]
    if "alias" in header:
        return _csv
    if _label(dict.fromkeys(header, "x")) and len(header) > 1:
        return _wikidata_csv
    return _petrarch


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _csv(text: str, source: str) -> Found:
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        line = reader.line_num
        cells = {str(key).strip().lower(): (value or "").strip() for key, value in row.items()
                 if key is not None and isinstance(value, str | None)}  # fmt: skip
        why = _csv_problem(cells)
        if why:
            yield BadLine(line, why)
            continue
        try:
            coded = read_code(cells.get("code", ""))
        except ValueError as error:
            yield BadLine(line, str(error))
            continue
        alias = _one_line(cells["alias"])
        yield Imported(
            alias=alias,
            kind="actor",
            code=coded.code,
            sector=cells.get("sector") or coded.sector,
            start=cells.get("from", ""),
            end=cells.get("to", ""),
            entity=cells.get("wikidata") or slug(alias),
            name=alias,
            plural="",
            source=source,
        )


def _csv_problem(cells: Mapping[str, str]) -> str | None:
    if not cells.get("alias"):
        return "alias is empty"
    if cells.get("sector") and cells["sector"] not in sectors():
        return f"sector is {cells['sector']!r}; use one of {', '.join(sectors())}"
    if not cells.get("code") and not cells.get("sector"):
        return "neither code nor sector is told"
    for column in ("from", "to"):
        if cells.get(column) and not DAY.fullmatch(cells[column]):
            return f"{column} is {cells[column]!r}; use YYYY, YYYY-MM or YYYY-MM-DD"
    if cells.get("wikidata") and not QID.fullmatch(cells["wikidata"]):
        return f"wikidata is {cells['wikidata']!r}; use an id like Q76"
    return None


def _petrarch(text: str, source: str) -> Found:
    """Actors with their synonyms (+) and dated codes, agents with their plurals."""
    macros: dict[str, tuple[str, ...]] = {}
    names: list[str] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = COMMENT.sub("", raw).rstrip()
        if not line.strip() or line.lstrip().startswith(("<", "&")):
            continue
        told = line.strip()
        macro = re.fullmatch(r"!([A-Z0-9_]+)!\s*=\s*(.+)", told)
        if macro:
            macros[macro[1]] = tuple(word.strip() for word in macro[2].split(",") if word.strip())
            continue
        words = CODE.sub("", PLURALS.sub("", told)).strip().strip("_").strip()
        if told.startswith("+"):
            names.append(words.lstrip("+").strip())
        elif words:
            names = [words]
        codes = CODE.findall(told)
        if not names or not names[0]:
            yield BadLine(number, f"no actor before {_short(told)}")
            names, codes = [], []
        elif not codes and "[" in told:
            yield BadLine(number, f"the code's bracket is not closed in {_short(told)}")
        for code in codes:
            plurals = tuple(_plurals(PLURALS.findall(told)))
            yield from _coded(Entry(tuple(names), plurals, source, number), code, macros)


def _coded(entry: Entry, told: str, macros: Mapping[str, tuple[str, ...]]) -> Found:
    """What one bracket says of each of the names before it."""
    code, _, when = told.strip().partition(" ")
    try:
        coded, (start, end) = read_code(code), _period(when.strip())
    except ValueError as error:
        yield BadLine(entry.line, str(error))
        return
    agent = code.startswith("~")
    first = " ".join(entry.names[0].replace("_", " ").split())
    for written in entry.names:
        for name in _spelt_out(written, macros):
            plain = " ".join(name.replace("_", " ").split())
            yield Imported(
                alias=plain.lower() if agent else plain,
                kind="agent" if agent else "actor",
                code=coded.code,
                sector=coded.sector,
                start=start,
                end=end,
                entity=slug(first),
                name=first.title(),
                plural="|".join(entry.plurals) if agent else "",
                source=entry.source,
            )


def _spelt_out(name: str, macros: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """ "!PERSON!_OF_LAW" once for each word that the macro stands for."""
    macro = MACRO.search(name)
    if macro is None:
        yield name
        return
    for word in macros.get(macro[1], ()):
        yield from _spelt_out(name.replace(macro[0], word, 1), macros)


def _plurals(told: list[str]) -> Iterator[str]:
    for each in told:
        for word in each.split(","):
            if word.strip():
                yield " ".join(word.replace("_", " ").split()).lower()


def _period(told: str) -> tuple[str, str]:
    """ "<950101", ">20170120", "20090120-20170120" as days. Raises: ValueError."""
    if not told:
        return "", ""
    if told[0] == "<":
        return "", _day(told[1:])
    if told[0] == ">":
        return _day(told[1:]), ""
    first, dash, last = told.partition("-")
    return _day(first), _day(last) if dash else ""


def _day(told: str) -> str:
    digits = told.strip()
    if len(digits) == len("950101") and digits.isdecimal():
        century = "19" if int(digits[:2]) >= PIVOT else "20"
        digits = century + digits
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    if len(digits) != len("19950101") or not DAY.fullmatch(day):
        raise ValueError(f"date {told.strip()!r} is not YYMMDD or YYYYMMDD")
    return day


def _wikidata_csv(text: str, source: str) -> Found:
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        yield _held({str(k): v for k, v in row.items() if isinstance(v, str)}, source,
                    reader.line_num)  # fmt: skip


def _wikidata_json(text: str, source: str) -> Found:
    """A query's export: a list of objects, or of bindings; the lines are counted from 1."""
    found: Any = json.loads(text)
    if isinstance(found, dict):
        results = found.get("results")
        found = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(found, list):
        yield BadLine(1, "no list of results; export the query as JSON")
        return
    for number, row in enumerate(found, 1):
        if not isinstance(row, dict):
            yield BadLine(number, "is no object")
            continue
        yield _held({str(key): _value(value) for key, value in row.items()}, source, number)


def _value(told: Any) -> str:
    if isinstance(told, dict):
        told = told.get("value")
    return told if isinstance(told, str) else ""


def _label(row: Mapping[str, str]) -> str:
    for key in ("personlabel", "itemlabel", "humanlabel", "actorlabel", "name"):
        if row.get(key):
            return row[key]
    return ""


def _held(told: Mapping[str, str], source: str, line: int) -> Imported | BadLine:
    row = {key.strip().lower(): value.strip() for key, value in told.items()}
    name = _one_line(_label(row))
    position = next((row[key] for key in ("positionlabel", "officelabel") if row.get(key)), "")
    if not name or QID.fullmatch(name):
        return BadLine(line, "names nobody; the query must give personLabel or itemLabel")
    code = _country(row, position)
    if not code:
        return BadLine(line, f"no country that we know for {_short(name)}")
    agent = find_agent(position.split(" of ", 1)[0])
    sector = agent.sector if agent and agent.sector in sectors() else "GOV"
    start, end = (_wikidata_day(row, *keys) for keys in (("start", "starttime", "from"),
                                                         ("end", "endtime", "to")))  # fmt: skip
    ids = (QID.search(row.get(key, "")) for key in ("person", "item", "human", "actor"))
    qid = next((found[0] for found in ids if found), "")
    return Imported(name, "actor", code, sector, start, end, qid or slug(name), name, "", source)


def _country(row: Mapping[str, str], position: str) -> str:
    known = {country.coded_as for country in countries()} | INTERNATIONAL
    for key in ("iso3", "countrycode", "code"):
        if row.get(key, "").upper() in known:
            return row[key].upper()
    names = aliases(countries())
    for text in (row.get("countrylabel", ""), position.partition(" of ")[2].removeprefix("the ")):
        alias = names.get(text)
        if alias:
            return alias.code
    return ""


def _wikidata_day(row: Mapping[str, str], *keys: str) -> str:
    told = next((row[key] for key in keys if row.get(key)), "")[:10]
    return told if DAY.fullmatch(told) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
