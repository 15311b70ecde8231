"""End a quotation whose closing mark was forgotten before the cue that follows it.

'"The quay is shut, Berg said.' has one mark. By the marks alone the quotation takes in the cue;
the commas around the cue tell where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from toolkit.extract.spans import Quotation
from toolkit.extract.statements.cues import cues_of
from toolkit.extract.statements.edges import is_finite
from toolkit.extract.statements.positions import find_inserted

LONGEST_TAIL = 25
"""Tokens from the cue to the end of the paragraph, and from there back to the cue."""

QUOTING = frozenset({"clause", "quote"})


def end_before_cue(parsed: Doc, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """The quotations, those without a closing mark cut where a cue ends their paragraph.

    Args:
        parsed: The document's parse.
        quotations: In order of the text.
    """
    reopened = {before for before, after in pairwise(quotations) if after.continues}
    for quotation in quotations:
        if quotation.closed or quotation.depth or quotation in reopened:
            yield quotation
            continue
        end = _cue_start(parsed, quotation)
        yield quotation if end is None else replace(quotation, end=end)


def _cue_start(parsed: Doc, quotation: Quotation) -> int | None:
    """Where what is said ends, with its comma, if a cue closes the paragraph."""
    span = parsed.char_span(quotation.start, quotation.end, alignment_mode="contract")
    if span is None:
        return None
    for verb in reversed(span[-LONGEST_TAIL:]):
        if not is_finite(verb):
            continue
        if not any(cue.sense.frames & QUOTING for cue in cues_of(verb)):
            return None
        pieces = find_inserted(verb)
        if pieces is None or len(pieces) > 1 or pieces[0][1] > verb.i:
            return None
        comma = parsed[pieces[0][1]]
        return comma.idx + len(comma.text)
    return None
