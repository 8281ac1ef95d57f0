"""Names of countries that mean something else: persons, newspapers, teams, dishes, ships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.lexicon import INTERNATIONAL, Match, find_agents
from dragoman.actors.persons import given_names
from dragoman.language import Sentence, Token
from dragoman.ontology.countries import countries
from dragoman.tables import one_of, parts, read_table

DATA = Path(__file__).parent / "data"
COLUMNS = ("word", "instead", "near", "unless")
SHIP_COLUMNS = ("prefix", "code")
NOBODY = "-"
NAMING = frozenset({"name", "capital"})
# Countries and capitals that people are called by too.
GIVEN = frozenset(
    """Jordan Chad Georgia Paris Israel India Kenya Ireland London America Asia China Brazil
    Santiago Sofia Victoria Kingston Washington Mali Cuba Malta Vienna Lima Holland Cyprus Tunis
    Francisco Dakota Carolina Virginia Montana""".split()
)
# What follows a capital's name in those of streets, stations, accords and papers.
NO_SURNAMES = frozenset(
    """Bridge Street Road Square Tower Station Airport Park Palace Agreement Accord Treaty Pact
    Conference Summit Protocol Convention Declaration Club Exchange Marathon Olympics Post Times
    Globe Herald Tribune Express Journal Daily News University College School Hospital Bank
    Council Court Police Group Fund Airlines Airways Air City State Stadium Cup""".split()
)
LONGEST_IN_S = 6
SPORT = frozenset(
    """wicket innings cricket batsman bowler batter goalkeeper midfielder semifinal semi-final
    quarterfinal quarter-final halftime scoreline rugby hockey touchdown medal tournament playoff
    one-day twenty20 t20 odi equaliser equalizer hat-trick stoppage-time""".split()
)
PLAYING = frozenset(
    """beat defeat thrash win lose draw play bowl crush edge outplay trounce down rout hammer host
    score qualify advance chase""".split()
)


HONORIFICS = frozenset(
    """mr mrs ms miss dr prof sir dame lord lady sheikh haji hajj shri smt mufti maulana sayyid
    justice don dona monsieur madame""".split()
)


class Namesake(NamedTuple):
    """A name that is not the country's where certain words are near."""

    instead: str | None
    near: frozenset[str]
    unless: frozenset[str]


def load_namesakes(path: Path = DATA / "namesakes.tsv") -> Mapping[str, Namesake]:
    """Read the table of namesakes. Raises: DataFileError naming every unknown code's line."""
    codes = tuple(sorted({c.coded_as for c in countries()} | INTERNATIONAL | {NOBODY}))
    rows = read_table(path, COLUMNS, lambda cells: one_of(cells["instead"], "instead", codes))
    return {
        row.cells["word"]: Namesake(
            None if row.cells["instead"] == NOBODY else row.cells["instead"],
            frozenset(parts(row.cells["near"])),
            frozenset(parts(row.cells["unless"])),
        )
        for row in rows
    }


def load_ships(path: Path = DATA / "ships.tsv") -> Mapping[str, str]:
    """Read whose warships' names begin how. Raises: DataFileError naming unknown codes' lines."""
    codes = tuple(sorted({c.coded_as for c in countries()}))
    rows = read_table(path, SHIP_COLUMNS, lambda cells: one_of(cells["code"], "code", codes))
    return {row.cells["prefix"]: row.cells["code"] for row in rows}


@cache
def _namesakes() -> Mapping[str, Namesake]:
    return load_namesakes()


@cache
def ships() -> Mapping[str, str]:
    """The prefixes that ship, read once. Raises: as `load_ships`."""
    return load_ships()


def other_meanings(sentences: Sequence[Sentence]) -> Mapping[str, str | None]:
    """The names that mean no country in this article, and the code that they have instead.

    In:     the article's sentences. Out: name → code, or None for nobody. Raises: nothing.
    """
    words: set[str] | None = None
    found: dict[str, str | None] = {}
    for name, namesake in _namesakes().items():
        if not any(name in sentence.text for sentence in sentences):
            continue
        if words is None:
            words = {word for s in sentences for t in s.tokens for word in (t.text, t.lemma)}
        if words & namesake.near and not words & namesake.unless:
            found[name] = namesake.instead
    return found


def is_part_of_a_persons_name(sentence: Sentence, match: Match) -> bool:
    """ "Chad" in "Chad Smith", "Jordan" in "Michael Jordan". Raises: nothing."""
    if match.known.use not in NAMING or match.first != match.last:
        return False
    token = sentence.tokens[match.first]
    before = sentence.tokens[match.first - 1] if match.first else None
    if before and before.tag == "NNP" and before.text in given_names():
        return before.head in {token.i, token.head}
    after = sentence.tokens[match.last + 1] if match.last + 1 < len(sentence.tokens) else None
    if after is None or after.tag != "NNP" or token.text not in GIVEN or token.dep != "compound":
        return False
    return token.head in {after.i, after.head} and _ends(sentence, after)


def _ends(sentence: Sentence, token: Token) -> bool:
    """A family name ends the phrase, or nearly: "Paris Hilton", not "Paris Climate Agreement"."""
    team = token.text.endswith("s") and len(token.text) > LONGEST_IN_S
    if token.text.isupper() or team or token.text in NO_SURNAMES:
        return False
    following = sentence.tokens[token.i + 1 : token.i + 2]
    return not following or following[0].tag not in ("NN", "NNS", "NNP", "NNPS")


def is_titled(sentence: Sentence, match: Match) -> bool:
    """ "Mr. Jordan", "President Chad Roe": a title makes a country's name a person's.

    Raises: nothing.
    """
    if match.known.use not in ("name", "capital") or match.first == 0:
        return False
    if sentence.tokens[match.first - 1].text.rstrip(".").lower() in HONORIFICS:
        return True
    after = sentence.tokens[match.last + 1 : match.last + 2]
    titles = list(find_agents(sentence.tokens[max(0, match.first - 5) : match.first]))
    titled = titles and titles[-1].last == match.first - 1 and titles[-1].agent.kind == "office"
    return bool(titled and after and after[0].pos == "PROPN" and not list(find_agents(after)))


def is_a_team(sentence: Sentence, match: Match) -> bool:
    """ "Pakistan" in "Pakistan beat India by 6 wickets". Raises: nothing."""
    if match.known.use not in NAMING:
        return False
    lemmas = {token.lemma.lower() for token in sentence.tokens}
    if not lemmas & SPORT:
        return False
    verbs = {token.lemma for token in sentence.ancestors(match.last)}
    return bool(verbs & PLAYING)


def _meaning(match: Match, code: str | None) -> Match:
    """The same words with the code that they have here; without one they are nobody's."""
    entity = f"{code}-{match.known.text}"
    known = match.known._replace(code=code, entity=entity, table="regions")
    return match._replace(known=known)


def without_namesakes(
    sentence: Sentence, matches: Iterable[Match], meanings: Mapping[str, str | None]
) -> list[Match]:
    """Leave out names that mean no country here; give those of another code that code.

    In: a sentence, what the tables find in it, what `other_meanings` tells. Raises: nothing.
    """
    kept = []
    for match in matches:
        if match.known.use == "name" and match.known.text in meanings:
            kept.append(_meaning(match, meanings[match.known.text]))
        elif is_a_team(sentence, match):
            kept.append(_meaning(match, None))
        elif not (is_titled(sentence, match) or is_part_of_a_persons_name(sentence, match)):
            kept.append(match)
    return kept
