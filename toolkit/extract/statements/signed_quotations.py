"""Find who signs a quotation: behind a dash, in the line below, or behind a headline's colon."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.beside_marks import (
    ENDS_SEARCH,
    GAP,
    QUOTATION_PADDING,
    token_at,
)
from toolkit.extract.statements.reports import Report
from toolkit.extract.statements.speaking_nouns import is_person_noun
from toolkit.extract.syntax import is_verb

LONGEST_HEADLINE_SOURCE = 6

LONGEST_SIGNATURE = 15
"""Tokens of a line that names a speaker and an office."""

DASHES = frozenset({"—", "–", "-", "--", "―"})


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


def read_signature(parsed: Doc, stretch: Span, text: str) -> Report | None:
    """A quotation with its author behind a dash, in the line below, or in a headline: "...": UN."""
    start = token_at(parsed, stretch.end)
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
