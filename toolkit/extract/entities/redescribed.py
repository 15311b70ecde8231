"""Link a speaker's description to whom the sentences before are about: "the Oslo lawyer said".

A text does not say "Nils Dahl" twice in two lines; it says who he is. Only for the subject of a
cue, where one person or body alone is meant, and nothing that is known of them stands against it.

=============================================================== ================
the text                                                        the speaker
=============================================================== ================
Nils Dahl came home. The Oslo lawyer said it was late.          Nils Dahl
Nils Dahl came home. The Harbour Board director said ...        open: of a body
Nils Dahl met Ola Lie's crew. The Oslo lawyer said ...          Nils Dahl
Nils Dahl and Ola Lie met. The Oslo lawyer said ...             open: one of two
Mayor Nils Dahl came. The Oslo lawyer said ...                  open: another?
Deputy Ola Lie of the Ferry Party spoke. The Ferry Party deputy Ola Lie
The Ferry Office met. The agency said it was late.              Ferry Office
The Ferry Office met. Fjord Sails left. The agency said ...     open
Crews met the Ferry Office and the Port Service. The agency ... open
=============================================================== ================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.called import ANYBODY, may_be_called
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.nominal_phrases import nominal, phrase_start
from toolkit.extract.entities.office_phrases import asked_office, narrowing_words
from toolkit.extract.entities.references import Actor, Reference, Scene
from toolkit.extract.entities.roles import Office, compatible
from toolkit.extract.entities.speaking import is_speaker, is_spoken_of

REACH = 2
"""Sentences of the narrator back within which whom a description means was named."""

LEARNED = ("ologist", "onomist", "istorian", "hysicist", "hemist", "ographer")
"""Ends of nouns for what somebody has learned, which is nobody's part in what happened."""

RULE = "nominal_by_topic"


class Redescriber:
    """Who and what a document names, by where, while descriptions of speakers are read."""

    def __init__(self, scene: Scene, actors: list[Actor], references: list[Reference]) -> None:
        """Index the names by the narrator's sentence that they stand in."""
        self.scene = scene
        self.actors = actors
        self.holders = [actor for actor in actors if actor.offices]
        self.inside: dict[int, int] = {}
        """The actor that each token of a name means."""
        self.told: dict[int, list[Reference]] = defaultdict(list)
        for reference in references:
            for position in range(*scene.tokens(reference.start, reference.end)):
                self.inside[position] = reference.actor
            self.add(reference)

    def add(self, reference: Reference) -> None:
        """Take in one more place that means somebody."""
        if self.scene.quoted[reference.head] < 0:
            self.told[self.scene.narrative[reference.head]].append(reference)

    def person(self, token: Token) -> Reference | None:
        """Whom "the Oslo lawyer" means: the person that the sentence before is about."""
        phrase = self._phrase(token)
        if phrase is None:
            return None
        first, last = phrase
        parsed = self.scene.parsed
        chosen = self._topic(token, first, lambda actor: actor.type == "person", firm=False)
        if chosen is None or not self._may_be(token, phrase, self.actors[chosen]):
            return None
        bare_noun = last == token.i + 1 and not narrowing_words(parsed, first, token.i, last)
        if bare_noun and not self._is_known_as(token, self.actors[chosen]):
            return None  # "the lawyer" may be anybody's
        return nominal(self.scene, first, last, token.i, chosen, RULE)

    def body(self, token: Token) -> Reference | None:
        """Which body "the agency" means: the one that the sentence before is about."""
        phrase = self._phrase(token)
        if phrase != (token.i - 1, token.i + 1):
            return None
        first, noun = token.i - 1, bare(token.text)
        chosen = self._topic(
            token, first, lambda actor: _is_called(actor, noun), firm=noun not in ANYBODY
        )
        if chosen is None or self._is_other_nearer(token, first, chosen):
            return None
        return nominal(self.scene, first, token.i + 1, token.i, chosen, RULE)

    def _may_be(self, token: Token, phrase: tuple[int, int], actor: Actor) -> bool:
        """Whether nothing that is known speaks against it: an office, another holder, a gender."""
        parsed, word = self.scene.parsed, bare(token.text)
        asked = asked_office(parsed, phrase[0], token, phrase[1]) or Office(word, frozenset())
        holders = [
            other for other in self.holders if any(compatible(asked, o) for o in other.offices)
        ]
        gender = gazetteer.titles().gender.get(word)
        if None not in (gender, actor.gender) and gender != actor.gender:
            return False
        former = any(word.lower_ == "former" for word in parsed[phrase[0] : token.i])
        is_office = word in gazetteer.titles().office and not former
        held = any(office.word == word for office in actor.offices)  # the deputy *envoy*
        return actor in holders or not (holders or (is_office and actor.offices and not held))

    def _is_known_as(self, token: Token, actor: Actor) -> bool:
        """Whether a noun alone tells who: an office of theirs, or what the only one may be."""
        word = bare(token.text)
        if any(office.word == word for office in actor.offices):
            return True
        return word.endswith(LEARNED) and self._persons_near(token) == 1

    def _phrase(self, token: Token) -> tuple[int, int] | None:
        """The tokens of a speaker's description, half open; None where it is something else."""
        parsed, last = self.scene.parsed, token.i + 1
        first = phrase_start(parsed, token.i)
        sourced = any(child.lower_ == "according" for child in token.lefts)
        if first is None or not (is_speaker(token) or sourced) or is_spoken_of(token):
            return None
        if [t.lower_ == "of" or t.like_num for t in parsed[last : last + 2]] == [True, True]:
            last += 2  # the mother *of two*
        following = parsed[last] if last < len(parsed) else parsed[first]
        goes_on = following.tag_ in ("NN", "NNP", "NNS", "HYPH", "POS")
        goes_on |= following.lower_ in ("of", "for", "at", "who", "whose")
        named = following.text == "," and last + 1 in self.inside
        apposed = first > 1 and first - 2 in self.inside and parsed[first - 1].text == ","
        if goes_on or named or apposed or not self._is_anybody(token, first, last):
            return None
        return first, last

    def _is_anybody(self, token: Token, first: int, last: int) -> bool:
        """Whether the description names no body, or one that the sentence before names with whom.

        "The *Ferry Board* director" holds an office; "of the Ferry Party", "the Ferry Party deputy"
        is one.
        """
        named = {self.inside[place] for place in range(first, last) if place in self.inside}
        bodies = {a for a in named if self.actors[a].type not in ("place", "group")}
        before = {r.actor for r in self.told.get(self.scene.narrative[token.i] - 1, ())}
        return bodies <= before and token.i not in self.inside

    def _persons_near(self, token: Token) -> int:
        """How many persons the narrator names in reach."""
        here = self.scene.narrative[token.i]
        near = (r for s in range(here - REACH, here + 1) for r in self.told.get(s, ()))
        return len({r.actor for r in near if self.actors[r.actor].type == "person"})

    def _topic(
        self, token: Token, first: int, fits: Callable[[Actor], bool], *, firm: bool
    ) -> int | None:
        """The one fitting subject of the nearest sentence that names somebody who fits.

        Where the description is ``firm``, also the only one there that is none.
        """
        here = self.scene.narrative[token.i]
        for sentence in range(here, here - REACH - 1, -1):
            found = [
                reference
                for reference in self.told.get(sentence, ())
                if reference.head < first and fits(self.actors[reference.actor])
            ]
            able = [r for r in found if not r.owning and not self._is_aside(r)]
            named = {r.actor for r in able if r.subject}
            if not named and (firm or self._is_only_body(sentence, first)):
                able = [r for r in found if not is_spoken_of(self.scene.parsed[r.head])]
                named = {r.actor for r in able}
            meant = [r for r in able if r.actor in named]
            if len(named) == 1 and not any(self._is_joined(r) for r in meant):
                return named.pop()
            if able or (found and sentence < here):
                return None
        return None

    def _is_only_body(self, sentence: int, first: int) -> bool:
        """Whether a sentence names one body and nobody else who acts."""
        named = {r.actor for r in self.told.get(sentence, ()) if r.head < first}
        return [self.actors[actor].type for actor in named].count("organization") == 1 and all(
            self.actors[actor].type not in ("person", "group") for actor in named
        )

    def _is_other_nearer(self, token: Token, first: int, chosen: int) -> bool:
        """Whether another body is named between the one that is meant and its description."""
        here = self.scene.narrative[token.i]
        for sentence in range(here - 1, here - REACH - 1, -1):
            found = {
                reference.actor
                for reference in self.told.get(sentence, ())
                if reference.head < first and self.actors[reference.actor].type == "organization"
            }
            if found:
                return chosen not in found
        return False

    def _is_aside(self, reference: Reference) -> bool:
        """Whether the clause of a subject is what somebody says, or describes another noun."""
        head = self.scene.parsed[reference.head]
        clause = syntax.first_conjunct(self.scene.top(reference.head).head)
        return is_spoken_of(head) or clause.dep_ in syntax.RELATIVE_CLAUSE | syntax.ADVERBIAL_CLAUSE

    def _is_joined(self, reference: Reference) -> bool:
        """Whether somebody is named together with others: "Nils Dahl and Ola Lie"."""
        head = self.scene.top(reference.head)
        joined = [head, *syntax.children(head, syntax.CONJUNCT)]
        return any(found.dep_ in syntax.CONJUNCT and found.pos_ != "VERB" for found in joined)


def _is_called(actor: Actor, noun: str) -> bool:
    return actor.type == "organization" and may_be_called(actor.cluster.forms, noun)
