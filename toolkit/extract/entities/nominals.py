"""Link definite descriptions to the one entity that they can mean: "the minister".

A person is meant by office: the role printed for exactly one person has to fit, with every word
that narrows the description. A body is meant by the head of its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.ages import find_by_age
from toolkit.extract.entities.body_nominals import BodyFinder
from toolkit.extract.entities.called import body_nouns
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.headline_offices import HeadlineOffices
from toolkit.extract.entities.nominal_phrases import nominal, phrase_start
from toolkit.extract.entities.office_phrases import (
    asked_office,
    complement_end,
    fits_role,
    narrowing_words,
    states_among,
)
from toolkit.extract.entities.owned_offices import OwnedOffices
from toolkit.extract.entities.redescribed import Redescriber
from toolkit.extract.entities.references import Actor, Reference, Scene, main_state
from toolkit.extract.syntax import SUBJECT

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
    topics = Redescriber(scene, actors, references)
    headlines = HeadlineOffices(scene, actors, references)
    owned = OwnedOffices(scene, actors, references)
    named = {position for r in references for position in range(*scene.tokens(r.start, r.end))}
    busy = {position for start, end in taken for position in range(*scene.tokens(start, end))}
    found = list(find_by_age(scene, actors, references))
    busy |= {position for r in found for position in range(*scene.tokens(r.start, r.end))}
    for token in scene.parsed:
        noun = token.tag_ in ("NN", "NNP") or (token.tag_ == "JJ" and token.dep_ in SUBJECT)
        if token.i in busy or not noun:
            continue
        word = bare(token.text)
        reference = None
        if word in gazetteer.titles().office or word in gazetteer.titles().person:
            reference = (
                finder.person(token)
                or headlines.find(token)
                or owned.find(token)
                or topics.person(token)
            )
        elif word in bodies.nouns:
            reference = bodies.find(token, named)
        if reference is None and word in body_nouns():
            reference = topics.body(token)
        if reference is not None:
            found.append(reference)
            topics.add(reference)
    return sorted(found, key=lambda reference: reference.start)


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
        self.all_have_roles = all(actor.offices for actor in actors if actor.type == "person")
        for reference in references:
            self.seen[reference.actor].append(reference.head)
            actor = actors[reference.actor]
            if actor.type == "person":
                span = scene.tokens(reference.start, reference.end)
                self.persons.add(span[0])
                self.ends.add(span[1] - 1)
        self.main_state = main_state(actors, references)

    def person(self, token: Token) -> Reference | None:
        """Whom "the minister" means: the one holder of an office that fits."""
        parsed = self.scene.parsed
        first = phrase_start(parsed, token.i)
        last = complement_end(parsed, token.i)
        if first is None:
            named = last > token.i + 1 and parsed[last - 1].text[:1].isupper()
            if not named or not token.text[:1].isupper():
                return None
            first = token.i
        if self._names_next(last) or (first - 2 in self.ends and parsed[first - 1].text == ","):
            return None  # "Anna Berg, the minister, ...": an apposition
        if last < len(parsed) and parsed[last].tag_ in ("NN", "NNP", "NNS", "HYPH"):
            return None
        asked = asked_office(parsed, first, token, last)
        narrowing = narrowing_words(parsed, first, token.i, last)
        if asked is None or (asked.word in gazetteer.titles().general and not narrowing):
            return None
        states, words = states_among(narrowing)
        fitting = [
            number
            for number in self.holders
            if fits_role(asked, words, self.actors[number])
            and self._fits_states(token, states, self.actors[number])
        ]
        chosen = self._choose(token.i, fitting)
        if chosen is None or not self._is_near_enough(token, chosen):
            return None
        return nominal(self.scene, first, last, token.i, chosen, "nominal_by_office")

    def _is_near_enough(self, token: Token, number: int) -> bool:
        """Whether a noun that is no office ("the referee") stands near whom it describes."""
        if bare(token.text) in gazetteer.titles().office:
            return True
        here = self.scene.narrative[token.i]
        return any(
            head < token.i and here - self.scene.narrative[head] <= NEAR + 1
            for head in self.seen[number]
        )

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


def merged(*lists: list[Reference]) -> Iterator[Reference]:
    """All references in order of the text."""
    everything = [reference for found in lists for reference in found]
    yield from sorted(everything, key=lambda reference: (reference.start, reference.end))
