"""Link third-person pronouns to whom they mean, only where the text leaves little doubt.

He and she go to the person who is subject, near and of that gender; what two persons could be
stays unlinked. Inside a quotation only those named in it count, for its speaker is "I" there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.antecedents import weigh
from toolkit.extract.entities.body_pronouns import STRANGER, is_fronted, many, thing
from toolkit.extract.entities.capitals import opens_sentence
from toolkit.extract.entities.clause_subjects import POSSESSIVE, clause_subject, thanked_for
from toolkit.extract.entities.gazetteer import FEMALE, MALE, bare
from toolkit.extract.entities.references import PLURAL, Actor, Reference, Scene
from toolkit.extract.entities.speaking import is_speaker, is_spoken_of
from toolkit.extract.statements.speaking_nouns import can_speak

GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), MALE),
    **dict.fromkeys(("she", "her", "hers", "herself"), FEMALE),
}
NEUTER = frozenset({"it", "its", "itself"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

WINDOW = 2
"""Sentences of the narrator back from the pronoun in which its person is looked for."""
LONG_WINDOW = 8
"""The same for a document that names one person only."""
MEMORY = 60
"""References kept in mind; more than two sentences hold."""
MARGIN = 1.5
"""By how much the best candidate has to lead the second."""
SPOKE = 1.0
"""What it weighs for the subject of a cue that somebody was subject of one before."""
INTRODUCED = 1.5
"""What it weighs that somebody was named for the first time right before, with an office."""
SPOKEN_OF = 2.0
"""What it weighs against somebody that only another's words name."""

PERSONS = {
    **dict.fromkeys("man boy father husband son brother uncle grandfather nephew".split(), MALE),
    **dict.fromkeys(
        "woman girl mother wife daughter sister aunt grandmother niece".split(), FEMALE
    ),
    **dict.fromkeys("person friend colleague neighbour neighbor child patient victim".split()),
}
"""Nouns for a person without a name, who may be the one a pronoun means."""


def find_pronouns(
    scene: Scene, actors: list[Actor], references: Iterable[Reference]
) -> list[Reference]:
    """The pronoun references of a document.

    Args:
        scene: The indexed parse.
        actors: The document's entities; one that a pronoun is linked to takes its gender.
        references: Names and nominals, in order.

    Returns:
        References of kind ``pronoun``, in order.
    """
    waiting = deque(references)
    recent: deque[Reference] = deque(maxlen=MEMORY)
    by_head: dict[int, Reference] = {}
    for reference in waiting:
        by_head.setdefault(scene.top(reference.head).i, reference)
        by_head[reference.head] = reference
        scene.named.update(range(*scene.tokens(reference.start, reference.end)))
    found: list[Reference] = []
    scene.persons = sum(actor.type == "person" for actor in actors)
    for token in scene.parsed:
        while waiting and waiting[0].start <= token.idx:
            recent.append(waiting.popleft())
        if token.i not in scene.named and _is_stranger(scene, token, by_head):
            recent.append(Reference(token.idx, token.idx, STRANGER, "", "", token.i, True))
        chosen = _resolve(scene, token, actors, recent, by_head)
        if chosen is not None:
            recent.append(chosen)
            by_head[chosen.head] = chosen
            found.append(chosen)
    return found


def _is_stranger(scene: Scene, token: Token, by_head: dict[int, Reference]) -> bool:
    """Whether the token is the subject of a clause and a person who is no entity of ours.

    "A spokesman said the ferry was late. He added ...": he is nobody who has a name here.
    """
    if token.i in by_head or token.tag_ not in ("NN", "NNP"):
        return False
    if token.dep_ in syntax.APPOSITION and token.head.i in scene.named:
        return False  # Anna Berg, a *teacher* who ...
    word = bare(token.text)
    relative = syntax.child(token, syntax.RELATIVE_CLAUSE)
    if relative is not None and any(child.lower_ in ("who", "whom") for child in relative.children):
        return can_speak(token)
    if token.dep_ not in syntax.SUBJECT:
        return False
    capital = token.tag_ == "NNP" and token.text[:1].isupper()
    capital = capital and (not opens_sentence(token) or gazetteer.may_be_given_name(token.text))
    return word in PERSONS or word in gazetteer.titles().office or capital


def _resolve(
    scene: Scene,
    token: Token,
    actors: list[Actor],
    recent: deque[Reference],
    by_head: dict[int, Reference],
) -> Reference | None:
    word = token.lower_
    if token.text.isupper() and len(token.text) > 1:
        return None
    if word in GENDER:
        actor = _person(scene, token, actors, recent, by_head)
        rule = "pronoun_of_person"
    elif word in NEUTER:
        actor = thing(scene, token, actors, recent, by_head)
        if actor is None:
            actor = weigh(scene, token, actors, by_head)
        rule = "pronoun_of_body"
    elif word in PLURAL:
        actor = many(scene, token, actors, by_head)
        if actor is None:
            actor = weigh(scene, token, actors, by_head)
        rule = "pronoun_of_group"
    else:
        return None
    if actor is None:
        return None
    end = token.idx + len(token.text)
    return scene.reference(token.idx, end, actor, "pronoun", rule, token.i)


def _person(
    scene: Scene,
    token: Token,
    actors: list[Actor],
    recent: deque[Reference],
    by_head: dict[int, Reference],
) -> int | None:
    gender = GENDER[token.lower_]
    alone = scene.persons == 1
    excluded = _coarguments(token, by_head)
    scores: dict[int, float] = {}
    clause = clause_subject(scene, token)
    speaking = is_speaker(token) and not is_spoken_of(token)
    thanked = thanked_for(token)
    if thanked is not None and thanked in by_head:
        excluded = {r.actor for r in recent} - {by_head[thanked].actor}
    if clause is not None and is_fronted(scene, token, clause) and clause in by_head:
        behind = by_head[clause]
        if behind.actor != STRANGER and _gender(scene, behind, actors) in (None, gender):
            return behind.actor  # Asked for *his* source, Nils Berg ...
    for reference in recent:
        if reference.actor in excluded:
            continue
        known = _gender(scene, reference, actors)
        if known == "none" or (known is not None and known != gender):
            continue
        score = _score(scene, token, reference, sure=known == gender, alone=alone)
        if score is None:
            continue
        if clause is not None and by_head.get(clause) == reference:
            score += 2.5
        if speaking:
            score += _score_of_speaker(scene, token, reference, actors)
        scores[reference.actor] = max(score, scores.get(reference.actor, 0.0))
    chosen = _best(scores)
    if chosen == STRANGER:
        return None
    if chosen is not None and actors[chosen].gender is None:
        actors[chosen].cluster.gender = gender
    return chosen


def _gender(scene: Scene, reference: Reference, actors: list[Actor]) -> str | None:
    """The gender of whom the reference means; "none" for what is no person."""
    if reference.actor == STRANGER:
        word = bare(scene.parsed[reference.head].text)
        return PERSONS.get(word) or gazetteer.titles().gender.get(word)
    actor = actors[reference.actor]
    return actor.gender if actor.type == "person" else "none"


def _score(
    scene: Scene, token: Token, reference: Reference, *, sure: bool, alone: bool
) -> float | None:
    """How likely the pronoun means this reference's entity; None where it cannot."""
    quotation = scene.quoted[token.i]
    if quotation != scene.quoted[reference.head]:
        return None
    distance = scene.narrative[token.i] - scene.narrative[reference.head]
    if alone and distance <= LONG_WINDOW:
        distance = min(distance, WINDOW)
    if quotation >= 0:
        distance = scene.sentence[token.i] - scene.sentence[reference.head]
    if distance > WINDOW:
        return None
    score = 6.0 - 2 * distance
    if reference.subject:
        score += 2
    if reference.owning and token.lower_ not in POSSESSIVE:
        score += 1 if _owns_topic(scene.parsed[reference.head]) else -1
    if sure:
        score += 1.5
    if scene.paragraph[token.i] != scene.paragraph[reference.head]:
        score -= 0.5
    return score


def _score_of_speaker(
    scene: Scene, token: Token, reference: Reference, actors: list[Actor]
) -> float:
    """How much likelier who spoke goes on speaking than who was only spoken of.

    Somebody who was introduced right before speaks next: "That worries Nils Dahl, the mayor."
    """
    head = scene.parsed[reference.head]
    if is_spoken_of(head):
        return -SPOKEN_OF
    if scene.narrative[token.i] - scene.narrative[reference.head] > 1:
        return 0.0
    top = scene.top(reference.head)
    if is_speaker(top):
        return 2 * SPOKE if _goes_on(token, top) else SPOKE
    first = reference.actor != STRANGER and actors[reference.actor].cluster.start == reference.start
    told = first and bool(actors[reference.actor].offices) and not reference.owning
    aside = reference.subject and top.head.dep_ in syntax.ADVERBIAL_CLAUSE
    return (INTRODUCED if told else 0.0) - (SPOKE if aside else 0.0)


def _goes_on(token: Token, speaker: Token) -> bool:
    """As in "Berg said it was late, but *he* said it would sail": one speaker, two cues."""
    verb = speaker.head
    said = syntax.first_conjunct(token.head)
    return said.i == verb.i and syntax.child(verb, syntax.OBJECT) is None


def _owns_topic(owner: Token) -> bool:
    """As in "*Berg*'s roots came into play": no person, and what the sentence is about."""
    owned = owner.head
    return (
        owner.dep_ in syntax.POSSESSIVE
        and owned.dep_ in syntax.SUBJECT
        and owned.pos_ == "NOUN"
        and not can_speak(owned)
    )


def _best(scores: dict[int, float]) -> int | None:
    if not scores:
        return None
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if len(ordered) > 1 and ordered[0][1] - ordered[1][1] < MARGIN:
        return None
    return ordered[0][0]


def _coarguments(token: Token, by_head: dict[int, Reference]) -> set[int]:
    """Whom the pronoun cannot mean: "Berg met her", "her" is not Berg."""
    owner = token.lower_ in POSSESSIVE and token.dep_ in syntax.POSSESSIVE
    if owner or token.lower_ in REFLEXIVE:
        return set()
    verb = token.head
    excluded = set()
    shared = syntax.subject(verb) if syntax.is_verb(verb) else None
    if shared is not None and shared.i in by_head and token.dep_ not in syntax.SUBJECT:
        # "Berg called and thanked him": the subject of the first verb is that of the second.
        excluded.add(by_head[shared.i].actor)
    for child in verb.children:
        if (
            child.i == token.i
            or child.dep_ not in syntax.SUBJECT | syntax.OBJECT | syntax.INDIRECT_OBJECT
        ):
            continue
        if child.i in by_head:
            excluded.add(by_head[child.i].actor)
    return excluded
