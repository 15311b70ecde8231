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
from toolkit.extract.entities.gazetteer import FEMALE, MALE, bare
from toolkit.extract.entities.references import PLURAL, Actor, Reference, Scene, governor

GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), MALE),
    **dict.fromkeys(("she", "her", "hers", "herself"), FEMALE),
}
NEUTER = frozenset({"it", "its", "itself"})
POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

WINDOW = 2
"""Sentences of the narrator back from the pronoun in which its person is looked for."""
ASKING = frozenset(
    "urge ask tell order invite persuade press call want help allow force encourage require "
    "advise warn beg implore push expect enable instruct".split()
)
"""Verbs whose object is to do what follows: "urged Norway to open its ports"."""

BODIES = frozenset({"organization", "place", "agreement"})
"""Types that say and do something as "it"."""

STRANGER = -1
"""Stands for a person without a name."""
LONG_WINDOW = 8
"""The same for a document that names one person only."""
MEMORY = 60
"""References kept in mind; more than two sentences hold."""
MARGIN = 1.5
"""By how much the best candidate has to lead the second."""

PERSONS = {
    **dict.fromkeys("man boy father husband son brother uncle grandfather nephew".split(), MALE),
    **dict.fromkeys(
        "woman girl mother wife daughter sister aunt grandmother niece".split(), FEMALE
    ),
    **dict.fromkeys("person friend colleague neighbour neighbor child patient victim".split()),
}
"""Nouns for a person without a name, who may be the one a pronoun means."""

ACTING = frozenset(
    "say tell add note urge call ask announce state stress warn deny claim report accuse demand "
    "agree refuse reject sign plan vow pledge decide vote condemn welcome support oppose declare "
    "insist argue confirm reiterate repeat express describe recommend publish issue employ own "
    "operate".split()
)
"""Verbs whose "it" is a body or a state, not a fact or the weather."""


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
        by_head.setdefault(governor(scene.parsed[reference.head]).i, reference)
        by_head[reference.head] = reference
    found: list[Reference] = []
    scene.persons = sum(actor.type == "person" for actor in actors)
    for token in scene.parsed:
        while waiting and waiting[0].start <= token.idx:
            recent.append(waiting.popleft())
        if _is_stranger(token, by_head):
            recent.append(Reference(token.idx, token.idx, STRANGER, "", "", token.i, True))
        chosen = _resolve(scene, token, actors, recent, by_head)
        if chosen is not None:
            recent.append(chosen)
            by_head[chosen.head] = chosen
            found.append(chosen)
    return found


def _is_stranger(token: Token, by_head: dict[int, Reference]) -> bool:
    """Whether the token is the subject of a clause and a person who is no entity of ours.

    "A spokesman said the ferry was late. He added ...": he is nobody who has a name here.
    """
    if token.i in by_head or token.tag_ not in ("NN", "NNP"):
        return False
    word = bare(token.text)
    relative = syntax.child(token, syntax.RELATIVE_CLAUSE)
    if relative is not None and any(child.lower_ in ("who", "whom") for child in relative.children):
        return True
    if token.dep_ not in syntax.SUBJECT:
        return False
    capital = token.tag_ == "NNP" and token.text[:1].isupper()
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
        actor = _thing(scene, token, actors, recent, by_head)
        rule = "pronoun_of_body"
    elif word in PLURAL:
        actor = _many(scene, token, actors, by_head)
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
    clause = _clause_subject(scene, token)
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
            score += 2
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
        score -= 1
    if sure:
        score += 1.5
    if scene.paragraph[token.i] != scene.paragraph[reference.head]:
        score -= 0.5
    return score


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


def _clause_subject(scene: Scene, token: Token) -> int | None:
    """The index of the subject of the clause that the pronoun stands in, if it is another word.

    A verb outside the quotation that the pronoun stands in is no part of that clause.
    """
    current = token
    for _ in range(8):
        if current.head.i == current.i:
            return None
        if current.dep_ in syntax.SUBJECT and token.lower_ in POSSESSIVE:
            current = current.head
            continue
        current = current.head
        if scene.quoted[current.i] != scene.quoted[token.i]:
            continue
        if syntax.is_verb(current):
            subject = _asked(current) or syntax.subject(current)
            if subject is not None and subject.lower_ in ("this", "that", "it", "which", "there"):
                # "Norway believes that this will harm its ports": the clause above decides.
                continue
            if subject is not None and subject.i != token.i:
                return int(subject.i)
            return None
    return None


def _asked(verb: Token) -> Token | None:
    """Who is to do it in "urged *Norway* to open its ports"."""
    asks = verb.head.lemma_.lower() in ASKING
    if verb.dep_ not in syntax.OPEN_COMPLEMENT and not (
        asks and verb.dep_ in syntax.ADVERBIAL_CLAUSE
    ):
        return None
    asked = syntax.child(verb.head, syntax.OBJECT)
    return asked if asked is not None and verb.head.i < asked.i < verb.i else None


def _thing(
    scene: Scene,
    token: Token,
    actors: list[Actor],
    recent: deque[Reference],
    by_head: dict[int, Reference],
) -> int | None:
    if token.lower_ == "it":
        reported = _reporting_body(scene, token, actors, by_head)
        return _acting_body(scene, token, actors, recent) if reported is None else reported
    repeated = _joined(token, actors, recent)
    if repeated is None:
        repeated = _repeated(scene, token, recent)
    if repeated is not None:
        return repeated
    owner = _owner(token, by_head)
    if owner is None:
        owner = _clause_subject(scene, token)
        owner = _state_of(scene, owner, by_head) if owner is not None else None
    if owner is None or owner not in by_head:
        owner = _right_before(scene, token, by_head)
    if owner is None:
        return None
    if owner > token.i and not _is_fronted(scene, token, owner):
        return None
    reference = by_head[owner]
    if _is_coordinated(scene, owner) or actors[reference.actor].type in ("person", "group"):
        return None
    same = scene.quoted[token.i] == scene.quoted[reference.head]
    return reference.actor if same else None


def _joined(token: Token, actors: list[Actor], recent: deque[Reference]) -> int | None:
    """As in "Norway and *its* allies": the name that stands right before "and"."""
    if token.i < 2 or token.nbor(-1).lower_ not in ("and", "or", "with") or not recent:
        return None
    last = recent[-1]
    before = token.nbor(-2)
    if last.actor == STRANGER or before.idx + len(before.text) != last.end:
        return None
    return last.actor if actors[last.actor].type in BODIES else None


def _repeated(scene: Scene, token: Token, recent: deque[Reference]) -> int | None:
    """As in "its ferries and *its* crews": whose the first are, with nobody named in between."""
    if token.i == 0 or token.nbor(-1).lower_ not in ("and", "or") or not recent:
        return None
    last = recent[-1]
    together = scene.sentence[last.head] == scene.sentence[token.i]
    same = scene.parsed[last.head].lower_ == token.lower_
    return last.actor if together and same and last.actor != STRANGER else None


def _right_before(scene: Scene, token: Token, by_head: dict[int, Reference]) -> int | None:
    """The name in "Norway repeats its offer", also where the parse takes no word for the verb."""
    if token.i < 2 or token.nbor(-1).tag_ not in ("VBZ", "VBD", "NNS", "NN"):
        return None
    before = by_head.get(token.i - 2)
    opens = before is not None and _opens_clause(scene, before)
    return token.i - 2 if opens else None


def _opens_clause(scene: Scene, reference: Reference) -> bool:
    first = scene.tokens(reference.start, reference.end)[0]
    return scene.parsed[first].is_sent_start or scene.parsed[first - 1].text in (",", '"', "“")


def _owner(token: Token, by_head: dict[int, Reference]) -> int | None:
    """Who owns the phrase that the pronoun stands in: "*Norway*'s breach of its promises"."""
    current = token.head
    for _ in range(6):
        if syntax.is_verb(current) and current.dep_ not in syntax.NOUN_CLAUSE:
            return None
        possessor = syntax.child(current, syntax.POSSESSIVE)
        if possessor is not None and possessor.i < token.i:
            return int(possessor.i) if possessor.i in by_head else None
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _state_of(scene: Scene, subject: int, by_head: dict[int, Reference]) -> int:
    """The state's name in "the state of Norway", else the subject itself."""
    if subject in by_head or scene.parsed[subject].lower_ not in ("state", "country", "nation"):
        return subject
    names = [found.head.i for found in syntax.obliques(scene.parsed[subject])]
    return next((name for name in names if name in by_head), subject)


def _is_fronted(scene: Scene, token: Token, subject: int) -> bool:
    """Whether the pronoun opens the sentence in a phrase before its subject and a comma."""
    between = scene.parsed[token.i : subject]
    together = scene.sentence[token.i] == scene.sentence[subject]
    return together and len(between) < 12 and any(word.text == "," for word in between)


def _reporting_body(
    scene: Scene, token: Token, actors: list[Actor], by_head: dict[int, Reference]
) -> int | None:
    """As in "Norway said it would wait", "the Norwegians said they": whose words the clause gives.

    Not in "Norway said it was late to complain": that "it" stands for the clause behind it.
    """
    clause = syntax.first_conjunct(token.head)
    if token.dep_ not in syntax.SUBJECT or clause.dep_ not in syntax.CLAUSAL_COMPLEMENT:
        return None
    if syntax.child(token.head, syntax.COPULA) and syntax.children(token.head, syntax.CLAUSE):
        return None
    subject = syntax.subject(clause.head)
    reference = None if subject is None else by_head.get(subject.i)
    if reference is None or reference.actor == STRANGER or _is_coordinated(scene, reference.head):
        return None
    many = token.lower_ == "they"
    if many and subject is not None and not subject.lower_.endswith("s"):
        return None  # "The board said they were late": its crews, perhaps
    types = BODIES | {"group"} if many else BODIES
    able = actors[reference.actor].type in types and clause.head.lemma_.lower() in ACTING
    same = scene.quoted[token.i] == scene.quoted[reference.head]
    return reference.actor if able and same else None


def _acting_body(
    scene: Scene, token: Token, actors: list[Actor], recent: deque[Reference]
) -> int | None:
    """As in "It urged ...": the body or state that is subject of the sentence before."""
    verb = token.head
    if token.dep_ not in syntax.SUBJECT or verb.lemma_.lower() not in ACTING:
        return None
    here = scene.narrative[token.i]
    before = [
        reference
        for reference in recent
        if reference.actor != STRANGER
        and scene.narrative[reference.head] in (here, here - 1)
        and scene.quoted[reference.head] == scene.quoted[token.i]
        and reference.subject
        and actors[reference.actor].type in BODIES
    ]
    named = {reference.actor for reference in before}
    return named.pop() if len(named) == 1 else None


def _is_coordinated(scene: Scene, position: int) -> bool:
    token = scene.parsed[position]
    return token.dep_ in syntax.CONJUNCT or bool(syntax.children(token, syntax.CONJUNCT))


def _many(
    scene: Scene, token: Token, actors: list[Actor], by_head: dict[int, Reference]
) -> int | None:
    """As in "Norwegians kept *their* boats": a group that is subject of the same clause."""
    if token.lower_ == "they":
        return _reporting_body(scene, token, actors, by_head)
    subject = _clause_subject(scene, token)
    if subject is None or subject >= token.i or subject not in by_head:
        return None
    reference = by_head[subject]
    kind = actors[reference.actor].type
    if kind not in ("group", "organization") or _is_coordinated(scene, subject):
        return None
    same = scene.quoted[token.i] == scene.quoted[reference.head]
    return reference.actor if same else None
