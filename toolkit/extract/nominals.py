"""Link definite descriptions to the one entity that they can mean: "the minister".

A person is meant by office: the role printed for exactly one person has to fit, with every word
that narrows the description. A body is meant by the head of its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.extract import gazetteer
from toolkit.extract.gazetteer import bare, fold
from toolkit.extract.references import Actor, Reference, Scene
from toolkit.extract.roles import Office, compatible, offices
from toolkit.extract.titles import is_title

REACH = 6
"""Tokens between "the" and the office at most: "the country's former deputy foreign minister"."""

EMPTY = frozenset("the of 's ’s - state government current said new same country".split())
"""Words of a description that narrow nothing."""

NEAR = 2
"""Sentences back within which one of several possible persons is the one meant."""

TOO_GENERAL = frozenset(
    "member official resident student teacher farmer expert candidate witness private secretary "
    "author owner writer artist head chief leader general representative delegate deputy veteran "
    "forward champion guardian fellow attorney major".split()
)
"""Offices that many may hold at once: too little evidence without a word that narrows them."""


def find_nominals(
    scene: Scene, actors: list[Actor], references: list[Reference], taken: list[tuple[int, int]]
) -> list[Reference]:
    """The nominal references of a document.

    Args:
        scene: The indexed parse.
        actors: The document's entities.
        references: Its names, in order.
        taken: Stretches that are names, titles or roles next to a name, sorted; no noun inside
            them is a mention of its own.

    Returns:
        References of kind ``nominal``, in order.
    """
    busy = _tokens(scene, taken)
    persons = [number for number, actor in enumerate(actors) if actor.offices]
    bodies = _bodies_by_head(actors)
    seen = _positions(references)
    found = []
    for token in scene.parsed:
        if token.i in busy or scene.parsed[token.i].tag_ not in ("NN", "NNP"):
            continue
        word = bare(token.text)
        reference = None
        if is_title(scene.parsed, token.i) and word in gazetteer.titles().office:
            reference = _person(scene, token, actors, persons, seen)
        elif word in bodies:
            reference = _body(scene, token, bodies[word], actors, seen)
        if reference is not None:
            found.append(reference)
    return found


def _tokens(scene: Scene, taken: list[tuple[int, int]]) -> set[int]:
    found: set[int] = set()
    for start, end in taken:
        found.update(range(*scene.tokens(start, end)))
    return found


def _positions(references: list[Reference]) -> dict[int, list[int]]:
    seen: dict[int, list[int]] = defaultdict(list)
    for reference in references:
        seen[reference.actor].append(reference.head)
    return seen


def _bodies_by_head(actors: list[Actor]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(actors):
        if actor.type != "organization":
            continue
        for form in actor.cluster.forms:
            head = _head_word(form)
            if head in gazetteer.heads().organization and number not in found[head]:
                found[head].append(number)
    return {head: numbers for head, numbers in found.items() if numbers}


def _head_word(name: str) -> str:
    words = name.split()
    for position, word in enumerate(words[1:], start=1):
        if fold(word) in ("of", "for", "on"):
            return bare(words[position - 1])
    return bare(words[-1]) if len(words) > 1 else ""


def _phrase_start(parsed: Doc, position: int) -> int | None:
    """The index of "the" (or of a possessor) that opens the noun phrase, or None."""
    for start in range(position - 1, max(position - 1 - REACH, -1), -1):
        token = parsed[start]
        if token.lower_ == "the":
            return start
        narrowing = token.tag_ in ("JJ", "NN", "NNP", "NNPS", "POS", "HYPH", "NNS", "VBN")
        if token.is_sent_start and not narrowing:
            return None
        if not narrowing:
            return None
        if token.is_sent_start:
            return None
    return None


def _complement_end(scene: Scene, position: int) -> int:
    """One past "of ..." after the office, as far as capitalised words go; else one past it."""
    parsed = scene.parsed
    if position + 2 < len(parsed) and parsed[position + 1].lower_ == "of":
        if parsed[position + 2].lower_ == "state" or parsed[position + 2].lower_ == "government":
            return position + 3
        end = position + 2
        if parsed[end].lower_ == "the":
            end += 1
        start = end
        while end < len(parsed) and parsed[end].text[:1].isupper():
            end += 1
        if end > start:
            return end
    return position + 1


def _person(
    scene: Scene,
    token: Token,
    actors: list[Actor],
    persons: list[int],
    seen: dict[int, list[int]],
) -> Reference | None:
    parsed = scene.parsed
    first = _phrase_start(parsed, token.i)
    last = _complement_end(scene, token.i)
    named = last > token.i + 1 and parsed[last - 1].text[:1].isupper()
    if first is None:
        if not named or not token.text[:1].isupper():
            return None
        first = token.i
    if last < len(parsed) and parsed[last].tag_ in ("NN", "NNP", "NNS", "POS", "HYPH"):
        return (
            None
            if parsed[last].tag_ != "POS"
            else _link(scene, token, first, last, actors, persons, seen)
        )
    return _link(scene, token, first, last, actors, persons, seen)


def _link(
    scene: Scene,
    token: Token,
    first: int,
    last: int,
    actors: list[Actor],
    persons: list[int],
    seen: dict[int, list[int]],
) -> Reference | None:
    parsed = scene.parsed
    phrase = parsed.text[parsed[first].idx : parsed[last - 1].idx + len(parsed[last - 1].text)]
    asked = [office for office in offices(phrase) if office.word.split()[0] == bare(token.text)]
    if not asked:
        return None
    narrowing = _narrowing(parsed, first, token.i, last)
    if asked[0].word in TOO_GENERAL and not narrowing:
        return None
    fitting = [number for number in persons if _fits(asked[0], narrowing, actors[number])]
    chosen = _choose(scene, token.i, fitting, seen)
    if chosen is None:
        return None
    return _reference(scene, first, last, token.i, chosen, "nominal_by_office")


def _narrowing(parsed: Doc, first: int, position: int, last: int) -> frozenset[str]:
    """The words of the phrase that say more than the office: "Norwegian", "Bank"."""
    words = [token for token in parsed[first:last] if token.i != position]
    return frozenset(
        bare(token.text)
        for token in words
        if bare(token.text) not in EMPTY and bare(token.text) not in gazetteer.titles().modifier
    )


def _fits(asked: Office, narrowing: frozenset[str], actor: Actor) -> bool:
    if not any(compatible(asked, held) for held in actor.offices):
        return False
    words = {bare(word) for role in actor.cluster.roles for word in role.split()}
    for word in narrowing:
        code = (
            gazetteer.nationality_code(word)
            or gazetteer.state_code(word.title())
            or (gazetteer.state_code(word.upper()))
        )
        if code is not None:
            if actor.codes and code not in actor.codes:
                return False
        elif word not in words:
            return False
    return True


def _choose(
    scene: Scene, position: int, fitting: list[int], seen: dict[int, list[int]]
) -> int | None:
    if len(fitting) == 1:
        return fitting[0]
    here = scene.narrative[position]
    near = [
        number
        for number in fitting
        if any(head < position and here - scene.narrative[head] <= NEAR for head in seen[number])
    ]
    return near[0] if len(near) == 1 else None


def _body(
    scene: Scene, token: Token, numbers: list[int], actors: list[Actor], seen: dict[int, list[int]]
) -> Reference | None:
    parsed = scene.parsed
    first = _phrase_start(parsed, token.i)
    last = token.i + 1
    if first is None or (last < len(parsed) and parsed[last].tag_ in ("NN", "NNP", "NNS")):
        return None
    if last < len(parsed) and parsed[last].lower_ in ("of", "for"):
        return None
    narrowing = _narrowing(parsed, first, token.i, last)
    fitting = [
        number
        for number in numbers
        if narrowing
        <= {bare(word) for form in actors[number].cluster.forms for word in form.split()}
    ]
    if len(fitting) != 1 or not any(head < token.i for head in seen[fitting[0]]):
        return None
    return _reference(scene, first, last, token.i, fitting[0], "nominal_by_head")


def _reference(scene: Scene, first: int, last: int, head: int, actor: int, rule: str) -> Reference:
    parsed = scene.parsed
    start, end = parsed[first].idx, parsed[last - 1].idx + len(parsed[last - 1].text)
    return Reference(start, end, actor, "nominal", rule, head, scene.is_subject(head))


def merged(*lists: list[Reference]) -> Iterator[Reference]:
    """All references in order of the text."""
    everything = [reference for found in lists for reference in found]
    yield from sorted(everything, key=lambda reference: (reference.start, reference.end))
