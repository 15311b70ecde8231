"""Read who speaks by a cue, and the sources that it names beside the speaker."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.senses import CITING, cue_lemma
from toolkit.extract.statements.speakers import find_speaker
from toolkit.extract.statements.speaking_nouns import can_speak, is_document
from toolkit.extract.syntax import (
    OBJECT,
    PASSIVE_SUBJECT,
    agent,
    child,
    is_passive,
    is_verb,
    obliques,
    sentence_of,
)

RELAYED = frozenset({"quoted", "cited"})


def read_cue(cue: Cue) -> tuple[Token | None, Span, tuple[Token, ...]]:
    """A cue's speaker, its span, and the sources that it names beside its speaker.

    "A clerk was quoted as saying by the paper": the clerk speaks, the paper relays, and the cue
    is "quoted as saying".
    """
    verb, (start, end) = cue.token, cue.span
    doc = verb.doc
    said = verb.i + 2
    quoted = said < len(doc) and doc[said - 1].lower_ == "as" and cue_lemma(doc[said]) == "say"
    source = child(verb, PASSIVE_SUBJECT)
    if verb.lower_ not in RELAYED or not quoted or source is None:
        told = _quoted_as_saying(verb)
        if told is not None:
            relay = find_speaker(cue)
            return told, Span(start, end), () if relay is None else (relay,)
        return find_speaker(cue), Span(start, end), _citing(verb)
    relay = agent(doc[said]) or agent(verb)
    return source, Span(start, doc[said].idx + len(doc[said])), () if relay is None else (relay,)


def _quoted_as_saying(verb: Token) -> Token | None:
    """Who speaks in "The paper quoted *a clerk* as saying that it is late"; the paper relays."""
    quoting = verb.head
    says_so = verb.tag_ == "VBG" and verb.i > 0 and verb.doc[verb.i - 1].lower_ == "as"
    if not says_so or cue_lemma(quoting) not in ("quote", "cite") or is_passive(quoting):
        return None
    return child(quoting, OBJECT)


def is_relay(token: Token) -> bool:
    """Whether the word only names another cue's source: "the paper reports *citing* the police"."""
    if token.lower_ not in CITING or token.i == 0:
        return False
    if _cited(token) is not None:
        return True  # reported that it is late, *citing* two officials
    before = token.doc[token.i - 1]
    if before.text == "," and token.i > 1:
        before = token.doc[token.i - 2]
    # "raised its *forecast*, citing strong demand": a noun before the comma reports nothing.
    closed = before.i < token.i - 1 and not is_verb(before)
    return cue_lemma(before) is not None and before.i != token.i and not closed


def _citing(verb: Token) -> tuple[Token, ...]:
    """The relay in "..., the paper reports citing *the harbour police*"."""
    doc = verb.doc
    for index in range(verb.i + 1, min(verb.i + 3, len(doc) - 1)):
        if doc[index].lower_ in CITING and is_relay(doc[index]):
            named = child(doc[index], OBJECT) or doc[index + 1].head
            return (named,) if named.i > index else ()
    for token in doc[verb.i + 1 : sentence_of(verb)[1]]:
        if token.tag_ in FINITE and cue_lemma(token) is not None:
            break  # the source of another cue
        if token.lower_ in CITING and (cited := _cited(token)) is not None:
            return (cited,)
    return ()


def _cited(citing: Token) -> Token | None:
    """Whom a participle cites: "citing *two officials*", not "citing the weather"."""
    cited = child(citing, OBJECT)
    if cited is None or cited.i < citing.i:
        return None
    if is_document(cited):  # no document: "citing the release of two prisoners"
        return None if any(part.preposition == "of" for part in obliques(cited)) else cited
    return cited if can_speak(cited) else None
