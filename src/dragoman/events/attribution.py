"""On whose word: who is said to report an act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.actors import Mention
from dragoman.events.quotation import Quoted, find_quotations
from dragoman.events.reporting import TELLING, Report, find_reports
from dragoman.events.saying import tellers
from dragoman.language import Sentence, Token
from dragoman.records import Party

REPORTS = frozenset(
    """say tell report announce state confirm claim allege add declare inform disclose reveal note
    assert maintain acknowledge admit insist contend write tweet post quote estimate believe find
    indicate testify explain describe recount observe argue suggest""".split()
)
SOURCES = frozenset({"accord", "according", "per"})


def said_by(
    sentence: Sentence, trigger: int, mentions: Mapping[int, Mention]
) -> tuple[Mention, ...]:
    """Find who reports an act in its sentence, as the network is told: "said", "according to".

    `Attribution` finds more; this stays as it was when the network was trained with it.

    In:     a sentence, the act's token, the sentence's mentions by head.
    Out:    the mentions of the source, nearest verb first; empty where the writer reports.
    Raises: nothing.
    """
    for head in _speakers(sentence, trigger):
        mention = mentions.get(head)
        if mention and mention.parties:
            return (mention,)
    return ()


def _speakers(sentence: Sentence, trigger: int) -> Iterator[int]:
    below = sentence.tokens[trigger]
    for above in sentence.ancestors(trigger):
        if _reports(above, below):
            yield from (kid.i for kid in sentence.kids(above.i, "nsubj"))
        below = above
    for verb in sentence.tokens:
        if _reports(verb, verb) and _encloses(sentence, verb, trigger):
            yield from (kid.i for kid in sentence.kids(verb.i, "nsubj"))
    yield from _according_to(sentence)


def _reports(verb: Token, below: Token) -> bool:
    return verb.lemma in REPORTS and verb.pos == "VERB" and below.dep in (
        "ccomp", "parataxis", "advcl", "dep",
    )  # fmt: skip


def _encloses(sentence: Sentence, verb: Token, trigger: int) -> bool:
    """ "…, the ministry said, …": the report is hung into the act's own clause."""
    return verb.dep == "parataxis" and trigger not in sentence.subtree(verb.i)


def _according_to(sentence: Sentence) -> Iterator[int]:
    for token in sentence.tokens:
        if token.lemma in SOURCES:
            for below in sentence.kids(token.i, "prep", "pobj"):
                if below.dep == "pobj":
                    yield below.i
                yield from (kid.i for kid in sentence.kids(below.i, "pobj"))


REACH = 6  # sentences back to the statement that "the statement" is


class Attribution:
    """On whose word each act of an article is told.

    Reads the article once; then gives for any act those who tell of it, the nearest first.
    """

    def __init__(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mapping[int, Mention]]
    ) -> None:
        self._at = {each.sequence: place for place, each in enumerate(sentences)}
        self._sentences = sentences
        self.quotations = find_quotations(sentences)
        found = map(find_reports, sentences, mentions)
        whole = list(map(_with_whole_quotations, found, self.quotations))
        for at in range(len(whole)):
            whole[at] = tuple(self._pointing_back(each, at, whole) for each in whole[at])
        self.reports = tuple(whole)
        self._speakers = self._of_quotations()

    def of(self, sentence: Sentence, trigger: int) -> tuple[Mention, ...]:
        """Find who tells of an act.

        In:     a sentence of the article and the act's token.
        Out:    the sources, the nearest first ("the spokesman said that analysts believe …":
                analysts, the spokesman); one without a name (sector UNK) only where no other is;
                empty where the writer reports. Raises: nothing.
        """
        at = self._at[sentence.sequence]
        above = [each for each in self.reports[at] if trigger in each.content]
        above.sort(key=lambda each: (len(each.content), each.word))
        found = [speaker for each in above for speaker in each.speakers]
        quoted = self.quotations[at]
        if trigger in quoted and all(each.word in quoted for each in above):
            found += self._speakers.get(quoted[trigger], ())
        named = [each for each in found if any(map(is_named, each.parties or (None,)))]
        return tuple({(each.sentence, each.head): each for each in named or found}.values())

    def speakers_of(self, quotation: int) -> tuple[Mention, ...]:
        """Whose words a quotation is. Raises: nothing."""
        return self._speakers.get(quotation, ())

    def _pointing_back(
        self, report: Report, at: int, reports: Sequence[tuple[Report, ...]]
    ) -> Report:
        """ "the statement said", "it added": whoever made the statement that was told before."""
        tokens = self._sentences[at].tokens
        if len(report.speakers) != 1:
            return report
        (told,) = report.speakers
        head = tokens[told.head]
        if told.sentence != self._sentences[at].sequence:
            return report
        if tellers().get(head.lemma) == "text" and not told.parties and told.first < told.head:
            reach = range(at - 1, max(-1, at - REACH - 1), -1)
            places = [
                place
                for place in reach
                if any(each.lemma == head.lemma for each in self._sentences[place].tokens)
            ]
        elif head.text.lower() == "it" and self.quotations[at]:
            places = [at - 1] if at and self.quotations[at - 1] else []
        else:
            return report
        before = (each.speakers for place in places for each in reversed(reports[place]))
        same = next((each for each in before if any(m.codes for m in each)), ())
        return replace(report, speakers=tuple(_under(told, each) for each in same) or (told,))

    def _of_quotations(self) -> dict[int, tuple[Mention, ...]]:
        """Who speaks each quotation: whom its sentences name, else whoever spoke just before."""
        found: dict[int, tuple[Mention, ...]] = {}
        last: tuple[Mention, ...] = ()
        for at, quoted in enumerate(self.quotations):
            tokens = self._sentences[at].tokens
            own = [
                each
                for each in self.reports[at]
                if each.word not in quoted and each.speakers and each.kind in TELLING
            ]
            for run in dict.fromkeys(quoted.values()):
                words = {i for i, each in quoted.items() if each == run}
                saying = [each for each in own if words & each.content] or own
                if saying:
                    found.setdefault(run, saying[0].speakers)
                elif run not in found and self._all_quoted(at) and last:
                    found[run] = last
            spoken = [each for each in own if tokens[each.word].pos == "VERB"]
            last = spoken[-1].speakers if spoken else ()
            if not own and quoted and self._all_quoted(at):
                last = found.get(next(iter(quoted.values())), ())
        return found

    def _all_quoted(self, at: int) -> bool:
        """Nothing stands outside the quotation marks but marks."""
        quoted = self.quotations[at]
        words = (token for token in self._sentences[at].tokens if token.text[:1].isalnum())
        return all(token.i in quoted for token in words)


def _with_whole_quotations(reports: Iterable[Report], quoted: Quoted) -> tuple[Report, ...]:
    """What is said in quotation marks is said up to the closing one, however it is parsed."""
    found = []
    for each in reports:
        runs = {quoted[i] for i in each.content if i in quoted}
        if runs and each.word not in quoted and each.kind in TELLING:
            whole = {i for i, run in quoted.items() if run in runs}
            found.append(replace(each, content=each.content | whole))
        else:
            found.append(each)
    return tuple(found)


def _under(words: Mention, meant: Mention) -> Mention:
    """The same somebody as `meant`, under other words."""
    parties = tuple(
        replace(each, entity_text=words.text, start=words.start, end=words.end)
        for each in meant.parties
    )
    return replace(words, parties=parties, evidence=meant.evidence)


def is_named(party: Party | None) -> bool:
    """Tell whether a source is more than "reportedly". Raises: nothing."""
    return party is None or party.code is not None or party.sector != "UNK"
