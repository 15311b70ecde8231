"""Whom a description without a name means as a speaker: "the bank", "the general", "a statement".

Only what one entity of the document alone can be, and what no other may be meant by.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.called import ANYBODY, body_nouns, may_be_called
from toolkit.extract.entities.capitals import listed
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.spans import Cast
from toolkit.extract.statements.speaking_nouns import is_document
from toolkit.extract.syntax import is_verb, obliques, sentence_of, subject

REACH = 400
"""Tokens back in which a spokesman or a statement is introduced."""

HOPS = 4
"""How often "the statement" may be taken up again."""

CITIES = frozenset({"city", "town", "county", "village", "state", "province", "region"})
"""Nouns whose "of" has the name of what speaks: "the city of Brim"."""

RANKS = {
    "gen": "general",
    "col": "colonel",
    "adm": "admiral",
    "capt": "captain",
    "cpt": "captain",
    "maj": "major",
    "lt": "lieutenant",
    "cmdr": "commander",
    "sgt": "sergeant",
    "cpl": "corporal",
    "brig": "brigadier",
    "insp": "inspector",
    "supt": "superintendent",
    "det": "detective",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
}
"""Ranks as printed short before a name, by what the text says later: "the general"."""

ADDRESSED = frozenset(
    "sheikh king queen prince princess sultan emir pope imam rabbi ayatollah bishop archbishop "
    "cardinal pastor reverend judge justice doctor professor inspector constable detective sheriff "
    "superintendent lord lady duke duchess".split()
)
"""What stands before a name and later for it: "Sheikh Hamad ... *the sheikh*"."""

OUTER = frozenset({"of", "for", "on", "against", "to", "in", "at"})
"""What ends the head of a body's name: "*Bank* of Norway"."""


def named_place(head: Token, cast: Cast) -> str | None:
    """The place in "the city of *Brim*"."""
    if head.lower_ not in CITIES:
        return None
    names = [found.head for found in obliques(head) if found.preposition == "of"]
    for name in names[:1]:
        for mention in cast.overlapping(name.idx, name.idx + len(name.text)):
            if mention.kind == "name" and cast.entity(mention.entity_id).type == "place":
                return mention.entity_id
    return None


def body_by_words(words: list[str], cast: Cast) -> str | None:
    """The one body whose name ends in these words: "the bank", "a foreign ministry spokesman"."""
    if not words or bare(words[-1]) not in gazetteer.heads().organization:
        return None
    asked = [fold(word) for word in words]
    found = {
        entity.entity_id
        for entity in cast.entities
        if entity.type == "organization"
        and any(
            _is_firm(form) if asked[-1:] == ["company"] else _ends_in(form, asked)
            for form in (entity.name, *entity.aliases)
        )
    }
    return found.pop() if len(found) == 1 else None


def body_called(noun: str, cast: Cast) -> str | None:
    """The one body of the document that a noun describes: the Lighthouse Trust, "the charity"."""
    if noun not in body_nouns() - ANYBODY:
        return None
    found = {
        entity.entity_id
        for entity in cast.entities
        if entity.type == "organization" and may_be_called((entity.name, *entity.aliases), noun)
    }
    return found.pop() if len(found) == 1 else None


def _is_firm(name: str) -> bool:
    """Whether the name ends as companies' names do: "Fjord Copper plc", "Fjord Chemicals"."""
    head = bare(name.split()[-1])
    return " " in name and (head in gazetteer.heads().firm or head in listed("legal"))


def _ends_in(name: str, asked: list[str]) -> bool:
    """Whether the name's own words, before its "of", end in what is asked for."""
    own: list[str] = []
    for word in name.split():
        if fold(word) in OUTER and own:
            break
        own.append(fold(word))
    return len(own) + name.count(" of ") > len(asked) - 1 and own[-len(asked) :] == asked


def rank_holder(head: Token, cast: Cast) -> str | None:
    """The one person whose name a rank stands before: "the general"."""
    doc, rank = head.doc, head.lower_
    known = ADDRESSED | set(RANKS.values())
    if rank not in known or head.i == 0 or doc[head.i - 1].lower_ != "the":
        return None
    shorts = {short for short, full in RANKS.items() if full == rank} | {rank}
    starts = {
        mention.start: mention.entity_id
        for mention in cast.mentions
        if mention.kind == "name" and cast.entity(mention.entity_id).type == "person"
    }
    found = {
        starts[token.idx]
        for token in doc[: head.i]
        if token.idx in starts and shorts & set(_title_words(doc, token.i))
    }
    return found.pop() if len(found) == 1 else None


def _title_words(doc: Doc, position: int) -> Iterator[str]:
    """The words of the rank right before a name: "Maj. Gen."."""
    for token in reversed(doc[max(position - 4, 0) : position]):
        word = bare(token.text)
        known = gazetteer.titles()
        if word not in known.rank | known.office | known.address and token.text != ".":
            return
        yield word


def earlier_noun(head: Token) -> Token | None:
    """The noun that "the spokesman" or "the statement" takes up, nearest first."""
    doc = head.doc
    if head.i == 0 or doc[head.i - 1].lower_ != "the":
        return None
    for token in reversed(doc[max(head.i - REACH, 0) : head.i - 1]):
        if token.lower_ == head.lower_ and token.pos_ in ("NOUN", "PROPN"):
            return token
    return None


def document_author(noun: Token, cast: Cast) -> str | None:
    """Who speaks through a text: "In a statement, *the board* said", "a letter by *the board*"."""
    found = [noun]
    while len(found) < HOPS and (earlier := earlier_noun(found[-1])) is not None:
        found.append(earlier)
    for current in found if is_document(noun) else []:
        by = [o.head for o in obliques(current) if o.preposition in ("by", "from")]
        verb = current.head
        while not is_verb(verb) and verb.head.i != verb.i:
            verb = verb.head
        acts = is_verb(verb) and current.i != noun.i
        actor = subject(verb) if acts else None
        for token in (*by, *([actor] if actor is not None else [])):
            for mention in cast.overlapping(token.idx, token.idx + len(token.text)):
                if cast.entity(mention.entity_id).type in ("person", "organization", "place"):
                    return mention.entity_id
    return None


def phrase_before(head: Token) -> list[str]:
    """The words in lower case right before a noun: "foreign ministry" of "... spokesman"."""
    start = head.i
    first = sentence_of(head)[0]
    while (
        start > first and head.doc[start - 1].tag_ in ("NN", "JJ") and head.doc[start - 1].is_lower
    ):
        start -= 1
    return [token.text for token in head.doc[start : head.i]]
