"""What happened to what a number counts: the verb's lemma, as a word that can be compared.

"went missing", "are missing" and "were reported missing" are all ``go missing``; "the death of 20
people" and "20 people died" are both ``die``.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.figures.counted import LOOKED_THROUGH, STATE_NOUNS, Counted, is_crowded
from toolkit.extract.lexicon import read_rows
from toolkit.extract.statements.inflections import list_forms

LEXICON: dict[str, dict[str, str]] = {}
for _row in read_rows("events"):
    LEXICON.setdefault(_row["kind"], {})[_row["word"]] = _row["event"]
NOUNS, STATES, TAKEN = LEXICON["noun"], LEXICON["state"], LEXICON["taken"]
LIGHT, RAISING = frozenset(LEXICON["light"]), frozenset(LEXICON["raising"])
SETTLED = frozenset(LEXICON["settled"])

COUNTED_EVENTS = frozenset(
    "death fatality killing murder drowning suicide injury arrest abduction kidnapping execution"
    " detention deportation disappearance".split()
)
"""Nouns that are themselves what happened when they are counted: "20 deaths"."""

VERB_FORMS = {
    form: row["lemma"] for row in read_rows("event_verbs") for form in list_forms(row["lemma"])
} | {row["form"]: row["lemma"] for row in read_rows("irregular_verbs")}

MODIFIER = frozenset({"amod", "acl", "acl:relcl", "relcl"})
ARGUMENT = syntax.SUBJECT | syntax.OBJECT


def find_event(counted: Counted) -> str | None:
    """The event of a counted noun phrase, or None where the words name none.

    The clause in which the figure is an argument of the verb comes first, then a participle or
    relative clause beside the noun, then a noun that stands for the event.
    """
    own = counted.head.lemma_.lower()
    if own in COUNTED_EVENTS:
        return NOUNS[own]
    if counted.head.lower_ in STATE_NOUNS:
        return STATES.get(counted.head.lower_)
    top, verb = counted.top, governing_verb(counted)
    if is_crowded(top) or is_crowded(counted.head) or (verb is not None and is_crowded(verb)):
        return None
    event = None
    if verb is not None and not _is_negated(verb):
        event = event_of(verb, counted.top)
    return event or _beside(counted.head) or _beside(top) or _after(counted) or _nominal(top)


def verb_lemma(verb: Token) -> str:
    """The verb's lemma: by the list of verbs where it knows the form, else by the pipeline.

    A form that two verbs share ("found", "fell") is the pipeline's to tell.
    """
    lemma = verb.lemma_.lower()
    known = VERB_FORMS.get(verb.lower_)
    return lemma if known is None or verb.lower_ in AMBIGUOUS_FORMS else known


AMBIGUOUS_FORMS = frozenset({"found", "founded", "lay", "left", "leaves", "saw", "fell"})


def governing_verb(counted: Counted) -> Token | None:
    """The verb of which a counted phrase is an argument.

    By the parse, through coordination; where the parse hangs the phrase on nothing that is a verb,
    by the finite verb that follows it.
    """
    token = counted.top
    if _is_whole(token):
        return None
    for _ in range(6):
        case = syntax.child(token, frozenset({"case"}))
        if case is not None and case.lower_ == "of" and token.head.lemma_.lower() in MORTAL:
            token = token.head
        if _is_compared(token):
            token = token.head
        if _stands_for_argument(token):
            return token.head
        if token.dep_ in ARGUMENT:
            if syntax.is_verb(token.head) or token.head.lower_ in STATES:
                return token.head
            return _finite_verb_after(counted) or token.head
        hostage = token.dep_ == "compound" and token.head.lemma_.lower() in TAKEN
        if (token.dep_ not in syntax.CONJUNCT and not hostage) or token.head.i == token.i:
            break
        token = token.head  # "took 20 sailors hostage" may hang the sailors on the hostage
    return _finite_verb_after(counted)


def _is_whole(top: Token) -> bool:
    """As in "12 of the *40 ferries* sank": what happened to the part did not to the whole."""
    case = syntax.child(top, frozenset({"case"}))
    if case is None or case.lower_ != "of" or case.i == 0:
        return False
    numbers = [child for child in top.children if child.pos_ == "NUM" and child.i > case.i]
    return bool(numbers) and top.doc[case.i - 1].pos_ == "NUM"


def _is_compared(token: Token) -> bool:
    """As in "more than *half* of the ferries", which hangs on "more"."""
    case = syntax.child(token, frozenset({"case"}))
    return (
        token.dep_ in syntax.OBLIQUE
        and case is not None
        and (case.lower_, token.head.lower_)
        in {("than", "more"), ("than", "less"), ("than", "fewer"), ("to", "up")}
    )


def _stands_for_argument(token: Token) -> bool:
    """As in "signed by 40 owners", "closed 12 times", "lost more than half"."""
    if not syntax.is_verb(token.head):
        return False
    if token.dep_ in ("obl", "obl:agent"):
        case = syntax.child(token, frozenset({"case"}))
        return case is not None and case.lower_ == "by" and syntax.is_passive(token.head)
    if token.lower_ == "times":
        return token.dep_ in ("obl:unmarked", "obl:tmod", "obl:npmod", "npadvmod")
    return token.lower_ in ("more", "less", "fewer") and (
        token.dep_ == "advmod" and token.i > token.head.i
    )


MORTAL = frozenset({"remains", "remain", "body", "skeleton", "life"})
"""What happens to them happens to those they belong to: "the remains of 17 sailors were buried"."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBORDINATORS = frozenset(
    {"that", "because", "as", "if", "while", "when", "although", "after", "since"}
)


def _finite_verb_after(counted: Counted) -> Token | None:
    """The main verb behind phrase and parenthesis: "20 crew, including 3 cooks, were hurt"."""
    doc = counted.head.doc
    before = _word_before(counted)
    if before is not None and before.pos_ == "ADP" and before.lower_ not in SUBORDINATORS:
        return None
    if before is not None and syntax.is_verb(before) and verb_lemma(before) not in TELLING:
        return None
    position = _skip_parenthesis(doc, counted.end)
    if (
        position >= len(doc)
        or doc[position].tag_ not in FINITE
        or not syntax.is_verb(doc[position])
    ):
        return None
    for token in doc[position : position + 7]:
        if token.pos_ == "VERB" or (token.tag_ in ("VBN", "VBG") and token.lemma_ != "be"):
            return token
        if token.pos_ not in ("AUX", "ADV", "PART"):
            break
    return None


TELLING = frozenset(
    "say tell inform report add announce confirm state claim estimate show find suggest indicate"
    " reveal note believe think know fear include".split()
)


def _word_before(counted: Counted) -> Token | None:
    """The word before the phrase with its number, qualifier and determiner."""
    doc = counted.head.doc
    position = min(counted.start, counted.top.i) - 1
    while position >= 0 and _belongs_to_number(doc[position]):
        position -= 1
    return doc[position] if position >= 0 and doc[position].text != "," else None


QUANTIFYING = frozenset("of than to least more up total some about".split())


def _belongs_to_number(token: Token) -> bool:
    if token.text == "," or (token.lower_ == "of" and not _is_number_of(token)):
        return False
    return (
        token.pos_ in ("NUM", "DET", "ADV", "PUNCT")
        or token.lower_ in QUANTIFYING
        or token.tag_ in ("PRP$", "JJR", "JJS")
    )


def _is_number_of(of: Token) -> bool:
    """As in "300 of the passengers", "a total of 300", not "the exchange of 300"."""
    before = of.doc[of.i - 1] if of.i else None
    return before is not None and (before.pos_ == "NUM" or before.lemma_.lower() in LOOKED_THROUGH)


def _skip_parenthesis(doc: Doc, position: int) -> int:
    """The token behind ", including three cooks," or "(three of them cooks)"."""
    if position >= len(doc) or doc[position].text not in (",", "(", "—", "–"):
        return position
    closing = {"(": ")"}.get(doc[position].text, doc[position].text)
    for index in range(position + 1, min(position + 16, len(doc))):
        if doc[index].text == closing:
            return index + 1
        if doc[index].text in ".;:" or doc[index].is_space:
            break
    return len(doc)


def _after(counted: Counted) -> str | None:
    """A bare participle right behind the phrase: "thousands of families *driven* from ..."."""
    doc = counted.head.doc
    for token in doc[counted.end : counted.end + 3]:
        if token.tag_ == "VBN" and syntax.is_verb(token):
            return None if token.lower_ in SETTLED else event_of(token)
        if token.pos_ != "ADV":
            break
    return None


def _is_negated(verb: Token) -> bool:
    return any(
        child.lower_ in ("not", "n't", "n’t", "never") and child.dep_ in ("advmod", "neg")
        for child in verb.children
    )


def event_of(verb: Token, argument: Token | None = None) -> str | None:
    """The event that a verb (or a predicate) names, with what belongs to it."""
    lemma = verb_lemma(verb)
    fixed = _state(verb) or (_taken(verb) if lemma in ("take", "commit", "hold") else None)
    if fixed is not None:
        return fixed
    inner = syntax.child(verb, syntax.OPEN_COMPLEMENT) if lemma in RAISING else None
    if inner is not None and syntax.is_verb(inner):
        return event_of(inner)
    if lemma in TELLING or lemma in NEVER_EVENTS:
        return None
    if not syntax.is_verb(verb) or lemma in LIGHT:
        return _complement_event(verb, argument)
    particle = syntax.child(verb, syntax.PARTICLE)
    return f"{lemma} {particle.lower_}" if particle is not None and particle.tag_ == "RP" else lemma


NEVER_EVENTS = frozenset("believe think know estimate expect consider use need".split())


def _state(verb: Token) -> str | None:
    """What became of someone by an adjective: "are missing", "went missing", "found dead"."""
    if verb.lower_ in STATES:
        return STATES[verb.lower_]
    labels = syntax.OPEN_COMPLEMENT | syntax.PREDICATE | {"advmod", "obl", "ccomp"}
    for child in verb.children:
        if child.dep_ in labels and child.lower_ in ("missing", "dead") and child.i > verb.i:
            return STATES[child.lower_]
    return None


def _taken(verb: Token) -> str | None:
    """As in "taken prisoner", "taken as prisoners of war", "took 20 people hostage"."""
    for child in verb.children:
        event = TAKEN.get(child.lemma_.lower())
        if event is not None and child.i > verb.i:
            return event
    return None


def _complement_event(verb: Token, argument: Token | None) -> str | None:
    """As in "had 20 people killed": the participle behind a light verb's object."""
    if argument is None:
        return None
    for child in verb.children:
        if child.dep_ in syntax.OPEN_COMPLEMENT and child.tag_ == "VBN" and child.i > argument.i:
            return verb_lemma(child)
    return None


def _beside(noun: Token) -> str | None:
    """A participle, an adjective of state or a relative clause on the noun itself."""
    for child in noun.children:
        if child.dep_ not in MODIFIER:
            continue
        if child.lower_ in STATES:
            return STATES[child.lower_]
        if child.dep_ == "amod" and (child.tag_ != "VBN" or _is_hyphened(child)):
            continue
        if not syntax.is_verb(child) and child.tag_ != "VBN":
            continue
        if _is_negated(child) or child.lower_ in SETTLED:
            continue
        event = event_of(child)
        if event is not None:
            return event
    return None


def _is_hyphened(participle: Token) -> bool:
    """As in "state-held buildings": the participle describes, it does not report."""
    return participle.i > 0 and participle.doc[participle.i - 1].text in ("-", "‐", "‑")


def _nominal(top: Token) -> str | None:
    """As in "the death of 20 people", "the release of the 12 hostages"."""
    head = top.head
    case = syntax.child(top, frozenset({"case"}))
    of_phrase = case is not None and case.lower_ == "of"
    if head.dep_ in syntax.PREPOSITION and head.lower_ == "of":
        head, of_phrase = head.head, True
    if not of_phrase and top.dep_ not in syntax.POSSESSIVE:
        return None
    event = NOUNS.get(head.lemma_.lower())
    if event is None and head.tag_ == "VBG" and syntax.is_verb(head):
        return verb_lemma(head)
    return event
