"""Link "it", "its" and "they" to the body, state or group that they mean."""

from __future__ import annotations

from collections import deque

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.entities.clause_subjects import clause_subject
from toolkit.extract.entities.references import Actor, Reference, Scene, governor

STRANGER = -1
"""Stands for a person without a name."""

BODIES = frozenset({"organization", "place", "agreement"})
"""Types that say and do something as "it"."""

ACTING = frozenset(
    "say tell add note urge call ask announce state stress warn deny claim report accuse demand "
    "agree refuse reject sign plan vow pledge decide vote condemn welcome support oppose declare "
    "insist argue confirm reiterate repeat express describe recommend publish issue employ own "
    "operate answer respond reply comment appeal thank promise offer apologise apologize hope "
    "believe expect want intend seek aim acknowledge launch".split()
)
"""Verbs whose "it" is a body or a state, not a fact or the weather."""


def thing(
    scene: Scene,
    token: Token,
    actors: list[Actor],
    recent: deque[Reference],
    by_head: dict[int, Reference],
) -> int | None:
    """The place in ``actors`` of the body or state that "it" or "its" means, or None."""
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
        owner = clause_subject(scene, token)
        owner = _state_of(scene, owner, by_head) if owner is not None else None
    if owner is None or owner not in by_head:
        owner = _right_before(scene, token, by_head)
    if owner is None:
        return None
    if owner > token.i and not is_fronted(scene, token, owner):
        return None
    reference = by_head[owner]
    if is_coordinated(scene, owner) or actors[reference.actor].type in ("person", "group"):
        return None
    if _only_describes(scene, reference, owner):
        return None
    same = scene.quoted[token.i] == scene.quoted[reference.head]
    return reference.actor if same else None


def _only_describes(scene: Scene, reference: Reference, position: int) -> bool:
    """Whether the name stands before a common noun, the one that acts: "the Norway *crews*"."""
    return reference.head != position and scene.parsed[position].tag_ in ("NN", "NNS")


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


def is_fronted(scene: Scene, token: Token, subject: int) -> bool:
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
    aside = clause.head.dep_ in syntax.ADVERBIAL_CLAUSE | syntax.OPEN_COMPLEMENT
    if (
        aside
        and syntax.child(token.head, syntax.COPULA)
        and syntax.child(clause.head.head, syntax.OBJECT)
    ):
        return None  # "welcomed the vote, saying it was good"
    subject = syntax.subject(clause.head)
    reference = None if subject is None else by_head.get(subject.i)
    if reference is None or reference.actor == STRANGER or is_coordinated(scene, reference.head):
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


def is_coordinated(scene: Scene, position: int) -> bool:
    """Whether the token is one of several that "and" ties together."""
    token = scene.parsed[position]
    return token.dep_ in syntax.CONJUNCT or bool(syntax.children(token, syntax.CONJUNCT))


def many(
    scene: Scene, token: Token, actors: list[Actor], by_head: dict[int, Reference]
) -> int | None:
    """The place in ``actors`` of the group in "Norwegians kept *their* boats", "they said they"."""
    if token.lower_ == "they":
        return _reporting_body(scene, token, actors, by_head)
    if token.lower_ == "them":
        return None
    subject = clause_subject(scene, token)
    if subject is None or subject >= token.i or subject not in by_head:
        return None
    reference = by_head[subject]
    kind = actors[reference.actor].type
    if kind not in ("group", "organization") or is_coordinated(scene, subject):
        return None
    if _only_describes(scene, reference, subject) or cost_of_many(scene.parsed[subject]) > 0:
        return None
    same = scene.quoted[token.i] == scene.quoted[reference.head]
    return reference.actor if same else None


def cost_of_many(name: Token) -> float:
    """What it costs to take one body for many: "Harbour Forces" nothing, "the board is" much."""
    if name.tag_ in ("NNS", "NNPS") or name.lower_.endswith("s"):
        return 0
    head = governor(name)
    verb = head.head if head.dep_ in syntax.SUBJECT else None
    words = [] if verb is None else [verb, *syntax.children(verb, syntax.AUXILIARY | syntax.COPULA)]
    if any(word.tag_ == "VBP" or word.lower_ in ("are", "were", "have") for word in words):
        return 0  # "the board are"
    return 4 if any(word.tag_ == "VBZ" for word in words) else 1.5
