"""Fill in whose somebody is where his own phrase leaves it open: rules, and what outweighs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.describe import ELSEWHERE, NEAR_BY
from dragoman.actors.description import Description
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.mention import Mention
from dragoman.actors.page import Page
from dragoman.actors.phrases import Phrase
from dragoman.actors.ruled import by_rules
from dragoman.actors.setting import setting_of
from dragoman.actors.whose import (
    LEAST_SHARE,
    NOBODY,
    Candidate,
    Question,
    candidates_for,
    chosen,
    shares_of,
)
from dragoman.records import Evidence, Span

# Peacekeepers and armed groups across borders keep their sector beside a code that is no state's.
ARMED_BODIES = frozenset({"MIL", "REB"})


def completed(
    page: Page,
    phrase: Phrase,
    described: Description,
    bare: Mention,
    history: Sequence[Mention],
) -> Description:
    """Fill an open code: by rules ("its", the same role told before, the article's focus), which
    are weighed against all else that the page tells near by.

    In:     the article, a phrase, what it tells, its mention, and the mentions so far.
    Raises: DataFileError if the table of weights is faulty.
    """
    ruled = by_rules(page, phrase, described, bare, history)
    if not _is_open(described, ruled):
        return ruled
    before = ruled.code or NOBODY
    shares = shares_of(_candidates(page, phrase, described, ruled, history))
    code = chosen(shares, before)
    found = ruled if code == before else _of_code(described, code, bare, history)
    return replace(found, likely=shares.get(code, LEAST_SHARE))


def candidates_of(
    page: Page, mention: Mention, history: Sequence[Mention]
) -> tuple[str | None, list[Candidate]] | None:
    """What `completed` weighs for a mention: the code that rules alone give, and the candidates.

    In:     an article, one of its mentions, and those before it.
    Out:    None where the mention's own words settle it.
    Raises: nothing.
    """
    at = (mention.sentence, mention.head)
    entity, phrase = page.entities.get(at), page.phrases[at]
    described = entity.described if entity else page.described[at]
    if phrase.kind == "pronoun":
        return None
    ruled = by_rules(page, phrase, described, mention, history)
    if not _is_open(described, ruled):
        return None
    return ruled.code, _candidates(page, phrase, described, ruled, history)


def _is_open(described: Description, ruled: Description) -> bool:
    """Somebody whose own words do not tell whose he is; what may be a town is nobody yet, and whom
    the page introduced by name is settled."""
    named = described.person_name and not described.perhaps_place
    introduced = bool(named and ruled.code and ruled.evidence["code"].how == "text")
    nobodys = described.noun in ELSEWHERE - NEAR_BY
    return not (described.code or introduced or nobodys) and bool(described.noun or named)


def _candidates(
    page: Page,
    phrase: Phrase,
    described: Description,
    ruled: Description,
    history: Sequence[Mention],
) -> list[Candidate]:
    setting = setting_of(page.sentences[phrase.sentence], phrase, history)
    question = Question(phrase, described, ruled, setting.code if setting else None)
    return candidates_for(page, question, history)


def _of_code(
    described: Description, code: str, bare: Mention, history: Sequence[Mention]
) -> Description:
    """The same with the code that weighs most, told by the nearest words that name it."""
    if code == NOBODY:
        return described
    named = next((m for m in reversed(history) if m.codes == {code}), None)
    where = named or bare
    found = Evidence(spans=(Span(where.start, where.end),), how="inferred")
    body = code in INTERNATIONAL and described.sector not in ARMED_BODIES
    return replace(
        described,
        code=code,
        sector=None if body else described.sector,
        sectors=() if body else described.sectors,
        evidence=dict(described.evidence) | {"code": found},
    )
