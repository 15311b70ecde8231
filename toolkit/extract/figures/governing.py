"""The verb that a counted phrase is an argument of: by the parse, else by what stands beside it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.figures.noun_phrases import LOOKED_THROUGH, Counted
from toolkit.extract.figures.verbs import VERB_FORMS, is_past_form, verb_lemma
from toolkit.extract.lexicon import read_rows

ARGUMENT = syntax.SUBJECT | syntax.OBJECT
_EVENTS = read_rows("events")
STATES = {row["word"]: row["event"] for row in _EVENTS if row["kind"] == "state"}
OBLIQUE_ARGUMENTS = frozenset(row["word"] for row in _EVENTS if row["kind"] == "oblique")
TAKEN = {row["word"]: row["event"] for row in _EVENTS if row["kind"] == "taken"}


def governing_verb(counted: Counted) -> Token | None:
    """The verb of which a counted phrase is an argument.

    By the parse, through coordination; where the parse hangs the phrase on nothing that is a verb,
    by the finite verb that follows it.
    """
    token = counted.top
    if _is_whole(token):
        return None
    for _ in range(6):
        case = syntax.child(token, frozenset({"case"}))
        if case is not None and case.lower_ == "of" and token.head.lemma_.lower() in MORTAL:
            token = token.head
        if is_compared(token):
            token = token.head
        giving = _takes_through_preposition(token)
        if giving is not None:
            return giving
        if _stands_for_argument(token):
            return token.head
        if token.dep_ in ARGUMENT:
            if syntax.is_verb(token.head) or token.head.lower_ in STATES:
                return token.head
            return _finite_verb_after(counted) or token.head
        hostage = token.dep_ == "compound" and token.head.lemma_.lower() in TAKEN
        joined = token.dep_ in syntax.CONJUNCT
        if joined and (_is_followed_by_verb(counted) or _verb_before(counted) is not None):
            break  # "40 people died and 60 were hurt", "killed 40 and injured 60 others"
        if joined and syntax.is_verb(token.head) and token.pos_ != "VERB":
            return token.head  # "killed two cows, or a tenth of the herd"
        if (not joined and not hostage) or token.head.i == token.i:
            break
        token = token.head  # "took 20 sailors hostage" may hang the sailors on the hostage
    return _verb_before(counted) or _finite_verb_after(counted)


def _is_whole(top: Token) -> bool:
    """As in "12 of the *40 ferries* sank": what happened to the part did not to the whole."""
    case = syntax.child(top, frozenset({"case"}))
    if case is None or case.lower_ != "of":
        return False
    if case.i == 0 or case.is_sent_start or case.text == "Of":
        return True  # "Of the 40 ferries, 12 sank"
    numbers = [child for child in top.children if child.pos_ == "NUM" and child.i > case.i]
    before = top.doc[case.i - 1]
    share = before.pos_ == "NUM" or before.lower_ in SHARES
    return bool(numbers) and share


SHARES = frozenset("% percent cent half third thirds quarter quarters fifth fifths tenth".split())


def is_compared(token: Token) -> bool:
    """As in "more than *half* of the ferries", which hangs on "more"."""
    case = syntax.child(token, frozenset({"case"}))
    return (
        token.dep_ in syntax.OBLIQUE
        and case is not None
        and (case.lower_, token.head.lower_)
        in {("than", "more"), ("than", "less"), ("than", "fewer"), ("to", "up")}
    )


def _stands_for_argument(token: Token) -> bool:
    """As in "signed by 40 owners", "closed 12 times", "lost more than half"."""
    if not syntax.is_verb(token.head):
        return False
    if token.dep_ in ("obl", "obl:agent"):
        case = syntax.child(token, frozenset({"case"}))
        by = case is not None and case.lower_ == "by" and token.lemma_.lower() not in MEASURED
        return by and _is_participle(token.head)
    if token.lower_ == "times":
        return token.dep_ in ("obl:unmarked", "obl:tmod", "obl:npmod", "npadvmod")
    subject = syntax.child(token.head, syntax.SUBJECT)
    return token.lower_ in ("more", "less", "fewer") and (
        token.dep_ == "advmod" and (token.i > token.head.i or subject is None)
    )


def _takes_through_preposition(token: Token) -> Token | None:
    """The verb of "stole from *40 owners*", "paid the bills to *40 owners*"."""
    case = syntax.child(token, frozenset({"case"}))
    if token.dep_ not in ("obl", "nmod") or case is None:
        return None
    verb = token.head.head if token.head.dep_ in syntax.OBJECT else token.head
    listed = f"{verb_lemma(verb)} {case.lower_}" in OBLIQUE_ARGUMENTS
    return verb if listed and syntax.is_verb(verb) else None


MEASURED = frozenset("vote point margin goal run seat length percent".split())
"""Nouns that say by how much: "adopted by 13 votes"."""


def _is_participle(verb: Token) -> bool:
    """As in "carried out by six men", also where the parse misses the passive."""
    active = any(child.dep_ in syntax.OBJECT for child in verb.children)
    return syntax.is_passive(verb) or (verb.tag_ in ("VBN", "VBD") and not active)


MORTAL = frozenset({"remains", "remain", "body", "skeleton", "life"})
"""What happens to them happens to those they belong to: "the remains of 17 sailors were buried"."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBORDINATORS = frozenset(
    {"that", "because", "as", "if", "while", "when", "although", "after", "since"}
)


PARTICLES = frozenset("off out up down over away back in on aside apart".split())


def _verb_before(counted: Counted) -> Token | None:
    """The verb right before the phrase: "dumped 40 tonnes", "laid off 300", "let in 12 boats"."""
    before = word_before(counted)
    if before is None or (before.is_sent_start is True and not syntax.is_verb(before)):
        return None
    if before.lower_ in PARTICLES and before.i and _takes(before.doc[before.i - 1], before):
        return before.doc[before.i - 1]
    hidden = _is_headline_verb(before) or _is_second_verb(before)
    verb = before if before.pos_ == "VERB" or hidden else None
    if verb is None or (verb.tag_ == "VBG" and verb.dep_ in ("amod", "compound")):
        return None
    taken = any(child.dep_ in syntax.OBJECT and child.i < before.i for child in verb.children)
    return None if taken else verb


def _is_followed_by_verb(counted: Counted) -> bool:
    """Whether a finite verb stands right behind the phrase."""
    doc, position = counted.head.doc, counted.end
    return position < len(doc) and doc[position].tag_ in FINITE and syntax.is_verb(doc[position])


def _is_second_verb(token: Token) -> bool:
    """As in "killed 40 and *injured* scores of others", with the verb taken for an adjective."""
    return token.i > 0 and token.nbor(-1).lower_ == "and" and is_past_form(token.lower_)


def _is_headline_verb(token: Token) -> bool:
    """As in "Bank *shuts* over ten branches": a line whose only verb is taken for a noun."""
    if token.pos_ not in ("NOUN", "PROPN") or not token.text.endswith("s") or token.i == 0:
        return False
    if VERB_FORMS.get(token.lower_, token.lower_) == token.lower_:
        return False
    line = _headline_around(token)
    return bool(line) and not any(word.tag_ in FINITE for word in line)


LONGEST_HEADLINE = 30
"""Tokens to either side beyond which a sentence is no headline."""


def _headline_around(token: Token) -> list[Token]:
    """The tokens of a short sentence; none for a long one."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and not doc[start].is_sent_start and token.i - start < LONGEST_HEADLINE:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start and end - token.i < LONGEST_HEADLINE:
        end += 1
    closed = end == len(doc) or doc[end].is_sent_start
    words = [word for word in doc[start:end] if not word.is_space]
    return words if closed and (start == 0 or doc[start].is_sent_start) else []


def _takes(verb: Token, particle: Token) -> bool:
    """Whether a particle belongs to the verb: by the parse, or as in "took in", "brought back"."""
    if verb.pos_ != "VERB":
        return False
    if particle.dep_ in syntax.PARTICLE or particle.tag_ == "RP":
        return True
    if syntax.is_passive(verb):
        return False  # "were taken in 20 buses"
    return f"{verb_lemma(verb)} {particle.lower_}" in PHRASAL


PHRASAL = frozenset(row["event"] for row in _EVENTS if row["kind"] == "phrasal")


def _finite_verb_after(counted: Counted) -> Token | None:
    """The main verb behind phrase and parenthesis: "20 crew, including 3 cooks, were hurt"."""
    doc = counted.head.doc
    before = word_before(counted)
    if before is not None and before.pos_ == "ADP" and before.lower_ not in SUBORDINATORS:
        return None
    if before is not None and syntax.is_verb(before) and verb_lemma(before) not in TELLING:
        return None
    position = _skip_place(doc, _skip_parenthesis(doc, counted.end))
    if _is_hidden_verb(doc, counted.end):
        return doc[counted.end]
    if (
        position >= len(doc)
        or doc[position].tag_ not in FINITE
        or not syntax.is_verb(doc[position])
    ):
        return None
    for token in doc[position : position + 7]:
        if token.pos_ == "VERB" or (token.tag_ in ("VBN", "VBG") and token.lemma_ != "be"):
            return token
        if token.pos_ not in ("AUX", "ADV", "PART"):
            break
    return None


def _is_hidden_verb(doc: Doc, position: int) -> bool:
    """As in "three ferries sank.", with the verb taken for a noun."""
    if position >= len(doc) or doc[position].tag_ not in ("NN", "NNP", "NNS", "JJ"):
        return False
    following = doc[position + 1] if position + 1 < len(doc) else None
    ends = following is None or following.is_punct or following.pos_ in ("ADP", "ADV", "SCONJ")
    return is_past_form(doc[position].lower_) and ends


TELLING = frozenset(
    "say tell inform report add announce confirm state claim estimate show find suggest indicate"
    " reveal note believe think know fear include allege argue insist warn stress suspect".split()
)


LONGEST_OPENING = 20
"""Words that open a phrase before its number, at most: a table of numbers is no phrase."""


def word_before(counted: Counted) -> Token | None:
    """The word before the phrase with its number, qualifier and determiner."""
    doc = counted.head.doc
    start = min(counted.start, counted.top.i) if counted.opening is None else counted.opening
    position = start - 1
    limit = max(position - LONGEST_OPENING, -1)
    while position > limit and _belongs_to_number(doc[position]):
        position -= 1
    return doc[position] if position > limit and doc[position].text != "," else None


CLAUSE_MARKS = frozenset(".;:!?()—–")
"""Marks over which no verb reaches its number."""
QUANTIFYING = frozenset("of than to least more up total some about".split())


def _belongs_to_number(token: Token) -> bool:
    if token.text == "," or (token.lower_ == "of" and not _is_number_of(token)):
        return False
    if token.tag_ == "RP" or token.text in CLAUSE_MARKS:
        return False
    if token.lower_ == "to":
        return token.i > 0 and token.nbor(-1).lower_ == "up"  # not "restored to 40 homes"
    return (
        token.pos_ in ("NUM", "DET", "ADV", "PUNCT")
        or token.lower_ in QUANTIFYING
        or token.tag_ in ("PRP$", "JJR", "JJS")
    )


def _is_number_of(of: Token) -> bool:
    """As in "300 of the passengers", "a total of 300", not "the exchange of 300"."""
    before = of.doc[of.i - 1] if of.i else None
    return before is not None and (before.pos_ == "NUM" or before.lemma_.lower() in LOOKED_THROUGH)


PLACING = frozenset({"in", "at", "from", "across", "on"})
INSIDE_PLACE = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS"})


def _skip_place(doc: Doc, position: int) -> int:
    """The token behind "in Bergen" or "from two towns"; the same one where none stands there."""
    if position >= len(doc) or doc[position].lower_ not in PLACING:
        return position
    for token in doc[position + 1 : position + 6]:
        if token.tag_ not in INSIDE_PLACE:
            return token.i
    return position


def _skip_parenthesis(doc: Doc, position: int) -> int:
    """The token behind ", including three cooks," or "(three of them cooks)"."""
    if position >= len(doc) or doc[position].text not in (",", "(", "—", "–"):
        return position
    closing = {"(": ")"}.get(doc[position].text, doc[position].text)
    for index in range(position + 1, min(position + 16, len(doc))):
        if doc[index].text == closing:
            return index + 1
        if doc[index].text in ".;:" or doc[index].is_space:
            break
    return len(doc)
