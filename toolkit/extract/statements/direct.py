"""Find who speaks in a quotation when the parse does not say: by what stands beside its marks.

Parsers stumble over quotations of several sentences; their cue still stands right before the
opening mark or right after the closing one.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.beside import speaker_beside
from toolkit.extract.statements.cues import Cue, cues_of
from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.mistagged import is_taken_for_plural
from toolkit.extract.statements.quoted import QUOTATION_MARKS
from toolkit.extract.statements.ranges import TELLING
from toolkit.extract.statements.relays import read_cue
from toolkit.extract.statements.reports import Report
from toolkit.extract.statements.senses import Sense, cue_lemma, load_senses
from toolkit.extract.statements.speakers import find_speaker
from toolkit.extract.statements.speaking_nouns import can_speak, is_document, is_person_noun
from toolkit.extract.statements.trimming import trim_pieces
from toolkit.extract.statements.undone import has_negation
from toolkit.extract.syntax import SUBJECT, child, is_passive, is_verb, sentence_of

REACH = 25
"""Tokens between a quotation and its cue: "Anna Berg, head of the league in the north, said"."""

QUOTING_FRAMES = frozenset({"clause", "quote"})
ENDS_SEARCH = frozenset({".", "!", "?", ";"})
LONGEST_SMALL_WORD = 3
"""Titles print the shortest words in lower case."""

GAP = 10
"""Code points of white space between a colon and the quotation that it introduces."""

SCARE = ("so-called ", "so called ")
"""What makes quoted words a name that the writer keeps at a distance."""

QUOTATION_PADDING = "".join(QUOTATION_MARKS) + ",.?!:;"
LONGEST_HEADLINE_SOURCE = 6
LONGEST_SIGNATURE = 15
"""Tokens of a line that names a speaker and an office."""

DASHES = frozenset({"—", "–", "-", "--", "―"})


def attribute_quotation(parsed: Doc, stretch: Span, text: str) -> Report | None:
    """The report that makes a quotation someone's words, from the tokens beside it.

    Args:
        parsed: The document's parse.
        stretch: The quotation with its marks.
        text: The document's text.
    """
    if text.endswith(SCARE, 0, stretch.start):
        return None
    if is_title(text[stretch.start : stretch.end]):
        return _signed(parsed, stretch, text)
    introduced = text[max(stretch.start - GAP, 0) : stretch.start].rstrip().endswith(":")
    before = _cue_before(parsed, stretch) if introduced else None
    after = None if before else _cue_after(parsed, stretch, text[stretch.start : stretch.end])
    if before is None and after is None:
        before = _cue_before(parsed, stretch)
    for cue, rule in ((after, "quotation_cue"), (before, "cue_quotation")):
        if cue is not None:
            speaker, cue_span, relays = read_cue(cue)
            if speaker is None or stretch.start <= speaker.idx < stretch.end:
                speaker = speaker_beside(cue.token)
            cue_class = cue.sense.cue_class
            piece = _with_lead(parsed, cue, stretch, text)
            return Report((piece,), rule, speaker, cue_span, cue_class, via=relays)
    return _signed(parsed, stretch, text) or _partly_quoted(parsed, stretch)


def is_title(quoted: str) -> bool:
    """Whether the words in marks are capitalised as a title's are: "The Long Way Home"."""
    words = [word.strip(QUOTATION_PADDING) for word in quoted.split()]
    long = [word for word in words if len(word) > LONGEST_SMALL_WORD]
    return len(words) > 1 and bool(long) and all(not word[0].islower() for word in long)


def _cue_after(parsed: Doc, stretch: Span, inner: str) -> Cue | None:
    tokens = list(_tokens_after(parsed, stretch))
    text = inner.rstrip("\"”’»“'")
    if not tokens or not text.endswith((",", "?", "!", "—", "…", ".")):
        comma_outside = tokens and tokens[0].text == ","
        if not comma_outside:
            return None
    new_sentence = text.endswith(".") and not _is_lower(tokens[0])
    if new_sentence and not _starts_with_subject_and_cue(tokens):
        return None  # "It is shut." Berg said so yesterday.
    if any(token.text == ":" for token in tokens):
        return None  # "It is shut?" But Holm insisted: "It is open."
    return next((cue for cue in map(_quoting_cue, tokens) if cue is not None), None)


def _with_lead(parsed: Doc, cue: Cue, stretch: Span, text: str) -> Span:
    """Take in what is said without marks in front of words that only carry on a sentence.

    "Waiting “is a pain,” Berg said", "Berg said the wait had been “a pain”".
    """
    if not text[stretch.start : stretch.end].strip(QUOTATION_PADDING)[:1].islower():
        return stretch
    first = _token_at(parsed, stretch.start)
    if cue.token.idx > stretch.start:
        start = sentence_of(parsed[first])[0]
    else:
        if cue.sense.cue == "put it" or parsed[cue.token.i - 1].is_quote:
            return stretch  # “We wait,” said the captain, “and you do not.”
        start = cue.token.i + 1
        words = [token.lower_ for token in parsed[start:first]]
        if not any(token.tag_ in FINITE for token in parsed[start:first]):
            return stretch
        if "that" in words:
            start += words.index("that") + 1
        elif cue_lemma(cue.token) in TELLING and "," not in words:
            return stretch
        elif cue_lemma(cue.token) in TELLING:
            start += words.index(",") + 1  # On the pier, Berg told us, *it is* “a mess”
    lead = trim_pieces(parsed, [(start, first)])
    if not lead or "\n" in text[lead[0].start : stretch.start]:
        return stretch
    if cue.token.idx > stretch.start:
        return Span(lead[0].start, stretch.end)
    last = _token_at(parsed, stretch.end)
    whole = trim_pieces(parsed, [(start, extend_right(cue.token, start, last, loose=True))])
    return Span(lead[0].start, max(whole[-1].end, stretch.end) if whole else stretch.end)


def _starts_with_subject_and_cue(tokens: list[Token]) -> bool:
    return any(_quoting_cue(token) is not None for token in tokens[:4]) and any(
        token.text == "." for token in tokens[:5]
    )


def _cue_before(parsed: Doc, stretch: Span) -> Cue | None:
    tokens = list(_tokens_before(parsed, stretch))
    if not tokens or (tokens[0].text not in (",", ":", "that") and not is_verb(tokens[0])):
        return None
    return next((cue for cue in map(_quoting_cue, tokens) if cue is not None), None)


def _tokens_after(parsed: Doc, stretch: Span) -> Iterator[Token]:
    start = _token_at(parsed, stretch.end)
    for token in parsed[start : start + REACH]:
        if token.text in ENDS_SEARCH or "\n" in token.text or token.text[0] in QUOTATION_MARKS:
            if token.text == ".":
                yield token
            return
        yield token


def _tokens_before(parsed: Doc, stretch: Span) -> Iterator[Token]:
    end = _token_at(parsed, stretch.start)
    for index in range(end - 1, max(end - 1 - REACH, -1), -1):
        token = parsed[index]
        if token.is_space and index == end - 1 and index and parsed[index - 1].text == ":":
            continue  # Berg said: and the quotation in a line of its own
        if token.text in ENDS_SEARCH or "\n" in token.text or token.text[0] in QUOTATION_MARKS:
            return
        if not token.is_space:
            yield token


def _token_at(parsed: Doc, position: int) -> int:
    """The index of the first token that starts at or after ``position``."""
    low, high = 0, len(parsed)
    while low < high:
        middle = (low + high) // 2
        if parsed[middle].idx < position:
            low = middle + 1
        else:
            high = middle
    return low


def _quoting_cue(token: Token) -> Cue | None:
    if not (is_verb(token) or is_taken_for_plural(token)) or (
        token.tag_ in ("VB",) and child(token, SUBJECT) is None
    ):
        return None
    if has_negation(token):
        return None
    for sense in _quoting_senses(token):
        return Cue(token, None, sense)
    return None


def _quoting_senses(token: Token) -> list[Sense]:
    lemma, after = cue_lemma(token) or "", token.doc[token.i + 1 : token.i + 2].text
    cue = f"{lemma} it" if after == "it" and lemma == "put" else lemma
    senses = load_senses().get(("verb", cue), ())
    quoting = [sense for sense in senses if sense.frames & QUOTING_FRAMES]
    return [sense for sense in quoting if not sense.needs_document or _is_by_document(token)]


def _is_by_document(verb: Token) -> bool:
    """Whether a text speaks: "the statement *read*", not "she *found* 'three boats'"."""
    speaker = child(verb, SUBJECT)
    return speaker is not None and is_document(speaker)


def _is_lower(token: Token) -> bool:
    return token.text[0].islower()


def _partly_quoted(parsed: Doc, stretch: Span) -> Report | None:
    """Words in marks that end what a cue of any frame reports: "blamed the delay on 'the tide'"."""
    between: list[Token] = []
    for token in _tokens_before(parsed, stretch):
        if token.tag_ in FINITE and cue_lemma(token) is None:
            return None
        cue = _governing_cue(token) if is_verb(token) else None
        if cue is None:
            between.append(token)
            continue
        speaker = find_speaker(cue)
        if speaker is None or not can_speak(speaker) or is_passive(token):
            return None
        start = _content_start(cue, between, stretch)
        return Report(
            (Span(start, _content_end(parsed, cue, start, stretch)),),
            "partly_quoted",
            speaker,
            Span(*cue.span),
            cue.sense.cue_class,
        )
    return None


def _content_end(parsed: Doc, cue: Cue, start: int, stretch: Span) -> int:
    """Where the content ends: with the marks, or with what belongs to the words in them."""
    first, last = _token_at(parsed, start), _token_at(parsed, stretch.end)
    end = extend_right(cue.token, first, last, loose=False)
    pieces = trim_pieces(parsed, [(first, end)])
    return max(pieces[-1].end, stretch.end) if pieces else stretch.end


def _governing_cue(token: Token) -> Cue | None:
    if has_negation(token):
        return None
    return next((cue for cue in cues_of(token) if not cue.sense.needs_document), None)


def _content_start(cue: Cue, between: list[Token], stretch: Span) -> int:
    """Where the content starts: right after the cue, without "as" and "that"."""
    end = cue.span[1]
    words = [token for token in reversed(between) if token.idx >= end]
    skipped = ("as", "that", ",", "of") if cue_lemma(cue.token) == "tell" else ("as", "that", ",")
    while words and (words[0].lower_ in skipped or words[0].is_punct):
        words.pop(0)
    return words[0].idx if words else stretch.start


def _is_signature(parsed: Doc, stretch: Span, start: int, text: str) -> bool:
    """Whether a line below a quotation names who said it: "Anna Berg, President, Ferry League"."""
    opens_line = text[max(stretch.start - GAP, 0) : stretch.start].rstrip(" ")[-1:] in ("", "\n")
    sentence_ends = text[stretch.start : stretch.end].strip(QUOTATION_PADDING) != ""
    if not (opens_line and sentence_ends):
        return False
    line: list[Token] = []
    for token in parsed[start : start + LONGEST_SIGNATURE]:
        if "\n" in token.text:
            break
        line.append(token)
    if not line:
        return False
    named = len(line) > 1 and line[0].text[0].isupper() and line[1].text[0].isupper()
    ends = line[-1].text not in ".!?:"
    return named and ends and not any(is_verb(token) for token in line)


def _is_headline(parsed: Doc, stretch: Span, colon: int, text: str) -> bool:
    """Whether the quotation opens a line that ends with a colon and who says it."""
    if parsed[colon].text != ":" or (stretch.start and text[stretch.start - 1] != "\n"):
        return False
    end = text.find("\n", parsed[colon].idx)
    line = text[parsed[colon].idx + 1 : end if end >= 0 else None].split()
    return 0 < len(line) <= LONGEST_HEADLINE_SOURCE and line[-1][-1] not in ".!?:"


def _signed(parsed: Doc, stretch: Span, text: str) -> Report | None:
    """A quotation with its author behind a dash, in the line below, or in a headline: "...": UN."""
    start = _token_at(parsed, stretch.end)
    if start + 2 < len(parsed) and parsed[start].text == "\n":
        start += 1  # a signature below the quotation
    if start + 1 >= len(parsed):
        return None
    has_dash = parsed[start].text in DASHES or _is_headline(parsed, stretch, start, text)
    if not has_dash and not _is_signature(parsed, stretch, start, text):
        return None
    start -= not has_dash
    end = start + 1
    while end < len(parsed) and end - start < 8 and "\n" not in parsed[end].text:
        if parsed[end].text in ENDS_SEARCH or parsed[end].text == ",":
            break
        end += 1
    name = list(parsed[start + 1 : end])
    fit = [
        token.text[0].isupper() or token.pos_ == "ADP" or is_person_noun(token) for token in name
    ]
    if not all(fit) or not name:
        return None
    heads = [token for token in name if token.head not in name and token.pos_ == "PROPN"]
    span = Span(name[0].idx, name[-1].idx + len(name[-1].text))
    head = heads[0] if heads else name[-1]
    return Report((stretch,), "signed_quotation", head, speaker_span=span)
