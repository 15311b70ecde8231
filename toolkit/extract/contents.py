"""Find what a cue reports: the clause, infinitive or noun phrase that stands for what was said.

One function for each frame of the lexicon. Each looks at the cue's place in the parse and gives the
content's stretches as token indices, half open, before anything is trimmed off their ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from toolkit.extract.cues import Cue
from toolkit.extract.positions import FINITE, REACH, find_inserted
from toolkit.extract.syntax import (
    ADVERBIAL_CLAUSE,
    CLAUSAL_COMPLEMENT,
    CONJUNCT,
    COORDINATOR,
    INDIRECT_OBJECT,
    MARK,
    NOUN_CLAUSE,
    OBJECT,
    OPEN_COMPLEMENT,
    PARATAXIS,
    PREDICATE,
    PUNCTUATION,
    SUBJECT,
    agent,
    bounds,
    child,
    children,
    is_passive,
    is_verb,
    later_conjuncts,
    obliques,
    sentence_of,
)

QUESTION_WORDS = frozenset(
    {"whether", "if", "how", "why", "what", "who", "when", "where", "which", "whom", "whose"}
)
TOLD_THROUGH = frozenset({"on", "upon", "to", "with"})
"""Prepositions of the one who is asked: "called *on* the crews to wait"."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue reports: its stretches as token indices, and the one it is said to."""

    pieces: tuple[Range, ...]
    frame: str
    addressee: Token | None = None


def find_content(cue: Cue) -> Content | None:
    """The content that the cue's own frames allow, the surest frame first; None without one."""
    for frame, finder in _VERB_FRAMES if cue.sense.part == "verb" else _NOUN_FRAMES:
        if frame in cue.sense.frames:
            content = finder(cue)
            if content is not None:
                return content
    return None


def _clause(cue: Cue) -> Content | None:
    """A finite clause, after the cue or around it."""
    verb = cue.token
    complement = _finite_complement(verb)
    if complement is not None and complement.i > verb.i and complement.left_edge.i > verb.i:
        return Content((_clause_range(complement, verb),), "clause", _addressee(verb, complement))
    inserted = find_inserted(verb) if verb.tag_ in FINITE or verb.tag_ == "VBN" else None
    if inserted is not None:
        return Content(inserted, "inserted", _addressee(verb, None))
    if complement is not None:
        pieces = _without(_clause_range(complement, verb), _cue_range(verb, complement))
        return Content(pieces, "clause", _addressee(verb, complement))
    return _host_clause(cue) or _following_clause(cue)


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


def _question(cue: Cue) -> Content | None:
    verb = cue.token
    for complement in children(verb, CLAUSAL_COMPLEMENT | ADVERBIAL_CLAUSE | OPEN_COMPLEMENT):
        first = _first_word(complement)
        if complement.i > verb.i and first.lower_ in QUESTION_WORDS and is_verbal(complement):
            if complement.dep_ in ADVERBIAL_CLAUSE and first.lower_ != "whether":
                continue
            return Content((bounds(complement),), "question", _addressee(verb, complement))
    return None


def _quote(cue: Cue) -> Content | None:
    content = _clause(cue)
    if content is None:
        return None
    doc = cue.token.doc
    quoted = any(
        token.is_quote for start, end in content.pieces for token in doc[max(start - 1, 0) : end]
    )
    return Content(content.pieces, "quote", content.addressee) if quoted else None


def _request(cue: Cue) -> Content | None:
    """Frame of "urged *the crews to wait*": from the one who is asked onwards."""
    verb = cue.token
    wanted = next((found for found in _open_complements(verb) if _has_to(found)), None)
    asked = _asked(cue)
    if wanted is None:
        clause = _finite_complement(verb)
        if clause is None or clause.i < verb.i:
            return None
        own = child(clause, SUBJECT)
        if _has_to(clause) and own is not None:
            return Content((bounds(clause),), "request", own)
        return None
    if asked is None or asked.i > wanted.i:
        return None
    start = bounds(asked)[0]
    if cue.particle is not None:
        start = max(start, cue.particle.i + 1)
    return Content(((start, bounds(wanted)[1]),), "request", asked)


def _infinitive(cue: Cue) -> Content | None:
    verb = cue.token
    if is_passive(verb) or child(verb, OBJECT) is not None:
        return None
    wanted = next((found for found in _open_complements(verb) if _has_to(found)), None)
    return Content((bounds(wanted),), "infinitive") if wanted is not None else None


def _gerund(cue: Cue) -> Content | None:
    for complement in children(cue.token, OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT):
        if complement.tag_ == "VBG" and complement.i > cue.token.i:
            return Content((bounds(complement),), "gerund")
    return None


def _object(cue: Cue) -> Content | None:
    """A noun phrase that stands for what was said, with all that hangs on it or follows it."""
    verb = cue.token
    if cue.particle is not None and cue.particle.dep_ not in {"compound:prt", "prt"}:
        found = next((o for o in obliques(verb) if o.first.i == cue.particle.i), None)
        if found is None or not _is_content_noun(found.head):
            return None
        start, end = cue.particle.i + 1, bounds(found.head)[1]
        wanted = next((c for c in _later_clauses(verb) if c.left_edge.i == end), None)
        return Content(((start, bounds(wanted)[1] if wanted is not None else end),), "object")
    noun = child(verb, OBJECT)
    if noun is None or noun.i < verb.i or not _is_content_noun(noun) or is_passive(verb):
        return None
    start, end = bounds(noun)
    for found in obliques(verb):
        if found.first.i == end and found.preposition in ("of", "for", "as", "over", "on"):
            end = bounds(found.head)[1]
    for clause in _later_clauses(verb):
        if clause.left_edge.i == end and clause.dep_ not in CONJUNCT and _is_reason(clause):
            end = bounds(clause)[1]
    return Content(((start, end),), "object")


def _predicate(cue: Cue) -> Content | None:
    """Frame of "called *the delay a disgrace*"."""
    verb = cue.token
    said = next(
        (
            found
            for found in children(verb, OPEN_COMPLEMENT | PREDICATE | CLAUSAL_COMPLEMENT)
            if found.i > verb.i and not _has_to(found)
        ),
        None,
    )
    if said is None or (is_passive(verb) and agent(verb) is None):
        return None
    if said.pos_ == "PROPN" and not said.doc[bounds(said)[0]].is_quote:
        return None  # a boat called Anna: a name is no judgement
    own = child(verb, OBJECT) or child(said, SUBJECT)
    start = bounds(said)[0]
    if own is not None and verb.i < own.i < said.i and not is_passive(verb):
        start = bounds(own)[0]
    return Content(((start, bounds(said)[1]),), "predicate")


def _as(cue: Cue) -> Content | None:
    """Frame of "described *the delay as a loss*", also without what is described."""
    verb = cue.token
    end, first = None, None
    for found in obliques(verb):
        if found.preposition == "as" and found.first.i > verb.i:
            first, end = found.first.i, bounds(found.head)[1]
    for clause in children(verb, ADVERBIAL_CLAUSE | OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT):
        if clause.i > verb.i and clause.left_edge.lower_ == "as":
            first, end = clause.left_edge.i, bounds(clause)[1]
    if first is None or end is None:
        return None
    described = child(verb, OBJECT)
    if described is None and cue.particle is not None:
        described = next((o.head for o in obliques(verb) if o.first.i == cue.particle.i), None)
    if described is not None and verb.i < described.i < first:
        start = bounds(described)[0]
        return Content(((max(start, _after_particle(cue)), end),), "as")
    return Content(((first + 1, end),), "as")


def _for(cue: Cue) -> Content | None:
    """Frame of "thanked *the crews for waiting*"."""
    verb = cue.token
    noun = child(verb, OBJECT)
    reasons = [bounds(o.head)[1] for o in obliques(verb) if o.preposition == "for"]
    reasons += [
        bounds(c)[1]
        for c in children(verb, ADVERBIAL_CLAUSE | frozenset({"prep"}))
        if c.left_edge.lower_ == "for"
    ]
    if noun is None or noun.i < verb.i or not reasons or is_passive(verb):
        return None
    return Content(((bounds(noun)[0], max(reasons)),), "for")


def _noun_that(cue: Cue) -> Content | None:
    noun = cue.token
    for clause in children(noun, NOUN_CLAUSE | CLAUSAL_COMPLEMENT):
        mark = child(clause, MARK)
        if mark is not None and mark.lower_ == "that" and mark.i > noun.i:
            return Content((bounds(clause),), "noun")
    return None


def _noun_infinitive(cue: Cue) -> Content | None:
    for clause in children(cue.token, NOUN_CLAUSE | OPEN_COMPLEMENT):
        if _has_to(clause) and clause.i > cue.token.i:
            return Content((bounds(clause),), "noun")
    return None


def _noun_of(cue: Cue) -> Content | None:
    return _noun_preposition(cue, "of")


def _noun_for(cue: Cue) -> Content | None:
    return _noun_preposition(cue, "for")


def _noun_preposition(cue: Cue, preposition: str) -> Content | None:
    for found in obliques(cue.token):
        if found.preposition == preposition and found.first.i > cue.token.i:
            return Content(((found.first.i + 1, bounds(cue.token)[1]),), "noun")
    return None


Finder = Callable[[Cue], Content | None]
_VERB_FRAMES: tuple[tuple[str, Finder], ...] = (
    ("request", _request),
    ("clause", _clause),
    ("question", _question),
    ("quote", _quote),
    ("predicate", _predicate),
    ("as", _as),
    ("gerund", _gerund),
    ("infinitive", _infinitive),
    ("for", _for),
    ("object", _object),
)
_NOUN_FRAMES: tuple[tuple[str, Finder], ...] = (
    ("that", _noun_that),
    ("infinitive", _noun_infinitive),
    ("of", _noun_of),
    ("for", _noun_for),
)


def _finite_complement(verb: Token) -> Token | None:
    """The clause that the verb governs; a participle or an infinitive is none."""
    for found in children(verb, CLAUSAL_COMPLEMENT):
        if found.tag_ != "VBG" or child(found, SUBJECT) is not None:
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


def _gap(verb: Token, clause: Token) -> list[Token]:
    return list(verb.doc[verb.i + 1 : clause.left_edge.i + 2])[-3:]


def _host_clause(cue: Cue) -> Content | None:
    """The clause that the cue's own clause is inserted into: "*The quay*, she said, *is shut*"."""
    verb = cue.token
    inserted = verb
    if verb.dep_ in CONJUNCT and verb.head.dep_ in PARATAXIS:
        inserted = verb.head
    is_as_clause = inserted.dep_ in ADVERBIAL_CLAUSE and inserted.left_edge.lower_ == "as"
    if inserted.dep_ not in PARATAXIS and not is_as_clause:
        return None
    if child(verb, SUBJECT) is None or (is_as_clause and child(verb, OBJECT) is not None):
        return None
    if any(found.i > verb.i for found in children(verb, OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT)):
        return None  # It is late: she agreed to wait.
    if child(inserted, COORDINATOR) is not None:
        return None  # It was late, and they responded by leaving.
    host = inserted.head
    pieces = _without(bounds(host), bounds(inserted))
    return Content(pieces, "as_clause" if is_as_clause else "inserted", _addressee(verb, None))


def _following_clause(cue: Cue) -> Content | None:
    """The clause after a verb of saying that a parser hung elsewhere: "said today *it is late*"."""
    verb = cue.token
    if (verb.tag_ not in FINITE and verb.tag_ != "VBG") or is_passive(verb):
        return None
    doc = verb.doc
    end = sentence_of(verb)[1]
    for index in range(verb.i + 1, min(verb.i + 1 + REACH, end)):
        token = doc[index]
        if token.text in ".;:?!" or token.lower_ in ("and", "but", "who", "which", "when"):
            return None
        opens = token.lower_ == "that" and token.pos_ == "SCONJ"
        first = index + 1 if opens else token.left_edge.i
        if first <= verb.i or not (opens or token.dep_ in SUBJECT or _acts(token, end)):
            continue
        if any(later.tag_ in FINITE for later in doc[first:end]):
            return Content(((first, _said_until(verb, first, end)),), "following")
    return None


def _acts(noun: Token, end: int) -> bool:
    """Whether a noun that a parser took for the cue's object has a finite verb right after it."""
    after = noun.right_edge.i + 1
    return noun.dep_ in OBJECT and after < end and noun.doc[after].tag_ in FINITE


def _said_until(verb: Token, first: int, end: int) -> int:
    """Where what is said ends: before what is coordinated with the cue itself."""
    for found in later_conjuncts(verb):
        if found.i > first and found.left_edge.i > first:
            return found.left_edge.i
    return end


def _clause_range(complement: Token, verb: Token) -> Range:
    """The complement's stretch, without what a parser hung on it that belongs to the cue.

    "stressed that the queue is growing and called on us to wait": "called" goes with "stressed".
    """
    start, end = bounds(complement)
    for conjunct in children(complement, CONJUNCT):
        if (
            conjunct.tag_ == verb.tag_ == "VBD"
            and _finite_tag(complement) not in ("VBD", "")
            and child(conjunct, SUBJECT) is None
            and conjunct.i > complement.i
        ):
            return start, conjunct.left_edge.i
    if start > verb.i:
        end = _with_later_parts(verb, end)
        lost = child(verb, OBJECT)
        if (
            lost is not None
            and lost.i > verb.i
            and lost.right_edge.i + 1 == start
            and (child(complement, SUBJECT) is None)
        ):
            start = lost.left_edge.i  # said *ferries* are late: a subject taken for an object
    return start, end


def _with_later_parts(verb: Token, end: int) -> int:
    """Take in what a parser hung on the cue though it follows what is said without a break."""
    for found in verb.rights:
        if found.left_edge.i < end or found.dep_ in PUNCTUATION:
            continue
        broken = any(token.text in ",;—–" for token in verb.doc[end : found.left_edge.i + 1])
        if found.dep_ in CONJUNCT | COORDINATOR | PARATAXIS or (
            broken and found.dep_ not in CLAUSAL_COMPLEMENT and found.tag_ == "VBG"
        ):
            break
        end = found.right_edge.i + 1
    return end


def _finite_tag(clause: Token) -> str:
    for token in [*clause.children, clause]:
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") and (token is clause or token.i < clause.i):
            return token.tag_
    return ""


def _without(whole: Range, cut: Range) -> tuple[Range, ...]:
    start, end = whole
    first, last = max(cut[0], start), min(cut[1], end)
    if first >= last:
        return (whole,)
    return tuple((a, b) for a, b in ((start, first), (last, end)) if a < b)


def _addressee(verb: Token, complement: Token | None) -> Token | None:
    """Whom the verb's clause names as spoken to: "told *the crews* that", "said to *her*"."""
    limit = complement.left_edge.i if complement is not None and complement.i > verb.i else None
    for noun in children(verb, INDIRECT_OBJECT | OBJECT):
        if limit is None or noun.i < limit:
            return noun
    for found in obliques(verb):
        if found.preposition == "to" and (limit is None or found.head.i < limit):
            return found.head
    return None


def _asked(cue: Cue) -> Token | None:
    verb = cue.token
    if cue.particle is not None:
        return next((o.head for o in obliques(verb) if o.first.i == cue.particle.i), None)
    noun = child(verb, OBJECT | INDIRECT_OBJECT)
    return noun if noun is not None and noun.i > verb.i else None


def _open_complements(verb: Token) -> list[Token]:
    found = children(verb, OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT | ADVERBIAL_CLAUSE)
    return [clause for clause in found if clause.i > verb.i]


def _later_clauses(verb: Token) -> list[Token]:
    found = children(verb, OPEN_COMPLEMENT | ADVERBIAL_CLAUSE | NOUN_CLAUSE)
    return [clause for clause in found if clause.i > verb.i]


def _is_reason(clause: Token) -> bool:
    return clause.left_edge.lower_ in ("for", "of", "as", "over", "to")


def _after_particle(cue: Cue) -> int:
    return cue.token.i + 1 if cue.particle is None else cue.particle.i + 1


def _has_to(clause: Token) -> bool:
    return any(found.lower_ == "to" and found.i < clause.i for found in clause.children) and (
        is_verbal(clause)
    )


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a predicate with its copula or its "to"."""
    return is_verb(token) or any(found.dep_ in {"cop", "aux"} for found in token.children)


def _first_word(clause: Token) -> Token:
    return clause.left_edge


def _is_content_noun(noun: Token) -> bool:
    """Whether a noun phrase can stand for what was said: pronouns and names alone cannot."""
    return noun.pos_ in ("NOUN", "VERB", "ADJ", "NUM") or (
        noun.pos_ == "PROPN" and noun.left_edge.i < noun.i and noun.right_edge.i > noun.i
    )
