"""What a number counts: the noun phrase and its head, found by syntax."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.figures.nouns import STATE_NOUNS
from toolkit.extract.figures.quantity import Quantity
from toolkit.extract.figures.verbs import is_past_form

NUMBER_LABELS = frozenset({"nummod", "nummod:gov", "quantmod", "compound", "det", "amod"})
LOOKED_THROUGH = frozenset({"number", "total", "rest", "sum", "remainder", "majority"})
"""Nouns of quantity: "300 of the total number of passengers" counts passengers."""

NOT_IN_SUBJECT = frozenset(
    {"det", "det:predet", "nmod:poss", "poss", "predet", "case", "prep", "cc"}
)
COUNTED_PARTS = frozenset(
    "member page story storey storeys person man woman seat bed room bedroom game part point nation"
    " country team vote judge justice car unit acre lane count boat ship vessel truck vehicle"
    " strong".split()
)
"""Nouns that are counted inside an adjective: "a 10-member council", not "a two-party system"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    ``head`` is the counted noun, ``top`` the token through which the whole phrase hangs on the
    rest of the sentence; ``start`` and ``end`` are token indices of the subject, half open, and
    ``opening`` is the token that the whole phrase starts with, qualifier and number included.
    """

    head: Token
    top: Token
    start: int
    end: int
    opening: int | None = None


class Tokens:
    """Finds the tokens of a stretch of text."""

    def __init__(self, doc: Doc, text: str) -> None:
        """Index the tokens of a document by their first character."""
        self.doc = doc
        self.text = text
        self._starts: list[int] = doc.to_array(["IDX"]).tolist()
        flags = doc.to_array(["SENT_START"]).tolist()
        self._sentences = [index for index, flag in enumerate(flags) if flag == 1 or index == 0]

    def at(self, position: int) -> int:
        """The index of the token that holds the character at ``position``."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def sentence(self, index: int) -> tuple[int, int]:
        """The token indices, half open, of the sentence that holds a token."""
        place = bisect_right(self._sentences, index)
        end = self._sentences[place] if place < len(self._sentences) else len(self.doc)
        return self._sentences[place - 1], end

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The token indices, half open, of a stretch of text."""
        return self.at(start), self.at(max(end - 1, start)) + 1


def anchor_of(doc: Doc, first: int, last: int) -> Token:
    """The token of a phrase whose head lies outside it.

    Where there are two: the one that is a subject or object, else the last.
    """
    outside = [doc[i] for i in range(first, last) if not first <= doc[i].head.i < last]
    words = [token for token in outside if not token.is_punct and token.dep_ not in ("case", "cc")]
    roots = [doc[i] for i in range(first, last) if doc[i].head.i == i]
    arguments = [token for token in words if token.dep_ in syntax.SUBJECT | syntax.OBJECT]
    candidates = arguments or words or roots or outside or [doc[last - 1]]
    return candidates[-1] if not roots else roots[-1]


OF_THEM = re.compile(r"\s+of\s+(?:them|whom|which|us|you)\b")
CROWDED = 100
"""Dependents that no clause of a real text has: a list without an end is not worth the search."""


def is_crowded(token: Token) -> bool:
    """Whether so much hangs on a token that its dependents say nothing about one number."""
    return token.n_lefts + token.n_rights > CROWDED


def find_counted(quantity: Quantity, tokens: Tokens) -> Counted | None:
    """Find the noun phrase that a number without a unit counts, or None.

    Args:
        quantity: A quantity whose ``kind`` is None.
        tokens: The tokens of the document.
    """
    counted = _find_counted(quantity, tokens)
    if counted is None:
        return counted
    opening, first = tokens.at(quantity.start), tokens.at(quantity.number_start)
    top = counted.top
    while opening <= top.head.i < first and top.head.i != top.i:
        top = top.head  # "a minimum of 40 boats" and "north of 40 boats" hang through "minimum"
    return replace(counted, top=top, opening=min(opening, counted.start))


def _find_counted(quantity: Quantity, tokens: Tokens) -> Counted | None:
    doc = tokens.doc
    first, last = tokens.of(quantity.number_start, max(quantity.number_end, quantity.end))
    if OF_THEM.match(tokens.text, quantity.number_end) is not None:
        return None  # "12 of them", "12 of whom were cooks": what they are was named before
    closed = ENDS_HERE.match(tokens.text, max(quantity.number_end, quantity.end)) is not None
    if closed or (last < len(doc) and doc[last].text in (",", ";", ":", "(", ")", "—")):
        return _number_of(quantity, tokens) or _predicate(anchor_of(doc, first, last))
    if quantity.value != 1 and _is_counted_part(doc, first, last):
        return Counted(doc[last], doc[last], last, last + 1)
    anchor = anchor_of(doc, first, last)
    head = _head_after(anchor, last)
    if head is None:
        head = _of_complement(doc, last)
        if head is not None:
            top = _top_of_number(anchor)
            return _counted(_look_through(head), top, last)
        head = _next_noun(doc, last, quantity)
    if head is None:
        return _number_of(quantity, tokens) or _predicate(anchor)
    if head.tag_ == "NN" and quantity.value != 1 and head.i + 1 < len(doc):
        head = doc[head.i + 1] if _is_taken_for_verb(doc[head.i + 1]) else head
        shared = _shared_noun(head)
        if shared is not None:
            return Counted(shared, shared, last, right_edge(shared) + 1)
    inner = _look_through(head)
    return _counted(inner, head, last if inner is head else inner.left_edge.i)


def _shared_noun(first: Token) -> Token | None:
    """The plural that two modifiers share: "40 mail and passenger *boats*"."""
    run = first.doc[first.i + 1 : first.i + 4]
    if [token.tag_ for token in run] == ["CC", "NN", "NNS"]:
        return run[-1]
    return None


ENDS_HERE = re.compile(r"[.!?][\"”’)]*(?:\s|$)")
"""A sentence end that a tokenizer may have left on the number: "stood at 7,700. Ferries ..."."""


def _is_counted_part(doc: Doc, first: int, last: int) -> bool:
    """As in "a 63 nation coalition": a part that is printed without its hyphen."""
    if (
        first == 0
        or last + 1 >= len(doc)
        or doc[first - 1].lower_ not in ("a", "an", "the", "this")
    ):
        return False
    described = doc[last + 1].tag_ in ("NN", "NNP", "JJ")
    return doc[last].lower_ in COUNTED_PARTS and doc[last].tag_ == "NN" and described


def _is_taken_for_verb(token: Token) -> bool:
    """As in "three party debates began", with the plural taken for a verb."""
    return token.tag_ == "VBZ" and token.text.endswith("s") and token.lower_ not in VERBS_IN_S


VERBS_IN_S = frozenset("is was has does says makes gets goes plans wants seeks includes".split())


def _head_after(anchor: Token, last: int) -> Token | None:
    """The noun that the number modifies, if it stands behind the number, near enough."""
    head = anchor.head
    if anchor.dep_ in NUMBER_LABELS and last <= head.i < last + 12 and is_noun(head):
        plurals = [token for token in head.doc[last : head.i] if token.tag_ == "NNS"]
        verb = head.tag_ == "NN" or is_past_form(head.lower_)
        if verb and plurals and anchor.lower_ not in ("one", "1"):
            return plurals[-1]  # "three ferries sank", with the verb taken for a noun
        return head
    return None


def is_noun(token: Token) -> bool:
    """Whether a token can be counted: a noun, or an adjective or participle that stands for one."""
    return token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NN", "NNPS")


def _of_complement(doc: Doc, last: int) -> Token | None:
    """The noun of "of" directly behind the number: "hundreds of passengers", "12 of its ships"."""
    if last >= len(doc) or doc[last].lower_ != "of":
        return None
    case = doc[last]
    noun = case.head if case.dep_ == "case" and case.head.i > last else None
    noun = noun or syntax.child(case, syntax.PREPOSITION_OBJECT)
    if noun is not None and (is_noun(noun) or noun.lower_ in STATE_NOUNS):
        return owned(noun)
    return _noun_run(doc, last + 1)


def owned(noun: Token) -> Token:
    """Go on from an owner to what it owns: "12 of the lake's *ships*"."""
    doc = noun.doc
    if is_past_form(noun.lower_) and doc[noun.i - 1].tag_ in ("NNS", "NNPS"):
        return doc[noun.i - 1]  # "a third of the 40 ferries sank", with the verb for a noun
    if noun.i + 1 >= len(doc) or doc[noun.i + 1].tag_ != "POS":
        return noun
    if noun.dep_ in syntax.POSSESSIVE and noun.head.i > noun.i and is_noun(noun.head):
        return noun.head
    return _noun_run(doc, noun.i + 2) or noun


def _noun_run(doc: Doc, start: int) -> Token | None:
    """The last noun of the run of determiners, adjectives and nouns that starts here."""
    found = None
    for token in doc[start : start + 8]:
        if is_noun(token):
            found = token
        elif found is not None or token.pos_ not in ("DET", "ADJ", "ADV", "VERB", "PRON", "NUM"):
            break
        if token.pos_ == "PRON" and token.tag_ != "PRP$":
            break
    return found


def _next_noun(doc: Doc, last: int, quantity: Quantity) -> Token | None:
    """The noun right behind the number where the parse has hung the number elsewhere."""
    if last >= len(doc) or quantity.year or not doc[last - 1].whitespace_:
        return None
    if doc[last].lower_ in STATE_NOUNS and not (last + 1 < len(doc) and is_noun(doc[last + 1])):
        return doc[last]
    found = None
    for token in doc[last : last + 8]:
        plural = token.tag_ in ("NNS", "NNPS") or (token.i == last and token.text.endswith("s"))
        verb = token.i == last and quantity.value != 1 and _is_taken_for_verb(token)
        if verb or (plural and is_noun(token)) or (is_noun(token) and quantity.value == 1):
            found = token
        elif found is not None or not (
            token.pos_ in ("ADJ", "NOUN", "PROPN")
            or token.tag_ in ("VBN", "VBG", "HYPH")
            or (token.lower_ in ("and", "or") and doc[token.i - 1].pos_ == "ADJ")
            or (token.i == last and token.lower_ == "more")
        ):
            break
    return found


def _top_of_number(anchor: Token) -> Token:
    """Climb from a number to what it hangs through: "a total of 300 of the passengers"."""
    if anchor.dep_ in syntax.OBLIQUE and anchor.head.lemma_.lower() in LOOKED_THROUGH:
        return anchor.head
    if anchor.dep_ in NUMBER_LABELS and anchor.head.lemma_.lower() in LOOKED_THROUGH:
        return anchor.head
    return anchor


def _look_through(head: Token) -> Token:
    """Go on from a noun of quantity to the noun that it counts."""
    for _ in range(3):
        if head.lemma_.lower() not in LOOKED_THROUGH:
            break
        inner = next(
            (part.head for part in syntax.obliques(head) if part.preposition == "of"), None
        )
        if inner is None:
            break
        head = inner
    return head


NUMBER_OF = re.compile(
    r"\b(?:number|total) of (?P<noun>[\w’' -]{2,50}?)"
    r"(?= (?:ros|ris|has|have|had|increas|fell|fall|drop|gr[eo]w|climb|st[oa]+[dn]|is|was|reach|hit"
    r"|jump|declin|now|to|at|exceed|by)\w*)"
    r"(?:[^.;,\n]|,(?=\d)){0,30} $",
    re.IGNORECASE,
)


TOLL = re.compile(
    r"\b(?P<noun>death toll)\b(?:[^.;,\n]|,(?=\d)){0,50}"
    r"\b(?:to|at|of|is|was|now|reach\w*|hit\w*|exceed\w*|topp\w*|pass\w*|surpass\w*|from) $",
    re.IGNORECASE,
)


def _number_of(quantity: Quantity, tokens: Tokens) -> Counted | None:
    """As in "the number of ferries rose by 12 to 40": the noun stands before the number."""
    offset = max(quantity.start - 110, 0)
    toll = TOLL.search(tokens.text[offset : quantity.start])
    if toll is not None:
        head = tokens.doc[tokens.at(offset + toll.end("noun") - 1)]
        return Counted(head, head, head.i - 1, head.i + 1)
    match = NUMBER_OF.search(tokens.text[offset : quantity.start])
    if match is None:
        return None
    head = tokens.doc[tokens.at(offset + match.end("noun") - 1)]
    start = tokens.at(offset + match.start("noun"))
    while head.i > start and not is_noun(head):
        head = head.doc[head.i - 1]  # "the number of ferries delivered now totals 40"
    if not is_noun(head) and head.pos_ != "ADJ":
        return None
    return Counted(head, head, start, head.i + 1)


def _predicate(anchor: Token) -> Counted | None:
    """As in "of whom 719 were children", "the number of ferries rose to 40"."""
    head = anchor.head
    if is_crowded(head) or is_crowded(anchor):
        return None
    copula = syntax.child(head, syntax.COPULA)
    if anchor.dep_ in syntax.SUBJECT and copula is not None and head.tag_ == "NNS":
        return Counted(head, head, _predicate_start(head), right_edge(head) + 1)
    verb = anchor if syntax.child(anchor, syntax.COPULA) is not None else head
    subject = syntax.child(verb, syntax.SUBJECT)
    if subject is None or subject.lemma_.lower() not in ("number", "total"):
        return None
    counted = _look_through(subject)
    if counted.i == subject.i:
        return None
    return _counted(counted, subject, counted.left_edge.i)


def _predicate_start(head: Token) -> int:
    """The first adjective or noun that belongs to a predicate, without subject and copula."""
    start = head.i
    for found in reversed(list(head.lefts)):
        if found.dep_ not in ("amod", "compound") or found.right_edge.i + 1 != start:
            break
        start = found.left_edge.i
    return start


def _counted(head: Token, top: Token, after: int) -> Counted | None:
    whole = whole_noun(head)
    top = whole if top.i == head.i else top
    head = whole
    start = _left_edge(head, after)
    return Counted(head, top, start, right_edge(head) + 1)


def whole_noun(head: Token) -> Token:
    """Go on to the end of the run of nouns where the parse has stopped inside it.

    "coal" in "hundreds of coal-fired plants", "oil" in "16 oil tanker trucks", "weapons" in "two
    weapons caches".
    """
    doc = head.doc
    found = head
    for token in doc[head.i + 1 : head.i + 8]:
        after = doc[token.i - 1]
        joined = token.text in ("-", "‐", "‑") and not after.whitespace_
        if token.text[:1] in "@#":
            break
        if joined or after.text[-1:] in ("-", "‐", "‑"):
            found = token if is_noun(token) else found
        elif token.tag_ == "CD" and found.pos_ == "PROPN" and is_noun(doc[token.i + 1 - len(doc)]):
            continue  # "58 Fortune 500 companies"
        elif is_noun(token) and not token.is_sent_start:
            if found.tag_ == "NNS" and token.tag_ not in ("NNS", "NN"):
                break
            if found.text.endswith("s") and is_past_form(token.lower_):
                break  # "three ferries sank", with the verb taken for a noun
            found = token
        elif token.pos_ != "ADJ" or found.tag_ == "NNS" or not is_noun(doc[token.i + 1 - len(doc)]):
            break
    if found.tag_ in ("NNS", "NNPS") or head.tag_ not in ("NNS", "NNPS"):
        return found
    return head


def _left_edge(head: Token, after: int) -> int:
    """Where the subject starts: behind number, determiner and possessive, with its adjectives."""
    doc = head.doc
    start = max(head.left_edge.i, after) if head.i >= after else head.left_edge.i
    if all(token.tag_ in DESCRIBING for token in doc[after : head.i]):
        start = min(start, after)  # "13 new harbour fees", wherever the parse hangs "new"
    for found in head.lefts:
        if found.dep_ in NOT_IN_SUBJECT and found.i >= start:
            start = found.right_edge.i + 1
    while start < head.i and _opens_no_subject(doc[start]):
        start += 1
    while start < head.i and doc[start].lower_ in ("of", "in", "every"):
        start += 1
    return min(start, head.i)


DESCRIBING = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH"})


def _opens_no_subject(token: Token) -> bool:
    return (
        token.pos_ in ("DET", "ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE", "NUM")
        or token.tag_ in ("PRP$", "POS")
        or token.lower_ in ("more", "additional", "further")
    )


def right_edge(head: Token) -> int:
    """The last token of a noun with its of-complements, before any clause or other phrase."""
    edge = head.i
    for found in head.rights:
        if found.dep_ in ("flat", "fixed", "compound", "goeswith", "nmod:npmod"):
            edge = max(edge, right_edge(found))
        elif _is_of_phrase(found):
            noun = found if found.dep_ in syntax.OBLIQUE else syntax.child(
                found, syntax.PREPOSITION_OBJECT
            )  # fmt: skip
            edge = max(edge, right_edge(noun) if noun is not None else found.i)
        elif found.dep_ in syntax.CONJUNCT and _is_bare_conjunct(found):
            edge = max(edge, found.i)
        elif found.dep_ in ("punct", "cc"):
            continue
        else:
            break
    return edge


def _is_of_phrase(found: Token) -> bool:
    case = syntax.child(found, frozenset({"case"}))
    if found.dep_ in syntax.OBLIQUE and case is not None:
        return case.lower_ == "of" and case.i < found.i
    return found.dep_ in syntax.PREPOSITION and found.lower_ == "of"


def _is_bare_conjunct(found: Token) -> bool:
    """As in "men and women", but not "men and three women" or "men and the police"."""
    lefts = [left for left in found.lefts if left.dep_ not in ("cc", "punct", "amod", "compound")]
    lefts += [t for t in found.doc[found.head.i + 1 : found.i] if t.pos_ in ("NUM", "DET")]
    return not lefts and found.pos_ == "NOUN" and found.tag_ == found.head.tag_ and not any(
        True for _ in found.rights
    )  # fmt: skip
