"""Link "I", "we" and "you" to those who speak and are spoken to, once statements are known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Cast
from toolkit.extract.statements.going_on import THIRD_PERSONS
from toolkit.extract.statements.issuers import find_signature
from toolkit.rows import Document, Mention, Statement, make_id

SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
SALUTATION = re.compile(r"^Dear [^\n]{2,60}$", re.MULTILINE)
SPOKEN = frozenset({"set_off", "transcript"})
"""Rules of statements in the speaker's own words without quotation marks."""
READER = frozenset({"you", "your", "yourself"})
PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
"""In a quotation "we" may be a party, a country, a couple: it is linked for an issuer alone."""


def resolve_speech_participants(
    document: Document, parsed: Doc, statements: tuple[Statement, ...], cast: Cast
) -> Cast:
    """Add the first-person mentions that the statements explain.

    Args:
        document: The document.
        parsed: The parse of its text.
        statements: Its statements, with resolved speakers.
        cast: The cast so far.

    Returns:
        The cast with mentions for "I" in the quoted words of a person, and for "we" in the own
        voice of the issuer of an authorial document.
    """
    starts = [token.idx for token in parsed]
    found: list[Mention] = []
    for statement in statements:
        spoken = statement.rule in SPOKEN
        if statement.speaker_id is None or not (spoken or statement.kind in ("direct", "mixed")):
            continue
        speaker = cast.entity(statement.speaker_id)
        if speaker.type != "person":
            continue
        inside = _tokens(parsed, starts, statement.start, statement.end)
        for token in _quoted(inside, spoken or statement.kind == "direct"):
            if token.lower_ in SINGULAR:
                found.append(_mention(document, token, speaker.entity_id, "pronoun_of_speaker"))
    found += _going_on(document, parsed, starts, statements)
    found += _issuer(document, parsed, statements, cast)
    found += _reader(document, parsed, statements, cast)
    free = [mention for mention in found if not _taken(cast, mention)]
    return cast.with_mentions(free)


def _going_on(
    document: Document, parsed: Doc, starts: list[int], statements: tuple[Statement, ...]
) -> Iterator[Mention]:
    """As in "*It* added ...": the pronouns that statements give to the speaker before."""
    for statement in statements:
        start, end = statement.speaker_start, statement.speaker_end
        if start is None or end is None or statement.speaker_id is None:
            continue
        if (statement.speaker or "").casefold() in THIRD_PERSONS:
            for token in _tokens(parsed, starts, start, end):
                yield _mention(document, token, statement.speaker_id, "pronoun_going_on")


def _tokens(parsed: Doc, starts: list[int], start: int, end: int) -> list[Token]:
    return list(parsed[bisect_left(starts, start) : bisect_left(starts, end)])


def _quoted(tokens: list[Token], whole: bool) -> Iterator[Token]:
    """The tokens inside quotation marks; all of them where the statement is direct."""
    inside = False
    for token in tokens:
        if token.text in ('"', "“", "”", "«", "»", "„"):
            inside = token.text in ("“", "«", "„") or (token.text == '"' and not inside)
        elif whole or inside:
            yield token


def _is_pronoun(token: Token) -> bool:
    """Not "US" and not the letter of a list."""
    return token.lower_ != "us" or token.text != "US"


def _issuer(
    document: Document, parsed: Doc, statements: tuple[Statement, ...], cast: Cast
) -> list[Mention]:
    """As in "We" outside reported speech, where all authorial statements have one issuer."""
    authorial = [statement for statement in statements if statement.kind == "authorial"]
    # The issuer is printed inside a statement of its own: "The Board repeats its offer".
    issuers = {
        statement.speaker_id
        for statement in authorial
        if statement.speaker_id is not None
        and statement.speaker_start is not None
        and statement.speaker_start >= statement.start
    }
    by_word: dict[str, str] = {}
    for issuer in sorted(issuers):
        # A letter's "I" is who signs it, its "we" the body that they sign for.
        words = SINGULAR if cast.entity(issuer).type == "person" else PLURAL
        if not words & set(by_word):
            by_word |= dict.fromkeys(words, issuer)
    if not _is_narrated(statements):
        # "On behalf of the league I send you our best wishes": no cue, but a signature.
        for words, kind in ((SINGULAR, "person"), (PLURAL, "organization")):
            signed = find_signature(document.text or "", cast, (kind,))
            if signed is not None and not words & set(by_word):
                by_word |= dict.fromkeys(words, signed)
    reported = [
        (statement.start, statement.end)
        for statement in statements
        if statement.kind != "authorial"
    ]
    found = []
    position = 0
    for token in parsed:
        if token.lower_ not in by_word or not _is_pronoun(token):
            continue
        while position < len(reported) and reported[position][1] <= token.idx:
            position += 1
        if position < len(reported) and reported[position][0] <= token.idx:
            continue
        found.append(_mention(document, token, by_word[token.lower_], "pronoun_of_issuer"))
    return found


def _is_narrated(statements: tuple[Statement, ...]) -> bool:
    """Whether somebody reports what others said, so that a name on the page is its author's."""
    return any(
        statement.kind != "authorial"
        and statement.cue is not None
        and (statement.speaker or "").casefold() not in SINGULAR | PLURAL
        for statement in statements
    )


def _reader(
    document: Document, parsed: Doc, statements: tuple[Statement, ...], cast: Cast
) -> list[Mention]:
    """As in "Dear Ms Berg": outside others' words a letter's "you" is whom it greets."""
    greeted = {
        mention.entity_id
        for line in SALUTATION.finditer(document.text or "")
        for mention in cast.overlapping(*line.span())
        if mention.kind == "name" and cast.entity(mention.entity_id).type == "person"
    }
    if len(greeted) != 1:
        return []
    reader = greeted.pop()
    reported = [(row.start, row.end) for row in statements if row.kind != "authorial"]
    return [
        _mention(document, token, reader, "pronoun_of_reader")
        for token in parsed
        if token.lower_ in READER
        and not any(start <= token.idx < end for start, end in reported if start <= token.idx)
    ]


def _taken(cast: Cast, mention: Mention) -> bool:
    return any(True for _ in cast.overlapping(mention.start, mention.end))


def _mention(document: Document, token: Token, entity_id: str, rule: str) -> Mention:
    start, end = token.idx, token.idx + len(token.text)
    return Mention(
        mention_id=make_id("m", document.document_id, start, end, "pronoun"),
        document_id=document.document_id,
        entity_id=entity_id,
        text=token.text,
        start=start,
        end=end,
        kind="pronoun",
        rule=rule,
    )
