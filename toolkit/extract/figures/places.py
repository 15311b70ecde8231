"""Where a figure holds: the place that its own clause names with a preposition of place."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.figures.counted import Counted, is_crowded
from toolkit.extract.spans import Cast

LOCATIVE = frozenset(
    "in at near across around outside inside throughout within off along off on above".split()
)


def place_of(verb: Token | None, counted: Counted, cast: Cast) -> str | None:
    """The entity of the place where what is counted happened.

    Args:
        verb: The verb of which the figure is an argument, if there is one.
        counted: What is counted.
        cast: The document's names.

    Returns:
        The id of a place that a phrase of place on the verb or the noun names, the nearest first.
    """
    anchors = [counted.head, counted.top]
    anchors += [clause for clause in counted.head.children if clause.dep_ in ("acl", "acl:relcl")]
    if verb is not None:
        anchors += [verb, *(_complements(verb))]
    for anchor in anchors:
        if is_crowded(anchor):
            continue
        for phrase in syntax.obliques(anchor):
            found = _place(phrase.head, cast) if phrase.preposition in LOCATIVE else None
            if found is not None:
                return found
    return None


def _complements(verb: Token) -> list[Token]:
    return syntax.children(verb, syntax.OPEN_COMPLEMENT)


def _place(head: Token, cast: Cast) -> str | None:
    """The place that a noun names itself; a name inside a larger phrase does not count."""
    mention = cast.covering(head.idx)
    if mention is None or mention.kind != "name":
        return None
    entity = cast.entity(mention.entity_id)
    return entity.entity_id if entity.type == "place" else None
