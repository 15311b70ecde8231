"""Find the statements of one document: every stretch of reported speech, with who said it.

The story in order: reports from cues and colons; nested ones taken out; quotations that no report
covers, by what stands beside them; those without any cue, by who spoke last; one row for each
uninterrupted stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Cast, Quotation, Span
from toolkit.extract.statements.according import find_according_to
from toolkit.extract.statements.authorial import as_authorial
from toolkit.extract.statements.colons import find_colon_reports
from toolkit.extract.statements.direct import attribute_quotation
from toolkit.extract.statements.floating import attribute_floating
from toolkit.extract.statements.going_on import follow_pronouns, share_labels
from toolkit.extract.statements.nesting import Covered, keep_outermost
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.reports import Report, find_reports
from toolkit.extract.statements.set_off import find_set_off
from toolkit.extract.statements.speaker_entities import resolve_speaker
from toolkit.extract.statements.speaker_phrases import speaker_range
from toolkit.extract.statements.unclosed import end_before_cue
from toolkit.extract.syntax import SHORT_TITLES, offsets
from toolkit.rows import Document, Statement, make_id

TITLE_GAP = re.compile(r"\.? ")
NEXT_TITLE = re.compile(r"([A-Z][a-z]+)\. ")


def find_statements(
    document: Document, parsed: Doc, quotations: Sequence[Quotation], cast: Cast
) -> tuple[Statement, ...]:
    """Find every stretch of reported speech.

    Args:
        document: The document that the rows belong to.
        parsed: The parse of its text.
        quotations: What :func:`toolkit.extract.statements.quotations.find_quotations` found in it.
        cast: Who and what the document names, to resolve speakers.

    Returns:
        Rows sorted by start and end, no two with a common character; ``variant_of`` is for linking
        to fill.
    """
    text = document.text or ""
    quoted = QuotedText(text, end_before_cue(parsed, _without_nicknames(quotations, cast)))
    reports = [
        *find_reports(parsed, quoted),
        *find_according_to(parsed, quoted),
        *find_colon_reports(parsed, quoted, cast),
    ]
    reports = [*reports, *find_set_off(parsed, quoted, reports, cast)]
    reports = keep_outermost(reports, text)
    reports = keep_outermost([*reports, *_beside_marks(parsed, quoted, reports)], text)
    reports = [*reports, *attribute_floating(parsed, quoted, reports)]
    reports = as_authorial(parsed, quoted, reports, cast, furniture=document.furniture)
    rows = [row for report in reports for row in _rows(document, parsed, quoted, report, cast)]
    rows.sort(key=lambda row: (row.start, row.end, row.statement_id))
    return tuple(follow_pronouns(share_labels(rows), text, parsed, cast))


def _without_nicknames(quotations: Sequence[Quotation], cast: Cast) -> list[Quotation]:
    """The quotations without those inside a name: 'Anna "Nan" Berg'."""
    return [
        quotation
        for quotation in quotations
        if not any(
            mention.kind == "name" and mention.start < quotation.start < quotation.end < mention.end
            for mention in cast.overlapping(quotation.start, quotation.end)
        )
    ]


def _beside_marks(parsed: Doc, quoted: QuotedText, reports: list[Report]) -> Iterator[Report]:
    covered = Covered()
    answered = {report.cue for report in reports}
    for report in reports:
        for piece in report.pieces:
            covered.add(piece)
    for stretch in quoted.stretches:
        if covered.at(stretch.start, stretch.end) is None:
            found = attribute_quotation(parsed, stretch, quoted.text)
            # "said in a book on “the tide”": the cue that has its content does not govern a title.
            taken = found is not None and found.rule == "partly_quoted" and found.cue in answered
            if found is not None and not taken:
                yield found


def _rows(
    document: Document, parsed: Doc, quoted: QuotedText, report: Report, cast: Cast
) -> Iterator[Statement]:
    speaker = report.speaker_span or _widen_to_name(
        quoted.text, _phrase(parsed, report.speaker), cast
    )
    speaker = _outside_marks(speaker, report.speaker, quoted)
    speaker = _behind_content(speaker, report, quoted.text)
    speaker = _outside_content(speaker, report, quoted.text)
    addressee = _phrase(parsed, report.addressee)
    relays = [_phrase(parsed, relay) for relay in report.via]
    via = [span for span in relays if span is not None]
    speaker_id = report.speaker_id
    if speaker_id is None and report.speaker is not None and speaker is not None:
        speaker_id = resolve_speaker(report.speaker, (speaker.start, speaker.end), cast)
    for piece in report.pieces:
        yield Statement(
            statement_id=make_id("s", document.document_id, piece.start, piece.end),
            document_id=document.document_id,
            kind=report.kind or quoted.kind(piece.start, piece.end),
            text=quoted.text[piece.start : piece.end],
            start=piece.start,
            end=piece.end,
            rule=report.rule,
            speaker_id=speaker_id,
            speaker=_text(quoted, speaker),
            speaker_start=speaker.start if speaker else None,
            speaker_end=speaker.end if speaker else None,
            cue=_text(quoted, report.cue),
            cue_start=report.cue.start if report.cue else None,
            cue_end=report.cue.end if report.cue else None,
            cue_class=report.cue_class,
            addressee=_text(quoted, addressee),
            addressee_start=addressee.start if addressee else None,
            addressee_end=addressee.end if addressee else None,
            via=" > ".join(quoted.text[span.start : span.end] for span in via) or None,
            # Print may name the inner relay first.
            via_start=min((span.start for span in via), default=None),
            via_end=max((span.end for span in via), default=None),
        )


def _behind_content(span: Span | None, report: Report, text: str) -> Span | None:
    """Take what is said and the cue off a speaker's phrase that a parse began or ended in them."""
    if span is None or report.speaker is None:
        return span
    start, end = span.start, span.end
    before = [*report.pieces, *([report.cue] if report.cue is not None else [])]
    for piece in before:
        if start < piece.end <= report.speaker.idx:
            start = piece.end
            start += len(text[start:end]) - len(text[start:end].lstrip(" ,\n-–—"))
    if report.cue is not None and report.speaker.idx < report.cue.start < end:
        end = start + len(text[start : report.cue.start].rstrip(" ,\n"))
    return Span(start, end) if start < end else span


def _outside_marks(span: Span | None, head: Token | None, quoted: QuotedText) -> Span | None:
    """Take a quotation off a speaker's phrase that a parse began inside it."""
    if span is None or head is None or quoted.holding(head.idx) is not None:
        return span
    quotation = quoted.holding(span.start)
    if quotation is None or not quotation.end < span.end:
        return span
    rest = quoted.text[quotation.end : span.end]
    return Span(quotation.end + len(rest) - len(rest.lstrip(" ,\n")), span.end)


def _outside_content(span: Span | None, report: Report, text: str) -> Span | None:
    """End a speaker's phrase where what is said begins: "according to *the board*, two ferries"."""
    if span is None or report.speaker is None or report.kind is not None:
        return span
    for piece in report.pieces:
        if report.speaker.idx < piece.start < span.end:
            phrase = text[span.start : piece.start].rstrip(" ,:–—-\n")
            return Span(span.start, span.start + len(phrase))
    return span


def _phrase(parsed: Doc, head: Token | None) -> Span | None:
    return None if head is None else Span(*offsets(parsed, *speaker_range(head)))


def _widen_to_name(text: str, span: Span | None, cast: Cast) -> Span | None:
    """Take in a name that the phrase cuts through: a parser may split "Example.Com"."""
    if span is None:
        return None
    names = [
        mention for mention in cast.overlapping(span.start, span.end) if mention.kind == "name"
    ]
    start = min([span.start, *(name.start for name in names)])
    end = max([span.end, *(name.end for name in names)])
    return _past_title(Span(start, end), text, cast)


def _past_title(span: Span, text: str, cast: Cast) -> Span:
    """Take in the name behind titles whose full stop ended the sentence: "Maj. *Gen. Berg*"."""
    last = text[span.start : span.end].split()[-1]
    if last.rstrip(".").casefold() not in SHORT_TITLES:
        return span
    gap = TITLE_GAP.match(text, span.end)
    while gap is not None:
        for mention in cast.overlapping(gap.end(), gap.end() + 1):
            if mention.kind == "name" and mention.start == gap.end():
                return Span(span.start, mention.end)
        gap = NEXT_TITLE.match(text, gap.end())
        if gap is not None and gap[1].casefold() not in SHORT_TITLES:
            return span
    return span


def _text(quoted: QuotedText, span: Span | None) -> str | None:
    return None if span is None else quoted.text[span.start : span.end]
