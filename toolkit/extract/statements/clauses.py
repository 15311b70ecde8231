"""Find the clause that a cue reports: after it, before it, or around it."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.clause_starts import clause_range
from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.edges import FINITE, TIMES, is_finite
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.following import find_following
from toolkit.extract.statements.positions import find_inserted
from toolkit.extract.statements.questions import QUESTION_WORDS
from toolkit.extract.statements.ranges import TELLING, Content, Range, find_addressee, is_verbal
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.statements.speaking_nouns import can_speak
from toolkit.extract.syntax import (
    ADVERBIAL_CLAUSE,
    CLAUSAL_COMPLEMENT,
    CONJUNCT,
    COORDINATOR,
    MARK,
    OBJECT,
    OPEN_COMPLEMENT,
    PARATAXIS,
    RELATIVE_CLAUSE,
    SUBJECT,
    bounds,
    child,
    children,
    is_verb,
    sentence_of,
)

REASONS = frozenset({"because", "until", "unless", "since", "although", "though"})
"""What a clause begins with that stands beside what is said, or goes on with it."""


def find_clause(cue: Cue) -> Content | None:
    """A finite clause, after the cue or around it."""
    verb = cue.token
    opened = _opened_by_object(verb)
    if opened is not None:
        return Content((opened,), "clause", None)
    complement = _finite_complement(verb)
    after = verb.doc[verb.i + 1 : verb.i + 2].text
    if cue_lemma(verb) == "comment" and after in ("on", "about"):
        return _inserted_clause(verb)  # commenting on the news that it is late
    if complement is not None and _is_beside(verb, complement):
        return None
    around = find_inserted(verb) if is_finite(verb) else None
    if around is not None and around[-1][0] > verb.i and verb.doc[around[-1][0]].tag_ in FINITE:
        return Content(around, "inserted", find_addressee(verb, None))
    if complement is not None and complement.left_edge.i > verb.i:
        piece = clause_range(complement, verb)
        addressee = find_addressee(verb, complement)
        if addressee is None and "request" in cue.sense.frames:
            addressee = _asked_in_clause(cue, complement)
        return Content((piece,), "clause", addressee)
    inserted = _inserted_clause(verb)
    if inserted is not None:
        return inserted
    if complement is not None:
        pieces = _without(bounds(complement), _cue_range(verb, complement))
        return Content(pieces, "clause", find_addressee(verb, complement))
    return _host_clause(cue) or find_following(cue)


def _opened_by_object(verb: Token) -> Range | None:
    """The clause in "said *the plan, which was new, had failed*": a parse lost its subject."""
    noun, doc = child(verb, OBJECT), verb.doc
    if noun is None or noun.left_edge.i != verb.i + 1 or cue_lemma(verb) in TELLING:
        return None
    for clause in children(noun, RELATIVE_CLAUSE):
        after = clause.right_edge.i + 1
        comma = after if after < len(doc) and doc[after].text == "," else after - 1
        told = clause.left_edge.text == "," or doc[clause.left_edge.i - 1].text == ","
        goes_on = comma + 1 < len(doc) and doc[comma].text == "," and doc[comma + 1].tag_ in FINITE
        if told and goes_on:
            start = noun.left_edge.i
            return start, extend_right(verb, start, sentence_of(verb)[1], loose=True)
    return None


def _asked_in_clause(cue: Cue, complement: Token) -> Token | None:
    """Who is asked by a clause: "urged *the crews* should wait", "recommend that *you* wait"."""
    asked = child(complement, SUBJECT) or child(cue.token, OBJECT)
    if asked is None or cue.sense.cue_class not in ("ask", "order"):
        return None
    return asked if can_speak(asked) or asked.lower_ == "you" else None


def _inserted_clause(verb: Token) -> Content | None:
    pieces = find_inserted(verb) if is_finite(verb) or verb.tag_ == "VBN" else None
    return None if pieces is None else Content(pieces, "inserted", find_addressee(verb, None))


def find_quoted_clause(cue: Cue) -> Content | None:
    """A clause as :func:`find_clause` finds it, but only where it stands in quotation marks."""
    content = find_clause(cue)
    if content is None:
        return None
    doc = cue.token.doc
    quoted = any(
        token.is_quote for start, end in content.pieces for token in doc[max(start - 1, 0) : end]
    )
    return Content(content.pieces, "quote", content.addressee) if quoted else None


def _finite_complement(verb: Token) -> Token | None:
    """The clause that the verb governs; a participle or an infinitive is none."""
    clauses = children(verb, CLAUSAL_COMPLEMENT)
    if len(clauses) > 1 and _follows_at_once(clauses[-1], verb):
        clauses = clauses[::-1]  # The crews, *beaten twice*, said *they would go on*
    for found in clauses:
        if found.pos_ == "PROPN" and found.left_edge.i == verb.i + 1 and not is_verbal(found):
            continue  # said *Anna Berg, who leads the league*
        if found.i < verb.i and _is_cut_off(found, verb):
            continue
        if found.i > verb.i and (_gives_reason(found) or _only_describes(found, verb)):
            continue  # It is late, she said, *because it rained*
        if not _has_finite_or_mark(found, verb) and (found.i > verb.i or not is_verbal(found)):
            continue
        if found.tag_ != "VBG" or child(found, SUBJECT) is not None:
            return found
    for found in children(verb, ADVERBIAL_CLAUSE):
        mark = child(found, MARK)
        if mark is not None and mark.lower_ == "that" and found.i > verb.i:
            return found
    for found in children(verb, PARATAXIS):
        # He said: "The quay is closed."
        if (
            found.i > verb.i
            and is_verbal(found)
            and any(token.text in ':"“‘«' for token in _gap(verb, found))
        ):
            return found
    return None


def _only_describes(clause: Token, verb: Token) -> bool:
    """Whether what stands behind a quotation's cue has no tense: '" said Berg, *a lawyer*'."""
    if not verb.i or not verb.nbor(-1).is_quote:
        return False
    if clause.left_edge.i == verb.i + 1 and clause.left_edge.pos_ == "PROPN":
        return True  # '" said Anna Berg, who leads the league'
    words = verb.doc[slice(*bounds(clause))]
    return not any(token.tag_ in FINITE or token.is_quote for token in words)


def _gives_reason(clause: Token) -> bool:
    """Whether a clause behind a comma begins with the word of a reason or a time."""
    first, doc = clause.left_edge.i, clause.doc
    if doc[first].text == ",":
        first += 1
    return doc[first].lower_ in REASONS and doc[first - 1].text == ","


def _follows_at_once(clause: Token, verb: Token) -> bool:
    """Whether the clause stands right behind the cue with a subject of its own."""
    first = clause.left_edge
    has_subject = child(clause, SUBJECT) is not None
    leads_in = first.pos_ in ("ADP", "SCONJ", "ADV") and first.lower_ != "that"
    return first.i == verb.i + 1 and has_subject and not leads_in


def _is_cut_off(complement: Token, verb: Token) -> bool:
    """Whether a clause before the cue is none that it reports: another stands between, or no verb.

    "*Anna Berg, who was late*, said": a noun with its relative clause.
    """
    between = verb.doc[complement.right_edge.i + 1 : verb.i]
    if sum(token.tag_ in FINITE for token in between) > 1:
        return True
    return not is_verbal(complement) and not complement.left_edge.is_quote


def _is_beside(verb: Token, complement: Token) -> bool:
    """Whether the cue has an object and a comma before the clause: "said his piece, *he left*"."""
    said = child(verb, OBJECT)
    if said is None or cue_lemma(verb) in TELLING or not verb.i < said.i < complement.left_edge.i:
        return False
    before = verb.doc[complement.left_edge.i - 1]
    return before.text == "," and said.lower_ not in TIMES and said.pos_ == "NOUN"


def _has_finite_or_mark(clause: Token, verb: Token) -> bool:
    start, end = bounds(clause)
    words = [token for token in clause.doc[max(start - 1, 0) : end] if token.i != verb.i]
    mark = child(clause, MARK)
    if mark is not None and mark.lower_ == "that":
        return True  # demanded that the ferry wait
    if clause.left_edge.lower_ in QUESTION_WORDS:
        return True
    if is_verb(clause) and child(clause, SUBJECT) is not None:
        return True  # said the ferry sunk: a tagger took a past tense for a participle
    return any(token.tag_ in FINITE or token.is_quote for token in words)


def _gap(verb: Token, clause: Token) -> list[Token]:
    return list(verb.doc[verb.i + 1 : clause.left_edge.i + 2])[-3:]


def _cue_range(verb: Token, complement: Token) -> Range:
    """The cue's own words where its content lies around them: "It is shut, *Berg said*, today"."""
    start, end = bounds(complement)
    if not start <= verb.i < end:
        return end, end
    first, last = verb.i, verb.i + 1
    for found in verb.children:
        if found.i != complement.i and found.dep_ not in CLAUSAL_COMPLEMENT:
            first, last = min(first, found.left_edge.i), max(last, found.right_edge.i + 1)
    return first, last


def _host_clause(cue: Cue) -> Content | None:
    """The clause that the cue's own clause is inserted into: "*The quay*, she said, *is shut*"."""
    verb = cue.token
    inserted = verb
    if verb.dep_ in CONJUNCT and verb.head.dep_ in PARATAXIS:
        inserted = verb.head
    is_as_clause = inserted.dep_ in ADVERBIAL_CLAUSE and inserted.left_edge.lower_ == "as"
    if inserted.dep_ not in PARATAXIS and not is_as_clause:
        return None
    if any(token.text == ":" for token in verb.doc[verb.i + 1 : sentence_of(verb)[1]]):
        return None  # Commenting on the news that it is late, Berg said:
    if child(verb, SUBJECT) is None or (is_as_clause and child(verb, OBJECT) is not None):
        return None
    if any(found.i > verb.i for found in children(verb, OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT)):
        return None  # It is late: she agreed to wait.
    if child(inserted, COORDINATOR) is not None:
        return None  # It was late, and they responded by leaving.
    host = inserted.head
    first, last = sorted((host.i, inserted.i))
    if any(token.text == ";" for token in verb.doc[first:last]):
        return None  # Holm paid; Berg promised a vote
    pieces = _without(bounds(host), bounds(inserted))
    pieces = tuple(
        piece for piece in pieces if any(token.tag_ in FINITE for token in host.doc[slice(*piece)])
    )
    if not pieces or child(verb, OBJECT) is not None:
        return None
    return Content(pieces, "as_clause" if is_as_clause else "inserted", find_addressee(verb, None))


def _without(whole: Range, cut: Range) -> tuple[Range, ...]:
    start, end = whole
    first, last = max(cut[0], start), min(cut[1], end)
    if first >= last:
        return (whole,)
    return tuple((a, b) for a, b in ((start, first), (last, end)) if a < b)
