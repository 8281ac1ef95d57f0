"""The ontology as text for a person: what a code means, and what it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from textwrap import wrap

from dragoman.errors import UnknownCode
from dragoman.ontology.cameo import CameoCode, cameo_codes
from dragoman.ontology.countries import countries
from dragoman.ontology.plover import QUADS, EventType, Mode, contexts, event_types, modes
from dragoman.ontology.sectors import sectors

WIDTH = 96
GAP = "  "


def describe(name: str | None = None) -> str:
    """Tell what the ontology holds, or what one of its names means.

    In:     nothing for an overview; "cameo", "contexts", "countries", "sectors" for a list; an
            event type, a mode, a context, a sector, a country or a CAMEO code for that one.
            Capitals do not matter. A word that means several things is told with each.
    Out:    plain text without colour, its last line not ended.
    Raises: UnknownCode, with the name that was probably meant.
    """
    if name is None:
        return _overview()
    word = name.strip().casefold()
    if word in LISTS:
        return LISTS[word]()
    found = [text for look_up in LOOK_UPS if (text := look_up(word))]
    if not found:
        raise _unknown(name)
    return "\n\n".join(found)


def _overview() -> str:
    rows = [
        (one.name, str(one.quad_code), _score(one.score), one.what)
        for one in event_types().values()
    ]
    quads = ", ".join(f"{number} {what}" for number, what in QUADS.items())
    return "\n".join(
        [
            "PLOVER's event types, with quad and conflict–cooperation score (−10 to 10)",
            "",
            *_columns([("type", "quad", "score", "what it records"), *rows]),
            "",
            f"Quads: {quads}.",
            "See more: a type (SANCTION), a CAMEO code (1721), a sector (MIL), or one of",
            f"{', '.join(sorted(LISTS))}.",
        ]
    )


def _cameo_list() -> str:
    return "\n".join(_cameo_rows(cameo_codes().values(), with_act=True))


def _context_list() -> str:
    return "\n".join(_columns([(one.name, one.what) for one in contexts().values()]))


def _sector_list() -> str:
    return "\n".join(_columns([(one.code, one.name, one.what) for one in sectors().values()]))


def _country_list() -> str:
    head = ("code", "name", "adjectives; capitals")
    rows = [
        (one.code, one.name, f"{', '.join(one.adjectives)}; {', '.join(one.capitals)}".strip("; "))
        for one in countries()
    ]
    return "\n".join(_columns([head, *rows]))


def _event_type(word: str) -> str | None:
    one = event_types().get(word.upper())
    return None if one is None else "\n\n".join(_event_type_parts(one))


def _event_type_parts(one: EventType) -> list[str]:
    quad = f"quad {one.quad_code} ({QUADS[one.quad_code]})"
    facts = [
        (f"{one.name}:", one.what),
        ("Not:", one.not_this),
        ("Example:", one.example),
        ("Codes:", f"{quad}, score {_score(one.score)}, CAMEO {one.cameo}"),
    ]
    parts = ["\n".join(_columns(facts))]
    if modes()[one.name]:
        parts.append("Modes\n" + _mode_table(modes()[one.name].values()))
    codes = [code for code in cameo_codes().values() if code.event_type == one.name]
    parts.append("CAMEO codes that map to it\n" + "\n".join(_cameo_rows(codes)))
    return parts


def _mode(word: str) -> str | None:
    found = [of_type[word] for of_type in modes().values() if word in of_type]
    return "Mode\n" + _mode_table(found, with_type=True) if found else None


def _cameo(word: str) -> str | None:
    code = cameo_codes().get(word)
    return None if code is None else "\n".join(_cameo_rows([code], with_act=True))


def _sector(word: str) -> str | None:
    one = sectors().get(word.upper())
    return None if one is None else f"Sector {one.code}: {one.name}: {one.what}"


def _context(word: str) -> str | None:
    one = contexts().get(word)
    return None if one is None else f"Context {one.name}: {one.what}"


def _country(word: str) -> str | None:
    for one in countries():
        if word in {one.code.casefold(), one.name.casefold()}:
            facts = [
                (f"Country {one.code}:", one.name),
                ("Adjectives:", ", ".join(one.adjectives) or "none"),
                ("Capitals:", ", ".join(one.capitals) or "none"),
            ]
            return "\n".join(_columns(facts))
    return None


LISTS: dict[str, Callable[[], str]] = {
    "cameo": _cameo_list,
    "contexts": _context_list,
    "countries": _country_list,
    "sectors": _sector_list,
}
LOOK_UPS: tuple[Callable[[str], str | None], ...] = (
    _event_type,
    _mode,
    _cameo,
    _sector,
    _context,
    _country,
)


def _unknown(name: str) -> UnknownCode:
    usual = [*event_types(), *LISTS]
    mode_names = [mode for of_type in modes().values() for mode in of_type]
    known = [*usual, *mode_names, *contexts(), *sectors(), *cameo_codes()]
    by_word = {one.casefold(): one for one in known}
    close = get_close_matches(name.casefold(), by_word, n=1)
    if not close:
        return UnknownCode(name, what="name", known=usual)
    meant = by_word[close[0]]
    # The hint compares letter by letter, so the name is put in the same case as what was meant.
    spelt = name.upper() if meant.isupper() else name.lower()
    return UnknownCode(spelt, what="name", known=[meant])


def _mode_table(found: Iterable[Mode], *, with_type: bool = False) -> str:
    rows = [
        (
            f"{one.event_type} {one.name}" if with_type else one.name,
            _score(one.score),
            one.cameo,
            one.what,
        )
        for one in found
    ]
    return "\n".join(_columns([("mode", "score", "CAMEO", "what"), *rows]))


def _cameo_rows(codes: Iterable[CameoCode], *, with_act: bool = False) -> list[str]:
    head = ("code", "Goldstein", *(["PLOVER"] if with_act else []), "label")
    rows = [
        (one.code, _score(one.goldstein), *([_act(one)] if with_act else []), one.label)
        for one in codes
    ]
    return _columns([head, *rows])


def _act(code: CameoCode) -> str:
    context = code.context and f"({code.context})"
    return " ".join(filter(None, (code.event_type, code.mode, context))) or "no event"


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Set rows in columns; the last column is wrapped below itself."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    indent = sum(widths) + len(GAP) * len(widths)
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        first, *more = wrap(row[-1], max(WIDTH - indent, 30)) or [""]
        lines.append(GAP.join([*cells, first]).rstrip())
        lines += [" " * indent + text for text in more]
    return lines


def _score(score: float) -> str:
    return f"{score:g}".replace("-", "−")
