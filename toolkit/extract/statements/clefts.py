"""Read a quotation that a cue takes up with "how" or "what": "“A farce” is what she called it"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.edges import FINITE, NOMINAL, REACH
from toolkit.extract.statements.quoted import QuotedText

TAKES_UP = frozenset({"how", "what"})
BEING = frozenset({"is", "was", "'s", "’s"})


def find_cleft(verb: Token, quoted: QuotedText) -> tuple[Span, Token, Span] | None:
    """The quotation before "is what Berg called it", and who speaks.

    Args:
        verb: A cue.
        quoted: The document's quotations.

    Returns:
        The quotation, the speaker's head and phrase; None where the cue takes up no quotation.
    """
    doc = verb.doc
    speaker = doc[verb.i - 1] if verb.i else verb
    if verb.tag_ not in FINITE or speaker.pos_ not in NOMINAL:
        return None
    for index in range(verb.i - 2, max(verb.i - REACH, 1), -1):
        word = doc[index]
        if word.lower_ in TAKES_UP:
            return _taken_up(word, speaker, quoted)
        if word.tag_ in FINITE or word.is_punct:
            return None
    return None


def _taken_up(word: Token, speaker: Token, quoted: QuotedText) -> tuple[Span, Token, Span] | None:
    doc = word.doc
    if doc[word.i - 1].lower_ not in BEING or word.i < 2:
        return None
    before = doc[word.i - 2]
    quotation = quoted.holding(before.idx) if before.is_quote else None
    if quotation is None:
        return None
    return quotation, speaker, Span(doc[word.i + 1].idx, speaker.idx + len(speaker))
