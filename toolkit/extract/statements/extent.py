"""How far to the right a content reaches: to the end of its sentence, or to what is not said.

Parsers lose the end of long sentences first. So a content goes on through what hangs on it, and
through what hangs on the cue without a comma; it stops before what is coordinated with the cue
("said it is late *and left*") and before a participle behind a comma ("said so, *adding*").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.statements.mistagged import TENSES
from toolkit.extract.statements.other_cues import (
    BREAKS,
    FARTHEST_CUE,
    before_other_cue,
    coordinated_cue,
    finite_tags,
)
from toolkit.extract.statements.senses import cue_lemma, is_clause_cue
from toolkit.extract.syntax import (
    AUXILIARY,
    CLAUSAL_COMPLEMENT,
    CONJUNCT,
    COORDINATOR,
    COPULA,
    MARK,
    RELATIVE_CLAUSE,
    SUBJECT,
    child,
    children,
    obliques,
    sentence_of,
)

STOPS = frozenset("according while as after when before following amid until adding".split())
"""Words that behind a comma tell what happened beside the speech."""

GOES_ON = frozenset("which who whose whom where because including such like than".split())
"""Words that carry on a noun phrase even behind a comma."""

SCENES = frozenset("in on at during after via through following when while".split())
"""Words that tell when and where something was said: "announced a strike *on Friday*"."""

OCCASIONS = frozenset("in on at during via".split())
SPEECH_EVENTS = frozenset(
    "interview speech debate statement letter tweet conference rally briefing meeting address "
    "forum hearing email message post broadcast program programme show report release visit "
    "ruling diatribe tirade stop appearance podcast memo twitter facebook website call remarks "
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night "
    "january february march april may june july august september october november december".split()
)
"""What a scene is named by."""

CASE = frozenset({"case"})
PARTS = frozenset("most many some several half both all none each few two three".split())
NOMINAL = frozenset({"NOUN", "PROPN"})
RELATIVE_WORDS = frozenset({"which", "who", "whose", "whom", "where"})
SUBORDINATORS = frozenset("when after as while until because since though although".split())
BESIDE = frozenset({"though", "although", "while", "whereas", "with"})
"""Words that behind a comma open what the narrator tells beside it."""


LONGEST_SUBJECT = 12
"""Tokens in which a main clause has its verb."""

DEEPEST = 30
"""Steps from a word up to what its phrase hangs on."""

WHEN_SAID = frozenset({"obl:unmarked", "obl:tmod", "obl:npmod", "npadvmod", "discourse"})


def extend_right(verb: Token, start: int, end: int, *, loose: bool) -> int:
    """Where a content that starts at ``start`` ends, as a token index.

    Args:
        verb: The cue.
        start: The content's first token, after the cue.
        end: Where the parse ends it.
        loose: Whether the content is a clause, which takes in adjuncts that hang on the cue.
    """
    doc = verb.doc
    limit = _before_main_clause(verb, start, sentence_of(verb)[1], loose=loose)
    end = min(end, max(limit, start + 1))
    coordinated = coordinated_cue(verb, start, end)
    if coordinated is not None:
        return coordinated.left_edge.i
    while end < limit:
        index, broken = _next_word(verb, end, limit)
        if index >= limit:
            break
        node, tie = _climb(doc[index], verb, start, end)
        if node.left_edge.i < start or not _takes_in(doc[index], node, tie, broken, loose, verb):
            break
        end = max(node.right_edge.i, index) + 1
    end = before_other_cue(verb, start, min(end, limit))
    return end if loose else _before_scene(verb, start, before_comment(verb, start, end))


def _before_main_clause(verb: Token, start: int, limit: int, *, loose: bool) -> int:
    """Where the main clause begins in whose lead the cue stands: "Telling us of it, *he left*"."""
    doc, first = verb.doc, sentence_of(verb)[0]
    leads = doc[first].pos_ in ("ADP", "SCONJ") or doc[first].tag_ == "VBG"
    bare = verb.tag_ == "VBG" and child(verb, AUXILIARY) is None
    depends = bare or verb.dep_ in RELATIVE_CLAUSE or child(verb, MARK) is not None
    if not leads or not depends or any(token.text == "," for token in doc[first : verb.i]):
        return limit
    for index in range(start + 1, limit - 1):
        said, told = doc[start:index], doc[index + 1 : min(index + LONGEST_SUBJECT, limit)]
        opens = doc[index].text == "," and told[0].pos_ in ("DET", "NOUN", "PROPN", "PRON")
        whole = told[0].pos_ == "DET" if not loose else any(t.tag_ in TENSES for t in said)
        if opens and whole and any(token.tag_ in TENSES for token in told):
            return index
    return limit


def before_comment(verb: Token, start: int, end: int) -> int:
    """Where what was said gives way to the narrator: "announced a strike, *which ended*"."""
    doc = verb.doc
    for index in range(start + 1, end):
        if doc[index - 1].text in BREAKS and doc[index].lower_ in RELATIVE_WORDS:
            return index
        if doc[index - 1].text == "," and _stands_after_list(doc, index, end):
            return index
        beside = doc[index - 1].text == "," and doc[index].lower_ in BESIDE
        participle = doc[index - 1].text == "," and doc[index].tag_ == "VBG"
        if participle and doc[index].lower_ not in GOES_ON and _in_no_marks(doc, start, index):
            return index  # called for a vote, looping the quay
        if (beside or opens_clause(doc, index, end)) and _in_no_marks(doc, start, index):
            return index
    return end


def opens_clause(doc: Doc, index: int, end: int) -> bool:
    """Whether a clause with its own subject starts here: "called for a vote, *but she left*"."""
    if doc[index - 1].text != "," or doc[index].lower_ not in ("but", "and", "so", "yet"):
        return False
    for token in doc[index + 1 : min(index + FARTHEST_CUE, end)]:
        if token.dep_ in SUBJECT and token.pos_ in ("NOUN", "PROPN", "PRON"):
            return True
        if token.is_punct or token.pos_ in ("VERB", "AUX", "ADP"):
            return False
    return False


def _before_scene(verb: Token, start: int, end: int) -> int:
    """Where a noun phrase gives way to the occasion: "denounced the levy *in an interview*"."""
    doc = verb.doc
    for index in range(start + 1, end):
        scene = doc[index]
        if scene.lower_ not in OCCASIONS or scene.head.left_edge.i != index:
            continue
        closes = scene.lower_ == "during" or scene.head.right_edge.i >= end - 1
        if scene.head.lower_ in SPEECH_EVENTS and closes:
            return index if _in_no_marks(doc, start, index) else end
    return end


def _in_no_marks(doc: Doc, start: int, index: int) -> bool:
    return sum(token.is_quote for token in doc[start:index]) % 2 == 0


def _stands_after_list(doc: Doc, first: int, end: int) -> bool:
    """Whether a phrase hangs on a list that its "and" has closed: "of Bergen and Oslo, *two*"."""
    member = doc[first]
    while member.head.i > member.i and member.head.i < end and member.dep_ not in CONJUNCT:
        member = member.head
    if member.dep_ not in CONJUNCT or child(member, COORDINATOR) is not None:
        return False
    others = [other for other in children(member.head, CONJUNCT) if other.i < end]
    closes = [other.i for other in others if child(other, COORDINATOR) is not None]
    return bool(closes) and max(closes) < first


def _next_word(verb: Token, end: int, limit: int) -> tuple[int, bool]:
    broken = False
    while end < limit and (verb.doc[end].is_punct or verb.doc[end].is_space):
        broken = broken or verb.doc[end].text in BREAKS
        end += 1
    return end, broken


def _climb(token: Token, verb: Token, start: int, end: int) -> tuple[Token, str]:
    """The phrase that the token opens, and what that hangs on: the content, the cue, or neither."""
    for _ in range(DEEPEST):
        head = token.head
        if start <= head.i < end and head.i != token.i:
            return token, "content"
        if head.i == verb.i:
            return token, "cue"
        if head.i == token.i or head.i < start:
            break
        token = head
    return token, "neither"


def _takes_in(first: Token, node: Token, tie: str, broken: bool, loose: bool, verb: Token) -> bool:
    if first.lower_ == "according" or _is_cue_beside(node, verb):
        return False
    if tie == "content":
        return True
    if broken and (first.lower_ in GOES_ON or _counts_part(first)):
        return True
    if broken and tie == "cue" and not loose and _is_listed(node):
        return True  # requested 4 boats, 200 tents and water
    if node.dep_ in CONJUNCT and tie == "cue":
        # "were cut, broken and sold": a list goes on without "and", a coordinated cue does not.
        mark = child(node, MARK)
        if mark is not None and mark.lower_ == "that":
            return True  # said it was late *and that it was full*
        if first.lower_ in ("and", "but") and first.nbor().lower_ == "that" and loose:
            return True  # the same, where a tagger took "that" for an article
        if verb.tag_ == "VBD" and finite_tags(node) in ({"MD"}, {"VBZ"}, {"VBP"}, {"VB"}):
            return True  # said she wanted to go *and let* us know
        if node.pos_ in NOMINAL and not children(node, SUBJECT | COPULA):
            return True  # should report the delay *and its cause*: a noun joins no cue
        if cue_lemma(node) is not None and node.tag_ == verb.tag_:
            return False  # accused the board, *promised* a vote and left
        return broken and child(node, COORDINATOR) is None and child(node, SUBJECT) is None
    if first.tag_ == "VBG" and (broken or tie == "cue"):
        return False
    if node.dep_ in WHEN_SAID or (broken and first.lower_ in STOPS):
        return False
    if first.lower_ in SCENES and _names_scene(node):
        return False
    if not loose and first.lower_ in SUBORDINATORS and node.pos_ in ("VERB", "AUX"):
        return False
    return loose or not broken


def _counts_part(first: Token) -> bool:
    """Whether a part of what was just named is counted: "390 dead, *most of them* children"."""
    words = [token.lower_ for token in first.doc[first.i : first.i + 3]]
    return first.lower_ in PARTS and words[1:] in (["of", "them"], ["of", "whom"], ["of", "which"])


def _is_listed(node: Token) -> bool:
    """Whether a noun carries on a list that an "and" closes later."""
    if node.pos_ not in NOMINAL or children(node, SUBJECT | COPULA | CASE):
        return False
    words = node.doc[node.i + 1 : node.right_edge.i + 1]
    return any(token.lower_ == "and" and token.dep_ in COORDINATOR for token in words)


def _names_scene(node: Token) -> bool:
    """Whether the phrase tells the occasion of the speech: "in an interview", "on Friday"."""
    is_date = node.like_num and not obliques(node)  # in 2012, but: in six *of the piles*
    return node.tag_ in ("VBN", "VBG") or node.lower_ in SPEECH_EVENTS or is_date


def _is_cue_beside(node: Token, verb: Token) -> bool:
    """Whether the phrase is a clause of its own with a cue: ", Berg said"."""
    return (
        node.i != verb.i
        and is_clause_cue(node)
        and child(node, SUBJECT) is not None
        and not children(node, CLAUSAL_COMPLEMENT)
    )
