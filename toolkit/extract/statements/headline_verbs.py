"""Know the verb of a headline, which a tagger takes for a noun: "Mayor *Welcomes* New Ferry".

A headline is a short line without a full stop, or one of the document's first lines: many releases
print a sentence below their title ("The mayor welcomes the new ferry."). Its verb stands in the
present tense behind the one who acts, and the rest of the line is what it governs.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.syntax import is_verb

LONGEST_HEADLINE = 30
"""Tokens of a line beyond which it is no headline."""

LONGEST_ACTOR = 12
"""Tokens in front of the verb."""

ENDS_SENTENCE = frozenset(".!?:;")
ACTS = frozenset({"NOUN", "PROPN", "ADJ"})
OPENS_OBJECT = frozenset(
    {"DET", "ADJ", "NOUN", "SYM", "PROPN", "NUM", "ADV", "PRON", "VERB", "SCONJ"}
)
SINGULAR = frozenset("states nations emirates netherlands islands philippines".split())
"""Plurals that a country's name ends in: the United *States* condemns."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBORDINATES = frozenset({"SCONJ", "PRON"})
"""What a clause begins with whose verb is not the headline's: "news *that* it has sunk"."""

HEAD_LINES = 2
"""First lines of a document that may close with a full stop."""


def headline_of(token: Token) -> tuple[int, int] | None:
    """The token indices, half open, of the headline that the token stands in, without its stop."""
    doc = token.doc
    start, end = token.i, token.i + 1
    while start > 0 and "\n" not in doc[start - 1].text:
        start -= 1
        if token.i - start > LONGEST_HEADLINE:
            return None
    while end < len(doc) and "\n" not in doc[end].text:
        end += 1
        if end - start > LONGEST_HEADLINE:
            return None
    while end > start and doc[end - 1].is_space:
        end -= 1
    closed = doc[end - 1].text in ENDS_SENTENCE
    if closed and not _is_at_head(doc, start, end):
        return None
    return start, end - 1 if closed else end


def _is_at_head(doc: Doc, start: int, end: int) -> bool:
    """Whether a line that is one sentence stands at the head of its document."""
    if start > HEAD_LINES * LONGEST_HEADLINE:
        return False
    lines = sum("\n" in token.text for token in doc[:start])
    several = any(token.text in ENDS_SENTENCE for token in doc[start : end - 1])
    return lines < HEAD_LINES and (start == 0 or not several)


def is_headline_verb(token: Token) -> bool:
    """Whether a word that is tagged as no verb, or hangs on nothing, is a headline's verb."""
    if token.tag_ in ("VBD", "VBN") and not token.lower_.endswith("s"):
        return False  # headlines report in the present
    line = headline_of(token)
    if line is None or not line[0] < token.i < line[1] - 1:
        return False
    doc, (start, end) = token.doc, line
    before, after = doc[token.i - 1], doc[token.i + 1]
    if token.i - start > LONGEST_ACTOR or before.pos_ not in ACTS:
        return False
    if any(word.tag_ in FINITE and word.dep_ != "amod" for word in doc[start : token.i]):
        return False
    if _acts_later(doc, token.i + 1, end):
        return False
    has_ending = token.lower_.endswith("s") and not token.lower_.endswith("ss")
    # A capitalised plural may be tagged as a name: "Pilots Slam Levy".
    agrees = has_ending != (_is_plural(before) or (not has_ending and before.lower_.endswith("s")))
    if has_ending and _is_plural(headline_actor(token)):
        return False  # Lacks the money, and calls for more
    opens = after.pos_ in OPENS_OBJECT or after.is_quote or after.lower_ in ("on", "for")
    return agrees and opens


def _acts_later(doc: Doc, first: int, end: int) -> bool:
    """Whether the line's own verb follows: "Pilots' claims *have* risen", not "that it has"."""
    for word in doc[first:end]:
        if word.pos_ in SUBORDINATES and word.lower_ not in ("it", "he", "she", "they"):
            return False
        if word.tag_ in FINITE and word.dep_ != "amod":
            return True
    return False


def _is_plural(noun: Token) -> bool:
    if noun.lower_ in SINGULAR:
        return False
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_.endswith("ers")


def headline_actor(verb: Token) -> Token:
    """The head of what stands before a headline's verb."""
    doc: Doc = verb.doc
    start = (headline_of(verb) or (0, 0))[0]
    inside = range(start, verb.i)
    for index in inside:
        word = doc[index]
        if word.pos_ in ("NOUN", "PROPN") and word.head.i not in inside and not is_verb(word):
            return word
    return doc[verb.i - 1]
