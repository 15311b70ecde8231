"""Link an office to its holder by whose it is: "Norway's prime minister", "the bank's director".

======================================================  ==================
the text                                                whom it means
======================================================  ==================
Norway's prime minister left. Premier Anna Berg said    Anna Berg
Norway's prime minister met Sweden's Minister Nils Dahl open: no such role
Norway's envoy met Swedish envoy Nils Dahl              open: another state
Norway's ministers met Minister Anna Berg               open: several
======================================================  ==================
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.nominal_phrases import nominal
from toolkit.extract.entities.office_phrases import asked_office, fits_role, narrowing_words
from toolkit.extract.entities.references import Actor, Reference, Scene, main_state


class OwnedOffices:
    """Whose an office may be: the places, bodies and peoples of a document by where they stand."""

    def __init__(self, scene: Scene, actors: list[Actor], references: Sequence[Reference]) -> None:
        """Index the names of all but persons by their last token."""
        self.scene = scene
        self.actors = actors
        self.holders = [number for number, actor in enumerate(actors) if actor.offices]
        self.owners = {
            scene.tokens(reference.start, reference.end)[1] - 1: reference
            for reference in references
            if actors[reference.actor].type != "person"
        }
        self.main_state = main_state(actors, references)

    def find(self, token: Token) -> Reference | None:
        """The one person who holds the office; a state in that person's role has to be the same.

        Where the role names none, it is that of the state that the document names most.
        """
        parsed, first, last = self.scene.parsed, token.i, token.i + 1
        while first > 0 and parsed[first - 1].tag_ in ("NN", "JJ"):
            first -= 1
        owned = first > 1 and parsed[first - 1].tag_ == "POS" and first - 2 in self.owners
        if not owned or parsed[last : last + 1].text in ("of", "for", ","):
            return None
        asked = asked_office(parsed, first, token, last)
        if asked is None or asked.word in gazetteer.titles().general:
            return None
        words = narrowing_words(parsed, first, token.i, last)
        fitting = [n for n in self.holders if fits_role(asked, words, self.actors[n])]
        if len(fitting) != 1:
            return None
        owner = self.owners[first - 2]
        state, codes = self.actors[owner.actor].state, self.actors[fitting[0]].codes
        if state not in codes if codes else state not in (None, self.main_state):
            return None
        start = self.scene.tokens(owner.start, owner.end)[0]
        return nominal(self.scene, start, last, token.i, fitting[0], "nominal_by_office")
