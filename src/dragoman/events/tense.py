"""The tense of a verb, read from its form and its helpers."""

from __future__ import annotations

from typing import Literal

from dragoman.language import Sentence, Token

Tense = Literal["past", "perfect", "pluperfect", "present", "going on", "future"]
COMING = frozenset({"will", "'ll", "wo", "shall", "would"})


def tense_of(sentence: Sentence, verb: Token) -> Tense | None:
    """Read the tense of a verb; None where it is no finite one. Raises: nothing."""
    helpers = sentence.kids(verb.i, "aux", "auxpass")
    words = {each.text.lower() for each in helpers}
    first = helpers[0] if helpers else verb
    if words & COMING:
        return "future"
    if any(each.lemma == "have" and each.dep == "aux" for each in helpers):
        return "pluperfect" if first.tag == "VBD" else "perfect"
    if verb.tag == "VBG" and any(each.lemma == "be" for each in helpers):
        return "past" if first.tag == "VBD" else "going on"
    if first.tag == "VBD" or (verb.tag == "VBN" and not helpers and verb.dep == "ROOT"):
        return "past"
    if first.tag in ("VBZ", "VBP"):
        return "present"
    return None
