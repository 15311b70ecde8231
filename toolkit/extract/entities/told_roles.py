"""Read an office that a clause gives to somebody: "Anna Berg became harbour minister".

=========================================  =========================
the text                                   the role
=========================================  =========================
Anna Berg became the harbour minister      harbour minister
Anna Berg was appointed head of the League head of the League
Anna Berg's election as mayor of Brim      mayor of Brim
Anna Berg served as a deputy mayor         deputy mayor
Anna Berg became a mother of two           none: that is no office
Anna Berg was named in a report            none
=========================================  =========================
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.roles import ARTICLES, Role

BECOMES = frozenset({"became", "becomes"})
GIVEN = frozenset({"appointed", "elected", "named", "made", "re-elected", "reappointed", "sworn"})
TERMS = frozenset({"appointment", "election", "nomination", "tenure", "term", "time", "role"})
SERVES = frozenset({"serves", "served", "serving"})
GOES_ON = frozenset({"of", "for", "to"})


def role_told(parsed: Doc, last: int) -> Role | None:
    """The role that the clause after a name gives to it.

    Args:
        parsed: The parse.
        last: One past the name's last token.
    """
    first = _role_start(parsed, last)
    if first is None:
        return None
    while first < len(parsed) and parsed[first].lower_ in ARTICLES:
        first += 1
    end = _role_end(parsed, first)
    heads = [token for token in parsed[first:end] if token.lower_ not in GOES_ON]
    office = next((t.i for t in heads if bare(t.text) in gazetteer.titles().office), None)
    if office is None or any(t.lower_ in GOES_ON for t in parsed[first:office]):
        return None
    start = parsed[first].idx
    stop = parsed[end - 1].idx + len(parsed[end - 1].text)
    return Role(parsed[first:end].text, start, stop)


def _role_start(parsed: Doc, last: int) -> int | None:
    """Where the role would begin, behind the words that give it."""
    words = [token.lower_ for token in parsed[last : last + 5]]
    if not words:
        return None
    if words[0] in BECOMES:
        return last + 1
    if words[0] in SERVES and words[1:2] == ["as"]:
        return last + 2
    if words[0] in ("was", "is", "were"):
        if len(words) > 1 and words[1] in GIVEN:
            skipped = [word for word in words[2:4] if word in ("in", "as")]
            return last + 2 + len(skipped)
        return None
    if words[0] in ("'s", "’s") and words[2:3] == ["as"] and words[1] in TERMS:
        return last + 3
    return None


def _role_end(parsed: Doc, first: int) -> int:
    """One past the noun phrase from here on, with its "of"."""
    end = first
    while end < len(parsed) and _is_inside(parsed[end], end > first):
        end += 1
    while end > first and parsed[end - 1].lower_ in GOES_ON | {"the", "and"}:
        end -= 1
    return end


def _is_inside(token: Token, begun: bool) -> bool:
    if token.is_space or token.lower_ in ("last", "next", "this"):
        return False
    if token.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS"):
        return True
    return begun and (token.lower_ in GOES_ON or token.lower_ == "the")
