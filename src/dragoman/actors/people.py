"""Names across an article: "Dar" is "Deputy Prime Minister Ishaq Dar"; "MAC" is the Council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dragoman.actors.description import Description
from dragoman.actors.phrases import Phrase
from dragoman.language import Sentence

Place = tuple[int, int]


class Named(NamedTuple):
    """One occurrence of a proper name: where, its words, and what its phrase tells."""

    at: Place
    words: tuple[str, ...]
    described: Description


class Entity(NamedTuple):
    """A person or body of the article under its fullest name, with all that is told of it."""

    name: tuple[str, ...]
    described: Description


def link_names(named: Sequence[Named]) -> dict[Place, Entity]:
    """Group the occurrences of names that mean one person or body.

    In:     all occurrences in an article, in the order of the page.
    Out:    for each its entity. A short name joins the fullest name that holds its words in a
            row; with several such, the one told last before it, else the first after.
    Raises: nothing.
    """
    full = _full_names(named)
    with_word = _by_word(full)
    homes = {each.at: _home(each, with_word[each.words[0]], named) for each in named}
    members: dict[tuple[str, ...], list[Named]] = {}
    for each in named:
        members.setdefault(homes[each.at], []).append(each)
    entities = {
        name: Entity(name, _merged([each.described for each in group]))
        for name, group in members.items()
    }
    return {at: entities[name] for at, name in homes.items()}


def find_acronyms(
    sentences: Sequence[Sentence], phrases: Mapping[Place, Phrase]
) -> dict[str, Place]:
    """Acronyms that the page defines: "Mainland Affairs Council (MAC)" → where the Council is.

    Raises: nothing.
    """
    found: dict[str, Place] = {}
    for at, phrase in phrases.items():
        tokens = sentences[at[0]].tokens[phrase.last + 1 : phrase.last + 4]
        if [token.text for token in tokens[::2]] == ["(", ")"] and _is_acronym(tokens[1].text):
            found.setdefault(tokens[1].text, at)
    return found


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 12 and sum(char.isupper() for char in word) >= 2


def _full_names(named: Sequence[Named]) -> list[tuple[str, ...]]:
    """Names that no longer name of the article holds, in order of first occurrence."""
    names = list(dict.fromkeys(each.words for each in named))
    with_word = _by_word(names)
    return [
        name
        for name in names
        if not any(len(o) > len(name) and holds(o, name) for o in with_word[name[0]])
    ]


def _by_word(names: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        for word in dict.fromkeys(name):
            found.setdefault(word, []).append(name)
    return found


def _home(each: Named, full: Sequence[tuple[str, ...]], named: Sequence[Named]) -> tuple[str, ...]:
    homes = [name for name in full if holds(name, each.words)]
    if len(homes) <= 1:
        return homes[0] if homes else each.words
    before = [other.words for other in named if other.at < each.at and other.words in homes]
    return before[-1] if before else homes[0]


def holds(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether a name has these words in a row. Raises: nothing."""
    size = len(words)
    return any(name[i : i + size] == words for i in range(len(name) - size + 1))


def _merged(told: Sequence[Description]) -> Description:
    """All that the occurrences tell; where they differ the fullest wins, then the first."""
    ranked = sorted(told, key=lambda each: -sum(map(bool, (each.code, each.sector, each.office))))
    merged = ranked[0]
    found = {key: value for each in reversed(ranked) for key, value in each.evidence.items()}
    first = {
        name: next((getattr(each, name) for each in ranked if getattr(each, name)), None)
        for name in ("code", "sector", "entity", "name", "office", "noun")
    }
    return Description(
        code=first["code"],
        sector=first["sector"],
        sectors=tuple(dict.fromkeys(s for each in ranked for s in each.sectors)),
        entity=first["entity"],
        name=first["name"],
        office=first["office"],
        noun=first["noun"],
        person_name=max((each.person_name for each in told), key=len),
        person=any(each.person for each in told),
        body=merged.body,
        group=False,
        evidence=found,
    )
