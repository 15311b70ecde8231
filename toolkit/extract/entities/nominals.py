"""Link definite descriptions to the one entity that they can mean: "the minister".

A person is meant by office: the role printed for exactly one person has to fit, with every word
that narrows the description. A body is meant by the head of its name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.references import Actor, Reference, Scene
from toolkit.extract.entities.roles import Office, compatible, offices

REACH = 6
"""Tokens between "the" and the office at most: "the country's former deputy foreign minister"."""

EMPTY = frozenset("the of 's ’s - state government current said new same country".split())
"""Words of a description that narrow nothing."""

NEAR = 2
"""Sentences back within which one of several possible persons is the one meant."""

TOO_GENERAL = frozenset(
    "member official resident student teacher farmer expert candidate witness private "
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
    finder = _Finder(scene, actors, references)
    named = {position for r in references for position in range(*scene.tokens(r.start, r.end))}
    busy = {position for start, end in taken for position in range(*scene.tokens(start, end))}
    found = []
    for token in scene.parsed:
        if token.i in busy or token.tag_ not in ("NN", "NNP"):
            continue
        word = bare(token.text)
        reference = None
        if word in gazetteer.titles().office:
            reference = finder.person(token) or finder.headline(token)
        elif word in finder.bodies:
            reference = finder.body(token, named)
        if reference is not None:
            found.append(reference)
    return found


class _Finder:
    """What is known of the document's entities while descriptions are compared with them."""

    def __init__(self, scene: Scene, actors: list[Actor], references: list[Reference]) -> None:
        self.scene = scene
        self.actors = actors
        self.holders = [number for number, actor in enumerate(actors) if actor.offices]
        self.bodies = _bodies_by_head(actors)
        self.seen: dict[int, list[int]] = defaultdict(list)
        self.persons: set[int] = set()
        """First tokens of persons' names."""
        self.all_have_roles = all(actor.offices for actor in actors if actor.type == "person")
        counted: Counter[str] = Counter()
        for reference in references:
            self.seen[reference.actor].append(reference.head)
            actor = actors[reference.actor]
            code = actor.state
            if code is not None:
                counted[code] += 1
            if actor.type == "person":
                self.persons.add(scene.tokens(reference.start, reference.end)[0])

        self.main_state = min(counted, key=lambda code: (-counted[code], code), default=None)
        """The state that the document names most, its people counted with it."""

    def person(self, token: Token) -> Reference | None:
        """Whom "the minister" means: the one holder of an office that fits."""
        parsed = self.scene.parsed
        first = _phrase_start(parsed, token.i)
        last = _complement_end(parsed, token.i)
        if first is None:
            named = last > token.i + 1 and parsed[last - 1].text[:1].isupper()
            if not named or not token.text[:1].isupper():
                return None
            first = token.i
        if self._names_next(last):
            return None
        if last < len(parsed) and parsed[last].tag_ in ("NN", "NNP", "NNS", "HYPH"):
            return None
        asked = _asked(parsed, first, token, last)
        narrowing = _narrowing(parsed, first, token.i, last)
        if asked is None or (asked.word in TOO_GENERAL and not narrowing):
            return None
        states, words = _states(narrowing)
        fitting = [
            number
            for number in self.holders
            if _fits(asked, words, self.actors[number])
            and self._fits_states(token, states, self.actors[number])
        ]
        chosen = self._choose(token.i, fitting)
        if chosen is None:
            return None
        return _reference(self.scene, first, last, token.i, chosen, "nominal_by_office")

    def headline(self, token: Token) -> Reference | None:
        """Whom a headline means that opens with an office: "Harbour Minister opens quay".

        Only before anyone is named, and with the same words as the one role that has them.
        """
        parsed = self.scene.parsed
        if self.scene.paragraph[token.i] > 0 or self._is_named_before(token.i):
            return None
        first = token.i
        while first > 0 and parsed[first - 1].text[:1].isupper() and token.text[:1].isupper():
            first -= 1
        last = token.i + 1
        if first > 0 or not token.text[:1].isupper():
            return None
        if last + 2 < len(parsed) and parsed[last].lower_ in ("of", "for"):
            last = _noun_end(parsed, last + 1)
        named = [
            number
            for number in self.holders
            if any(
                self._starts_role(role, first, last) for role in self.actors[number].cluster.roles
            )
        ]
        if len(named) != 1:
            return None
        return _reference(self.scene, first, last, token.i, named[0], "nominal_by_headline")

    def _starts_role(self, role: str, first: int, last: int) -> bool:
        printed = [bare(word.text) for word in self.scene.parsed[first:last]]
        return [bare(word) for word in role.split()][: len(printed)] == printed

    def _fits_states(self, token: Token, states: frozenset[str], actor: Actor) -> bool:
        """Whether the states that the description names are those of the role.

        Where the role names none: in a headline, before anyone is named, for the same office; or
        when every person of the document has a role and the state is the one most named in it.
        """
        if states <= actor.codes:
            return True
        if actor.codes:
            return False
        if self.scene.paragraph[token.i] == 0 and not self._is_named_before(token.i):
            return any(office.word == bare(token.text) for office in actor.offices)
        return self.all_have_roles and states == {self.main_state}

    def _is_named_before(self, position: int) -> bool:
        return any(first < position for first in self.persons)

    def body(self, token: Token, named: set[int]) -> Reference | None:
        """Which body "the commission" means: the one named before with this head."""
        parsed = self.scene.parsed
        first = _phrase_start(parsed, token.i)
        last = token.i + 1
        if first is None or any(position in named for position in range(first, last)):
            return None
        if last < len(parsed) and (
            parsed[last].tag_ in ("NN", "NNP", "NNS") or parsed[last].lower_ in ("of", "for")
        ):
            return None
        narrowing = {bare(word.text) for word in parsed[first : token.i]} - {"the", "new", "same"}
        fitting = [
            number
            for number in self.bodies[bare(token.text)]
            if narrowing <= _words(self.actors[number].cluster.forms)
        ]
        if len(fitting) != 1 or not self._is_fresh(token.i, fitting[0]):
            return None
        return _reference(self.scene, first, last, token.i, fitting[0], "nominal_by_head")

    def _is_fresh(self, position: int, number: int) -> bool:
        """Whether the body was named in the sentences right before."""
        here = self.scene.narrative[position]
        return any(
            head < position and here - self.scene.narrative[head] <= NEAR + 1
            for head in self.seen[number]
        )

    def _names_next(self, last: int) -> bool:
        """Whether a comma and then a person's name follow: "the minister, Dr Anna Berg, ..."."""
        parsed = self.scene.parsed
        if last >= len(parsed) or parsed[last].text != ",":
            return False
        return any(position in self.persons for position in range(last + 1, last + 4))

    def _choose(self, position: int, fitting: list[int]) -> int | None:
        """The only one, else the only one named in the sentences right before."""
        if len(fitting) == 1:
            return fitting[0]
        here = self.scene.narrative[position]
        near = [
            number
            for number in fitting
            if any(
                head < position and here - self.scene.narrative[head] <= NEAR
                for head in self.seen[number]
            )
        ]
        return near[0] if len(near) == 1 else None


def _words(forms: Iterable[str]) -> set[str]:
    return {bare(word) for form in forms for word in form.split()}


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
    """The index of the "the" that opens the noun phrase, or None."""
    for start in range(position - 1, max(position - 1 - REACH, -1), -1):
        token = parsed[start]
        if token.lower_ == "the":
            return start
        if token.is_sent_start or token.tag_ not in NARROWING:
            return None
    return None


NARROWING = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "VBN"})
"""Tags of the words between "the" and the noun."""


def _complement_end(parsed: Doc, position: int) -> int:
    """One past "of ..." after the office, as far as capitalised words go; else one past it."""
    if position + 2 >= len(parsed) or parsed[position + 1].lower_ != "of":
        return position + 1
    if parsed[position + 2].lower_ in ("state", "government"):
        return position + 3
    end = position + (3 if parsed[position + 2].lower_ == "the" else 2)
    start = end
    while end < len(parsed) and parsed[end].text[:1].isupper():
        end += 1
    return end if end > start else position + 1


def _noun_end(parsed: Doc, position: int) -> int:
    """One past the capitalised words from here on, an article in front included."""
    end = position + 1 if parsed[position].lower_ == "the" else position
    while end < len(parsed) and parsed[end].text[:1].isupper():
        end += 1
    return end


def _asked(parsed: Doc, first: int, token: Token, last: int) -> Office | None:
    phrase = parsed[first:last].text
    found = [office for office in offices(phrase) if office.word.split()[0] == bare(token.text)]
    return min(found, key=lambda office: sorted(office.changing)) if found else None


def _narrowing(parsed: Doc, first: int, position: int, last: int) -> frozenset[str]:
    """The words of the phrase that say more than the office: "Norwegian", "Bank"."""
    words = [bare(token.text) for token in parsed[first:last] if token.i != position]
    modifiers = gazetteer.titles().modifier
    return frozenset(word for word in words if word not in EMPTY and word not in modifiers)


def _fits(asked: Office, narrowing: frozenset[str], actor: Actor) -> bool:
    if not any(compatible(asked, held) for held in actor.offices):
        return False
    words = _words(actor.cluster.roles)
    return narrowing <= words


def _states(narrowing: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of the states among the words, and the other words."""
    codes = set()
    others = set()
    for word in narrowing:
        code = gazetteer.nationality_code(word) or gazetteer.state_code(word.title())
        code = code or gazetteer.state_code(word.upper())
        if code is None:
            others.add(word)
        else:
            codes.add(code)
    return frozenset(codes), frozenset(others)


def _reference(scene: Scene, first: int, last: int, head: int, actor: int, rule: str) -> Reference:
    parsed = scene.parsed
    start, end = parsed[first].idx, parsed[last - 1].idx + len(parsed[last - 1].text)
    return scene.reference(start, end, actor, "nominal", rule, head)


def merged(*lists: list[Reference]) -> Iterator[Reference]:
    """All references in order of the text."""
    everything = [reference for found in lists for reference in found]
    yield from sorted(everything, key=lambda reference: (reference.start, reference.end))
