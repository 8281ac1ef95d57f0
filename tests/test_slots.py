"""Who stands where around an act: sentence, trigger, and the words expected in each slot."""

from __future__ import annotations

import pytest

from dragoman.events.lexicon import is_light_verb
from dragoman.events.slots import is_passive, noun_slots, verb_slots

VERBS = [
    # Voice: the subject is who acts, whatever the grammar calls it.
    ("Moldovan officers were expelled by Russia.", "expelled", "subj=Russia obj=officers"),
    ("Four activists were detained by Egyptian police.", "detained", "subj=police obj=activists"),
    ("The ceasefire was rejected by the rebels.", "rejected", "subj=rebels obj=ceasefire"),
    ("The Bolivian consul was summoned.", "summoned", "subj= obj=consul objmod=Bolivian"),
    ("The commander was killed in Mogadishu by Kenyan soldiers.", "killed",
     "subj=soldiers obj=commander in=Mogadishu"),
    # Coordination: each of them acts, each of them is acted on, each act has its subject.
    ("Ghana and Togo condemned the coup.", "condemned", "subj=Ghana,Togo obj=coup"),
    ("Peru, Chile and Ecuador recalled their ambassadors.", "recalled",
     "subj=Peru,Chile,Ecuador obj=ambassadors"),
    ("Armenia accused Azerbaijan and Turkey of aggression.", "accused",
     "subj=Armenia obj=Azerbaijan,Turkey of=aggression"),
    ("The army shelled Omdurman and bombed Bahri.", "bombed", "subj=army obj=Bahri"),
    ("The minister was dismissed and jailed by the junta.", "jailed", "subj=junta obj=minister"),
    ("Soldiers were beaten and robbed.", "robbed", "subj= obj=Soldiers"),
    ("The Senate rejected the bill and the House approved it.", "approved", "subj=House obj=it"),
    ("Angola mediated between Congo and Rwanda.", "mediated", "subj=Angola between=Congo,Rwanda"),
    # Relative clauses: "who" and "which" stand for the noun before them.
    ("The rebels, who captured Goma, freed the prisoners.", "captured", "subj=rebels obj=Goma"),
    ("The rebels, who captured Goma, freed the prisoners.", "freed", "subj=rebels obj=prisoners"),
    ("Police arrested the general who led the coup.", "led", "subj=general obj=coup"),
    ("The aid that Norway sent reached Gaza.", "sent", "subj=Norway obj=aid"),
    ("The general whom the junta dismissed fled.", "dismissed", "subj=junta obj=general"),
    ("The journalists, who were arrested by police, deny the charge.", "arrested",
     "subj=police obj=journalists"),
    # Control: the one who is to act is the subject of the infinitive.
    ("Ethiopia agreed to withdraw troops from Tigray.", "withdraw",
     "subj=Ethiopia obj=troops from=Tigray"),
    ("Ethiopia agreed to withdraw troops from Tigray.", "agreed",
     "subj=Ethiopia xcomp=withdraw below=Tigray"),
    ("Canada urged Myanmar to release the prisoners.", "release", "subj=Myanmar obj=prisoners"),
    ("The court ordered the minister to pay a fine.", "pay", "subj=minister obj=fine"),
    ("Malawi wants Mozambique to free the miners.", "free", "subj=Mozambique obj=miners"),
    ("Jordan allowed trucks to enter Syria.", "enter", "subj=trucks obj=Syria"),
    ("Japan promised to send rice to Laos.", "send", "subj=Japan obj=rice to=Laos"),
    ("Mexico promised Guatemala and Honduras to send police.", "send", "subj=Mexico obj=police"),
    ("Egypt's decision to expel the envoy angered Sudan.", "expel", "subj=Egypt obj=envoy"),
    ("Rwanda denied backing the rebels.", "backing", "subj=Rwanda obj=rebels"),
    ("Sweden apologised for killing the fishermen.", "killing", "subj=Sweden obj=fishermen"),
    ("The mayor was accused of taking bribes.", "taking", "subj=mayor obj=bribes"),
    ("The company was fined by Australia for bribing officials.", "bribing",
     "subj=company obj=officials"),
    # Participles.
    ("Troops backed by Rwanda entered Bukavu.", "backed", "subj=Rwanda obj=Troops"),
    ("Rebels armed with rifles attacked a base.", "armed", "subj= obj=Rebels with=rifles"),
    ("Protesters demanding elections blocked the highway.", "demanding",
     "subj=Protesters obj=elections"),
    ("Guatemala, citing fraud, recalled its envoy.", "citing", "subj=Guatemala obj=fraud"),
    # Recipients that are no plain object.
    ("Poland gave Ukraine ten tanks.", "gave", "subj=Poland dative=Ukraine obj=tanks"),
    ("Poland gave ten tanks to Ukraine.", "gave", "subj=Poland to=Ukraine obj=tanks"),
    ("Haiti will receive rice from Brazil.", "receive", "subj=Haiti obj=rice from=Brazil"),
    ("Talks with Uganda were suspended by Rwanda.", "suspended",
     "subj=Rwanda obj=Talks with=Uganda"),
    ("Iraq vowed to lift restrictions on Kuwait.", "vowed", "below=restrictions,Kuwait"),
    # Particles, also those that the parser calls adverbs.
    ("The premier stepped down.", "stepped", "subj=premier prt=down"),
    ("Finland called off the summit.", "called", "subj=Finland prt=off obj=summit"),
    ("Tunisia sent back the migrants.", "sent", "subj=Tunisia prt=back obj=migrants"),
    ("The embassy was closed down by Panama.", "closed", "subj=Panama prt=down obj=embassy"),
    ("The union called for a strike.", "called", "subj=union prt= for=strike"),
]  # fmt: skip

NOUNS = [
    ("The visit of King Felipe to Morocco ended.", "visit", "of=Felipe to=Morocco"),
    ("Turkey's invasion of Cyprus divided the island.", "invasion", "poss=Turkey of=Cyprus"),
    ("The rebel attack on Bamako killed six soldiers.", "attack", "mod=rebel on=Bamako"),
    ("The attack on the convoy by gunmen killed two.", "attack", "on=convoy by=gunmen"),
    ("The arrest of two Iranian sailors by Iraqi police angered Tehran.", "arrest",
     "of=sailors by=police"),
    ("Talks between Sudan and Ethiopia collapsed.", "Talks", "between=Sudan,Ethiopia"),
    ("Talks held in Doha between Chad and the rebels ended.", "Talks",
     "light=held between=Chad,rebels in=Doha"),
    ("Talks between Eritrea and Djibouti, brokered by Kuwait, began.", "Talks",
     "between=Eritrea,Djibouti by=Kuwait"),
    ("A ceasefire brokered by Qatar took effect.", "ceasefire", "by=Qatar light="),
    ("An airstrike carried out by the air force destroyed a school.", "airstrike",
     "by=force light=carried"),
    # A light verb lends the noun its subject; what that subject is, its own table says.
    ("France held talks with Niger.", "talks", "light=held subj=France with=Niger"),
    ("Slovenia imposed sanctions on Belarus.", "sanctions",
     "light=imposed subj=Slovenia on=Belarus"),
    ("Soldiers carried out an attack on the village.", "attack",
     "light=carried subj=Soldiers on=village"),
    ("The president received a call from the Kenyan leader.", "call",
     "light=received subj=president from=leader"),
    ("The town suffered an attack by rebels.", "attack", "light=suffered subj=town by=rebels"),
    ("Oman hosted talks between Iran and Yemen.", "talks",
     "light=hosted subj=Oman between=Iran,Yemen"),
    ("Estonia and Latvia exchanged fire.", "fire", "light=exchanged subj=Estonia,Latvia"),
    # Any other verb lends only the subject of its clause.
    ("The king accepted the resignation of the premier.", "resignation",
     "light= subj= of=premier outer=king"),
    ("The union called for a strike.", "strike", "light= subj= outer=union"),
]  # fmt: skip


def filled(sentence, slots, expected):
    """The slots that `expected` speaks of, written as it writes them."""
    found = []
    for role in (pair.partition("=")[0] for pair in expected.split()):
        words = [sentence.tokens[slot.token].text for slot in slots if slot.role == role]
        found.append(f"{role}={','.join(words)}")
    return " ".join(found)


@pytest.mark.parametrize(("text", "trigger", "expected"), VERBS)
def test_the_slots_of_a_verb(parsed, token_of, text, trigger, expected):
    (sentence,) = parsed(text)
    slots = verb_slots(sentence, token_of(sentence, trigger))
    assert filled(sentence, slots, expected) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), NOUNS)
def test_the_slots_of_a_noun(parsed, token_of, text, trigger, expected):
    (sentence,) = parsed(text)
    slots = noun_slots(sentence, token_of(sentence, trigger), is_light_verb)
    assert filled(sentence, slots, expected) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "passive"),
    [
        ("The envoy was expelled.", "expelled", True),
        ("The envoy expelled by Chad left.", "expelled", True),
        ("The envoy was expelled and jailed.", "jailed", True),
        ("Chad has expelled the envoy.", "expelled", False),
        ("The envoy was expelled and left Chad.", "left", False),
    ],
)
def test_whether_the_subject_suffers_the_act(parsed, token_of, text, trigger, passive):
    (sentence,) = parsed(text)
    assert is_passive(sentence, token_of(sentence, trigger)) is passive


def test_no_slot_is_listed_twice(parsed):
    (sentence,) = parsed("Chad, Niger and Mali, which signed the pact, agreed to send troops home.")
    for token in sentence.tokens:
        if token.pos == "VERB":
            slots = verb_slots(sentence, token.i)
            assert len(slots) == len(set(slots))
