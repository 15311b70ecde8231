"""Weigh the nouns before "it", "its", "they" and "their" against each other.

Every noun phrase in reach may be what a pronoun means, whether it names somebody or not. Subjects
come before objects, the pronoun's own clause before others, its sentence before the one before.
An entity is the one meant where it leads all other phrases clearly.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.body_pronouns import ACTING, STRANGER, cost_of_many, is_coordinated
from toolkit.extract.entities.clause_subjects import ASKING, POSSESSIVE, PRAISING, clause_subject
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.references import PLURAL, Actor, Reference, Scene, governor
from toolkit.extract.statements.speaking_nouns import can_speak, is_person_word

MARGIN = 1.5
"""By how much the best phrase has to lead the second."""
LEAST = 1.0
"""What a phrase needs at least."""
REACH = 80
"""Tokens back in which phrases are looked for."""

SINGULAR_TYPES = frozenset({"organization", "place", "agreement", "event"})
PLURAL_TYPES = frozenset({"organization", "group"})

TIMES = frozenset(
    "day days week weeks month months year years decade century time times moment night morning "
    "today yesterday tomorrow evening afternoon monday tuesday wednesday thursday friday saturday "
    "sunday hour summer winter spring autumn season period hours minute minutes".split()
)
"""Nouns that only say when."""


NEVER_SAID_OF_BODIES = frozenset("seem appear happen rain snow take turn matter depend".split())
"""Verbs whose "it" is a fact, the weather or nothing."""


class Phrase(NamedTuple):
    """A noun phrase by its head and whom it means, ``STRANGER`` where nobody knows."""

    head: Token
    actor: int


def weigh(
    scene: Scene,
    token: Token,
    actors: list[Actor],
    by_head: dict[int, Reference],
) -> int | None:
    """The entity that a pronoun of things or of many means, or None.

    Args:
        scene: The indexed parse.
        token: The pronoun.
        actors: The document's entities.
        by_head: Its references so far by the token that each hangs on.
    """
    if is_empty(token):
        return None
    scores: dict[int, float] = {}
    excluded = _beside(token, by_head)
    clause = clause_subject(scene, token)
    phrases = [
        phrase
        for phrase in _phrases(scene, token, actors, by_head)
        if phrase.head.i not in excluded and phrase.actor not in excluded
    ]
    together = any(_distance(scene, token, phrase.head.i) == 0 for phrase in phrases)
    for phrase in phrases:
        apart = _distance(scene, token, phrase.head.i) > 0
        if together and apart and phrase.head.dep_ not in syntax.SUBJECT:
            continue
        score = _score(scene, token, phrase, clause, actors)
        key = phrase.actor if phrase.actor != STRANGER else -1 - phrase.head.i
        scores[key] = max(score, scores.get(key, score))
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ordered or ordered[0][0] < 0 or ordered[0][1] < LEAST:
        return None
    margin = MARGIN + (1 if token.dep_ in syntax.OBJECT and not _acts(token) else 0)
    if len(ordered) > 1 and ordered[0][1] - ordered[1][1] < margin:
        return None
    return ordered[0][0]


def is_empty(token: Token) -> bool:
    """Whether "it" stands for the clause behind it or for nothing: "it is late to complain"."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl" or (
        token.i and token.nbor(-1).tag_ == "IN" and token.dep_ not in syntax.SUBJECT
    ):
        return True
    verb = token.head
    if token.dep_ in syntax.OBJECT and not _acts(token):
        return bool(syntax.children(verb, syntax.CLAUSAL_COMPLEMENT | syntax.OPEN_COMPLEMENT))
    clauses = syntax.CLAUSE | frozenset({"csubj", "csubj:outer"})
    copula = syntax.child(verb, syntax.COPULA) or verb.lemma_ == "be"
    if copula and (syntax.children(verb, clauses) or verb.tag_.startswith("JJ")):
        return True
    if verb.lemma_ in ("mean", "show", "make") and syntax.children(verb, syntax.CLAUSAL_COMPLEMENT):
        return True
    return verb.lemma_ in NEVER_SAID_OF_BODIES


def _beside(token: Token, by_head: dict[int, Reference]) -> set[int]:
    """Heads and actors that the pronoun cannot mean: its own phrase, the verb's other arguments."""
    found: set[int] = set()
    current = token.head
    while not syntax.is_verb(current):
        found.add(current.i)
        if current.head.i == current.i:
            break
        current = current.head
    if token.lower_ in POSSESSIVE:
        return found
    verb = token.head
    beside = [c for c in verb.children if c.dep_ in syntax.SUBJECT | syntax.OBJECT]
    shared = syntax.subject(verb) if syntax.is_verb(verb) else None
    if shared is not None and token.dep_ not in syntax.SUBJECT:
        beside.append(shared)  # "Norway called the crews and thanked them"
    for other in beside:
        if other.i != token.i:
            found.add(other.i)
            if other.i in by_head:
                found.add(by_head[other.i].actor)
    return found


def _phrases(
    scene: Scene, token: Token, actors: list[Actor], by_head: dict[int, Reference]
) -> Iterator[Phrase]:
    """The noun phrases before the pronoun that agree with it, nearest first."""
    many = token.lower_ in PLURAL
    acts = _acts(token)
    parsed = scene.parsed
    for position in range(token.i - 1, max(token.i - REACH, -1), -1):
        found = parsed[position]
        if scene.quoted[position] != scene.quoted[token.i]:
            continue
        if _distance(scene, token, position) > (2 if acts and _has_officer(token) else 1):
            break
        reference = by_head.get(position)
        if reference is not None and reference.head != position:
            reference = None  # the "report" of "the Berg report"
        if reference is None and position in scene.named:
            continue
        if reference is not None:
            if reference.actor == STRANGER:
                continue
            kind = actors[reference.actor].type
            first = syntax.first_conjunct(found)
            if not many and first.dep_ in syntax.SUBJECT and is_coordinated(scene, position):
                continue  # "Norway and Sweden raised its ..."
            if kind == "person":
                if many and syntax.children(found, syntax.CONJUNCT):
                    yield Phrase(found, STRANGER)
                continue
            if (
                many
                and syntax.children(found, syntax.CONJUNCT)
                and found.dep_ not in syntax.CONJUNCT
            ):
                yield Phrase(found, STRANGER)
                continue
            if kind in (PLURAL_TYPES if many else SINGULAR_TYPES):
                yield Phrase(found, reference.actor)
            continue
        if _agrees(found, many) and (not acts or can_speak(found)):
            yield Phrase(found, STRANGER)


def _acts(token: Token) -> bool:
    """Whether only somebody can be meant: who says and does, who is asked: "urged *it* to wait"."""
    verb = token.head
    lemma = verb.lemma_.lower()
    if token.dep_ in syntax.ACTIVE_SUBJECT:
        return lemma in ACTING
    if token.lower_ == "its":
        return _has_officer(token)
    return token.dep_ in syntax.OBJECT and lemma in ASKING | PRAISING


def _has_officer(token: Token) -> bool:
    """As in "*Its* coordinator": only a body has one."""
    officer = bare(token.head.text) in gazetteer.titles().office or is_person_word(token.head)
    return token.dep_ in syntax.POSSESSIVE and officer


def _distance(scene: Scene, token: Token, position: int) -> int:
    if scene.quoted[token.i] >= 0:
        return scene.sentence[token.i] - scene.sentence[position]
    return scene.narrative[token.i] - scene.narrative[position]


def _agrees(found: Token, many: bool) -> bool:
    """Whether a common noun or pronoun may be taken up by "it", or by "they"."""
    if found.dep_ in ("compound", "flat", "fixed", "compound:prt"):
        return False
    word = bare(found.text)
    if word in TIMES:
        return False
    if many:
        if found.tag_ in ("NNS", "NNPS") or found.lower_ in ("they", "them", "those", "people"):
            return True
        return bool(syntax.children(found, syntax.CONJUNCT)) and found.tag_ in ("NN", "NNP")
    if found.lower_ in ("it", "this", "that", "which"):
        return found.lower_ == "it" and not is_empty(found)
    if found.tag_ not in ("NN", "NNP") or word in gazetteer.titles().person:
        return False
    return found.i == 0 or found.nbor(-1).lower_ != "to"  # "to *defeat*" is no noun


def _says_where(name: Token) -> bool:
    """As in "In *Norway*, it is cold": where something is the case is seldom "it"."""
    before = name.doc[max(name.left_edge.i - 1, 0)]
    case = next((child.lower_ for child in name.lefts if child.dep_ == "case"), before.lower_)
    return name.dep_ not in syntax.SUBJECT and case in (
        "in",
        "at",
        "near",
        "from",
        "across",
        "around",
    )


def _is_done_to(token: Token) -> bool:
    """Whether something happens to "it", rather a thing than a body: "it was printed"."""
    passive = token.dep_ in syntax.PASSIVE_SUBJECT
    return passive or syntax.child(token.head, syntax.COPULA) is not None


def _describes(name: Token) -> bool:
    """Whether the name only opens the phrase of another: "the *Norway* commanding general"."""
    return name.i + 1 < len(name.doc) and name.nbor(1).tag_ in ("NN", "NNS", "VBG", "JJ")


def _score(
    scene: Scene, token: Token, phrase: Phrase, clause: int | None, actors: list[Actor]
) -> float:
    """How likely the pronoun means this phrase."""
    head = governor(phrase.head)
    head = phrase.head if head.tag_ in ("NN", "NNS") else head  # "the *Norway* crews"
    named = phrase.actor != STRANGER
    distance = _distance(scene, token, head.i)
    score = 3.0 - 3 * min(distance, 1) - max(distance - 1, 0)
    subject = head.dep_ in syntax.SUBJECT and not (named and _describes(phrase.head))
    if subject:
        score += 2
        if head.head.dep_ in ("ROOT", "ccomp", "conj"):
            score += 0.5
    elif head.dep_ in syntax.OBJECT:
        score += 3 if not named and _is_done_to(token) else 1
    elif head.dep_ in ("nmod", "nmod:poss", "poss"):
        score -= 0.5
    if phrase.head.dep_ in ("compound", "amod", "nmod") and phrase.head.i < phrase.head.head.i:
        score -= 1
    if named and actors[phrase.actor].type == "place":
        score -= (1 if _acts(token) else 0) + (1.5 if _says_where(phrase.head) else 0)
    if clause is not None and clause in (head.i, phrase.head.i):
        score += 2
    if subject and token.dep_ in syntax.SUBJECT:
        score += 1
    if named and token.lower_ in PLURAL and actors[phrase.actor].type == "organization":
        cost = cost_of_many(phrase.head)
        score -= cost + (2 if cost and head.dep_ in syntax.OBJECT | syntax.INDIRECT_OBJECT else 0)
    if named and scene.paragraph[token.i] != scene.paragraph[head.i]:
        score -= 1
    return score
