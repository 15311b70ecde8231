"""Link the office that opens a headline to the person whom the text below names.

=============================================== ========================================= ==========
the headline                                    the text                                  whom
=============================================== ========================================= ==========
Harbour Minister opens quay                     Harbour Minister Anna Berg came ...       Anna Berg
HO Minister opens quay                          Minister for Ports Anna Berg came ...     Anna Berg
Lawmaker urges a bridge                         Sen. Anna Berg called for a bridge ...    Anna Berg
Former club chairman calls for a vote           Anna Berg, a former chairman, said ...    Anna Berg
Lawmaker urges a bridge                         The mayor left. Sen. Anna Berg ...        Anna Berg
Lawmaker urges a bridge                         Mayor Ola Lie met Sen. Anna Berg ...      open
=============================================== ========================================= ==========
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import initials, is_acronym, letters_of
from toolkit.extract.entities.body_pronouns import ACTING
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.name_contexts import speaks
from toolkit.extract.entities.nominal_phrases import NARROWING, nominal
from toolkit.extract.entities.office_phrases import asked_office, noun_end
from toolkit.extract.entities.references import Actor, Reference, Scene
from toolkit.extract.entities.roles import Office, compatible
from toolkit.extract.statements.senses import cue_lemma

HEADLINES = 60
"""Tokens in which a headline and the line below it open."""

LONGEST_LEAD = 4
"""Words before the office in a headline without capitals: "Former club *chairman* calls"."""


class HeadlineOffices:
    """The persons of a document by what a headline may call them before it names anyone."""

    def __init__(self, scene: Scene, actors: list[Actor], references: Sequence[Reference]) -> None:
        """Collect the persons' names, who speaks under theirs, and the bodies' short forms."""
        self.scene = scene
        self.actors = actors
        self.holders = [number for number, actor in enumerate(actors) if actor.offices]
        persons = [r for r in references if actors[r.actor].type == "person"]
        spans = [(r.actor, *scene.tokens(r.start, r.end)) for r in persons]
        self.starts = {first for _, first, _ in spans}
        self.first = persons[0] if persons else None
        self.speaking = {actor for actor, _, last in spans if _speaks(scene, last)}
        self.forms = {
            bare(form): frozenset(bare(word) for word in actor.cluster.name.split())
            for actor in actors
            if actor.type == "organization"
            for form in actor.cluster.forms
            if " " not in form
        }
        """The words of a body's full name by each single word that stands for it."""

    def find(self, token: Token) -> Reference | None:
        """Whom the office means; only before anyone is named, at the start of a line."""
        if token.i > HEADLINES or any(first < token.i for first in self.starts):
            return None
        phrase = self._phrase(token)
        if phrase is None:
            return None
        first, last = phrase
        named = self._holders(token, first, last) if token.text[:1].isupper() else []
        if len(named) != 1:
            named = self._first_named(token, first, last, named)
        if len(named) != 1:
            return None
        return nominal(self.scene, first, last, token.i, named[0], "nominal_by_headline")

    def _phrase(self, token: Token) -> tuple[int, int] | None:
        """The tokens of the description, half open, where it opens a line and names nobody."""
        parsed, first, last = self.scene.parsed, token.i, token.i + 1
        large = token.text[:1].isupper()
        while first > 0 and (
            parsed[first - 1].text[:1].isupper() if large else self._leads(first - 1, token.i)
        ):
            first -= 1
        opens = first == 0 or "\n" in parsed[first - 1].text
        if not opens or not parsed[first].text[:1].isupper():
            return None
        acts = last < len(parsed) and cue_lemma(parsed[last]) is not None
        if last < len(parsed) and parsed[last].text[:1].isupper() and not acts:
            return None  # "Deputy Secretary", "Minister Berg", but: "Minister Says Quay Is Safe"
        if last + 2 < len(parsed) and parsed[last].lower_ in ("of", "for"):
            last = noun_end(parsed, last + 1)
        behind = parsed[last : last + 1].text
        names = any(place in self.starts for place in range(last + 1, last + 4))
        if last in self.starts or (behind == "," and names):
            return None  # "Ambassador Anna Berg returns": the title of a name
        return first, last

    def _leads(self, position: int, office: int) -> bool:
        token = self.scene.parsed[position]
        return office - position <= LONGEST_LEAD and token.tag_ in NARROWING and not token.is_space

    def _holders(self, token: Token, first: int, last: int) -> list[int]:
        """Who holds it by the words of a role, its bare word, its letters, or as the only one."""
        parsed = self.scene.parsed
        roles = {number: self.actors[number].cluster.roles for number in self.holders}
        named = [n for n in roles if any(self._starts_role(r, first, last) for r in roles[n])]
        named = named or self._holders_without_more(token, first, last)
        letters = [is_acronym(word.text) for word in parsed[first : token.i]]
        if not named and letters and all(letters) and last == token.i + 1:
            # "HO Minister", whatever the letters stand for: the one minister of the text.
            word = bare(token.text)
            named = [n for n in self.holders if word in (o.word for o in self.actors[n].offices)]
        acts = last < len(parsed) and parsed[last].lemma_.lower() in ACTING
        return named or (self._only_speaker() if acts else [])

    def _first_named(self, token: Token, first: int, last: int, named: list[int]) -> list[int]:
        """The person whom the text names first, where that person holds such an office.

        Of several holders, or of those whose office goes by another word: "Lawmaker" for a senator.
        """
        parsed, found = self.scene.parsed, self.first
        if found is None or last >= len(parsed) or cue_lemma(parsed[last]) is None:
            return []
        if named:
            return [found.actor] if found.actor in named else []
        asked = asked_office(parsed, first, token, last) or Office(bare(token.text), frozenset())
        known = bare(token.text) in gazetteer.titles().office
        fits = any(compatible(asked, held) for held in self.actors[found.actor].offices)
        below = self.scene.paragraph[found.head] > self.scene.paragraph[token.i]
        return [found.actor] if known and fits and below else []

    def _only_speaker(self) -> list[int]:
        """The one person whom the document lets speak, where it prints no role of them."""
        alone = len(self.speaking) == 1 and not self.actors[min(self.speaking)].offices
        return sorted(self.speaking) if alone else []

    def _holders_without_more(self, token: Token, first: int, last: int) -> list[int]:
        """Who holds the headline's office under its bare word: "Minister for Ports", "Minister".

        Also "HO Minister" for the "Harbour Office Minister".
        """
        parsed = self.scene.parsed
        letters = {word.text for word in parsed[first : token.i] if is_acronym(word.text)}
        plain = last > token.i + 1 or first == token.i or len(letters) == token.i - first
        return [
            number
            for number in self.holders
            if plain
            and any(
                [bare(word) for word in role.split()] == [bare(token.text)]
                or any(letters_of(text) in initials(role.rsplit(" ", 1)[0]) for text in letters)
                for role in self.actors[number].cluster.roles
            )
        ]

    def _starts_role(self, role: str, first: int, last: int) -> bool:
        printed = [bare(word.text) for word in self.scene.parsed[first:last]]
        words = [bare(word) for word in role.split()]
        if words[: len(printed)] == printed:
            return True
        # "NORCOM Commander" is the "commander of Northern Command".
        body = self.forms.get(printed[0], frozenset())
        return len(printed) == 2 and printed[1] == words[0] and bool(body) and body <= set(words)


def _speaks(scene: Scene, last: int) -> bool:
    """Whether the name that ends before the token is that of somebody who says something."""
    behind = scene.parsed[last : last + 1].text.casefold()
    return speaks(scene.parsed, last - 1) or behind in ("said", "says")
