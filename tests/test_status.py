"""Whether an act is told as fact, plan, supposition, denial or history, and which word says so."""

from __future__ import annotations

import pytest
from tests.conftest import a_document

from dragoman.events.history import latest_year
from dragoman.events.status import read_status
from dragoman.language import parse_articles
from dragoman.records import Segment

# Sentence, the act's word, its status, the word that shows it ("" where none does).
TOLD = [
    # Fact.
    ("Chad closed the border.", "closed", "actual", ""),
    ("Chad has closed the border.", "closed", "actual", ""),
    ("Chad managed to close the border.", "close", "actual", ""),
    ("Chad began closing the border.", "closing", "actual", ""),
    ("Chad not only closed the border but expelled the envoy.", "closed", "actual", ""),
    ("Chad said that it would close the border.", "said", "actual", ""),
    ("Chad, which never closed the border, expelled the envoy.", "expelled", "actual", ""),
    # Negation: of the act, of who acts, of what is done.
    ("Chad did not close the border.", "close", "negated", "not"),
    ("Chad never closed the border.", "closed", "negated", "never"),
    ("Chad can't close the border.", "close", "negated", "n't"),
    ("Chad won't close the border.", "close", "negated", "n't"),
    ("Chad will not close the border.", "close", "negated", "not"),
    ("The allegation that Chad has closed the border is not true.", "closed", "negated", "true"),
    ("Claims that Chad closed the border are baseless.", "closed", "negated", "baseless"),
    ("Reports of an attack were false.", "attack", "negated", "false"),
    ("Chad denied reports that it had closed the border.", "closed", "negated", "denied"),
    ("Reports that Chad closed the border are true.", "closed", "actual", ""),
    ("No talks took place.", "talks", "negated", "No"),
    ("Chad held no talks with Sudan.", "talks", "negated", "no"),
    ("Chad did not hold talks with Sudan.", "talks", "negated", "not"),
    ("No rebels surrendered.", "surrendered", "negated", "No"),
    ("Nobody signed the accord.", "signed", "negated", "Nobody"),
    ("Neither side signed the accord.", "signed", "negated", "Neither"),
    ("None of the rebels surrendered.", "surrendered", "negated", "None"),
    ("The two sides have yet to sign the accord.", "sign", "negated", "yet"),
    ("Police made no arrests.", "arrests", "negated", "no"),
    ("Police made no arrests.", "made", "negated", "no"),
    ("Canada gave nothing.", "gave", "negated", "nothing"),
    ("The envoys left without signing the accord.", "signing", "negated", "without"),
    # One "not" denies what "or" adds, not what "but" adds.
    ("Chad did not close the border or expel the envoy.", "expel", "negated", "not"),
    ("Chad did not sign but expelled the envoy.", "expelled", "actual", ""),
    # Denials and refusals.
    ("Chad denied closing the border.", "closing", "negated", "denied"),
    ("Chad denied that it closed the border.", "closed", "negated", "denied"),
    ("Chad refused to close the border.", "close", "negated", "refused"),
    ("Chad failed to close the border.", "close", "negated", "failed"),
    ("Chad cancelled talks with Sudan.", "talks", "negated", "cancelled"),
    ("Chad postponed the visit.", "visit", "negated", "postponed"),
    ("Chad prevented an attack on the border.", "attack", "negated", "prevented"),
    ("Chad's refusal to close the border angered Sudan.", "close", "hypothetical", "refusal"),
    # Plans.
    ("Chad will close the border on Friday.", "close", "future", "will"),
    ("Chad would close the border, officials said.", "close", "future", "would"),
    ("Chad will hold talks with Sudan.", "talks", "future", "will"),
    ("Chad will close the border and expel the envoy.", "expel", "future", "will"),
    ("Chad plans to close the border.", "close", "future", "plans"),
    ("Chad plans to close the border and expel the envoy.", "expel", "future", "plans"),
    ("Chad is expected to close the border.", "close", "future", "expected"),
    ("Chad is to close the border on Monday.", "close", "future", "is"),
    ("Chad is going to close the border.", "close", "future", "going"),
    ("Chad is ready to close the border.", "close", "future", "ready"),
    ("The plan to close the border failed.", "close", "future", "plan"),
    ("Chad's bid to free the hostages failed.", "free", "hypothetical", "bid"),
    ("A decree to free the hostages was read.", "free", "future", "to"),
    # What has happened stays so under an act that may yet come.
    ("Chad may expel the envoy over the attack.", "attack", "actual", ""),
    ("Chad threatened to close the border after the attack.", "attack", "actual", ""),
    # A clause of its own shares no helper with the one before.
    ("Chad may close the border, and Sudan expelled the envoy.", "expelled", "actual", ""),
    ("Chad may close the border and expel the envoy.", "expel", "hypothetical", "may"),
    # "Insisted that it did" tells a fact, "insisted that it do" a demand.
    ("Chad insisted that Sudan closed the border.", "closed", "actual", ""),
    ("Chad insisted that Sudan close the border.", "close", "hypothetical", "insisted"),
    # Questions.
    ("Will Chad close the border?", "close", "future", "Will"),
    ("Did Chad close the border?", "close", "hypothetical", "?"),
    # Suppositions: modals, conditions, demands, threats.
    ("Chad could close the border.", "close", "hypothetical", "could"),
    ("Chad may close the border.", "close", "hypothetical", "may"),
    ("Chad should close the border.", "close", "hypothetical", "should"),
    ("The border must be closed.", "closed", "hypothetical", "must"),
    ("If Chad closes the border, trade stops.", "closes", "hypothetical", "If"),
    ("If Chad does not close the border, trade stops.", "close", "hypothetical", "If"),
    ("Unless Chad closes the border, Sudan will protest.", "closes", "hypothetical", "Unless"),
    ("Sudan asked whether Chad closed the border.", "closed", "hypothetical", "whether"),
    ("Chad threatened to close the border.", "close", "hypothetical", "threatened"),
    ("Sudan urged Chad to close the border.", "close", "hypothetical", "urged"),
    ("Chad considered closing the border.", "closing", "hypothetical", "considered"),
    ("Chad called for talks with Sudan.", "talks", "hypothetical", "called"),
    ("Chad is unlikely to close the border.", "close", "hypothetical", "unlikely"),
    ("Fearing an attack, Chad closed the border.", "attack", "hypothetical", "Fearing"),
]

# Sentence, the act's word, the year of the article (if known), status, shown by.
BY_YEAR = [
    ("Chad closed the border in 1998.", "closed", 2025, "historical", "1998"),
    ("Chad closed the border in 1998.", "closed", None, "actual", ""),
    ("Chad closed the border in 1998.", "closed", 1999, "actual", ""),
    ("Chad closed the border in 2023.", "closed", 2025, "historical", "2023"),
    ("Chad closed the border in 2024.", "closed", 2025, "actual", ""),
    ("The 2019 agreement collapsed.", "agreement", 2025, "historical", "2019"),
    ("Chad closed the border in the 1990s.", "closed", None, "historical", "1990s"),
    ("Chad signed the accord for decades.", "signed", 2025, "actual", ""),
    ("Chad closed the border three years ago.", "closed", None, "historical", "ago"),
    ("Chad closed the border decades ago.", "closed", None, "historical", "ago"),
    ("Chad closed the border two days ago.", "closed", 2025, "actual", ""),
    ("Chad closed the border last year.", "closed", None, "historical", "year"),
    ("Chad closed the border until 2019.", "closed", 2025, "actual", ""),
    (
        "In 2014 Chad closed the border and expelled the envoy.",
        "expelled",
        2025,
        "historical",
        "2014",
    ),
    # A year belongs to its own clause.
    ("Chad closed the border, which Sudan opened in 2010.", "opened", 2025, "historical", "2010"),
    # … and to the act that it stands nearest to, unless that only dates the other.
    ("Chad jailed a man over the 1998 murder of a nun.", "jailed", 2025, "actual", ""),
    ("Chad jailed a man over the 1998 murder of a nun.", "murder", 2025, "historical", "1998"),
    ("Chad seized the town in the 1967 war.", "seized", 2025, "historical", "1967"),
    ("Chad closed the border, which Sudan opened in 2010.", "closed", 2025, "actual", ""),
    ("Chad said it closed the border in 2009.", "said", 2025, "actual", ""),
    # What is denied or supposed stays so, however long ago.
    ("Chad did not close the border in 1998.", "close", 2025, "negated", "not"),
]


def read(sentence, trigger, year):
    found = read_status(sentence, trigger, year)
    return found.status, "" if found.shown_by is None else sentence.tokens[found.shown_by].text


@pytest.mark.parametrize("told", TOLD, ids=" / ".join)
def test_how_an_act_is_told(parsed, token_of, told):
    text, act, *expected = told
    (sentence,) = parsed(text)
    assert read(sentence, token_of(sentence, act), 2025) == tuple(expected)


@pytest.mark.parametrize("told", BY_YEAR, ids=lambda told: f"{told[0]} / {told[2]}")
def test_what_is_history_depends_on_the_article_s_year(parsed, token_of, told):
    text, act, year, *expected = told
    (sentence,) = parsed(text)
    assert read(sentence, token_of(sentence, act), year) == tuple(expected)


DAYS = [
    ("Chad closed the border on Monday.", "closed", True),
    ("Chad closed the border today.", "closed", True),
    ("Chad closed the border this week.", "closed", True),
    ("Chad closed the border.", "closed", False),
    ("Chad closed the border on a Monday in 1998.", "closed", False),
    ("Chad said on Monday that Sudan closed the border.", "closed", False),
]


@pytest.mark.parametrize("told", DAYS, ids=lambda told: told[0])
def test_a_day_of_the_news_speaks_against_history(parsed, token_of, told):
    text, act, lately = told
    (sentence,) = parsed(text)
    assert read_status(sentence, token_of(sentence, act), 2025).lately is lately


def test_a_headline_s_infinitive_is_a_plan():
    text = "Iran to resume talks with EU"
    (sentence,) = parse_articles(
        a_document(text), [[Segment(kind="headline", start=0, end=len(text))]]
    )[0]
    found = read_status(sentence, 2, 2025)
    assert (found.status, sentence.tokens[found.shown_by].text) == ("future", "to")


def test_the_latest_year_of_an_undated_article_is_the_latest_that_it_tells_of(parsed):
    text = "Chad closed the border in 1998. It reopened in 2016. It is to pay by 2030."
    assert latest_year(parsed(text)) == 2016
    assert latest_year(parsed("Chad closed the border.")) is None
