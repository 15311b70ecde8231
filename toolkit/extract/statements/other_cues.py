"""Find another act of speech that a parser took into what is said: "said so *and called*"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from toolkit.extract.statements.cues import cues_of
from toolkit.extract.statements.mistagged import is_lost_verb
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.syntax import (
    AUXILIARY,
    CLAUSAL_COMPLEMENT,
    CONJUNCT,
    OBJECT,
    OPEN_COMPLEMENT,
    SUBJECT,
    child,
    children,
)

CONTRASTS = frozenset({"though", "although", "while"})
CONCEDES = frozenset({"though", "although"})
REFUSES = frozenset({"decline", "refuse"})
WITHHELD = frozenset("say elaborate specify name identify give provide comment explain".split())
GOVERNED = CLAUSAL_COMPLEMENT | OPEN_COMPLEMENT | OBJECT
BREAKS = frozenset({",", ";", "—", "–", "--", "-", "("})
DOUBTED = frozenset({"claim", "charge", "allegation", "accusation", "assertion", "suggestion"})
FARTHEST_CUE = 6
"""Tokens between "and" and its verb: "and the harbour board also *said*"."""


def before_other_cue(verb: Token, start: int, end: int) -> int:
    """Where another act of speech begins that the parse took into what is said; else the end.

    "said it was late, *adding* ...", "said it was late *and called* it a loss", "said it was late,
    *though she noted* ...".
    """
    doc = verb.doc
    in_marks = False
    for index in range(start + 1, end):
        token = doc[index]
        if token.is_quote:
            in_marks = not in_marks
        if in_marks:
            continue
        after_break = doc[index - 1].text in BREAKS
        if token.tag_ == "VBG" and after_break and cue_lemma(token) is not None:
            return index
        if token.text == ";":
            return index
        if token.text == ":" and index + 1 < len(doc) and doc[index + 1].is_quote:
            return index  # said it was late: "Two hours!"
        if after_break and token.lower_ in ("a", "an") and _comments(doc[index + 1 : index + 3]):
            return index  # said it was late, *a claim the board denies*
        if after_break and _says_we(doc[index : index + 2]):
            return index  # argued that it is late, *and we agree*
        if after_break and token.lower_ in CONCEDES:
            return index  # said it was late, *although* she stayed
        if after_break and _acts_again(doc[index : min(index + 3, end)], verb, start):
            return index  # said it was late, *and briefed* the crews
        if _declines(doc[index : min(index + FARTHEST_CUE, end)], verb):
            return index  # said it was late *but declined to say* why
        opens = token.lower_ in ("and", "but") or (after_break and token.lower_ in CONTRASTS)
        if opens and _opens_other_cue(verb, index, end):
            return index
    return end


def _acts_again(words: Span, verb: Token, start: int) -> bool:
    """Whether ", and" leads on to another verb of the speaker, in the tense of the cue."""
    if words[0].lower_ not in ("and", "but") or words[0].nbor(-1).text != ",":
        return False
    act = next((word for word in words[1:] if word.pos_ != "ADV"), words[0])
    if verb.tag_ in ("VBZ", "VBP") and act.tag_ == "VBD" and cue_lemma(act) is not None:
        return _is_no_past(verb.doc[start : words.start])  # says it is late, *but warned* of worse
    same = act.tag_ == verb.tag_ and act.tag_ in ("VBD", "VBZ")
    return same and act.pos_ == "VERB"


def _declines(words: Span, verb: Token) -> bool:
    """Whether the speaker holds back: "but *declined* to say", "but *did not elaborate*"."""
    if words[0].lower_ not in ("and", "but") or len(words) < 3:
        return False
    first, second = words[1], words[2]
    if first.lemma_.lower() in REFUSES:
        return first.tag_ == verb.tag_ and second.lower_ == "to"
    did = first.lower_ in ("did", "does", "would") and second.lower_ in ("not", "n't", "n’t")
    return did and len(words) > 3 and words[3].lemma_.lower() in WITHHELD


def _says_we(words: Span) -> bool:
    """Whether whoever writes the document goes on: "and we"."""
    return words[0].lower_ in ("and", "but") and words[-1].lower_ in ("we", "i")


def _comments(words: Span) -> bool:
    """Whether a noun of doubt takes up what was said: "a *claim* that she denies"."""
    return any(word.pos_ == "NOUN" and word.lower_ in DOUBTED for word in words)


def _opens_other_cue(verb: Token, opener: int, end: int) -> bool:
    """Whether the clause after "and" or "though" has a cue in the tense of the first one."""
    doc = verb.doc
    subject_between = False
    said_by_pronoun = opener + 1 < end and doc[opener + 1].lower_ in ("he", "she", "they")
    for token in doc[opener + 1 : min(opener + 1 + FARTHEST_CUE, end)]:
        if token.is_punct:
            return False
        if token.i == opener + 1 and is_lost_verb(token):
            return True  # and calls on farms
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            subject_between = True
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN"):
            if token.lemma_.lower() == "have" and token.dep_ in AUXILIARY:
                continue  # and has asked for a recount
            if doc[opener].lower_ in CONTRASTS and cue_lemma(token) is not None and said_by_pronoun:
                return True  # though she admitted that
            if cue_lemma(token) is None or token.tag_ not in {*_tenses(verb), "VBN"}:
                return False
            if token.tag_ == "VBD" and verb.tag_ != "VBG":
                no_past = _is_no_past(doc[verb.i + 1 : opener])
                if verb.tag_ != "VBD" and not no_past:
                    return False  # says the board met *and said* so: the board's
                if no_past and not children(token, AUXILIARY):
                    # Crews said they are late and the board *accused* them of haste
                    return any(found.i > token.i for found in children(token, GOVERNED))
            if not subject_between and any(cue.particle is not None for cue in cues_of(token)):
                return True
            # A tagger may take "and assured that" for a participle; its clause tells it is none.
            mistagged = token.tag_ != verb.tag_ and verb.tag_ == "VBD"
            if token.tag_ not in _tenses(verb) and not mistagged:
                return False
            if children(token, AUXILIARY):
                return False
            narrow = (subject_between and not said_by_pronoun) or mistagged
            governs = CLAUSAL_COMPLEMENT if narrow else GOVERNED
            if not narrow and doc[token.i + 1 : token.i + 2].text.lower() == "that":
                return True  # and warns that
            return any(found.i > token.i for found in children(token, governs))
    return False


def _tenses(verb: Token) -> frozenset[str]:
    """The tags of what may go with the cue: what somebody says stands beside what they *noted*."""
    if verb.tag_ in ("VBP", "VBZ"):
        return frozenset({verb.tag_, "VBD"})
    progressive = verb.tag_ == "VBG" and bool(children(verb, AUXILIARY))
    return frozenset({"VBZ", "VBP"}) if progressive else frozenset({verb.tag_})


def _is_no_past(words: Span) -> bool:
    """Whether what was said so far has a tense, and not the past."""
    tags = {word.tag_ for word in words}
    return "VBD" not in tags and bool(tags & {"VBZ", "VBP", "MD"})


def coordinated_cue(verb: Token, start: int, end: int) -> Token | None:
    """A cue of the same speaker that a parser hung on what is said.

    "stressed that the queue is growing and called on us to wait": "called" goes with "stressed".
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    # Behind a plural a tagger may take a present tense for a base form: "crews say so *but warn*".
    bare = {"VB"} if verb.tag_ == "VBP" else set()
    for token in verb.doc[start:end]:
        if token.tag_ in bare and token.head.tag_ == "VB":
            continue  # say they want to wait *and warn* others
        if (
            token.dep_ in CONJUNCT
            and token.tag_ in {verb.tag_, "VBN"} | bare
            and cue_lemma(token) is not None
            and child(token, SUBJECT) is None
            and (
                (token.tag_ in {verb.tag_} | bare and child(token, CLAUSAL_COMPLEMENT) is not None)
                or (verb.tag_ == "VBD" and _is_not_past(token.head, token.tag_))
                or (token.tag_ == verb.tag_ and token.head.tag_ == "VB")  # to wait *and demanded*
                or (verb.tag_ == "VBZ" and _is_perfect_after_past(token))
            )
        ):
            return token
    return None


def _is_perfect_after_past(token: Token) -> bool:
    """Whether "has asked" stands beside a past tense: "says it was late *and has asked*"."""
    helpers = {found.lower_ for found in children(token, AUXILIARY)}
    own = child(token.head, SUBJECT)
    if "has" in helpers and own is not None and own.tag_ in ("NNS", "NNPS"):
        return True  # says the boats sank *and has asked*: boats have
    return bool(helpers & {"has", "have"}) and finite_tags(token.head) == {"VBD"}


def _is_not_past(clause: Token, tag: str) -> bool:
    """Whether a past tense with this tag cannot go on the clause: "is growing and *called*"."""
    tags = {token.tag_ for token in clause.lefts} | {clause.tag_}
    if tag == "VBN" and clause.tag_ in ("VBN", "JJ"):
        return False  # is closed and *called* a loss
    return "VBD" not in tags and bool({"VBZ", "VBP", "MD"} & tags)


def finite_tags(node: Token) -> set[str]:
    """The tags of a clause's finite verbs; that of its bare verb where it has none."""
    tags = {token.tag_ for token in node.lefts} | {node.tag_}
    return (tags & {"MD", "VBD", "VBZ", "VBP"}) or (tags & {"VB"})
