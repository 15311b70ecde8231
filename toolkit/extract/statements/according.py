"""Read what is told "according to" a source, or "in the words of" one."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.cues import tokens_with_forms
from toolkit.extract.statements.edges import FINITE, RELATIVE
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.reports import Report
from toolkit.extract.statements.senses import is_clause_cue
from toolkit.extract.statements.speaking_nouns import is_person_word
from toolkit.extract.statements.trimming import trim_pieces
from toolkit.extract.syntax import (
    OBLIQUE,
    PARATAXIS,
    POSSESSIVE,
    child,
    is_verb,
    sentence_of,
)

NO_SOURCES = frozenset(
    "plan schedule rule custom tradition need size age type taste order index ability size length "
    "weight height colour color number date time place".split()
)
"""What things go by and nobody says: "seated according to age"."""

ACCORDING = frozenset(map(get_string_id, ("according", "words")))


def find_according_to(parsed: Doc, quoted: QuotedText) -> Iterator[Report]:
    """Every report that "according to" or "in the words of" makes, in order of the text."""
    for token in tokens_with_forms(parsed, ACCORDING):
        report = _read(token, quoted) or _read_own_words(token, quoted)
        if report is not None:
            yield report


def _read(token: Token, quoted: QuotedText) -> Report | None:
    """The report in "According to the board, *the quay is shut*"."""
    doc = token.doc
    if token.i + 2 >= len(doc):
        return None
    first = _opening(token)
    if first is None:
        return None
    if quoted.holding(token.idx) is not None:
        return None
    start, end = sentence_of(token)
    source = _source(token, end)
    if source is None or source.lemma_.lower() in NO_SOURCES:
        return None
    phrase_end = _phrase_end(source, start == first, end)
    pieces = [(a, b) for a, b in ((start, first), (phrase_end, end)) if a < b]
    if start < first and phrase_end < end and doc[phrase_end].text != ",":
        pieces = pieces[:1]  # "late, according to Berg -- and full": only what stands before it
    if len(pieces) > 1 and any(word.tag_ in FINITE for word in doc[slice(*pieces[0])]):
        goes_on = [word for word in doc[slice(*pieces[1])] if not word.is_punct][:2]
        if len(goes_on) < 2 or goes_on[0].pos_ != "CCONJ" or is_clause_cue(goes_on[1]):
            pieces = pieces[:1]  # fares rose, according to Berg, by more than was forecast
    last = doc[token.i + 1]
    cue = Span(doc[first].idx, last.idx + len(last.text))
    said = [piece for piece in pieces if any(is_verb(word) for word in doc[piece[0] : piece[1]])]
    snapped = quoted.snap(trim_pieces(doc, said), cue)
    return Report(snapped, "according_to", source, cue, "say") if snapped else None


def _read_own_words(words: Token, quoted: QuotedText) -> Report | None:
    """The report in 'It would, in Berg's words, "*turn the clock back*"'."""
    owner, case = child(words, POSSESSIVE), words.left_edge
    if words.lower_ != "words" or owner is None or case.lower_ != "in":
        return None
    end = words.idx + len(words)
    said = quoted.first_after(end)
    if said is None or quoted.text[end : said.start].strip(" ,") or quoted.holding(words.idx):
        return None
    return Report((said,), "according_to", owner, Span(words.idx, end), "say")


def _opening(token: Token) -> int | None:
    """The first token of "according to", or of "in the words of" where it opens or ends a clause.

    "He put it, in the words of his aunt, in a nutshell" says nothing.
    """
    doc, after = token.doc, token.doc[token.i + 1].lower_
    if token.lower_ == "according":
        return token.i if after == "to" else None
    first = token.i - 2
    if after != "of" or first < 0 or doc[first : token.i].text.lower() != "in the":
        return None
    opens = first == sentence_of(token)[0] or doc[first - 1].is_quote
    return first if opens else None


def _source(token: Token, end: int) -> Token | None:
    """The noun after "according to": of what follows, what the others hang on."""
    doc = token.doc
    for index in range(token.i + 2, end):
        word = doc[index]
        inside = token.i + 1 < word.head.i < end and word.head.i != word.i
        if word.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and not inside:
            return word
        if word.pos_ in ("NOUN", "PROPN", "PRON") and word.head.i < word.i:
            return _climb(word, token.i + 1, end)
        if word.dep_ in OBLIQUE | PARATAXIS | {"nmod", "pobj"} and word.pos_ in ("NOUN", "PROPN"):
            return word
    return None


def _climb(word: Token, before: int, end: int) -> Token:
    """From a part of a name to the noun that it belongs to: "*Harbour*-Watch director Berg"."""
    while before < word.head.i < end and word.head != word and word.head.pos_ in ("NOUN", "PROPN"):
        word = word.head
    return word


def _behind_name(source: Token, comma: int, end: int) -> int:
    """The comma behind the name of an office: "According to the minister, *Anna Berg*, it is"."""
    doc, index = source.doc, comma + 1
    while index < end and doc[index].pos_ == "PROPN":
        index += 1
    is_name = source.pos_ == "NOUN" or is_person_word(source)
    named = is_name and index > comma + 1 and index < end and doc[index].text == ","
    return index if named else _behind_aside(source, comma, end)


def _behind_aside(source: Token, comma: int, end: int) -> int:
    """The comma behind what is told of a name: "According to Berg, *who runs it*, it is late"."""
    doc = source.doc
    second = next((i for i in range(comma + 1, end) if doc[i].text == ","), end)
    aside = doc[comma + 1 : second]
    if source.pos_ != "PROPN" or second + 1 >= end or not len(aside):
        return comma
    told = aside[0].lower_ in ("who", "whose") or (
        aside[0].tag_ in ("DT", "PRP$", "NN") and not any(t.tag_ in FINITE for t in aside)
    )
    follows = doc[second + 1]
    opens = follows.pos_ in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ")
    opens = opens and follows.lower_ not in RELATIVE
    return second if told and opens else comma


def _phrase_end(source: Token, leads: bool, end: int) -> int:
    """Where the source's phrase ends: with the sentence, or with the next comma outside it."""
    doc = source.doc
    phrase = min(max(source.right_edge.i + 1, source.i + 1), end)
    if leads:
        for index in range(source.i + 1, end):
            if doc[index].text in (",", "--", "—", "–"):
                return _behind_name(source, index, end)
        return source.i + 1
    while phrase < end and doc[phrase].text not in (",", "--", "—", "–", ".", ";", "and", "but"):
        phrase += 1
    return phrase
