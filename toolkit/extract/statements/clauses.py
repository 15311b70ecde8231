"""Find the clause that a cue reports: after it, before it, or around it."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue, cue_lemma, is_clause_cue
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.positions import (
    FINITE,
    LEADS_IN,
    REACH,
    TIMES,
    find_inserted,
    is_finite,
)
from toolkit.extract.statements.ranges import TELLING, Content, Range, find_addressee, is_verbal
from toolkit.extract.syntax import (
    ADVERBIAL_CLAUSE,
    CLAUSAL_COMPLEMENT,
    CONJUNCT,
    COORDINATOR,
    MARK,
    OBJECT,
    OPEN_COMPLEMENT,
    PARATAXIS,
    PASSIVE_SUBJECT,
    SUBJECT,
    bounds,
    child,
    children,
    is_passive,
    is_verb,
    sentence_of,
)

HEADS_CLAUSE = ADVERBIAL_CLAUSE | OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT | CONJUNCT | PARATAXIS
"""What a verb between the cue and a clause is, where the clause hangs on that verb."""

ENDS_CUE = frozenset(
    "and but or so such who which when while because as after before if unless until though "
    "although since where".split()
)
"""Words that end a cue's own words: what follows is another clause than the one it reports."""

SAID_AS_SUCH = frozenset(
    "something nothing anything everything much more less enough so piece prayer prayers grace "
    "goodbye hello thanks mass".split()
)
"""What is said without saying what: "this says *something* about us"."""

QUESTION_WORDS = frozenset(
    {"whether", "if", "how", "why", "what", "who", "when", "where", "which", "whom", "whose"}
)


def find_clause(cue: Cue) -> Content | None:
    """A finite clause, after the cue or around it."""
    verb = cue.token
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
        piece = _clause_range(complement, verb)
        addressee = find_addressee(verb, complement)
        if addressee is None and "request" in cue.sense.frames:
            addressee = child(complement, SUBJECT)  # urged *the crews* should wait
        return Content((piece,), "clause", addressee)
    inserted = _inserted_clause(verb)
    if inserted is not None:
        return inserted
    if complement is not None:
        pieces = _without(bounds(complement), _cue_range(verb, complement))
        return Content(pieces, "clause", find_addressee(verb, complement))
    return _host_clause(cue) or _following_clause(cue)


def _inserted_clause(verb: Token) -> Content | None:
    pieces = find_inserted(verb) if is_finite(verb) or verb.tag_ == "VBN" else None
    return None if pieces is None else Content(pieces, "inserted", find_addressee(verb, None))


def find_question(cue: Cue) -> Content | None:
    """A whether-clause or wh-clause after the cue."""
    verb = cue.token
    for clause in children(verb, CLAUSAL_COMPLEMENT | ADVERBIAL_CLAUSE | OPEN_COMPLEMENT):
        first = clause.left_edge.lower_
        if clause.i < verb.i or first not in QUESTION_WORDS or not is_verbal(clause):
            continue
        if clause.dep_ not in ADVERBIAL_CLAUSE or first == "whether":
            start, end = bounds(clause)
            piece = (start, _next_question(verb, extend_right(verb, start, end, loose=True)))
            return Content((piece,), "question", find_addressee(verb, clause))
    return None


def _next_question(verb: Token, end: int) -> int:
    """Where a second question ends that "and" adds: "asked who came, *and at what cost*"."""
    doc, limit = verb.doc, sentence_of(verb)[1]
    words = [token for token in doc[end : min(end + 5, limit)] if token.text != ","][:3]
    if len(words) < 2 or words[0].lower_ != "and":
        return end
    asks = words[1].lower_ in QUESTION_WORDS or (
        words[1].pos_ == "ADP" and len(words) > 2 and words[2].lower_ in QUESTION_WORDS
    )
    while asks and end < limit and doc[end].text not in ".?!;:":
        end += 1
    return end


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
    for found in children(verb, CLAUSAL_COMPLEMENT):
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
    if child(verb, SUBJECT) is None or (is_as_clause and child(verb, OBJECT) is not None):
        return None
    if any(found.i > verb.i for found in children(verb, OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT)):
        return None  # It is late: she agreed to wait.
    if child(inserted, COORDINATOR) is not None:
        return None  # It was late, and they responded by leaving.
    host = inserted.head
    pieces = _without(bounds(host), bounds(inserted))
    if not any(token.tag_ in FINITE for start, end in pieces for token in host.doc[start:end]):
        return None
    return Content(pieces, "as_clause" if is_as_clause else "inserted", find_addressee(verb, None))


def _following_clause(cue: Cue) -> Content | None:
    """The clause after a verb of saying that a parser hung elsewhere: "said today *it is late*"."""
    verb = cue.token
    if is_passive(verb):
        return _extraposed_clause(cue)
    if not (is_finite(verb) or verb.tag_ == "VBG"):
        return None
    doc = verb.doc
    end = sentence_of(verb)[1]
    if _has_topic(verb):
        return None
    after_comma = False
    for index in range(verb.i + 1, min(verb.i + 1 + REACH, end)):
        token = doc[index]
        if token.text in ".;:?!" or (token.tag_ in ("VB", "VBG") and token.dep_ in HEADS_CLAUSE):
            return None
        if token.lower_ in ENDS_CUE and (doc[index - 1].text, token.lower_) != (",", "as"):
            return None  # but: cautioned, as others had, that ...
        after_comma = after_comma or token.text == ","
        opens = token.lower_ == "that" and (
            token.tag_ == "IN" or token.dep_ in MARK or index == verb.i + 1
        )
        if after_comma and is_clause_cue(token):
            return None
        if after_comma and (not opens or _stands_alone(token)):
            continue  # when the crews objected, *the case was moved*
        first = index + 1 if opens else token.left_edge.i
        if first <= verb.i or not (opens or _is_subject(token) or _acts(token, end)):
            continue
        if not opens and doc[first - 1].pos_ == "ADP":
            return None  # pleaded for *her life* came late
        said = child(verb, OBJECT)
        has_object = said is not None and said.lower_ not in TIMES
        sure = opens and token.tag_ == "IN" and index == verb.i + 1
        acts = not opens and not _is_subject(token) and child(verb, MARK) is None
        if "object" in cue.sense.frames and not sure and not acts and (not opens or has_object):
            return None  # cited the fares she had raised
        if sure or acts or any(later.tag_ in FINITE for later in doc[first:end]):
            until = _end_of_lead(verb, first, end)
            if until == end:
                until = extend_right(verb, first, end, loose=True)
            return Content(((first, until),), "following", find_addressee(verb, token))
    return None


def _has_topic(verb: Token) -> bool:
    """Whether the cue has a topic before any clause: "speculated on *the role* that it plays"."""
    topic = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    if topic.lower_ not in ("on", "about", "over", "upon") or topic.head.i == verb.i:
        return False
    named = topic.head
    return named.lower_ not in TIMES and named.pos_ != "PROPN" and not named.like_num


def _stands_alone(that: Token) -> bool:
    """Whether a "that" is a subject of its own: "writing songs, *that* has not happened"."""
    return that.i + 1 < len(that.doc) and that.doc[that.i + 1].pos_ in ("VERB", "AUX")


def _extraposed_clause(cue: Cue) -> Content | None:
    """The clause in "It was stated by the board that *it is late*"."""
    verb = cue.token
    it = child(verb, PASSIVE_SUBJECT)
    if it is None or it.lower_ != "it":
        return None
    end = sentence_of(verb)[1]
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + REACH, end)]:
        if token.tag_ in FINITE or token.text in ".;:":
            return None
        if token.lower_ == "that" and any(t.tag_ in FINITE for t in verb.doc[token.i : end]):
            clause_end = max(token.head.right_edge.i + 1, token.i + 2)
            until = extend_right(verb, token.i + 1, clause_end, loose=True)
            return Content(((token.i + 1, until),), "clause")
    return None


def _end_of_lead(verb: Token, first: int, end: int) -> int:
    """Where a clause ends that only leads in: "While she said *it is shut*, it is open"."""
    doc = verb.doc
    start = sentence_of(verb)[0]
    if doc[start].lower_ not in LEADS_IN or any(t.text == "," for t in doc[start : verb.i]):
        return end
    for index in range(first, end):
        if doc[index].text == "," and any(token.tag_ in FINITE for token in doc[index:end]):
            return index
    return end


def _is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECT and token.tag_ not in ("WDT", "WP") and token.lower_ not in TIMES


def _acts(noun: Token, end: int) -> bool:
    """Whether a noun that a parser took for the cue's object has a finite verb right after it."""
    after = noun.right_edge.i + 1
    if noun.dep_ not in OBJECT or after >= end or noun.lower_ in TIMES:
        return False
    if cue_lemma(noun.head) == "say" and noun.lower_ not in SAID_AS_SUCH:
        return any(token.tag_ in FINITE for token in noun.doc[noun.left_edge.i : end])
    if noun.doc[after].tag_ == "VBN" and after + 1 < end:
        # "suggesting the ferry *sank* the boat": an object follows what a tagger took for passive.
        return noun.doc[after + 1].pos_ in ("DET", "PRON", "PROPN")
    return noun.doc[after].tag_ in FINITE


def _without(whole: Range, cut: Range) -> tuple[Range, ...]:
    start, end = whole
    first, last = max(cut[0], start), min(cut[1], end)
    if first >= last:
        return (whole,)
    return tuple((a, b) for a, b in ((start, first), (last, end)) if a < b)


def _clause_range(complement: Token, verb: Token) -> Range:
    """The stretch of a clause after the cue."""
    start, end = bounds(complement)
    for token in verb.doc[verb.i + 1 : start]:
        if token.lower_ == "that" and (token.tag_ == "IN" or token.i == verb.i + 1):
            start = token.i + 1  # stressed that *for years* the ferry was late
            break
    if child(complement, SUBJECT) is None and cue_lemma(verb) not in TELLING:
        start = _lost_subject(verb, start)
    return start, extend_right(verb, start, end, loose=True)


def _lost_subject(verb: Token, start: int) -> int:
    """Where a clause starts whose subject the parse hung elsewhere: "said *ferries* are late"."""
    first = verb.i + 1
    if first >= start:
        return start
    token = verb.doc[first]
    nominal = token.pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
    return first if nominal and token.lower_ not in TIMES else start
