"""Whether what a time belongs to lies ahead of the article's day, by the words above it."""

from __future__ import annotations

from dragoman.language import Sentence, Token

COMING = frozenset({"will", "'ll", "wo", "shall", "would"})
OPEN = frozenset({"can", "could", "may", "might", "should", "must"})
# Of these the infinitive is done, begun or refused: "managed to meet on Monday".
DONE = frozenset(
    """manage fail begin start continue help try have use come cease prove appear seem happen
    claim believe say know report allege find refuse decline""".split()
)
# What hangs on these lies ahead in every tense: "is due on Friday", "was scheduled for Monday".
EXPECTED = frozenset({"due", "scheduled", "slated", "planned", "expected", "upcoming", "ahead"})
# Dated in the present, these tell nothing planned: "he says on Monday".
SAYING = frozenset({"say", "be", "tell", "write", "claim", "show", "mark", "mean"})
# What these name lies ahead of them: "proposed talks in December".
PROPOSING = frozenset("propose invite plan promise pledge".split())
# So does the end or the start that these set: "ordered them back by Friday".
LIMIT = frozenset({"by", "until", "till", "before", "from"})
SETTING = PROPOSING | frozenset(
    """order give announce set ask urge demand declare decree tell warn want threaten vow agree
    allow offer instruct require""".split()
)
VERBAL = frozenset({"VERB", "AUX"})


def lies_ahead(sentence: Sentence, at: int) -> bool:
    """Tell whether the words above an expression speak of the future.

    In:     a parsed sentence; the expression's first code point in the document.
    Out:    true for "will meet", "agreed to meet", "is due", "meets" (in the body of a text);
            false for the past, in headlines without such a word, and without a parse.
    Raises: nothing.
    """
    first = next((token for token in sentence.tokens if token.end > at), None)
    if first is None:
        return False
    before = sentence.tokens[first.i - 1].text.lower() if first.i else ""
    if before == "upcoming":
        return True
    direct = True
    for above in (first, *sentence.ancestors(first.i)):
        said = (above, *sentence.kids(above.i, "acomp")) if above.lemma == "be" else (above,)
        if any(each.text.lower() in EXPECTED for each in said):
            return True
        proposed = above.lemma in PROPOSING and not direct
        if proposed or (above.lemma in SETTING and before in LIMIT):
            return True
        if above.pos in VERBAL:
            found = _ahead(sentence, above, direct=direct)
            if found is not None or not direct:
                return bool(found)
        direct = direct and (above is first or above.pos in ("ADP", "SCONJ", *VERBAL))
    return False


def _ahead(sentence: Sentence, verb: Token, *, direct: bool) -> bool | None:
    """What a verb says of its time; None where it leaves that to the verb above it."""
    helpers = sentence.kids(verb.i, "aux", "auxpass")
    words = {helper.text.lower() for helper in helpers}
    if words & COMING:
        return True
    if words & OPEN:
        done = any(helper.lemma == "have" for helper in helpers)
        return not (done or sentence.kids(verb.i, "neg"))
    above = sentence.tokens[verb.head]
    if any(helper.tag == "TO" for helper in helpers):
        loose = above.lemma in DONE or verb.dep == "advcl"
        return None if loose and above.i != verb.i else True
    if verb.tag in ("VBD", "MD") or any(helper.tag == "VBD" for helper in helpers):
        return False
    present = verb.tag in ("VBZ", "VBP") or any(each.tag in ("VBZ", "VBP") for each in helpers)
    if present and direct and sentence.kind != "headline":
        perfect = any(helper.lemma == "have" for helper in helpers)
        done = verb.tag == "VBN"  # "has met", "is met"
        return not (perfect or done or verb.lemma in SAYING)
    return False if present or verb.tag == "VBN" else None
