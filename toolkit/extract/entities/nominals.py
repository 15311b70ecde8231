"""Link definite descriptions to the one entity that they can mean: "the minister".

A person is meant by office: the role printed for exactly one person has to fit, with every word
that narrows the description. A body is meant by the head of its name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.body_nominals import BodyFinder
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.nominal_phrases import nominal, phrase_start, words_of
from toolkit.extract.entities.references import Actor, Reference, Scene
from toolkit.extract.entities.roles import CHANGING, Office, compatible, offices

EMPTY = frozenset(
    "late acting incumbent longtime long-time sitting the of 's ’s - state government current "
    "said new same country".split()
)
"""Words of a description that narrow nothing."""

NEAR = 2
"""Sentences back within which one of several possible persons is the one meant."""


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
    bodies = BodyFinder(scene, actors, references)
    named = {position for r in references for position in range(*scene.tokens(r.start, r.end))}
    busy = {position for start, end in taken for position in range(*scene.tokens(start, end))}
    found = []
    for token in scene.parsed:
        if token.i in busy or token.tag_ not in ("NN", "NNP"):
            continue
        word = bare(token.text)
        reference = None
        if word in gazetteer.titles().office or word in gazetteer.titles().person:
            reference = finder.person(token) or finder.headline(token)
        elif word in bodies.nouns:
            reference = bodies.find(token, named)
        if reference is not None:
            found.append(reference)
    return found


class _Finder:
    """What is known of the document's entities while descriptions are compared with them."""

    def __init__(self, scene: Scene, actors: list[Actor], references: list[Reference]) -> None:
        self.scene = scene
        self.actors = actors
        self.holders = [number for number, actor in enumerate(actors) if actor.offices]
        self.seen: dict[int, list[int]] = defaultdict(list)
        self.persons: set[int] = set()
        """First tokens of persons' names."""
        self.ends: set[int] = set()
        """Their last tokens."""
        self.forms = {
            bare(form): frozenset(bare(word) for word in actor.cluster.name.split())
            for actor in actors
            if actor.type == "organization"
            for form in actor.cluster.forms
            if " " not in form
        }
        """The words of a body's full name by each single word that stands for it."""
        self.all_have_roles = all(actor.offices for actor in actors if actor.type == "person")
        counted: Counter[str] = Counter()
        for reference in references:
            self.seen[reference.actor].append(reference.head)
            actor = actors[reference.actor]
            code = actor.state
            if code is not None:
                counted[code] += 1
            if actor.type == "person":
                span = scene.tokens(reference.start, reference.end)
                self.persons.add(span[0])
                self.ends.add(span[1] - 1)

        self.main_state = min(counted, key=lambda code: (-counted[code], code), default=None)
        """The state that the document names most, its people counted with it."""

    def person(self, token: Token) -> Reference | None:
        """Whom "the minister" means: the one holder of an office that fits."""
        parsed = self.scene.parsed
        first = phrase_start(parsed, token.i)
        last = _complement_end(parsed, token.i)
        if first is None:
            named = last > token.i + 1 and parsed[last - 1].text[:1].isupper()
            if not named or not token.text[:1].isupper():
                return None
            first = token.i
        if self._names_next(last) or (first - 2 in self.ends and parsed[first - 1].text == ","):
            return None  # "Anna Berg, the minister, ...": an apposition
        if last < len(parsed) and parsed[last].tag_ in ("NN", "NNP", "NNS", "HYPH"):
            return None
        asked = _asked(parsed, first, token, last)
        narrowing = _narrowing(parsed, first, token.i, last)
        if asked is None or (asked.word in gazetteer.titles().general and not narrowing):
            return None
        states, words = _states(narrowing)
        fitting = [
            number
            for number in self.holders
            if _fits(asked, words, self.actors[number])
            and self._fits_states(token, states, self.actors[number])
        ]
        chosen = self._choose(token.i, fitting)
        if chosen is None or not self._is_near_enough(token, chosen):
            return None
        return nominal(self.scene, first, last, token.i, chosen, "nominal_by_office")

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
        if last < len(parsed) and parsed[last].text[:1].isupper():
            return None  # "Deputy Secretary", "Minister Berg"
        if last + 2 < len(parsed) and parsed[last].lower_ in ("of", "for"):
            last = _noun_end(parsed, last + 1)
        if last in self.persons or self._names_next(last):
            return None  # "Ambassador Anna Berg returns": the title of a name
        named = [
            number
            for number in self.holders
            if any(
                self._starts_role(role, first, last) for role in self.actors[number].cluster.roles
            )
        ]
        if len(named) != 1:
            return None
        return nominal(self.scene, first, last, token.i, named[0], "nominal_by_headline")

    def _is_near_enough(self, token: Token, number: int) -> bool:
        """Whether a noun that is no office ("the referee") stands near whom it describes."""
        if bare(token.text) in gazetteer.titles().office:
            return True
        here = self.scene.narrative[token.i]
        return any(
            head < token.i and here - self.scene.narrative[head] <= NEAR + 1
            for head in self.seen[number]
        )

    def _starts_role(self, role: str, first: int, last: int) -> bool:
        printed = [bare(word.text) for word in self.scene.parsed[first:last]]
        words = [bare(word) for word in role.split()]
        if words[: len(printed)] == printed:
            return True
        # "NORCOM Commander" is the "commander of Northern Command".
        body = self.forms.get(printed[0], frozenset())
        return len(printed) == 2 and printed[1] == words[0] and bool(body) and body <= set(words)

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
    return frozenset(word for word in words if word not in EMPTY | CHANGING)


def _fits(asked: Office, narrowing: frozenset[str], actor: Actor) -> bool:
    if not any(compatible(asked, held) for held in actor.offices):
        return False
    words = words_of(actor.cluster.roles)
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


def merged(*lists: list[Reference]) -> Iterator[Reference]:
    """All references in order of the text."""
    everything = [reference for found in lists for reference in found]
    yield from sorted(everything, key=lambda reference: (reference.start, reference.end))
