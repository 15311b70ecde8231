"""Tell who speaks in a clause from who is only spoken of, for "he" and "she" beside a cue.

"Nils Dahl said Ola Lie would come. He added ...": the one who goes on speaking is the one who
spoke. A person who stands in nothing but what somebody said is seldom the next to speak.
"""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.statements.senses import cue_lemma

LONGEST_CLIMB = 12
"""Edges of the parse above a name within which its clauses are looked at."""


def is_speaker(token: Token) -> bool:
    """Whether the token is the subject of a verb of speech: "*she* added", "said *Anna Berg*"."""
    verb = syntax.first_conjunct(token).head
    if token.dep_ in syntax.ACTIVE_SUBJECT | syntax.CONJUNCT and speaks(verb):
        return True
    # "The captain *called* for help": a parser may take the cue for a participle.
    lost = syntax.children(token, syntax.NOUN_CLAUSE)[:1] if token.head.i == token.i else []
    return any(found.tag_ == "VBN" and speaks(found) and not syntax.agent(found) for found in lost)


def speaks(verb: Token) -> bool:
    """Whether a verb, or one that is joined to it or tells how it is done, is a cue.

    Also "She *nodded* and said", "she *began* by saying", "she *went on* to say".
    """
    if not syntax.is_verb(verb):
        return False
    joined = syntax.children(verb, syntax.CONJUNCT | syntax.OPEN_COMPLEMENT)
    return any(cue_lemma(found) is not None for found in (verb, *joined) if syntax.is_verb(found))


def is_spoken_of(token: Token) -> bool:
    """Whether the token stands in what somebody is said to say: "Berg said *he* would come"."""
    current = token
    for _ in range(LONGEST_CLIMB):
        above = current.head
        if above.i == current.i:
            return _is_before_cue(current)
        if current.dep_ in syntax.CLAUSAL_COMPLEMENT and syntax.is_verb(above):
            if cue_lemma(above) is not None:
                return True
        elif _is_before_cue(current):
            return True
        current = above
    return False


def _is_before_cue(verb: Token) -> bool:
    """Whether a cue follows on what is said: "The quay is shut, *Berg said*"."""
    return any(
        found.i > verb.i and cue_lemma(found) is not None and syntax.subject(found) is not None
        for found in syntax.children(verb, syntax.PARATAXIS)
    )
