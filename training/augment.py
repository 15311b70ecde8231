"""Vary how a paragraph is printed, so that the pipeline does not depend on one house style.

The treebanks are mostly ASCII web text; news has typographic quotation marks and dashes,
headlines in title case and capitals, and captions without a final full stop. And news names people
and places that no training text does: invented names keep the pipeline from knowing names by heart
and from judging new ones by their endings.
"""

from __future__ import annotations

import random
from dataclasses import replace

from corpora import Paragraph

SMALL_WORDS = frozenset("a an the and but or of in on at to for by with from as".split())


def vary_print(paragraph: Paragraph, *, chance: float, random_source: random.Random) -> Paragraph:
    """Give the paragraph as it is, or, with the chance of each change, printed otherwise.

    Args:
        paragraph: what the corpus prints.
        chance: probability of typographic marks; the other changes are a share of it.
        random_source: a seeded source, the only origin of randomness.
    """
    if random_source.random() < chance:
        paragraph = _with_typographic_marks(paragraph, random_source)
    draw = random_source.random()
    if draw < chance * 0.12:
        return _with_words(paragraph, [word.lower() for word in paragraph.words])
    if draw < chance * 0.24:
        return _with_words(paragraph, [word.upper() for word in paragraph.words])
    if draw < chance * 0.40:
        return _with_words(paragraph, _title_case(paragraph.words))
    if draw < chance * 0.60:
        return _without_final_mark(paragraph)
    return paragraph


OPENINGS = "b br c ch d dr f g gr h j k kh l m n p q r s sh st t tr v w x y z".split()
VOWELS = "a a e e i o o u ai ei ou".split()
MIDDLES = "b d f g k l ll lm m n nd r rd rs s st t v x z".split()
ENDINGS = (
    "a ah al an ar as ed el en er es et ev ey i ia ian ic id ie in ing ion is ist it iv ley ling "
    "ly man o oa on or os ov ow sk son sta tan ton u um us y".split()
)


def invent_names(paragraph: Paragraph, *, chance: float, random_source: random.Random) -> Paragraph:
    """Give the paragraph with words of its proper names replaced by words that nobody has seen.

    Args:
        paragraph: a paragraph with tags.
        chance: probability for each capitalised word that is tagged as a proper noun.
        random_source: a seeded source.
    """
    words = list(paragraph.words)
    for index, tag in enumerate(paragraph.tags or ()):
        word = words[index]
        named = tag in {"NNP", "NNPS"} and word.isalpha() and word.istitle() and len(word) > 2
        if named and random_source.random() < chance:
            middle = random_source.choice(MIDDLES) + random_source.choice(VOWELS)
            words[index] = (
                random_source.choice(OPENINGS)
                + random_source.choice(VOWELS)
                + (middle if random_source.random() < 0.4 else "")
                + random_source.choice(MIDDLES)
                + random_source.choice(ENDINGS)
            ).capitalize()
    return _with_words(paragraph, words)


def _with_words(paragraph: Paragraph, words: list[str]) -> Paragraph:
    # A change of case may change the length ("ß"): lemmas stay, so the words may differ freely.
    return replace(paragraph, words=tuple(words))


def _title_case(words: tuple[str, ...]) -> list[str]:
    return [
        word if word in SMALL_WORDS or not word[:1].islower() else word[:1].upper() + word[1:]
        for word in words
    ]


def _with_typographic_marks(paragraph: Paragraph, random_source: random.Random) -> Paragraph:
    double, single = random_source.choice([("“”", "‘’"), ("“”", "‘’"), ("«»", "‹›"), ("„“", "‚‘")])
    british = random_source.random() < 0.2
    opened = False
    words: list[str] = []
    for index, word in enumerate(paragraph.words):
        tag = paragraph.tags[index] if paragraph.tags else ""
        if word == '"':
            opens = tag == "``" if tag in {"``", "''"} else not opened
            opened = opens
            marks = single if british else double
            words.append(marks[0] if opens else marks[1])
        elif word == "'" and tag in {"``", "''"}:
            words.append(single[0] if tag == "``" else single[1])
        elif word in {"--", "—", "–"} or (word == "-" and _stands_alone(paragraph, index)):
            words.append(random_source.choice("—–"))
        elif word == "...":
            words.append("…")
        else:
            words.append(word.replace("'", "’"))
    return _with_words(paragraph, words)


def _stands_alone(paragraph: Paragraph, index: int) -> bool:
    return index > 0 and paragraph.spaces[index - 1] and paragraph.spaces[index]


def _without_final_mark(paragraph: Paragraph) -> Paragraph:
    last = len(paragraph.words) - 1
    if last < 2 or paragraph.words[last] != ".":
        return paragraph
    if paragraph.heads is not None and last in paragraph.heads:
        return paragraph
    cut = {
        name: values[:last] for name, values in vars(paragraph).items() if isinstance(values, tuple)
    }
    cut["spaces"] = (*paragraph.spaces[: last - 1], False)
    return replace(paragraph, **cut)
